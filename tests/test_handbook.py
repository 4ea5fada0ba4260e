"""The handbook: the same tasks in every language, names and commands that exist, and nothing that leads nowhere."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from markupsafe import Markup

from browser import handbook_pictures
from concord import handbook
from concord.cli import COMMANDS, concord
from concord.cli.messages import extract_messages, iter_handbook_coverage
from concord.derive.site import Site
from concord.handbook import FIRST, PAGES, load_handbook
from concord.pipeline import derive, load
from concord.publish.offline import find_offline
from concord.publish.registry import find_outputs
from concord.render import labels
from concord.render.handbook_page import PEOPLE, build_handbook_page
from concord.render.handbook_text import (
    cut_pieces,
    find_fences,
    find_names,
    find_pictures,
    find_tasks,
    find_title,
    render_text,
)
from concord.render.presentation import build_presentation
from concord.render.press import Press, make_press

ROOT = Path(__file__).resolve().parents[1]
ARCHIVES = ROOT / "tests" / "archives"
# The languages of the demonstration: S44 refuses a page that one of them misses.
LANGUAGES = handbook_pictures.LANGUAGES
OTHERS = tuple(lang for lang in LANGUAGES if lang != "en")

# What a reader follows, without the words: headings, steps, points, ways, names, what is typed.
STEP = re.compile(r"^(#+ |\d+\. |- |!\[)", re.MULTILINE)
WAY = re.compile(r"\]\(([^)]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
OWN_LANGUAGE = re.compile(r"(?<=[ .-])(?:en|hi|ur)(?=[:. ]|$)", re.MULTILINE)
SAID = re.compile(r"(?<=XX: ).*$", re.MULTILINE)
LETTERS = {"en": "LATIN", "hi": "DEVANAGARI", "ur": "ARABIC"}
# Letters of Arabic that look like those of Urdu; a full stop and a comma of other scripts.
FOREIGN = {"en": "", "hi": "۔،؛؟", "ur": "\u064a\u0649\u0643\u0647\u0629\u06c0,;?।"}
INTERNAL = re.compile(r"\b(digests?|charter|parts?|statements?|genesis)\b", re.IGNORECASE)
# Told already, and brought by work that goes on elsewhere: to be emptied when it is there.
COMING_COMMANDS = {"upgrade"} - set(COMMANDS)
COMING_HUBS = {"../contribute/"} - {f"../{hub}/" for hub in labels.HUBS}
# Hubs of the workshop edition alone: on a public site the words stand without a link.
WORKSHOP = {"../stewards/"}
ANSWER_FILE = "archive/entries/mango-pickle/entry.yml"


def read(lang: str, page: str) -> str:
    return (ROOT / "locales" / lang / "handbook" / f"{page}.md").read_text(encoding="utf-8")


def drop_fences(page: str) -> str:
    return FENCED.sub("", page)


def find_words(page: str) -> str:
    """What is said: without what is typed, code, and the targets of links."""
    return WAY.sub("]", CODE.sub("", drop_fences(page)))


def find_skeleton(page: str) -> dict[str, list[str]]:
    """What has to be the same in every language."""
    words = drop_fences(page)
    return {
        "steps": STEP.findall(words),
        "ways": WAY.findall(words),
        "names": sorted(find_names(page)),
        "code": sorted(neutralise(code) for code in CODE.findall(words)),
        "typed": [neutralise(text) for kind, text in find_fences(page) if kind != "answer"],
        "answers": [str(text.count("\n")) for kind, text in find_fences(page) if kind == "answer"],
    }


def neutralise(code: str) -> str:
    """The page's own language and what is said in it taken out."""
    return SAID.sub("...", OWN_LANGUAGE.sub("XX", code))


def find_typed(page: str) -> Iterator[str]:
    """Every command of a page."""
    yield from (line for kind, lines in find_fences(page) if not kind for line in lines.splitlines())
    yield from (code for code in CODE.findall(drop_fences(page)) if code.startswith("concord "))


@pytest.fixture(scope="module")
def demonstration() -> Press:
    """The demonstration as it is photographed."""
    site = derive(load(ROOT / "archive", handbook_pictures.AS_OF))
    assert isinstance(site, Site), site
    return make_press(site)


# --- what it says -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", OTHERS)
def test_every_page_has_the_same_tasks_and_steps_in_every_language(lang: str, page: str) -> None:
    assert find_skeleton(read(lang, page)) == find_skeleton(read("en", page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_and_picture_is_there_and_shown(lang: str) -> None:
    book = load_handbook(lang)
    shown = {picture for text in book.pages.values() for picture in find_pictures(text)}
    assert (tuple(book.pages), set(book.pictures)) == (PAGES, shown)
    assert shown == set(handbook_pictures.SHOTS)
    files = {path.name for path in (ROOT / "locales" / lang / "handbook").iterdir()}
    assert files == {f"{page}.md" for page in PAGES} | {f"{name}.webp" for name in shown}
    assert all(find_title(text) and (find_tasks(text) or name == FIRST) for name, text in book.pages.items())
    assert set(PEOPLE) == set(PAGES)


def test_the_first_page_begins_with_who_should_not_use_an_account() -> None:
    """By the skeleton it is so in every language."""
    first = read("en", FIRST)
    assert find_tasks(first)[0] == "Who should never use an account of their own"
    assert "concord intake" in first.split("\n## ")[2]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_of_the_language_and_for_people(lang: str, page: str) -> None:
    words = find_words(read(lang, page))
    assert read(lang, page) == unicodedata.normalize("NFC", read(lang, page))
    assert [sign for sign in FOREIGN[lang] if sign in re.sub(r"\{\{.*?\}\}", "", words)] == []
    others = [name for code, name in LETTERS.items() if code not in (lang, "en")]
    assert [sign for sign in words if any(unicodedata.name(sign, "").startswith(name) for name in others)] == []
    if lang == "en":
        assert INTERNAL.findall(words) == []


def test_names_of_the_interface_are_names_of_the_interface(demonstration: Press) -> None:
    said = {message.id for message in extract_messages(ROOT) if isinstance(message.id, str)}
    names = {name for page in PAGES for name in find_names(read("en", page))}
    assert names
    assert names <= said
    for lang in OTHERS:
        assert [name for name in names if demonstration.wordings[lang].find(name)[1].lang != lang] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_their_options_exist(page: str) -> None:
    for line in find_typed(read("en", page)):
        words = line.split()
        assert words[0] in {"concord", "sha256sum"}, line
        if words[0] == "concord" and words[1] not in COMING_COMMANDS:
            assert words[1] in COMMANDS, line
            deeper = words[2:3] if words[1] in {"key", "release"} else []
            helped = CliRunner().invoke(concord, [words[1], *deeper, "--help"]).output
            assert [word for word in words if word.startswith("--") and word not in helped] == [], line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_of_the_check_is_its_answer(lang: str, tmp_path: Path) -> None:
    """What the page shows as an answer is what the check says to this slip."""
    shutil.copytree(ROOT / "archive", tmp_path / "archive")
    entry = tmp_path / ANSWER_FILE
    entry.parent.mkdir()
    draft = next(text for kind, text in find_fences(read("en", "contribute")) if kind == "yaml")
    lines = draft.splitlines()
    entry.write_text("\n".join([*lines, *["#"] * (19 - len(lines)), "contested: no", ""]), encoding="utf-8")
    arguments = ["check", str(tmp_path / "archive"), "--lang", lang, "--as-of", handbook_pictures.AS_OF]
    said = CliRunner().invoke(concord, arguments).output
    for sign in "\u2066\u2067\u2068\u2069":
        said = said.replace(sign, "")
    place, problem, cure = next(text for kind, text in find_fences(read(lang, "errors")) if kind == "answer").split(
        "\n"
    )
    assert f"{place}: {problem}" in said
    assert cure in said


# --- how it is shown --------------------------------------------------------------------------------------------------


def test_no_link_of_the_pages_is_lost(demonstration: Press) -> None:
    """A way that leads nowhere would stand there as plain words."""
    for page in PAGES:
        blocks = build_handbook_page(demonstration, "en", page).blocks
        made = sum(str(block.html).count("<a href=") for block in blocks if block.html)
        ways = [way for way in WAY.findall(drop_fences(read("en", page))) if not way.endswith(".webp")]
        assert made == len([way for way in ways if way not in COMING_HUBS | WORKSHOP]), page


def test_text_is_made_safe_and_names_are_filled_in() -> None:
    text = "# A\n\n## B <script>x</script>\n\n[out](https://example.org/) [in](hide.md) {{Name & more}} ![x](y.png)\n\n"
    text += "```\nconcord <b>\n```\n\n## C\n\n```answer\nA & B\n```\n\n```yaml\nt:\n  ur: آم <b>\n  en: a<b\n```\n"
    made = render_text(
        "".join(piece.text for piece in cut_pieces(text)),
        3,
        Markup("[{}]").format,
        lambda target: "../hide/" if target == "hide.md" else None,
        lambda lang, words: Markup('<span lang="{}">{}</span>').format(lang, words),
    )
    assert '<h2 id="task-3">B' in made
    assert '<h2 id="task-4">C</h2>' in made
    assert "<script" not in made
    assert "example.org" not in made
    assert "<img" not in made
    assert '<a href="../hide/">in</a>' in made
    assert "[Name &amp; more]" in made
    assert "&lt;b&gt;" in made
    assert '<p dir="auto">A &amp; B</p>' in made
    assert '  ur: <span lang="ur">آم &lt;b&gt;</span>\n  en: a&lt;b' in made


def make_site_with(tmp_path: Path, *languages: str) -> Press:
    """A fixture in Armenian and Georgian, whose own folder holds pages of the handbook."""
    locales = tmp_path / "locales"
    for lang in languages:
        (locales / lang / "handbook").mkdir(parents=True)
        (locales / lang / "handbook" / "first.md").write_text(f"# Book {lang}\n\n## One\n\nWords.\n", encoding="utf-8")
    site = derive(load(ARCHIVES / "two-sides" / "archive", "2026-12-31"))
    assert isinstance(site, Site), site
    return make_press(site, locales)


def test_an_archive_without_a_language_that_has_it_has_no_handbook(tmp_path: Path) -> None:
    press = make_site_with(tmp_path)
    pages = {output.path: output for output in find_outputs(press)}
    assert not [path for path in pages if "/handbook/" in path]
    assert "handbook" not in pages["hy/about/index.html"].make().decode()


def test_a_language_without_it_says_so_and_leads_to_those_that_have_it(tmp_path: Path) -> None:
    press = make_site_with(tmp_path, "hy")
    (tmp_path / "locales" / "hy" / "handbook" / "hide.md").write_text("# Hide hy\n", encoding="utf-8")
    press = make_press(press.site, tmp_path / "locales" / ".." / "locales")
    pages = {output.path: output for output in find_outputs(press) if "/handbook/" in output.path}
    # A page that no language has stands nowhere.
    assert set(pages) == {f"{lang}/handbook/{page}index.html" for lang in ("hy", "ka") for page in ("", "hide/")}
    for page, up in (("", "../../"), ("hide/", "../../../")):
        missing = pages[f"ka/handbook/{page}index.html"].make().decode()
        assert "Book hy" not in missing
        assert "Hide hy" not in missing
        assert f'<a href="{up}hy/handbook/{page}" hreflang="hy">' in missing.split("<main")[1]
    first = pages["hy/handbook/index.html"].make().decode().split("<main")[1]
    assert '<a href="hide/">Hide hy</a>' in first
    assert "found/" not in first


def test_pages_of_an_archive_stand_over_ours_and_hostile_ones_are_missing(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "handbook"
    folder.mkdir(parents=True)
    (folder / "hide.md").write_text("# Ours\n", encoding="utf-8")
    (folder / "errors.md").write_bytes(b"\xff\xfe")
    (folder / "found.md").write_bytes(b"a" * (handbook.MOST_BYTES + 1))
    (folder / "check.md").symlink_to("/etc/hostname")
    (folder / "check.webp").write_bytes(b"no picture")
    book = load_handbook("en", tmp_path)
    assert book.pages["hide"] == "# Ours\n"
    assert all(book.pages[page] == read("en", page) for page in ("errors", "found", "check"))
    assert load_handbook("../en").pages == {}


def test_the_copy_of_an_edition_holds_its_handbook(demonstration: Press) -> None:
    files = {output.path for output in find_offline(demonstration, "ur")}
    assert {f"ur/handbook/{page}/index.html" for page in PAGES[1:]} <= files
    assert {f"ur/handbook/{name}.webp" for name in handbook_pictures.SHOTS} <= files
    assert not [path for path in files if path.startswith(("en/handbook", "hi/handbook"))]


def test_the_presentation_that_sides_sign_holds_the_handbook(demonstration: Press, tmp_path: Path) -> None:
    (tmp_path / "en" / "handbook").mkdir(parents=True)
    (tmp_path / "en" / "handbook" / "hide.md").write_text("# Another\n", encoding="utf-8")
    ours, theirs = (build_presentation(["en"], locales, (), demonstration.assets) for locales in (None, tmp_path))
    assert ours.catalogues != theirs.catalogues


def test_coverage_is_reported_by_language(tmp_path: Path) -> None:
    assert "hi: 11 / 11 pages of the handbook" in list(iter_handbook_coverage(ROOT / "locales"))
    (tmp_path / "he" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "he" / "LC_MESSAGES" / "concord.po").touch()
    assert list(iter_handbook_coverage(tmp_path)) == ["he: 0 / 11 pages of the handbook"]
    (tmp_path / "he" / "handbook").mkdir()
    shutil.copyfile(ROOT / "locales/en/handbook/hide.md", tmp_path / "he/handbook/hide.md")
    assert next(iter_handbook_coverage(tmp_path)).startswith("he: 1 / 11 pages of the handbook; missing: first, ")
