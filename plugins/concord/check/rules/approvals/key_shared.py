"""One key stands with two people, or twice.

What: The same key is written twice into `people.yml`.
Why: One key is one person. Otherwise one person could say yes for two, or for two sides.
Bad:
    amina and boris have the key ssh-ed25519 AAAA...
Good:
    amina and boris have keys of their own
Fix: Each makes a key of their own: `concord key new`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.keys import Held, iter_keys
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Related, Rule, Severity

RULE = Rule(
    code="AP042",
    name="key-shared",
    severity=Severity.ERROR,
    message=N_("This key of {handle} stands with {other} already."),
    help=N_("Each person needs a key of their own: concord key new"),
    demands=("S04", "S05", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every key against those before it."""
    seen: dict[str, Held] = {}
    for held in iter_keys(context):
        first = seen.setdefault(held.key.key, held)
        if first is not held:
            where = Related(first.place, N_("it stands here already"))
            yield build_problem(RULE, held.place, where, handle=held.handle, other=first.handle)
