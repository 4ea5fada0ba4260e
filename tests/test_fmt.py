"""`concord fmt`: mends form, keeps comments, never touches what was said or sealed, and follows no link."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from concord.cli.fmt import command

CROOKED = "\ufeff# a comment, kept\r\ntitle:   {hi: 'क\u093c\u0958'}   # and its spaces\r\n\r\n".encode()
MENDED = "# a comment, kept\ntitle:   {hi: 'क\u093cक\u093c'}   # and its spaces\n".encode()
EVIDENCE = ("statements/a/1.yml", "agreed/notes.md", "charter/chain/1.yml")
TEXTS = ("charter/sides.yml", "entries/agreed/text.hi.md", "entries/bridge/entry.yml", "units/u/text.md")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    for name in (*EVIDENCE, *TEXTS, "entries/bridge/media/a.png"):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(CROOKED)
    return root


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, [*arguments])
    return result.exit_code, result.output


def test_mends_texts_and_nothing_else(archive):
    code, said = run(str(archive))
    assert code == 0
    assert said.count("mended") == len(TEXTS)
    for name in TEXTS:
        assert (archive / name).read_bytes() == MENDED
    for name in (*EVIDENCE, "entries/bridge/media/a.png"):
        assert (archive / name).read_bytes() == CROOKED


def test_check_lists_and_changes_nothing(archive):
    code, said = run("--check", str(archive))
    assert code == 1
    assert said.count("would mend") == len(TEXTS)
    assert (archive / TEXTS[0]).read_bytes() == CROOKED
    run(str(archive))
    assert run("--check", str(archive)) == (0, "")


def test_evidence_is_safe_when_it_is_named(archive):
    assert run(str(archive / EVIDENCE[0])) == (0, "")
    assert (archive / EVIDENCE[0]).read_bytes() == CROOKED


def test_an_archive_may_lie_in_a_folder_of_any_name(archive, tmp_path):
    elsewhere = tmp_path / "statements" / "archive"
    elsewhere.parent.mkdir()
    archive.rename(elsewhere)
    _, said = run(str(elsewhere))
    assert said.count("mended") == len(TEXTS)


def test_without_a_charter_in_sight_evidence_is_told_by_its_folder(tmp_path):
    file = tmp_path / "statements" / "a" / "1.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes(CROOKED)
    assert run(str(tmp_path)) == (0, "")


def test_links_and_rubbish_are_left(archive, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_bytes(CROOKED)
    (archive / "entries/bridge/text.hi.md").symlink_to(outside)
    (archive / "entries/bridge/text.ur.md").write_bytes(b"\xff\r\n")
    code, said = run(str(archive / "entries/bridge"))
    assert code == 0
    assert said.count("mended") == 1
    assert outside.read_bytes() == CROOKED
    assert (archive / "entries/bridge/text.ur.md").read_bytes() == b"\xff\r\n"


def test_permissions_stay(archive):
    file = archive / TEXTS[0]
    file.chmod(0o640)
    run(str(file))
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(file.parent.iterdir()) == [archive / "charter/chain", file]
