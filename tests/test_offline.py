"""`concord offline`: the same bytes for the same archive, a refusal for an unknown edition, links cut whole."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from concord.publish.offline import cut_links

ROOT = Path(__file__).resolve().parents[1]
ARCHIVE = ROOT / "tests" / "archives" / "two-sides" / "archive"
FILES = {"index.html", "hy/index.html", "hy/a/index.html", "media/x.jpg"}


def run(*arguments: str | Path, code: int = 0) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "TZ": "Asia/Kolkata"}
    command = [sys.executable, "-m", "concord", "offline", "--archive", ARCHIVE, "--as-of", "2026-12-31", *arguments]
    done = subprocess.run(
        list(map(str, command)), env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, workers in (("one.zip", 1), ("two.zip", 3)):
        run("--lang", "hy", "--out", tmp_path / name, "--workers", str(workers))
    digests = {hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("one.zip", "two.zip")}
    assert len(digests) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert {one.compress_type for one in packed.infolist()} == {zipfile.ZIP_STORED}
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    kinds = {name.split("/")[1] for name in names}
    assert kinds == {"assets", "hy", "index.html", "media", "parallel"}
    assert not [name for name in names if "/proof/" in name or name.endswith((".json", ".xml"))]


def test_every_edition_at_once_is_the_same_as_each_alone(tmp_path: Path) -> None:
    run("--every", "--out", tmp_path / "copies")
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == ["two-sides-hy.zip", "two-sides-ka.zip"]
    run("--lang", "ka", "--out", tmp_path / "ka.zip")
    assert (tmp_path / "ka.zip").read_bytes() == (tmp_path / "copies" / "two-sides-ka.zip").read_bytes()


@pytest.mark.parametrize(
    "asked", [(), ("--every", "--lang", "hy"), ("--every", "--file"), ("--lang", "hy", "--folder")]
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, asked: tuple[str, ...]) -> None:
    """A file where the folder of all copies should be, or a folder where one copy should be, is never written over."""
    out = tmp_path / "out"
    if "--file" in asked:
        out.write_bytes(b"mine")
    if "--folder" in asked:
        out.mkdir()
    run(*(one for one in asked if one not in ("--file", "--folder")), "--out", out, code=2)
    assert list(tmp_path.rglob("*.zip")) == []


def test_an_edition_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    said = run("--lang", "ur", "--out", tmp_path / "x.zip", code=2)
    assert "hy, ka" in said
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_stands_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"old")
    run("--lang", "ur", "--out", tmp_path / "x.zip", code=2)
    assert (tmp_path / "x.zip").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../">x</a>', '<a href="../index.html">x</a>'),
        ('<a class="b" href="../#c" hreflang="hy">x</a>', '<a class="b" href="../index.html#c" hreflang="hy">x</a>'),
        ('<a href="./">x</a>', '<a href="index.html">x</a>'),
        ('<a href="#c">x</a>', '<a href="#c">x</a>'),
        ('<a href="../../media/x.jpg">x</a>', '<a href="../../media/x.jpg">x</a>'),
        ('<a class="b" href="../../ka/" hreflang="ka">x</a>', '<a class="b">x</a>'),
        ('<a href="../../proof/words.json" type="application/json">x</a>', "<a>x</a>"),
        ('<a href="../../../../etc/passwd">x</a>', "<a>x</a>"),
        ('<a href="https://a.example/?b=1&amp;c" rel="noopener">x</a>',) * 2,
        ('<a title="a > b" href="../">x</a>', '<a title="a > b" href="../index.html">x</a>'),
        ('<a title="a rel href b" rel="x" href="../../ka/">x</a>', '<a title="a rel href b">x</a>'),
        ("<abbr>x</abbr> <article>", "<abbr>x</abbr> <article>"),
        ('<a id="back">x</a>', '<a id="back">x</a>'),
    ],
)
def test_links_name_files_or_lead_nowhere(before: str, after: str) -> None:
    assert cut_links(before, "hy/a/index.html", FILES) == after
