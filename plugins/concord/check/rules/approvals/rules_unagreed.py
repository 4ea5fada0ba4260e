"""What all sides agreed about the archive is changed, and a side has not agreed to the change.

What: A file in `charter/chain/` seals other sides, people, languages or another policy. Too few people of a side that
has to agree approved it: by the rules before the change, and by the new ones. What concerns one side alone (its people
and keys, what it calls itself, its pause or leaving) needs that side; everything else needs every active side.
Why: Who may speak, and how many of them, is what all decide together. The rules before count, so that nobody can let
in the people who then agree. Until all have agreed the rules before stay in force.
Bad:
    charter/chain/2.yml   # proposed by west alone
Good:
    charter/chain/2.yml, and of each side: act: agree, about: charter/2
Fix: Every side that is named approves with `concord amend`. Until then the change stays a proposal: do not merge it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP059",
    name="rules-unagreed",
    severity=Severity.ERROR,
    message=N_("{side} has not agreed to this change of what all sides agreed."),
    help=N_("Have every side that it concerns say so: concord amend"),
    demands=("S46", "S04", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every link after the founding, each by the rules before it. The founding needs nobody's word but the seal."""
    for verdict in context.agreement.rules.links if context.agreement else ():
        for side in verdict.missing:
            yield build_problem(RULE, verdict.link.at("files"), side=side)
