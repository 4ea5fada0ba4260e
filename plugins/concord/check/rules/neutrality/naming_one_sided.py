"""Only one side has said how it names a thing.

What: A thing in `names.yml` has forms of a single side, though two or more sides act at present.
Why: A table of names in which one side is silent looks as if that side had no name for the thing, or had agreed.
Bad:
    forms:
      east: [{text: Eastern Bridge, lang: en}]
Good:
    forms:
      east: [{text: Eastern Bridge, lang: en}]
      west: [{text: Old Bridge, lang: en}]
Fix: Ask the other sides how they name it. If they use the same form, it stands under each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.naming import find_active_sides, find_names
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU014",
    name="naming-one-sided",
    severity=Severity.WARNING,
    message=N_("Only the side “{side}” says here how it names this."),
    help=N_("Ask the other sides how they name it; the same form may stand under each."),
    demands=("F04", "S01"),
)


def check(context: Context) -> Iterator[Problem]:
    """Forms of every named thing, by active side."""
    names = find_names(context)
    active = find_active_sides(context)
    if names is None or len(active) < 2:  # noqa: PLR2004 - one side has no other
        return
    for index, thing in enumerate(names.value.names):
        naming = active & {side for side, forms in thing.forms.items() if forms}
        if len(naming) == 1:
            yield build_problem(RULE, names.at_key("names", index, "forms"), side=next(iter(naming)))
