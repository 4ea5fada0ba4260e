"""Words that are closed lie in the public archive.

What: `access` is `closed` or `embargo`, and the folder holds texts, pictures, or more in `entry.yml` than a `label`,
whose it is, and the terms of rights and consent. The title and the summary are more.
Why: A public repository is a publication. The site can refuse to show a file; it cannot take it back from those who
copied it.
Bad:
    access: closed
    title: {hi: ...}       # and text.hi.md beside it
Good:
    access: closed
    label: {hi: एक रिकॉर्डिंग, जो सबके लिए नहीं है}
Fix: Take the words out of the repository and its history, and tell the safety coordinators of the sides. Keep a
neutral label.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.forms import LABEL_FIELDS, is_closed, is_refused, iter_beyond
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


def check(context: Context) -> Iterator[Problem]:
    """Files and inner fields of closed entries."""
    for entry, file in context.entries:
        # Where the giver said no, share-refused speaks; where nobody was asked, answer-missing.
        if is_closed(file.value) and not is_refused(file.value):
            for name in iter_beyond(file.value, LABEL_FIELDS):
                yield build_problem(RULE, file.at_key(name))
            for path in sorted(
                [text.path for _, text in entry.texts.values()] + [m.path for _, m in entry.media.values()]
            ):
                yield build_problem(RULE, Location(path))
