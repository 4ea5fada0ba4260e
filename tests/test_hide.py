"""An entry is hidden at once: by a few lines anybody can type, and out of a site that is built already."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest

import forge
from concord.cli import run
from concord.publish.write import write_site
from concord.read.archive import read_archive
from concord.takedown import apply as taking
from concord.takedown.apply import apply_notices
from concord.takedown.markup import cut_elements
from concord.takedown.notice import Notice, find_notices
from concord.takedown.remake import find_remade
from concord.verify.words import Theme

SOURCE = Path(__file__).parent / "archives" / "two-sides"
DAY = "2026-12-31"
ENTRY = "walnut-flatbread"
STEWARD = "lusajur-steward-1"
NOTICE = f"format: concord-hide/1\nby: {STEWARD}\non: 2026-12-28\nground: safety\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's site as it is before anything more is hidden."""
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(SOURCE / "archive", out) == 0
    return out


@pytest.fixture
def home(tmp_path: Path, built: Path) -> Path:
    """An archive and its site, to be spoiled."""
    shutil.copytree(SOURCE / "archive", tmp_path / "archive")
    shutil.copytree(built, tmp_path / "site")
    return tmp_path


def build(archive: Path, out: Path) -> int:
    return run(["build", "--archive", str(archive), "--out", str(out), "--as-of", DAY, "--workers", "1"])


def hide(home: Path, *arguments: str) -> int:
    config = str(home / "mkdocs.yml")
    return run(["hide", *arguments, "--archive", str(home / "archive"), "--date", "2026-12-28", "--config", config])


def write_notice(home: Path, text: str = NOTICE) -> Path:
    path = home / "archive" / "entries" / ENTRY / "hide.yml"
    path.write_text(text, encoding="utf-8")
    return path


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def find_words(site: Path) -> list[str]:
    """Title, summary and every line of every text of the entry, as its own data says them."""
    data = json.loads((site / "data" / "entries" / f"{ENTRY}.json").read_bytes())
    lines = [line for text in data["texts"].values() for line in text.splitlines()]
    plain = [line for line in lines if len(line) > 20 and not set(line) & set("[*_#|>")]
    assert plain
    return [*data["entry"]["title"].values(), *data["entry"]["summary"].values(), *plain]


def find_own(site: Path) -> list[str]:
    """Those of them that no other entry says: the bridge's own text tells of the bread by its name."""
    others = [path.read_text("utf-8") for path in (site / "data" / "entries").glob("*.json") if path.stem != ENTRY]
    own = [word for word in find_words(site) if not any(word in text for text in others)]
    assert len(own) > 10
    return own


def find_leaks(site: Path, words: list[str]) -> list[str]:
    forms = [form.encode() for word in words for form in (word, json.dumps(word)[1:-1])]
    return sorted(path for path, raw in read_tree(site).items() if any(form in raw for form in forms))


# --- the notice


def test_the_notice_is_what_one_would_type_by_hand(home: Path) -> None:
    assert hide(home, ENTRY, "--as", STEWARD) == 0
    path = home / "archive" / "entries" / ENTRY / "hide.yml"
    assert path.read_text(encoding="utf-8") == NOTICE
    archive = read_archive(home / "archive")
    assert archive.entries[ENTRY].hide is not None
    assert not [problem for problem in archive.problems if problem.location.path.endswith(f"{ENTRY}/hide.yml")]


def test_who_may_not_hide_hides_all_the_same_and_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hide(home, ENTRY, "--as", "nobody-known") == 0
    assert (home / "archive" / "entries" / ENTRY / "hide.yml").is_file()
    assert "nobody-known" in capsys.readouterr().err


def test_a_notice_that_is_there_stays_as_it_is(home: Path) -> None:
    path = write_notice(home, "by: [\n")
    assert hide(home, ENTRY, "--as", STEWARD) == 0
    assert path.read_text(encoding="utf-8") == "by: [\n"


@pytest.mark.parametrize("entry", ["no-such-entry", "../charter", "entries", ""])
def test_what_is_no_entry_is_not_hidden(home: Path, entry: str) -> None:
    before = read_tree(home / "archive")
    assert hide(home, entry, "--as", STEWARD) == 2
    assert read_tree(home / "archive") == before


def test_nothing_is_hidden_by_nobody(home: Path) -> None:
    assert hide(home, ENTRY) == 2
    assert hide(home) == 2


def test_a_folder_that_is_no_site_is_left_alone(home: Path) -> None:
    write_notice(home)
    before = read_tree(home / "archive")
    assert hide(home, "--apply", str(home / "archive")) == 2
    assert read_tree(home / "archive") == before


@pytest.mark.parametrize(
    ("text", "on"),
    [
        (NOTICE, "2026-12-28"),
        ("on: '2026-12-28'\r\nby: [\r\n", "2026-12-28"),
        ("by: [\n", None),
        ("on: 2026-02-30\n", None),
        ("\x00\n", None),
        ("", None),
    ],
)
def test_a_notice_hides_whatever_it_says(home: Path, text: str, on: str | None) -> None:
    write_notice(home, text)
    found = {notice.id: notice.on for notice in find_notices(home / "archive")}
    assert found[ENTRY] == on


# --- out of a site, by its own proof


def test_a_site_made_again_from_its_proof_is_the_same_site(home: Path) -> None:
    write_site(find_remade(home / "site", {}, Theme()), home / "again")
    assert read_tree(home / "again") == read_tree(home / "site")


def test_taking_out_gives_the_site_that_the_daily_build_gives(home: Path) -> None:
    assert hide(home, ENTRY, "--as", STEWARD, "--apply", str(home / "site")) == 0
    assert build(home / "archive", home / "daily") == 0
    assert read_tree(home / "site") == read_tree(home / "daily")


def spoil_charter(home: Path) -> None:
    (home / "archive" / "charter" / "archive.yml").write_bytes(b"\xff\xfe not a word\n")
    shutil.rmtree(home / "archive" / "charter" / "chain")


def spoil_other_entry(home: Path) -> None:
    (home / "archive" / "entries" / "ford-song" / "entry.yml").write_text("title: {\n", encoding="utf-8")


def spoil_notice(home: Path) -> None:
    write_notice(home, "on: [2026\nby\n")


def spoil_entry(home: Path) -> None:
    (home / "archive" / "entries" / ENTRY / "entry.yml").write_text("- - {", encoding="utf-8")


def spoil_configuration(home: Path) -> None:
    (home / "mkdocs.yml").write_text("plugins: [no-such-plugin\n", encoding="utf-8")


def spoil_evidence(home: Path) -> None:
    shutil.rmtree(home / "archive" / "agreed")
    shutil.rmtree(home / "archive" / "statements")


@pytest.mark.parametrize(
    "spoil", [spoil_charter, spoil_other_entry, spoil_notice, spoil_entry, spoil_configuration, spoil_evidence]
)
def test_it_works_on_a_broken_tree(
    home: Path, spoil: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    words = find_own(home / "site")
    write_notice(home)
    spoil(home)
    assert hide(home, "--apply", str(home / "site")) == 0, capsys.readouterr()
    assert find_leaks(home / "site", words) == []
    assert not (home / "site" / "data" / "entries" / f"{ENTRY}.json").exists()
    for lang in ("hy", "ka"):
        assert (home / "site" / lang / "entries" / ENTRY / "index.html").is_file()
    code, said = forge.call(home / "site")
    assert code == 0, said


def test_other_entries_stay_as_they_were(home: Path) -> None:
    before = read_tree(home / "site")
    write_notice(home)
    assert hide(home, "--apply", str(home / "site")) == 0
    after = read_tree(home / "site")
    assert after["data/entries/ford-song.json"] == before["data/entries/ford-song.json"]
    assert after["hy/entries/ford-song/index.html"] == before["hy/entries/ford-song/index.html"]
    gone = {path for path in before.keys() - after.keys() if path.startswith("media/")}
    assert gone, "its pictures"
    page = after["hy/entries/bridge-of-two-arches/index.html"].decode()
    assert all(path in after for path in before if path.startswith("media/") and path.removeprefix("media/") in page)


def test_what_was_never_shown_is_not_announced(home: Path) -> None:
    folder = home / "archive" / "entries" / "never-shown"
    folder.mkdir()
    (folder / "hide.yml").write_text(NOTICE, encoding="utf-8")
    write_notice(home)
    assert hide(home, "--apply", str(home / "site")) == 0
    assert not any(b"never-shown" in raw for raw in read_tree(home / "site").values())


def test_to_hide_twice_changes_nothing_more(home: Path) -> None:
    write_notice(home)
    assert hide(home, "--apply", str(home / "site")) == 0
    once = read_tree(home / "site")
    assert hide(home, "--apply", str(home / "site")) == 0
    assert read_tree(home / "site") == once


def test_files_that_somebody_put_beside_stay_unless_they_tell(home: Path) -> None:
    words = find_own(home / "site")
    (home / "site" / "CNAME").write_text("example.org\n", encoding="utf-8")
    (home / "site" / "search.json").write_text(json.dumps({"all": words}), encoding="utf-8")
    write_notice(home)
    assert hide(home, "--apply", str(home / "site")) == 0
    assert (home / "site" / "CNAME").is_file()
    assert find_leaks(home / "site", words) == []


def test_a_crash_leaves_the_old_site(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_tree(home / "site")

    def fail(_aside: Path, _out: Path) -> None:
        raise OSError

    monkeypatch.setattr(taking, "swap", fail)
    with pytest.raises(OSError):
        apply_notices(home / "site", home / "archive", (Notice(ENTRY, "2026-12-28"),), Theme())
    assert read_tree(home / "site") == before
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("proof", ["whole", "gone"])
def test_thoroughly_not_one_word_of_it_is_left(home: Path, proof: str) -> None:
    """Also where the others have agreed to say its name: what does so is taken out with it."""
    site = home / "site"
    words = find_words(site)
    write_notice(home)
    if proof == "gone":
        shutil.rmtree(site / "proof" / "charter")
    assert hide(home, "--apply", str(site)) == 0
    assert find_leaks(site, words)
    assert hide(home, "--apply", str(site), "--thorough") == 0
    assert find_leaks(site, words) == []
    assert "ford-song" in (site / "hy" / "browse" / "index.html").read_text(encoding="utf-8")


# --- out of a site that cannot be made again


@pytest.fixture
def unproven(home: Path) -> Path:
    """The site as some other tool might have left it: no proof that could be read."""
    shutil.rmtree(home / "site" / "proof" / "charter")
    write_notice(home)
    return home


def test_without_a_proof_it_is_cut_out_of_every_file(unproven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = unproven / "site"
    before, words = read_tree(site), find_own(site)
    assert find_leaks(site, words)
    assert hide(unproven, "--apply", str(site)) == 0, capsys.readouterr()
    after = read_tree(site)
    assert find_leaks(site, words) == []
    assert f"data/entries/{ENTRY}.json" not in after
    assert {"id": ENTRY, "state": "hidden", "since": "2026-12-28"} in json.loads(after["data/catalogue.json"])[
        "withheld"
    ]
    assert after["data/entries/ford-song.json"] == before["data/entries/ford-song.json"]
    assert before["hy/entries/ford-song/index.html"] == after["hy/entries/ford-song/index.html"]
    assert b"ford-song" in after["hy/browse/index.html"], "a list loses the card, and not the others"
    assert any(path.startswith("media/") for path in before.keys() - after.keys())


def test_notices_are_pages_in_the_language_of_their_place(unproven: Path) -> None:
    site = unproven / "site"
    assert hide(unproven, "--apply", str(site)) == 0
    for path, lang in ((f"hy/entries/{ENTRY}/index.html", "hy"), (f"parallel/{ENTRY}/index.html", "mul")):
        raw = (site / path).read_text(encoding="utf-8")
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(raw)
        assert tree.attrib["lang"] == lang
        assert tree.find(".//h1") is not None
        styles = [link.attrib["href"] for link in tree.iter("link")]
        assert styles
        assert all((site / path).parent.joinpath(style).is_file() for style in styles)
        assert "noindex" in raw


def test_the_list_of_all_files_is_true_again(unproven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = unproven / "site"
    assert hide(unproven, "--apply", str(site)) == 0
    capsys.readouterr()
    run(["verify", str(site), "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["levels"]["agreement"] is False, "what was not to be proven before is not now"
    told = {one["message"] for one in found["differences"] if one["path"].endswith(("SHA256SUMS", "browse/index.html"))}
    assert not told


def test_what_is_left_is_named_and_ends_with_one(unproven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of approvals stand as they are: were words ever in one, somebody has to know."""
    site = unproven / "site"
    words = find_own(site)
    (site / "proof" / "statements" / "note.yml").write_text(words[0], encoding="utf-8")
    assert hide(unproven, "--apply", str(site)) == 1
    assert "proof/statements/note.yml" in capsys.readouterr().err


def test_a_page_that_says_it_outside_of_any_list_goes_whole(unproven: Path) -> None:
    site = unproven / "site"
    words = find_own(site)
    page = site / "hy" / "about" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", f"<p>{words[0]}</p></main>"), encoding="utf-8")
    assert hide(unproven, "--apply", str(site)) == 0
    assert find_leaks(site, words) == []
    assert "noindex" in page.read_text(encoding="utf-8")


def test_words_that_others_have_agreed_to_say_stay_and_are_named(
    unproven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = unproven / "site"
    title = find_own(site)[0]
    other = site / "data" / "entries" / "ford-song.json"
    data = json.loads(other.read_bytes())
    data["texts"]["text.hy"] += f"\n{title}\n"
    other.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert hide(unproven, "--apply", str(site)) == 0
    assert title in other.read_text(encoding="utf-8")
    assert "data/entries/ford-song.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "less"),
    [
        ("<ul><li>a</li><li>SECRET</li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a<ul><li>SECRET</li></ul></li></ul>", "<ul><li>a<ul></ul></li></ul>"),
        ("<p>SECRET</p>", "<p>SECRET</p>"),
        ("<ul>\n<li>é \u200bSECRET\u2028x</li>\n<li>b</li></ul>", "<ul>\n\n<li>b</li></ul>"),
        ("<li>SECRET<br><img src=x></li>b", "b"),
        ("<table><tr><td>SECRET</td></tr><tr><td>b</td></tr></table>", "<table><tr><td>b</td></tr></table>"),
        ("</li><li>SECRET", "</li><li>SECRET"),
    ],
)
def test_the_smallest_piece_that_says_it_is_cut(page: str, less: str) -> None:
    assert cut_elements(page.encode(), lambda raw: b"SECRET" in raw).decode() == less
