"""An objection is longer than all sides agreed.

What: `reservation.<side>.<language>.md` has more words than `reservation_words` of the policy allows. In scripts that
put no space between words, signs are reckoned into words.
Why: A reservation stands beside the common words and says in short where a side does not go along. At full length it
would be a second account, and the other sides had no such room.
Bad:
    reservation.west.en.md   # 300 words, 120 are agreed
Good:
    reservation.west.en.md   # 90 words
Fix: Shorten it; what needs more room belongs in the side's own account.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.lengths import count_words
from concord.check.rule import build_problem
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="NU016",
    name="reservation-too-long",
    severity=Severity.ERROR,
    message=N_("This objection has {count} words; all sides agreed on at most {limit}."),
    help=N_("Shorten it; what needs more room belongs in the side's own account."),
    demands=("F16", "S40"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Reservations against the policy."""
    policy = context.agreement.policy if context.agreement else None
    for _, part, text, _ in context.texts if policy else ():
        if policy and part.kind is PartKind.RESERVATION:
            count = count_words(text.text)
            if count > policy.reservation_words:
                yield build_problem(RULE, Location(text.path), count=str(count), limit=str(policy.reservation_words))
