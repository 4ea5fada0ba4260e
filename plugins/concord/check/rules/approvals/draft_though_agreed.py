"""An entry whose words all sides agreed to is called a draft.

What: `record.yml` says `status: draft` or `reviewed`, and words of the entry are agreed and stand on the site.
Why: Nothing is asked of a draft: not that every language is there, not that every side is heard. What is published has
to stay complete.
Bad:
    status: draft            # its words were agreed in March
Good:
    status: published
Fix: Set the status back to what it was. Changed words are proposed without any change of status; to take an entry from
the site, withdraw it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.record import Status
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP060",
    name="draft-though-agreed",
    severity=Severity.ERROR,
    message=N_("The words of this entry are agreed and published; it can be no draft again."),
    help=N_("Set the status back to published, or withdraw the entry."),
    demands=("S04", "S41"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Requested status against what is published."""
    for judged in context.agreement.entries.values() if context.agreement else ():
        entry = context.archive.entries[judged.id]
        if judged.published and entry.status in (Status.DRAFT, Status.REVIEWED):
            path = f"{entry.folder}/record.yml"
            if path not in context.faulty:
                yield build_problem(RULE, entry.record.at("status") if entry.record else Location(path))
