"""Makes the pages of docs/rules out of the rules themselves, so that the manual cannot go stale."""

from __future__ import annotations

from collections.abc import Iterable

from concord.check.page import parse_page
from concord.check.rule import RuleModule
from concord.problems import Severity

_ENDINGS = {
    Severity.ERROR: "error: the check fails",
    Severity.WARNING: "warning: listed, the check passes",
    Severity.NOTE: "note: explains, the check passes",
}
_INDEX = """# Rules

What `concord check` looks for. Codes and names both work in `concord explain` and in `suppress`; a code is never
given twice. S.. and F.. are the demands and failure modes of the design. Written by `concord rules --out docs/rules`.

| Rule | Ends as | Demands | Page | Test |
|---|---|---|---|---|
"""

# Demands and failure modes of the design that a check of the archive itself can answer. Each has a rule.
CHECKED = (
    "S01", "S02", "S03", "S04", "S05", "S07", "S09", "S10", "S11", "S12", "S25", "S26", "S27", "S34", "S35", "S36",
    "S37", "S38", "S46", "S47", "S48", "F04", "F05", "F06", "F07", "F08", "F12", "F13", "F14", "F15", "F18", "F19",
    "F20", "F21", "F25", "F26",
)  # fmt: skip
_DEMANDS = """# Demands and rules

Which rule answers which demand (S..) or failure mode (F..) of the design, and the other way round. Written by
`concord rules --out docs/rules`; `concord rules --demands` prints it.

## What each rule answers

| Rule | Code | Demands | Page | Test |
|---|---|---|---|---|
{rules}
## Which rules answer a demand

| Demand | Rules |
|---|---|
{demands}"""


def render_manual(modules: Iterable[RuleModule]) -> dict[str, str]:
    """File names and texts: an index, and one page for each rule."""
    modules = tuple(modules)
    rows = "".join(_render_row(module) for module in modules)
    pages = {f"{module.RULE.name}.md": _render_page(module) for module in modules}
    return {"index.md": _INDEX + rows, "demands.md": render_demands(modules), **pages}


def render_demands(modules: Iterable[RuleModule]) -> str:
    """Which rule answers which demand, both ways round, as Markdown."""
    by_code = sorted(modules, key=lambda module: module.RULE.code)
    rules = "".join(_render_answer(module) for module in by_code)
    answers: dict[str, list[str]] = {demand: [] for demand in CHECKED}
    for module in by_code:
        for demand in module.RULE.demands:
            answers.setdefault(demand, []).append(f"[{module.RULE.name}]({module.RULE.name}.md)")
    demands = "".join(f"| {demand} | {', '.join(answers[demand])} |\n" for demand in sorted(answers, key=_sort_demand))
    return _DEMANDS.format(rules=rules, demands=demands)


def _render_answer(module: RuleModule) -> str:
    rule = module.RULE
    page, tests = f"[manual]({rule.name}.md)", f"`tests/rules/{find_family(module)}/{rule.name}`"
    return f"| {rule.name} | {rule.code} | {' '.join(rule.demands)} | {page} | {tests} |\n"


def _sort_demand(demand: str) -> tuple[bool, str]:
    """Demands first, then failure modes."""
    return demand.startswith("F"), demand


def find_family(module: RuleModule) -> str:
    """The folder a rule's module lies in."""
    return str(module.__name__).split(".")[-2]


def _render_row(module: RuleModule) -> str:
    rule, page = module.RULE, parse_page(module)
    tests = f"tests/rules/{find_family(module)}/{rule.name}"
    demands = " ".join(rule.demands)
    return f"| {rule.code} | {rule.severity} | {demands} | [{rule.name}]({rule.name}.md): {page.title} | `{tests}` |\n"


def _render_page(module: RuleModule) -> str:
    rule, page = module.RULE, parse_page(module)
    guarded = "\nIt protects a side: nobody can pass it over.\n" if rule.protects_side else ""
    return (
        f"# {rule.code} {rule.name}\n\n{page.title}\n\n{page.what}\n\n**Ends as** {_ENDINGS[rule.severity]}.\n"
        f"{guarded}\n"
        f"**Why.** {page.why}\n\n**Bad**\n\n```\n{page.bad}\n```\n\n**Good**\n\n```\n{page.good}\n```\n\n"
        f"**Fix.** {page.fix}\n\nThe report says: {rule.message} {rule.help}\n"
    )
