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


def render_manual(modules: Iterable[RuleModule]) -> dict[str, str]:
    """File names and texts: an index, and one page for each rule."""
    modules = tuple(modules)
    rows = "".join(_render_row(module) for module in modules)
    pages = {f"{module.RULE.name}.md": _render_page(module) for module in modules}
    return {"index.md": _INDEX + rows, **pages}


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
