"""`concord import`: a row becomes a draft that passes the check, once, and again only while nobody has touched it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from concord.model.entry import EntryFile
from concord.read.faults import Faults
from concord.read.model_values import read_model
from concord.sheets import store
from concord.sheets.bring import Import, plan_import
from concord.sheets.ids import make_id, suggest_id
from concord.sheets.plan import State
from concord.sheets.store import write_plan
from sheets import DAY, HEADER, MAP, call, found, make_rows, read_drafts, write_csv, write_xlsx

COLLECTION_BUILDER = (
    "objectid", "title", "creator", "date", "description", "subject", "location", "latitude", "longitude", "source",
    "identifier", "type", "format", "language", "rights", "rightsstatement", "object_location", "image_alt_text",
)  # fmt: skip
OMEKA = (
    "Dublin Core:Identifier", "Dublin Core:Title", "Dublin Core:Description", "Dublin Core:Date",
    "Dublin Core:Coverage", "Dublin Core:Source", "Dublin Core:Publisher", "Dublin Core:Type", "Dublin Core:Rights",
    "file",
)  # fmt: skip
TERMS = (
    "dcterms:identifier", "dcterms:title @hi", "dcterms:title @ur", "dcterms:description@hi", "dcterms:created",
    "dcterms:spatial", "dcterms:source", "dcterms:publisher", "dcterms:type", "dcterms:license",
)  # fmt: skip
PLAIN = ("identifier", "title", "description", "date", "coverage", "source", "publisher", "type", "rights")
CELLS = {
    "objectid": "demo-{n}", "identifier": "ID {n}", "title": "Bridge {n}", "description": "A bridge.", "date": "1921",
    "created": "1921", "location": "Town", "coverage": "Town", "spatial": "Town", "source": "A book",
    "publisher": "The museum", "type": "Physical Object", "rights": "free", "rightsstatement": "http://x.invalid/NoC/",
    "license": "CC BY", "latitude": "27.3243", "longitude": "68.1386", "creator": "Somebody",
    "object_location": "https://x.invalid/{n}.jpg", "file": "https://x.invalid/{n}.jpg",
}  # fmt: skip


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded archive, to be copied and never changed."""
    return found(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def archive(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "archive"))


def lay(archive: Path, rows: list[tuple[str, ...]], mapping: str = MAP, header: tuple[str, ...] = HEADER) -> Path:
    sheet = write_csv(archive.parent / "list.csv", [header, *rows])
    sheet.with_name("list.csv.map.yml").write_text(mapping, encoding="utf-8", newline="\n")
    return sheet


def bring(archive: Path, sheet: Path, *more: str, code: int = 0) -> str:
    done = call("import", sheet, "--archive", archive, "--lang", "en", *more)
    assert done.exit_code == code, done.output
    return done.output


def find(archive: Path, sheet: Path, *more: str, code: int = 0) -> list[tuple[str, str]]:
    """(place, kind) of everything that is said."""
    found = json.loads(bring(archive, sheet, "--format", "json", *more, code=code))["problems"]
    return [(f"{one['path'].rpartition('/')[2]}:{one['line']}:{one['column']}", one["rule"]) for one in found]


def test_rows_become_drafts_that_pass_the_check(archive: Path) -> None:
    sheet = lay(archive, make_rows(12))
    said = bring(archive, sheet)
    assert "New drafts: 12" in said
    assert "Nothing was written" in said
    assert not (archive / "entries").exists()
    bring(archive, sheet, "--write")
    assert call("check", archive, "--as-of", DAY, "--strict").output == "Nothing is wrong.\n"
    drafts = read_drafts(archive)
    assert len(drafts) == 12
    file = read_model(drafts["m-00001/entry.yml"], EntryFile, Faults("entry.yml"))
    assert file
    assert file.value.title["ur"] == "پل پرانا 1"
    assert file.value.when
    assert file.value.when.edtf == "1701"
    assert file.value.share == "yes"


def test_a_second_run_changes_nothing(archive: Path) -> None:
    sheet = lay(archive, make_rows(5))
    bring(archive, sheet, "--write")
    before, ledger = read_drafts(archive), sheet.with_name("list.csv.imported.json").read_bytes()
    said = bring(archive, sheet, "--write")
    assert "Unchanged: 5" in said
    assert read_drafts(archive) == before
    assert sheet.with_name("list.csv.imported.json").read_bytes() == ledger


def test_without_its_list_it_knows_what_it_wrote(archive: Path) -> None:
    sheet = lay(archive, make_rows(5))
    bring(archive, sheet, "--write")
    before = read_drafts(archive)
    sheet.with_name("list.csv.imported.json").unlink()
    assert "Unchanged: 5" in bring(archive, sheet, "--write")
    assert read_drafts(archive) == before


def test_a_changed_row_changes_its_draft_only_while_nobody_has_touched_it(archive: Path) -> None:
    rows = make_rows(4)
    sheet = lay(archive, rows)
    bring(archive, sheet, "--write")
    touched = archive / "entries" / "m-00002" / "entry.yml"
    touched.write_text(touched.read_text(encoding="utf-8") + "# read by us\n", encoding="utf-8", newline="\n")
    (archive / "entries" / "m-00003" / "record.yml").write_text("format: concord-record/1\nstatus: draft\n", "utf-8")
    shutil.rmtree(archive / "entries" / "m-00004")
    before = read_drafts(archive)
    lay(archive, [(*row[:7], "Somewhere else", *row[8:]) for row in rows])
    said = find(archive, sheet, "--write")
    assert ("list.csv:3:0", "draft-changed") in said
    assert ("list.csv:4:0", "draft-changed") in said
    assert ("list.csv:5:0", "draft-gone") in said
    after = read_drafts(archive)
    assert b"Somewhere else" in after["m-00001/entry.yml"]
    assert {name: raw for name, raw in after.items() if not name.startswith("m-00001/")} == {
        name: raw for name, raw in before.items() if not name.startswith("m-00001/")
    }
    assert "Renewed" not in bring(archive, sheet, "--write")


def test_a_row_that_is_gone_leaves_its_draft(archive: Path) -> None:
    rows = make_rows(3)
    sheet = lay(archive, rows)
    bring(archive, sheet, "--write")
    lay(archive, rows[:2])
    assert ("list.csv:0:0", "row-gone") in find(archive, sheet, "--write")
    assert "m-00003/entry.yml" in read_drafts(archive)


class Killed(BaseException):
    """The process ends here, and nothing of its own cleans up after it."""


class Countdown:
    """Ends the process before one of its changes of the disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, left: int) -> None:
        self.left = left
        monkeypatch.setattr(store.shutil, "rmtree", lambda *_, **__: None)
        for name in ("write_bytes", "rename", "replace", "mkdir", "unlink"):
            monkeypatch.setattr(Path, name, self.guard(getattr(Path, name)))

    def guard(self, method):
        def change(*arguments, **named):
            self.left -= 1
            if not self.left:
                raise Killed
            return method(*arguments, **named)

        return change


def write(archive: Path, sheet: Path) -> Import:
    """The run itself, without what it says."""
    ledger = sheet.with_name("list.csv.imported.json")
    result = plan_import(sheet, sheet.with_name("list.csv.map.yml"), ledger, archive)
    assert write_plan(archive, result.plan, ledger, result.archive, result.path) == []
    return result


@pytest.mark.parametrize("renewing", [False, True])
def test_wherever_a_run_is_interrupted_the_next_one_completes_it(archive: Path, tmp_path: Path, renewing: bool) -> None:
    rows = make_rows(2)
    mapping = f"{MAP}  text.en: A text\n"
    if renewing:
        write(archive, lay(archive, rows, mapping))
    sheet = lay(archive, [(*row[:7], "Elsewhere", *row[8:]) for row in rows], mapping)
    begin = Path(shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-begin"))
    for left in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            Countdown(patch, left)
            try:
                write(archive, sheet)
            except Killed:
                is_done = False
            else:
                is_done = True
        result = write(archive, sheet)
        drafts = read_drafts(archive)
        assert not result.plan.find(State.LEFT), left
        assert len(drafts) == 4
        assert sum(b"Elsewhere" in raw for raw in drafts.values()) == 2
        assert set(write(archive, sheet).plan.states.values()) == {State.SAME}
        if is_done:
            break
        shutil.rmtree(tmp_path)
        shutil.copytree(begin, tmp_path)
    assert left > 8


# --- sheets of others ------------------------------------------------------------------------------------------------


def cells(header: tuple[str, ...], n: int) -> tuple[str, ...]:
    names = (name.lower().removeprefix("dublin core:").removeprefix("dcterms:").partition("@")[0] for name in header)
    return tuple(CELLS.get(name.strip(), "").format(n=n) for name in names)


@pytest.mark.parametrize(
    "header", [COLLECTION_BUILDER, OMEKA, TERMS, PLAIN], ids=["builder", "omeka", "terms", "plain"]
)
def test_columns_of_others_are_recognised_and_what_people_must_decide_is_left_to_them(
    archive: Path, header: tuple[str, ...]
) -> None:
    sheet = write_csv(archive.parent / "list.csv", [header, *(cells(header, n) for n in (1, 2, 3))])
    shown = call("import", sheet, "--archive", archive, "--in", "en")
    assert shown.exit_code == 2
    assert "add --propose" in shown.stderr
    mapping = sheet.with_name("list.csv.map.yml")
    assert not mapping.exists()
    bring(archive, sheet, "--propose", "--in", "en")
    proposal = mapping.read_text(encoding="utf-8")
    assert shown.stdout == proposal
    assert {kind for _, kind in find(archive, sheet, code=1) if kind != "position-left-out"} == {"mapping-wrong"}
    assert '"...": ["' in proposal, "nobody but people says that something may be shared"
    answered = re.sub(r"(?m)^( +)\"\.\.\.\"(: \[\"(?:free|http|CC))", r"\1yes\2", proposal).replace(
        ": ...", ": not known"
    )
    mapping.write_text(answered.replace('"...": ["Physical', 'object: ["Physical'), encoding="utf-8", newline="\n")
    assert "New drafts: 3" in bring(archive, sheet, "--write")
    assert call("check", archive, "--as-of", DAY, "--strict").exit_code == 0
    written = b"".join(read_drafts(archive).values())
    assert b"27.3" not in written
    assert b"68.1" not in written
    assert b"https://x.invalid" not in written


def test_a_proposal_is_never_written_over(archive: Path) -> None:
    sheet = lay(archive, make_rows(1))
    bring(archive, sheet, "--propose", "--in", "en", code=2)
    assert sheet.with_name("list.csv.map.yml").read_text(encoding="utf-8") == MAP


def test_files_are_named_and_not_fetched_and_positions_are_told_of(archive: Path) -> None:
    header = (*HEADER, "object_location", "Latitude")
    rows = [(*row, "https://x.invalid/a.jpg", "27.3243") for row in make_rows(1)]
    sheet = lay(archive, rows, f"{MAP}files: [object_location]\n", header)
    assert find(archive, sheet) == [("list.csv:1:12", "position-left-out"), ("list.csv:2:11", "file-wanted")]
    lay(archive, rows, f"{MAP}files: [object_location]\n".replace("where.en: place", "where.en: Latitude"), header)
    assert ("list.csv.map.yml:10:13", "mapping-wrong") in find(archive, sheet, code=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same_drafts(archive: Path, encoding: str, separator: str) -> None:
    sheet = lay(archive, make_rows(2))
    write_csv(sheet, [HEADER, *make_rows(2)], encoding=encoding, separator=separator)
    result = plan_import(sheet, sheet.with_name("list.csv.map.yml"), sheet.with_name("none"), archive)
    assert {problem.rule for problem in result.problems} == {"date-in-words-only"}
    assert {name: draft.titles["ur"] for name, draft in result.plan.drafts.items()} == {
        "m-00001": "پل پرانا 1",
        "m-00002": "کنواں پرانا 2",
    }


def test_a_workbook_gives_the_same_drafts_as_text(archive: Path) -> None:
    rows = make_rows(3)
    sheet = lay(archive, rows)
    bring(archive, sheet, "--write")
    book = write_xlsx(
        archive.parent / "list.xlsx", [HEADER, *((*r[:8], int(r[8]) if r[8].isdigit() else r[8], r[9]) for r in rows)]
    )
    mapping = sheet.with_name("list.csv.map.yml")
    assert "Unchanged: 3" in bring(archive, book, "--map", str(mapping))


def test_formulas_are_data_and_what_a_cell_does_not_hold_is_said(archive: Path) -> None:
    rows = make_rows(2)
    evil = "=cmd|'/c calc'!A1"
    sheet = lay(archive, [(*rows[0][:6], evil, *rows[0][7:])])
    bring(archive, sheet, "--write")
    file = read_model(read_drafts(archive)["m-00001/entry.yml"], EntryFile, Faults("entry.yml"))
    assert file
    assert file.value.summary["en"] == evil
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in ([*HEADER], [*rows[1]]):
        page.append(row)
    page["G2"] = "=1+1"
    book.save(archive.parent / "list.xlsx")
    said = find(archive, archive.parent / "list.xlsx", "--map", str(sheet.with_name("list.csv.map.yml")), code=1)
    assert ("list.xlsx:2:7", "cell-unknown") in said


# --- what a row leaves open ------------------------------------------------------------------------------------------


def test_what_is_wrong_in_a_row_is_said_at_its_cell_and_the_other_rows_go_on(archive: Path) -> None:
    rows = [list(row) for row in make_rows(9)]
    rows[0][9] = "spaceship"
    rows[1][0] = ""
    rows[2][0] = rows[3][0]
    rows[4][6] = "Ask amina@example.org"
    rows[5][6] = "It stands at 27.3243, 68.1386."
    rows[6][3] = "a\u202eb"
    rows[7][1:4] = ["", "", ""]
    sheet = lay(archive, [tuple(row) for row in rows])
    said = find(archive, sheet, "--write", code=1)
    for place, kind in (
        ("list.csv:2:10", "value-unknown"),
        ("list.csv:3:0", "key-missing"),
        ("list.csv:5:0", "key-repeated"),
        ("list.csv:6:7", "contact-in-text"),
        ("list.csv:7:7", "coordinates-in-text"),
        ("list.csv:8:4", "character-refused"),
        ("list.csv:9:2", "answer-open"),
    ):
        assert (place, kind) in said
    assert {name.partition("/")[0] for name in read_drafts(archive)} == {"m-00004", "m-00009"}
    assert call("check", archive, "--as-of", DAY).exit_code == 0


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_it_speaks_the_readers_language(archive: Path, lang: str) -> None:
    rows = [list(row) for row in make_rows(1)]
    rows[0][6] = "Ask amina@example.org"
    sheet = lay(archive, [tuple(rows[0])])
    done = call("import", sheet, "--archive", archive, "--lang", lang)
    assert done.exit_code == 1
    assert ("e-mail address" in done.output) == (lang == "en")
    assert "amina" not in done.output


@pytest.mark.parametrize("answer", ["no", "not-sure"])
def test_what_is_not_to_be_shared_stays_out(archive: Path, answer: str) -> None:
    sheet = lay(archive, make_rows(1), MAP.replace("share: yes", f"share: {answer}"))
    assert find(archive, sheet, "--write") == [("list.csv:2:0", "row-not-shared")]
    assert not (archive / "entries").exists()


def test_letters_are_composed_and_that_is_said(archive: Path) -> None:
    row = list(make_rows(1)[0])
    row[3], row[6] = "Cafe\u0301 ", "one\r\ntwo"
    sheet = lay(archive, [tuple(row)])
    said = find(archive, sheet, "--write")
    assert [place for place, kind in said if kind == "words-changed"] == [
        "list.csv:2:4",
        "list.csv:2:4",
        "list.csv:2:7",
    ]
    raw = read_drafts(archive)["m-00001/entry.yml"].decode()
    assert "en: Café\n" in raw
    assert "en: |-\n    one\n    two\n" in raw


def test_a_mapping_that_does_not_fit_is_located(archive: Path) -> None:
    mapping = MAP.replace("summary.ur: summary.ur", "summary.xx: nowhere").replace("credit: none", "credit: ...")
    sheet = lay(archive, make_rows(1), mapping.replace("  kind: kind\n", ""))
    said = find(archive, sheet, code=1)
    assert ("list.csv.map.yml:8:3", "mapping-wrong") in said
    assert ("list.csv.map.yml:8:15", "column-missing") in said
    assert ("list.csv:1:6", "column-unused") in said
    assert ("list.csv:1:10", "column-unused") in said
    assert sum(kind == "mapping-wrong" for _, kind in said) == 2


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "titles", "name"),
    [
        ("Demo 001", {}, "demo-001"),
        ("Čerti/7", {}, "certi-7"),
        ("con", {}, "entry-con"),
        ("क-१२", {"en": "The Old Bridge"}, "the-old-bridge"),
        ("x" * 200, {}, "x" * 60),
    ],
)
def test_names_come_from_the_key_else_from_a_title(key: str, titles: dict[str, str], name: str) -> None:
    assert suggest_id(key, titles)[0] == name


def test_a_name_is_drawn_where_no_letters_give_one() -> None:
    name, by_key = suggest_id("क", {"hi": "पुल"})
    assert (name, by_key) == suggest_id("क", {"hi": "पुल"})
    assert re.fullmatch(r"entry-[0-9a-f]{10}", name)
    assert not by_key
    assert make_id("पुल 12") == "", "a number is not the name of a bridge"


def test_no_language_gives_the_name_more_often() -> None:
    chosen = [suggest_id(f"कुंजी {n}", {"en": "a", "tr": "b"})[0] for n in range(200)]
    assert 70 < chosen.count("a") < 130


def test_a_name_that_an_entry_has_is_not_given_again(archive: Path) -> None:
    other = archive / "entries" / "m-00001"
    other.mkdir(parents=True)
    (other / "entry.yml").write_text("kind: object\ntombstone: {since: 2026-01-01}\n", encoding="utf-8")
    sheet = lay(archive, make_rows(2))
    assert ("list.csv:2:0", "entry-there") in find(archive, sheet, "--write", code=1)
    assert (other / "entry.yml").read_bytes().startswith(b"kind: object")
    assert (archive / "entries" / "m-00002").is_dir()


def test_two_rows_of_one_title_get_two_names(archive: Path) -> None:
    rows = [(f"क {n}", "", "", "The bridge", "", "", f"Bridge {n}", "", "", "place") for n in range(2)]
    sheet = lay(archive, rows)
    assert ("list.csv:3:0", "name-taken") in find(archive, sheet, "--write")
    assert {name.partition("/")[0] for name in read_drafts(archive)} == {"the-bridge", "the-bridge-2"}
    assert "Unchanged: 2" in bring(archive, sheet, "--write")
