"""`concord verify` on sound sites, however they come, and on altered ones: what differs is found where it is."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.render.press import make_press
from concord.verify.difference import Level
from concord.verify.pieces import Book
from forge import ARCHIVES, build, digest, edit_words, find, find_messages, judge, remake, replace, reseal, take_bytes
from forge import call as ask

ENTRY = "bridge-of-two-arches"
EAST, WEST = "lusajur", "nisliskhevi"
PAGE, PARALLEL, DATA = f"hy/entries/{ENTRY}/index.html", f"parallel/{ENTRY}/index.html", f"data/entries/{ENTRY}.json"
LIST = "proof/words.json"
STATEMENT = f"proof/statements/{EAST}-steward-1/1.yml"
# Words of the common text, of each side's account and of the facts that stand nowhere else.
CAPTION = "Երկու կամարը՝ դիմացի ափից"
TITLE = "Երկու կամարով կամուրջը"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two sides, finished."""
    return build(ARCHIVES / "two-sides" / "archive", tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """The same, to be spoiled."""
    return shutil.copytree(built, tmp_path / "site")


@dataclass
class Said:
    """How a call ended, and what it said."""

    exit_code: int
    output: str


def call(*arguments: str | Path) -> Said:
    return Said(*ask(*arguments))


def read_words(site: Path, part: str, path: str = PAGE) -> str:
    """Some words as they were agreed, as they stand in a file."""
    listed = json.loads((site / LIST).read_bytes())["parts"]
    sha256 = next(one["sha256"] for one in listed if one["about"] == f"entries/{ENTRY}" and one["part"] == part)
    text, page = (site / "proof/agreed" / sha256).read_text(encoding="utf-8"), (site / path).read_text(encoding="utf-8")
    return next(words for words in re.findall(r"[^\W\d_][\w ,]{10,}\w", text) if words in page)


# Sound sites


@pytest.mark.parametrize("name", sorted(path.parent.name for path in ARCHIVES.glob("*/archive")))
def test_a_site_as_it_was_built_differs_in_nothing(name: str, tmp_path: Path) -> None:
    found = judge(build(ARCHIVES / name / "archive", tmp_path / "site"))
    assert found.differences == ()
    assert found.repeated.count > 20
    assert found.unexplained == found.held == ()
    # A recording that is closed, an example of a withdrawal, something hidden: nobody can hold these against words.
    assert set(found.unproven) == {"ford-recording", "ford-example", "ford-secret"}


def test_the_answer_in_words_and_for_machines(built: Path) -> None:
    said = call(built)
    assert said.exit_code == 0, said.output
    assert said.output.count(": good: ") == 3
    assert "not authenticated" in said.output
    tree = json.loads(call(built, "--format", "json").output)
    assert tree["levels"] == {"agreement": True, "words": True, "presentation": True}
    assert (tree["differences"], tree["authenticated"]) == ([], False)
    assert tree["unsigned"] == 4


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("top", ["", "archive-2026/"])
def test_a_zip_file_says_what_its_folder_says(packing: int, top: str, built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w", packing) as packed:
        for path in sorted(built.rglob("*")):
            packed.write(path, f"{top}{path.relative_to(built).as_posix()}")
    said = call(tmp_path / "site.zip")
    assert (said.exit_code, said.output) == (0, call(built).output)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """A server of the site on this machine."""
    handler = partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def test_a_server_says_what_its_folder_says(address: str, site: Path) -> None:
    said = call(address)
    assert (said.exit_code, said.output) == (0, call(site).output)
    (site / PAGE).unlink()
    spoilt = call(address)
    assert (spoilt.exit_code, spoilt.output) == (1, call(site).output)


def test_no_site_and_no_sense_end_with_2(built: Path, tmp_path: Path) -> None:
    assert call(tmp_path / "nowhere").exit_code == 2
    assert call().exit_code == 2
    assert call(built, built).exit_code == 2
    assert call("--mirror", built).exit_code == 2
    assert call("--genesis", "ABC", built).exit_code == 2
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 and nothing else")
    assert call(tmp_path / "no.zip").exit_code == 2
    for url in ("https://127.0.0.1/", "http://site.example/", "http://127.0.0.1:x/", "http://u@127.0.0.1/"):
        assert call(url).exit_code == 2


def test_an_empty_folder_proves_nothing(tmp_path: Path) -> None:
    said = call(tmp_path)
    assert said.exit_code == 1
    assert "There is no proof" in said.output


def test_memory_from_one_call_to_the_next(built: Path, site: Path, tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    first = call("--trust", path, built)
    assert first.exit_code == 0
    assert "not authenticated" in first.output
    remembered = path.read_bytes()
    again = call("--trust", path, built)
    assert again.exit_code == 0
    assert "the archive that you know" in again.output
    assert path.read_bytes() == remembered
    (site / STATEMENT).unlink()
    reseal(site)
    less = call("--trust", path, site)
    assert less.exit_code == 1
    assert f"Approvals of {EAST}-steward-1 are missing" in less.output
    assert path.read_bytes() == remembered
    path.write_text("{", encoding="utf-8")
    assert call("--trust", path, built).exit_code == 2
    assert path.read_text(encoding="utf-8") == "{"


def test_a_spoilt_site_is_not_remembered(site: Path, tmp_path: Path) -> None:
    (site / PAGE).unlink()
    assert call("--trust", tmp_path / "trust.json", site).exit_code == 1
    assert not (tmp_path / "trust.json").exists()


def test_a_stale_site_is_named(site: Path) -> None:
    later = "2027-01-15"
    assert "holding it back" in ask("--max-age", "1", site, today=later)[1]
    assert json.loads(ask("--max-age", "1", "--format", "json", site, today=later)[1])["frozen"] is True
    assert "holding it back" not in ask("--max-age", "36500", site, today=later)[1]


def test_two_copies(built: Path, site: Path) -> None:
    assert call("--mirror", built, site).exit_code == 0
    (site / PAGE).unlink()
    differing = call("--mirror", built, site)
    assert differing.exit_code == 1
    assert f"{PAGE}: This file is only in A." in differing.output
    assert json.loads(call("--mirror", "--format", "json", built, site).output)["differences"][0]["path"] == PAGE


# Agreed words that stand otherwise


@pytest.mark.parametrize("part", ["text.hy", "common-ground.hy", f"narrative.{EAST}.hy", f"narrative.{WEST}.hy"])
@pytest.mark.parametrize("path", [PAGE, PARALLEL])
def test_one_letter_of_agreed_words(part: str, path: str, site: Path) -> None:
    words = read_words(site, part, path)
    replace(site, path, words, words[:-3] + "Ջ" + words[-2:])
    assert find(site, "words") == {(path, part)}
    assert find(site, "presentation") == {(path, "")}
    assert find(site, "agreement") == set()


def test_one_letter_in_a_data_file(site: Path) -> None:
    words = read_words(site, "text.ka", DATA)
    replace(site, DATA, words, words[:-3] + "ჯ" + words[-2:])
    assert find(site, "words") == {(DATA, "text.ka")}


@pytest.mark.parametrize("words", [TITLE, CAPTION])
def test_words_of_facts(words: str, site: Path) -> None:
    replace(site, PAGE, f">{words}<", f">{words[:-1]}Ջ<")
    assert find(site, "words") == {(PAGE, "facts.hy")}


def test_the_title_alone_on_another_page(site: Path) -> None:
    replace(site, "hy/index.html", TITLE, TITLE[:-1] + "Ջ")
    assert find(site, "words") == {("hy/index.html", "facts.hy")}


def test_an_account_replaced_by_that_of_the_other(site: Path) -> None:
    mine, theirs = (read_words(site, f"narrative.{side}.hy") for side in (EAST, WEST))
    replace(site, PAGE, mine, theirs)
    reseal(site)
    assert (PAGE, f"narrative.{EAST}.hy") in find(site, "words")
    assert find(site, "presentation") == set()


def test_the_list_of_all_files_hides_nothing(site: Path) -> None:
    words = read_words(site, "text.hy")
    replace(site, PAGE, words, "")
    reseal(site)
    assert find(site, "words") == {(PAGE, "text.hy")}
    assert find(site, "presentation") == set()


def test_each_part_that_differs_on_one_page_is_named(site: Path) -> None:
    for part in ("text.hy", "common-ground.hy"):
        words = read_words(site, part)
        replace(site, PAGE, words, words[1:])
    assert find(site, "words") == {(PAGE, "text.hy"), (PAGE, "common-ground.hy")}


@pytest.mark.parametrize("path", [PAGE, PARALLEL, DATA])
def test_a_page_taken_away(path: str, site: Path) -> None:
    (site / path).unlink()
    assert find(site, "words") == {(path, "")}
    assert find(site, "presentation") == {(path, "")}


def test_a_picture_swapped_under_its_name(site: Path) -> None:
    mine, other = sorted((site / "media").glob("*.webp"))[:2]
    shutil.copyfile(other, mine)
    reseal(site)
    assert find(site, "words") == {(f"media/{mine.name}", "")}


# What stands around them


def test_a_page_of_no_agreed_words_taken_away(site: Path) -> None:
    (site / "hy/safety/index.html").unlink()
    assert find(site, "words") == set()
    assert find(site, "presentation") == {("hy/safety/index.html", "")}


def test_a_word_on_a_page_of_the_tool_is_no_entrys() -> None:
    """A handbook that says `bridge` otherwise has changed nobody's agreed words; a home that does has."""
    archive = ARCHIVES / "two-sides" / "archive"
    site = derive(load(archive, "2026-12-31"))
    assert isinstance(site, Site)
    book = Book(make_press(site, ARCHIVES / "two-sides/locales"))
    before, after = f"<p>{TITLE}</p>".encode(), b"<p>x</p>"
    assert book.find_touched("hy/handbook/hide/index.html", before, after) == set()
    assert (f"entries/{ENTRY}", "facts.hy") in book.find_touched("hy/index.html", before, after)


def test_a_page_added(site: Path) -> None:
    path = "hy/entries/invented/index.html"
    (site / path).parent.mkdir()
    shutil.copyfile(site / PAGE, site / path)
    assert find(site, "presentation") == {(path, "")}
    reseal(site)
    assert find(site, "presentation") == {(path, "")}


def test_a_style_sheet_that_hides_an_account(site: Path) -> None:
    path = next((site / "assets").glob("concord.*.css"))
    path.write_bytes(path.read_bytes() + b"\n#narrative-lusajur { display: none }\n")
    reseal(site)
    assert find(site, "presentation") == {(f"assets/{path.name}", "")}


def test_a_style_sheet_for_fonts_that_hides_an_account(site: Path) -> None:
    """Which faces stand in it depends on what was fetched; nothing else does."""
    name = "fonts.css"
    address = json.loads((site / LIST).read_bytes())["assets"]["addresses"].get(name)
    assert address, "the faces were not fetched: scripts/assets"
    style = (site / address).read_bytes()
    (site / address).write_bytes(style + b"\n#narrative-lusajur { display: none }\n")
    reseal(site)
    assert find(site, "presentation") == {(address, "")}
    fewer = re.sub(rb"@font-face \{[^}]*greek[^}]*\}", b"", style)
    (site / address).write_bytes(fewer)
    reseal(site)
    assert find(site, "presentation") == set()


def test_a_style_sheet_of_a_name_that_only_the_proof_knows(site: Path) -> None:
    (site / "assets/more.css").write_bytes(b"#narrative-lusajur { display: none }")
    edit_words(site, lambda tree: tree["assets"]["addresses"].update({"more.css": "assets/more.css"}))
    reseal(site)
    assert (LIST, "") in find(site, "presentation")
    assert ("assets/more.css", "") in find(site, "presentation")


@pytest.mark.parametrize(
    "added",
    ["<style>.narrative{display:none}</style></head>", '<script src="https://other.example/x.js"></script></head>'],
)
def test_a_style_or_script_added_to_a_page(added: str, site: Path) -> None:
    replace(site, PAGE, "</head>", added)
    reseal(site)
    assert find(site, "words") == set()
    assert find(site, "presentation") == {(PAGE, "")}


def test_a_font_swapped(site: Path) -> None:
    """Letters can be drawn as others."""
    fonts = sorted((site / "assets/fonts").glob("*.woff2"))
    assert fonts, "the faces were not fetched: scripts/assets"
    path = f"assets/fonts/{fonts[0].name}"
    shutil.copyfile(fonts[1], fonts[0])
    edit_words(site, lambda tree: tree["assets"]["fonts"].update({path: digest(fonts[1].read_bytes())}))
    reseal(site)
    assert find(site, "presentation") >= {(path, "")}


def test_another_version_of_the_tool_is_no_excuse(site: Path) -> None:
    """Whoever says that another version made the pages would else be free to put anything around the words."""
    edit_words(site, lambda tree: tree.update(made_with="9.9.9"))
    replace(site, PAGE, "</head>", "<style>.narrative{display:none}</style></head>")
    reseal(site)
    said = call(site)
    assert said.exit_code == 1
    assert "9.9.9" in said.output
    assert find(site, "words") == set()


# The proof itself


def test_agreed_bytes_altered(site: Path) -> None:
    listed = json.loads((site / LIST).read_bytes())["parts"]
    sha256 = next(one["sha256"] for one in listed if one["part"] == "text.hy")
    with (site / "proof/agreed" / sha256).open("ab") as file:
        file.write(b".")
    reseal(site)
    assert (f"proof/agreed/{sha256}", "") in find(site, "agreement")


def test_agreed_bytes_removed(site: Path) -> None:
    listed = json.loads((site / LIST).read_bytes())["parts"]
    sha256 = next(one["sha256"] for one in listed if one["part"] == f"narrative.{EAST}.hy")
    (site / "proof/agreed" / sha256).unlink()
    reseal(site)
    assert (f"proof/agreed/{sha256}", f"narrative.{EAST}.hy") in find(site, "agreement")


def test_bytes_that_nobody_agreed_to(site: Path) -> None:
    name = digest(b"Invented.\n")
    (site / "proof/agreed" / name).write_bytes(b"Invented.\n")
    reseal(site)
    assert find(site, "agreement") == {(f"proof/agreed/{name}", "")}


@pytest.mark.parametrize(
    "path", ["proof/entries/x/entry.yml", "proof/names.yml", "proof/programme/log.yml", "proof/x.html"]
)
def test_files_in_the_proof_that_belong_elsewhere(path: str, site: Path) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text("format: concord-names/1\n", encoding="utf-8")
    reseal(site)
    assert (path, "") in find(site, "agreement")


def test_a_statement_removed(site: Path) -> None:
    (site / STATEMENT).unlink()
    reseal(site)
    assert (LIST, "text.hy") in find(site, "agreement")


def test_a_statement_edited(site: Path) -> None:
    """Its approvals now speak of other words: nobody agreed to those that are shown."""
    text = (site / STATEMENT).read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if f"entries/{ENTRY}, part: text.hy" in line)
    replace(site, STATEMENT, line, re.sub(r"[0-9a-f]{64}", "0" * 64, line))
    reseal(site)
    assert (LIST, "text.hy") in find(site, "agreement")


def test_a_statement_that_is_none(site: Path) -> None:
    (site / STATEMENT).write_text("acts: [", encoding="utf-8")
    reseal(site)
    assert (STATEMENT, "") in find(site, "agreement")


@pytest.mark.parametrize("file", ["archive.yml", "people.yml", "policy.yml", "sides.yml"])
def test_the_charter_altered(file: str, site: Path) -> None:
    with (site / "proof/charter" / file).open("ab") as out:
        out.write(b"# more\n")
    reseal(site)
    assert any(path.startswith("proof/charter") for path, _ in find(site, "agreement"))


def test_the_chain_removed(site: Path) -> None:
    shutil.rmtree(site / "proof/charter/chain")
    reseal(site)
    assert find(site, "agreement")
    assert call(site).exit_code == 1


def test_other_words_claimed(site: Path) -> None:
    invented = b"Invented.\n"
    (site / "proof/agreed" / digest(invented)).write_bytes(invented)

    def change(tree: dict) -> None:
        part = next(one for one in tree["parts"] if (one["about"], one["part"]) == (f"entries/{ENTRY}", "text.hy"))
        part["sha256"] = digest(invented)
        tree["books"]["entries"][ENTRY]["shown"]["text.hy"] = digest(invented)

    edit_words(site, change)
    reseal(site)
    assert (LIST, "text.hy") in find(site, "agreement")


def test_list_and_books_that_disagree(site: Path) -> None:
    edit_words(site, lambda tree: tree["parts"].pop(0))
    reseal(site)
    assert LIST in {path for path, _ in find(site, "agreement")}


def test_a_page_that_the_list_does_not_name(site: Path) -> None:
    edit_words(site, lambda tree: tree["parts"][0]["pages"].pop(0))
    reseal(site)
    assert find(site, "agreement") == {(LIST, "")}


def test_an_account_left_out_everywhere(site: Path) -> None:
    """Bytes, list and pages tell the same story without one side. The approvals of its stewards do not."""
    take_bytes(site, f"entries/{ENTRY}", lambda part: not part.startswith(f"narrative.{EAST}"))
    remake(site)
    found = find(site, "agreement")
    assert {(LIST, f"narrative.{EAST}.hy"), (LIST, f"narrative.{EAST}.ka")} <= found
    assert judge(site).find(Level.WORDS) == judge(site).find(Level.PRESENTATION) == ()


def test_pages_of_two_builds_mixed(site: Path, tmp_path: Path) -> None:
    other = build(ARCHIVES / "two-sides" / "archive", tmp_path / "other", "2026-11-24")
    names = [
        path for path in (PAGE, "hy/status/index.html") if (other / path).read_bytes() != (site / path).read_bytes()
    ]
    assert names, "the two days make the same pages"
    for path in names:
        shutil.copyfile(other / path, site / path)
    reseal(site)
    assert {path for path, _ in find(site, "presentation")} == set(names)


def test_messages_hold_their_places(site: Path) -> None:
    """Every sentence names what it is about; none is shown with a hole in it."""
    replace(site, PAGE, TITLE, "x")
    (site / STATEMENT).unlink()
    said = call(site)
    assert said.exit_code == 1
    assert not re.search(r"\{\w+\}", said.output)
    assert find_messages(site)


def test_what_was_found_good_is_remembered_and_nothing_else(site: Path, tmp_path: Path) -> None:
    """The same bytes need not be made again; one byte more is another site."""
    memory = tmp_path / "memory"
    assert call(site, "--memory", memory).exit_code == 0
    (kept,) = memory.glob("*.json")
    assert call(site, "--memory", memory) == call(site)
    page = site / "hy/index.html"
    page.write_bytes(page.read_bytes().replace(b"</html>", b"\n</html>"))
    assert call(site, "--memory", memory) == call(site)
    assert [*memory.glob("*.json")] == [kept], "what differs is looked at again"
    kept.write_text("[", encoding="ascii")
    page.write_bytes(page.read_bytes().replace(b"\n</html>", b"</html>"))
    assert call(site, "--memory", memory).exit_code == 0
