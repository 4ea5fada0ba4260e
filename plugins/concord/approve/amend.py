"""How the sides agree to a change of their own rules: acts on a link of the charter's chain, by the rules before.

An act `agree` about `charter/<n>`, part `facts`, names the SHA-256 of the bytes of `charter/chain/<n>.yml`. The link
names the digests of the four files, so that this is agreement to all of them.
"""

from __future__ import annotations

from concord.approve.digest import digest_bytes
from concord.model.archive import Archive, Sourced
from concord.model.charter import ChainLink
from concord.model.statement import Act, ActName

PART = "facts"


def name_link(number: int) -> str:
    """How statements name a link."""
    return f"charter/{number}"


def build_link_act(link: Sourced[ChainLink]) -> Act:
    """The act that agrees to a link."""
    sha256 = digest_bytes(link.document.raw)
    return Act(act=ActName.AGREE, about=name_link(link.value.n), part=PART, rev=1, sha256=sha256)


def find_open_links(archive: Archive, handle: str) -> tuple[Sourced[ChainLink], ...]:
    """Changes of the charter to which this person has not agreed. The founding is agreed to by nobody."""
    chain = archive.charter.chain if archive.charter else ()
    said = {
        (act.about, act.sha256)
        for statement in archive.statements
        if statement.handle == handle
        for act in statement.file.value.acts
    }
    acts = ((link, build_link_act(link)) for link in chain[1:])
    return tuple(link for link, act in acts if (act.about, act.sha256) not in said)
