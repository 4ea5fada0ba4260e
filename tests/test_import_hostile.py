"""Whatever is given to `concord import` as a sheet: it ends within seconds at a place, and nothing is written."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sheets import HEADER, MAP, call, found, make_rows, read_drafts, write_csv, write_xlsx

ROOT = Path(__file__).resolve().parents[1]
# A guard against what never ends, far above the few seconds it takes: how busy a machine is, is no fault of a sheet.
PROMISED = 60
MEMORY = 1200 * 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def archive(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "archive"))


def change(**members: Callable[[bytes], bytes]) -> bytes:
    """A sound workbook with some of its members put in another way."""
    stream = io.BytesIO()
    write_xlsx(stream, [HEADER, *make_rows(2)])
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, members[name](raw) if name in members else raw)
    return out.getvalue()


def say_sheet(inside: str) -> Callable[[bytes], bytes]:
    return lambda _: f"<worksheet {SPACE}><sheetData>{inside}</sheetData></worksheet>".encode()


def text(cell: str, words: str = "x") -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def declare(kind: str) -> Callable[[bytes], bytes]:
    return lambda raw: kind.encode() + say_sheet(f'<row r="1">{text("A1", "&a;")}</row>')(raw)


RUBBISH: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blanks": lambda: b"\n\n  \n,,,\n",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "Latin-1": lambda: "key,title.en\n1,Café\n".encode("latin-1"),
    "UTF-32": lambda: "key,title.en\n1,x\n".encode("utf-32"),
    "half a letter of UTF-16": lambda: "key,title.en\n1,x\n".encode("utf-16") + b"\x00",
    "the old form of workbooks": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "quotes that never close": lambda: b'key,title.en\n1,"' + b"x\n" * 50_000,
    "a line of 60 MB": lambda: b"key,title.en\n1," + b"x" * 60_000_000,
    "a million columns": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n",
    "a million rows": lambda: b"key,title.en\n" + b"1,x\n" * 1_000_000,
    "half a workbook": lambda: change()[:3000],
    "a ZIP of something else": lambda: pack({"a.txt": b"x"}),
    "a bomb": lambda: pack({SHEET: bytes(200_000_000)}),
    "a bomb beside the sheet": lambda: change(**{"docProps/app.xml": lambda _: bytes(200_000_000)}),
    "thousands of members": lambda: pack({f"{n}": b"" for n in range(5_000)}),
    "laughs": lambda: change(**{SHEET: declare(LAUGHS)}),
    "a file of this machine": lambda: change(**{SHEET: declare(SECRET)}),
    "a column far out": lambda: change(
        **{SHEET: say_sheet(f'<row r="1">{"".join(text(f"{c}1") for c in ("A", "OZ"))}</row>')}
    ),
    "a row far down": lambda: change(
        **{SHEET: say_sheet(f'<row r="1">{text("A1")}</row><row r="99999999999">{text("A99999999999")}</row>')}
    ),
    "empty cells far out in every row": lambda: change(
        **{
            SHEET: say_sheet(
                f'<row r="1">{text("A1")}</row>'
                + "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="XFD{n}" s="0"/></row>' for n in range(2, 15_000))
            )
        }
    ),
    "words of no length": lambda: change(**{SHEET: say_sheet(f'<row r="1">{text("A1", "x" * 300_000)}</row>')}),
    "a sheet that is no XML": lambda: change(**{SHEET: lambda _: b"<worksheet><<<"}),
    "a number that is none": lambda: change(**{SHEET: say_sheet('<row r="1"><c r="A1"><v>nan1</v></c></row>')}),
    "words that are not there": lambda: change(
        **{SHEET: say_sheet('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')}
    ),
    "a day after the end of days": lambda: change(
        **{SHEET: say_sheet('<row r="1"><c r="A1" t="d"><v>99999-99-99</v></c></row>')}
    ),
}


def pack(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(name, raw)
    return out.getvalue()


def bring(archive: Path, sheet: Path) -> tuple[int, str]:
    sheet.with_name(f"{sheet.name}.map.yml").write_text(MAP, encoding="utf-8", newline="\n")
    done = call("import", sheet, "--archive", archive, "--write", "--format", "json", "--lang", "en")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_ends_at_a_place_within_seconds(archive: Path, name: str) -> None:
    sheet = archive.parent / "list.csv"
    sheet.write_bytes(RUBBISH[name]())
    began = time.monotonic()
    code, said = bring(archive, sheet)
    assert time.monotonic() - began < PROMISED
    assert code in (1, 2)
    problems = json.loads(said)["problems"]
    assert any(problem["path"].endswith("list.csv") and problem["severity"] == "error" for problem in problems)
    assert "root:" not in said
    assert not (archive / "entries").exists()


def test_a_place_is_as_near_as_it_is_known(archive: Path) -> None:
    sheet = archive.parent / "list.csv"
    sheet.write_bytes("key,title.en\n1,abc\n2,Café\n".encode("latin-1"))
    found = json.loads(bring(archive, sheet)[1])["problems"][0]
    assert (found["line"], found["column"]) == (3, 6)


def test_200_mb_and_a_pipe_are_refused_unread(archive: Path) -> None:
    sheet = archive.parent / "list.csv"
    with sheet.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert "sheet-too-large" in bring(archive, sheet)[1]
    sheet.unlink()
    os.mkfifo(sheet)
    assert "sheet-unreadable" in bring(archive, sheet)[1]


def test_links_to_other_files_are_not_followed_and_not_kept(archive: Path) -> None:
    raw = change(**{SHEET: lambda old: old.replace(b"</sheetData>", b"</sheetData><hyperlinks/>")})
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
        packed.writestr(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            b'<Relationships><Relationship Id="r" TargetMode="External" Target="http://x.invalid/"/></Relationships>',
        )
    sheet = archive.parent / "list.xlsx"
    sheet.write_bytes(out.getvalue())
    code, _ = bring(archive, sheet)
    assert code == 0
    assert b"x.invalid" not in b"".join(read_drafts(archive).values())


@pytest.mark.parametrize(
    "ledger",
    [
        "",
        "[]",
        '{"archive": "other", "format": "concord-imported/1", "rows": {}}',
        '{"archive": "two-banks", "format": "concord-imported/1", "rows": {"M-00001": {"id": "../../x", "files": {}}}}',
        '{"archive": "two-banks", "format": "concord-imported/1", "rows":'
        ' {"M-00001": {"id": "x", "files": {"../../entry.yml": "' + "0" * 64 + '"}}}}',
        "[" * 100_000,
    ],
)
def test_a_list_of_earlier_imports_that_cannot_be_ours_stops_everything(archive: Path, ledger: str) -> None:
    sheet = write_csv(archive.parent / "list.csv", [HEADER, *make_rows(1)])
    sheet.with_name("list.csv.imported.json").write_text(ledger, encoding="utf-8")
    code, said = bring(archive, sheet)
    assert (code, "ledger-unreadable" in said) == (2, True)
    assert not (archive / "entries").exists()


def test_links_in_the_way_lead_nowhere(archive: Path) -> None:
    sheet = write_csv(archive.parent / "list.csv", [HEADER, *make_rows(2)])
    aside = archive.parent / "aside"
    aside.mkdir()
    (archive / "entries").mkdir()
    (archive / "entries" / "m-00001").symlink_to(aside)
    code, _ = bring(archive, sheet)
    assert code == 1
    assert list(aside.iterdir()) == []
    assert (archive / "entries" / "m-00002" / "entry.yml").is_file()
    shutil.rmtree(archive / "entries")
    (archive / "entries").symlink_to(aside)
    assert bring(archive, sheet)[0] == 1
    assert list(aside.iterdir()) == []


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in RUBBISH if name.startswith("a ")])
def test_in_little_memory_too(archive: Path, name: str) -> None:
    import resource

    sheet = archive.parent / "list.csv"
    sheet.write_bytes(RUBBISH[name]())
    sheet.with_name("list.csv.map.yml").write_text(MAP, encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "concord", "import", str(sheet), "--archive", str(archive), "--lang", "en"]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert done.returncode in (1, 2), done.stderr
    assert "Traceback" not in done.stderr
