"""Somebody said no, or was not sure, and the words lie here all the same.

What: `share` is `no` or `not-sure`, and the folder holds texts, pictures, or more in `entry.yml` than a neutral
`label`, or `access` is open.
Why: The question comes first because a public folder is a publication already. What is not given cannot be taken back
from those who copied it.
Bad:
    share: not-sure
    title: {hi: दादी की लोरी}
    summary: {hi: ...}
Good:
    share: not-sure
    kind: song
    label: {hi: एक गीत, जो अभी सबके लिए नहीं है}
Fix: Take the words out, from the history too, and keep them with a steward until the giver says yes. Keep a neutral
label, or remove the folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.forms import LABEL_FIELDS, is_refused, iter_beyond
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="RT009",
    name="share-refused",
    severity=Severity.ERROR,
    message=N_("Nobody said that this may be shared, and here it lies for everybody to read."),
    help=N_("Take it out, from the history too, and keep it with a steward. A neutral label may stay."),
    demands=("S25", "S26", "S27", "F11", "F15"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Files and fields beyond a label, where the first question was not answered with yes."""
    for entry, file in context.entries:
        value = file.value
        if is_refused(value):
            if value.access and not value.access.is_hidden:
                yield build_problem(RULE, file.at_key("access"))
            for name in iter_beyond(value, LABEL_FIELDS):
                yield build_problem(RULE, file.at_key(name))
            files = [text.path for _, text in entry.texts.values()] + [media.path for _, media in entry.media.values()]
            for path in sorted(files):
                yield build_problem(RULE, Location(path))
