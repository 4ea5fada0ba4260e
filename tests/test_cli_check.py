"""`concord check`, `explain`, `rules`, `strip`: endings, forms, languages, and that nothing is traced."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner
from PIL import Image, PngImagePlugin

from concord import cli
from concord.catalogues import load_catalogue
from concord.cli import check, explain, rules, strip
from rules import overlay

ENTRY = "entries/old-bridge/entry.yml"


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(overlay.BASE, tmp_path / "archive")


@pytest.fixture
def bad(root):
    path = root / ENTRY
    path.write_text(path.read_text("utf-8").replace("[s3]}", "[s8]}"), encoding="utf-8", newline="\n")
    return root


def run(*arguments, **environment):
    """A command in a process of its own, as contributors start it."""
    return subprocess.run(
        [sys.executable, "-c", "from concord.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "LANG": "C", "LC_ALL": "", "LC_MESSAGES": "", "CONCORD_LANG": "", **environment},
    )


def test_a_clean_archive_ends_with_0(root):
    done = run("check", root, "--as-of", overlay.AS_OF)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing is wrong.\n", "")


def test_errors_end_with_1(bad):
    done = run("check", bad, "--as-of", overlay.AS_OF)
    assert done.returncode == 1
    assert f"{bad.as_posix()}/{ENTRY}:" in done.stdout
    assert "error[ID003]" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["check", "/no/such/archive"], ["check", ".", "--lang", "no language"], ["check", ".", "--as-of", "May"],
     ["check", ".", "--format", "doc"], ["explain", "ST999"], ["explain"], ["nonsense"], ["check", ".", "--nonsense"],
     ["check", ".", "--output", "/no/such/folder/x"]],
)  # fmt: skip
def test_wrong_use_ends_with_2_and_one_clear_line(arguments, capsys):
    assert cli.run(arguments) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "Error: " in said.strip().split("\n")[-1]


def test_the_shell_sees_the_ending():
    assert run("nonsense").returncode == 2


def test_a_bug_ends_with_3_and_its_traceback(monkeypatch, capsys):
    def broken(*_, **__):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(check, "load", broken)
    assert cli.run(["check", "."]) == 3
    assert "ZeroDivisionError: ours" in capsys.readouterr().err


def test_an_empty_folder_is_a_located_problem(tmp_path):
    done = CliRunner().invoke(check.command, [str(tmp_path)])
    assert done.exit_code == 1
    assert "charter/archive.yml" in done.stdout


def test_strict_lets_warnings_fail(root):
    arguments = [str(root), "--as-of", "2026-08-02"]
    assert CliRunner().invoke(check.command, arguments).exit_code == 0
    assert CliRunner().invoke(check.command, [*arguments, "--strict"]).exit_code == 1


@pytest.mark.parametrize("form", check.PRINTERS)
def test_every_form_can_be_written_to_a_file(bad, form, tmp_path):
    target = tmp_path / "report"
    done = CliRunner().invoke(
        check.command, [str(bad), "--format", form, "--output", str(target), "--as-of", overlay.AS_OF, "--lang", "ur"]
    )
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "ID003" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("environment", "option", "word"),
    [
        ({}, [], "error"),
        ({"CONCORD_LANG": "hi"}, [], "ग़लती"),
        ({"CONCORD_LANG": "hi"}, ["--lang", "ur"], "غلطی"),
        ({"LANG": "ur_PK.UTF-8"}, [], "غلطی"),
        ({"LC_ALL": "hi_IN", "LANG": "ur_PK"}, [], "ग़लती"),
        ({"LANG": "xx_XX.UTF-8"}, [], "error"),
    ],
)
def test_the_language_is_found(bad, environment, option, word):
    clear = {"LANG": "C", "LC_ALL": "", "LC_MESSAGES": "", "CONCORD_LANG": ""}
    arguments = [str(bad), "--as-of", overlay.AS_OF, *option]
    done = CliRunner().invoke(check.command, arguments, env={**clear, **environment})
    assert f"{word}[ID003]" in done.stdout


def test_sentences_come_out_in_a_machine_without_utf8(bad):
    done = run(
        "check", bad, "--as-of", overlay.AS_OF, "--lang", "ur", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C"
    )
    assert "غلطی[ID003]" in done.stdout
    assert not done.stderr


def test_the_same_archive_gives_the_same_report(bad):
    first = run("check", bad, "--format", "json", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    second = run("check", bad, "--format", "json", TZ="America/Adak", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["problems"]


@pytest.mark.parametrize("lang", ["en", "hi", "ur", "hy"])
def test_every_rule_can_be_explained(lang):
    for module in rules.RULES.values():
        page = CliRunner().invoke(explain.command, [module.RULE.code, "--lang", lang])
        assert page.exit_code == 0, page.output
        assert page.output.startswith(f"{module.RULE.code} {module.RULE.name} (")
        said = load_catalogue(lang)
        is_said = all(said.has(text) for text in (module.RULE.message, module.RULE.help)) or lang == "en"
        assert ("[not yet translated]" in " ".join(page.output.split())) != is_said
        assert "Fix: " in page.output


def test_a_slip_is_answered_with_a_guess():
    done = CliRunner().invoke(explain.command, ["approval-outdatd"])
    assert done.exit_code == 2
    assert "Did you mean approval-outdated?" in done.output


def test_rules_are_listed():
    done = CliRunner().invoke(rules.command, ["--lang", "ur"])
    assert done.output.count("\n") == len(rules.RULES)


def test_strip_leaves_a_picture_that_check_accepts(tmp_path):
    path = tmp_path / "bridge.png"
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "somebody")
    Image.new("RGB", (9, 9)).save(path, pnginfo=info)
    assert "took out tEXt" in CliRunner().invoke(strip.command, [str(path)]).output
    assert "nothing to take out" in CliRunner().invoke(strip.command, [str(path)]).output
    (tmp_path / "x.png").write_bytes(b"x")
    assert CliRunner().invoke(strip.command, [str(tmp_path / "x.png")]).exit_code == 1


def test_the_cure_for_hidden_data_can_be_typed_as_the_check_prints_it(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    picture = next((root / "entries").glob("*/media/*.png"))
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "somebody")
    Image.new("RGB", (9, 9)).save(picture, pnginfo=info)
    cure = re.search(r"Run: concord (strip .+)", CliRunner().invoke(check.command, ["archive"]).output)
    assert cure is not None
    assert CliRunner().invoke(cli.concord, cure[1].split()).exit_code == 0
    assert "media-metadata" not in CliRunner().invoke(check.command, ["archive"]).output
    assert CliRunner().invoke(strip.command, ["nowhere.png"]).exit_code == 2


def test_every_command_is_there_and_says_what_it_does():
    done = CliRunner().invoke(cli.concord, ["--help"])
    assert done.exit_code == 0
    for name in cli.COMMANDS:
        page = CliRunner().invoke(cli.concord, [name, "--help"])
        assert page.exit_code == 0, name
        assert f"  {name} " in done.output
    for helped in (done, *(CliRunner().invoke(cli.concord, [group, "--help"]) for group in ("key", "release"))):
        assert "..." not in helped.output.split("Commands:")[1], "a first sentence does not fit on its line of a list"
