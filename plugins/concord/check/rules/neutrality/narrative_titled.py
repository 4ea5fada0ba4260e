"""A side's account begins with a heading of its own.

What: The first thing in a `narrative.<side>....md` is a heading.
Why: The archive writes above each account how this is often told there, in words that the side chose for all its
accounts and the others have seen. A heading below it, such as “The view of the East”, would make one voice of many.
Bad:
    ## The eastern view

    We say that the bridge ...
Good:
    We say that the bridge ...
Fix: Take the first heading out. Headings further down are welcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU023",
    name="narrative-titled",
    severity=Severity.ERROR,
    message=N_("This account begins with a heading of its own."),
    help=N_("Take it out: the archive writes the same kind of heading above each account."),
    demands=("F21", "S09"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """The beginning of every narrative."""
    for _, part, text, markup in context.texts:
        if part.kind is PartKind.NARRATIVE and markup.headings:
            first = markup.headings[0]
            if not text.text[: first.offset].strip():
                yield build_problem(RULE, text.at(first.offset))
