"""The changes of the charter do not follow one another.

What: Files in `charter/chain/` must be numbered 1, 2, 3 without a gap; each names the exact one before it.
Why: So nobody can slip in or take away a change of the rules.
Bad:
    chain/1.yml
    chain/3.yml
Good:
    chain/1.yml
    chain/2.yml
Fix: Bring back the file that is missing or was changed; change the charter again with `concord seal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.digest import digest_bytes
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Sourced
from concord.model.charter import ChainLink
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP020",
    name="charter-chain-broken",
    severity=Severity.ERROR,
    message=N_("This change of the archive's own rules does not follow the one before it."),
    help=N_("Bring back the missing or changed file; never edit one."),
    demands=("S46", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Numbers and digests of the links, from the first on."""
    charter = context.archive.charter
    before: Sourced[ChainLink] | None = None
    for number, link in enumerate(charter.chain if charter else (), start=1):
        fault = _find_fault(link, before, number)
        if fault:
            yield build_problem(RULE, link.at(fault))
        before = link


def _find_fault(link: Sourced[ChainLink], before: Sourced[ChainLink] | None, number: int) -> str:
    """The field that does not follow, or nothing."""
    if link.value.n != number or link.document.path != f"charter/chain/{number}.yml":
        return "n"
    if link.value.prev != (digest_bytes(before.document.raw) if before else None):
        return "prev"
    # A link that names a later day than the next does not bind it: days are derived from the acts.
    return ""
