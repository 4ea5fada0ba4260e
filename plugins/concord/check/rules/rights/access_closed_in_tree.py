"""Words that are closed lie in the public archive.

What: `access` is `closed` or `embargo`, and the folder holds texts, pictures, or more in `entry.yml` than a label.
Why: A public repository is a publication. The site can refuse to show a file; it cannot take it back from those who
copied it.
Bad:
    access: closed
    claims: [...]          # and text.hi.md beside it
Good:
    access: closed            # title, summary and sources of the label alone
Fix: Take the words out of the repository and its history, and tell the safety coordinators of the sides. Keep a
neutral label.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="RT006",
    name="access-closed-in-tree",
    severity=Severity.ERROR,
    message=N_("This entry is closed, and its words lie here for everybody to read."),
    help=N_(
        "Take them out at once, from the history too, and tell the safety coordinators. Keep a neutral label only."
    ),
    demands=("S27", "F11", "F15"),
    protects_side=True,
)


# What the label of a closed entry may not hold.
INNER = ("names", "when", "where", "facts", "custody", "claims", "media", "reflection")


def check(context: Context) -> Iterator[Problem]:
    """Files and inner fields of closed entries."""
    for entry, file in context.entries:
        if file.value.effective_access.is_hidden:
            for name in INNER:
                if getattr(file.value, name):
                    yield build_problem(RULE, file.at_key(name))
            for path in sorted(
                [text.path for _, text in entry.texts.values()] + [m.path for _, m in entry.media.values()]
            ):
                yield build_problem(RULE, Location(path))
