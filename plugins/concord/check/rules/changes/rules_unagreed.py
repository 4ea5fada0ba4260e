"""What all sides agreed about the archive is changed, and a side has not agreed to the change.

What: A new file in `charter/chain/` seals other sides, people, languages or another policy. Too few people of a side
that is active approved it: by the rules before the change, and by the new ones.
Why: Who may speak, and how many of them, is what all decide together. The rules before count, so that nobody can let
in the people who then agree.
Bad:
    charter/chain/2.yml   # proposed by west alone
Good:
    charter/chain/2.yml, and of each side: act: agree, about: charter/2
Fix: Every active side approves with `concord amend`. Until then the change stays a proposal: do not merge it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.amend import find_missing
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP059",
    name="rules-unagreed",
    severity=Severity.ERROR,
    message=N_("{side} has not agreed to this change of what all sides agreed."),
    help=N_("Have every active side say so: concord amend"),
    demands=("S46", "S04", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """New links, by the rules before and by those that stand now. The founding needs nobody's word but the seal."""
    before, after = context.base.founded if context.base else None, context.archive.charter
    if before is None or after is None or after.genesis != before.genesis:
        return
    known = {link.value.n for link in before.chain}
    for link in after.chain:
        if link.value.n in known:
            continue
        missing = {
            one.side for rules in (before, after) for one in find_missing(context.archive, rules, link, context.as_of)
        }
        for side in sorted(missing):
            yield build_problem(RULE, link.at("files"), side=side)
