"""Many faults in one archive: one run finds each at its place, and says each in three languages.

The examples of the rules that change nothing but an entry are laid into one archive, each as an entry of its own.
The others (approvals, what all sides agreed) are tried one by one in test_check_rules.py.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from concord.catalogues import load_catalogue
from concord.check.context import Context
from concord.check.rules import RULES, find_rule
from concord.check.runner import run_checks
from concord.pipeline import load
from concord.report.finding import build_report
from concord.report.source import Sources, find_withheld
from concord.report.text import render_text
from rules.overlay import AS_OF, BASE, HERE, Expected, agree, build_example

# About the folder's own name, which stays as it is.
OF_THE_NAME = ("path-invalid",)


def changes_one_entry(folder: Path) -> str | None:
    """The entry that an example changes or adds, if it changes nothing else and is judged on the usual day."""
    text = (folder / "edits.txt").read_text(encoding="utf-8") if (folder / "edits.txt").is_file() else ""
    paths = re.findall(
        r"^== (?:(?:delete|grow|write|link) |copy \S+ |expect )?([\w.-]+(?:/[^\s:]+|\.yml))", text, flags=re.MULTILINE
    )
    paths += [
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "edits.txt"
    ]
    entries = {path.split("/")[1] for path in paths if path.startswith("entries/")}
    inside = all(path.startswith("entries/") for path in paths) and folder.parent.name not in OF_THE_NAME
    single = inside and len(entries) == 1 and "== as-of" not in text and "== agreed" not in text
    return entries.pop() if single else None


def plant(root: Path, scratch: Path, agreed: Path) -> dict[str, list[Expected]]:
    """Lays every such example into the archive as an entry of its own; what to find, by rule."""
    planted: dict[str, list[Expected]] = {}
    for folder in sorted(HERE.glob("*/*/bad")):
        name = folder.parent.name
        entry = changes_one_entry(folder)
        if entry is None:
            continue
        example = build_example(folder, scratch / name, agreed)
        target = f"{entry}-{name}"
        shutil.copytree(example.root / "entries" / entry, root / "entries" / target, symlinks=True)
        facts = root / "entries" / target / "entry.yml"
        if name != "id-mismatch" and facts.is_file():
            raw = facts.read_bytes().replace(f"id: {entry}\n".encode(), f"id: {target}\n".encode(), 1)
            facts.write_bytes(raw)
        planted[name] = [
            (path.replace(f"entries/{entry}", f"entries/{target}"), line, column, code)
            for path, line, column, code in example.expected
        ]
    return planted


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Expected]]]:
    """The base, agreed to, with a fault of each such rule in it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(BASE, folder / "archive")
    agree(folder / "archive")
    return folder / "archive", plant(folder / "archive", folder / "examples", folder / "archive")


def test_one_run_finds_every_fault_at_its_place(planted: tuple[Path, dict[str, list[Expected]]]) -> None:
    root, expected = planted
    assert len(expected) >= 50
    loaded = load(root, AS_OF)
    findings = run_checks(Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store))
    places = {
        (problem.location.path, problem.location.line, problem.location.column, find_rule(problem.rule).RULE.code)
        for problem in findings.problems
    }
    for name, wanted in expected.items():
        code = RULES[name].RULE.code
        assert any(place[3] == code for place in wanted), name
        for path, line, column, of in wanted:
            near = {place for place in places if (place[0], place[1], place[3]) == (path, line, of)}
            assert any(column in (0, place[2]) for place in near), (name, path, line, column, of)


@pytest.mark.parametrize("lang", ["en", "hi", "ur"])
def test_every_fault_is_said_in_the_readers_language(
    planted: tuple[Path, dict[str, list[Expected]]], lang: str
) -> None:
    root, expected = planted
    loaded = load(root, AS_OF)
    findings = run_checks(Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store))
    catalogue = load_catalogue(lang)
    report = render_text(build_report(findings, catalogue, Sources(root, find_withheld(loaded.archive)), "archive"))
    for name in expected:
        rule = RULES[name].RULE
        assert f"[{rule.code}]" in report
        assert catalogue.has(rule.message), rule.message
        assert catalogue.has(rule.help), rule.help
