"""How the sides agree to a change of their own rules: acts on a link of the charter's chain, by the rules before.

An act `agree` about `charter/<n>`, part `facts`, names the SHA-256 of the bytes of `charter/chain/<n>.yml`. The link
names the digests of the four files, so that this is agreement to all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from concord.approve.digest import digest_bytes
from concord.approve.ledger import build_ledger, is_acting
from concord.approve.policy import resolve_policy
from concord.model.archive import Archive, Charter, Sourced
from concord.model.charter import ChainLink
from concord.model.statement import Act, ActName

PART = "facts"


@dataclass(frozen=True, slots=True)
class MissingSide:
    """A side that has not agreed to a link, and how many of its people still have to."""

    side: str
    people: int


def name_link(number: int) -> str:
    """How statements name a link."""
    return f"charter/{number}"


def build_link_act(link: Sourced[ChainLink]) -> Act:
    """The act that agrees to a link."""
    sha256 = digest_bytes(link.document.raw)
    return Act(act=ActName.AGREE, about=name_link(link.value.n), part=PART, rev=1, sha256=sha256)


def find_missing(archive: Archive, rules: Charter, link: Sourced[ChainLink], as_of: str) -> Iterator[MissingSide]:
    """Sides that act under some rules, and of which too few people have agreed to a link under the same rules."""
    policy = resolve_policy(rules.policy.value)
    ledger = build_ledger(replace(archive, charter=rules), policy, as_of)
    sha256 = digest_bytes(link.document.raw)
    given = [act for act in ledger.of(name_link(link.value.n), PART) if act.sha256 == sha256]
    for name, side in sorted(rules.sides.value.sides.items()):
        people = len({act.handle for act in given if act.side == name})
        if is_acting(side, as_of) and people < policy.people_per_side:
            yield MissingSide(name, policy.people_per_side - people)


def find_open_link(archive: Archive, handle: str) -> Sourced[ChainLink] | None:
    """The last change of the charter, if this person has not agreed to it. The founding is agreed to by nobody."""
    link = archive.charter.chain[-1] if archive.charter and archive.charter.chain else None
    if link is None or link.value.n == 1:
        return None
    act = build_link_act(link)
    said = (one for statement in archive.statements if statement.handle == handle for one in statement.file.value.acts)
    return None if any((one.about, one.sha256) == (act.about, act.sha256) for one in said) else link
