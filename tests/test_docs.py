"""The book and the code say the same: rule pages, the table of rules, commands, the fields of reports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concord import cli
from concord.check.manual import CHECKED, find_family, render_demands, render_manual
from concord.check.page import PageError, parse_page
from concord.check.rules import RULES
from concord.report.finding import Finding
from rules import overlay

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def test_the_manual_is_what_the_rules_say():
    """Mend with `concord rules --out docs/rules`."""
    pages = render_manual(RULES.values())
    stored = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert stored == pages


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_a_page(name):
    module = RULES[name]
    page = parse_page(module)
    assert module.__name__.endswith(name.replace("-", "_"))
    assert re.fullmatch(r"(ST|ID|LN|MD|RT|AP|NU)[0-9]{3}", module.RULE.code)
    assert len(page.what) > 30
    assert len(page.why) > 30
    assert page.bad != page.good
    assert module.RULE.demands, "name the demand or failure mode that asks for the rule"
    assert all(re.fullmatch(r"[SF][0-9]{2}", demand) for demand in module.RULE.demands)


def test_every_demand_that_can_be_checked_has_a_rule():
    """And every rule has its row, with a page and a test that exist."""
    answered = {demand for module in RULES.values() for demand in module.RULE.demands}
    assert not set(CHECKED) - answered
    rows = re.findall(
        r"^\| ([a-z-]+) \| [A-Z]{2}[0-9]{3} \| [SF0-9 ]+ \| \[manual\]\(([a-z-]+\.md)\) \| `([^`]+)` \|$",
        render_demands(RULES.values()),
        flags=re.MULTILINE,
    )
    assert {name for name, _, _ in rows} == set(RULES)
    for _, page, tests in rows:
        assert (DOCS / "rules" / page).is_file()
        assert (ROOT / tests / "bad").is_dir()


def test_codes_stay_in_their_family():
    families = {}
    for module in RULES.values():
        families.setdefault(find_family(module), set()).add(module.RULE.code[:2])
    stray = {family: codes for family, codes in families.items() if len(codes) > 1}
    assert not stray


def test_a_page_without_a_section_is_refused():
    class Broken:
        __doc__ = "Something is wrong.\n\nWhat: x\nWhy: y\nBad:\n    z\nGood:\n    z\n"
        __name__ = "broken"
        RULE = next(iter(RULES.values())).RULE

    with pytest.raises(PageError, match="Fix"):
        parse_page(Broken())


def test_the_table_names_tests_that_exist():
    for line in (DOCS / "rules" / "index.md").read_text(encoding="utf-8").split("\n"):
        match = re.search(r"`(tests/rules/.+?)`", line)
        if match:
            assert (ROOT / match[1] / "bad").is_dir()
            assert (ROOT / match[1] / "good").is_dir()


def test_sentences_are_short_and_avoid_words_of_the_workshop():
    """Contributors hear of words and approvals, never of digests, statements, parts and charters."""
    workshop = re.compile(r"\b(digest|statement|charter|part|verdict|ledger)s?\b(?!})", re.IGNORECASE)
    # What is typed into a file, and the name that rightsstatements.org gives its terms.
    lawful = {"contributions: part:", "rights statement"}
    for module in RULES.values():
        for sentence in (module.RULE.message, module.RULE.help):
            assert len(sentence) <= 130, sentence
            assert not workshop.search(sentence) or any(words in sentence for words in lawful), sentence


def test_every_field_of_a_report_is_described():
    page = (DOCS / "reports.md").read_text(encoding="utf-8")
    of_problems = "code rule severity path line column message help message_language more_of_the_kind related"
    for name in (*of_problems.split(), "format", "language", "counts", "problems", "passed_over", "reason"):
        assert f"`{name}`" in page
    assert Finding.__doc__


def test_the_recipe_for_rules_names_what_exists():
    recipe = (DOCS / "adding-a-rule.md").read_text(encoding="utf-8")
    for path in ("plugins/concord/check/rules/__init__.py", "tests/rules/overlay.py"):
        assert path in recipe
        assert (ROOT / path).is_file()
    for command in re.findall(r"`concord ([a-z]+)", recipe):
        assert command in cli.COMMANDS
    assert overlay.__doc__


def test_every_command_has_a_module():
    modules = {path.stem for path in (ROOT / "plugins/concord/cli").glob("*.py")}
    assert set(cli.COMMANDS) <= modules
