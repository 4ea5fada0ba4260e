"""Every rule on its examples: the bad ones give exactly the findings they name, the good ones none."""

from __future__ import annotations

import pytest

from concord.check.manual import find_family
from concord.check.rules import RULES
from rules import overlay

FOLDERS = {name: overlay.HERE / find_family(module) / name for name, module in RULES.items()}


def test_the_base_is_clean(tmp_path, agreed):
    for root in (overlay.BASE, agreed):
        findings = overlay.Example(root).check()
        assert not findings.problems
        assert not findings.suppressed


@pytest.mark.parametrize("name", RULES)
def test_bad_examples_are_found(name, tmp_path, agreed):
    example = overlay.build_example(FOLDERS[name] / "bad", tmp_path / "archive", agreed)
    found = overlay.find_places(example.check())
    wanted = sorted(
        (path, line, column or _find_column(found, path, line, code), code)
        for path, line, column, code in example.expected
    )
    assert found == wanted
    assert RULES[name].RULE.code in {code for *_, code in found}


@pytest.mark.parametrize("name", RULES)
def test_good_examples_are_clean(name, tmp_path, agreed):
    example = overlay.build_example(FOLDERS[name] / "good", tmp_path / "archive", agreed)
    assert not example.expected
    assert not overlay.find_places(example.check())


def test_every_rule_has_both_examples():
    missing = [path for folder in FOLDERS.values() for path in (folder / "bad", folder / "good") if not path.is_dir()]
    assert not missing


def test_no_example_without_a_rule():
    known = {path.parent for path in FOLDERS.values()}
    folders = {path for family in known for path in family.iterdir()}
    assert folders == set(FOLDERS.values())


def _find_column(found, path, line, code):
    """A mark without a column leaves it open."""
    return next((at for where, row, at, what in found if (where, row, what) == (path, line, code)), 0)
