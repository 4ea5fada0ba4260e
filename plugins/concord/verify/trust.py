"""What was seen of an archive before, kept in a small file of the reader's own; refuses to be shown less than that."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from concord.approve.digest import digest_bytes
from concord.derive.books import Books
from concord.model.archive import Archive
from concord.model.fields import Day, Sha256, Slug
from concord.verify.difference import (
    CHAIN_FORKED,
    CHAIN_SHORTER,
    FORKED,
    NOT_YET,
    OLDER,
    OTHER_GENESIS,
    ROLLED_BACK,
    TAKEN_AWAY,
    Difference,
    Level,
)
from concord.verify.proof import Proof

_LARGEST: Final = 1024 * 1024


class TrustError(Exception):
    """A trust file that is none. It is not overwritten: who damages it must not make a reader forget."""


class Seen(BaseModel):
    """The last of something numbered: its number and the digest of its bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    n: int
    sha256: Sha256


class Trust(BaseModel):
    """`concord-trust/1`: the archive's fingerprint, and the last of everything that only grows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["concord-trust/1"] = "concord-trust/1"
    genesis: Sha256
    as_of: Day
    charter: Seen
    people: dict[Slug, Seen]
    entries: dict[Slug, Sha256] = {}
    """Entries that were shown with all their words, by the digest of their facts."""


def read_trust(path: Path) -> Trust | None:
    """What is remembered; None before the first time."""
    if not path.exists():
        return None
    try:
        if path.stat().st_size > _LARGEST:
            raise TrustError(str(path))
        return Trust.model_validate(json.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError, RecursionError) as error:
        raise TrustError(str(path)) from error


def build_trust(proof: Proof, today: str, known: Trust | None = None) -> Trust | None:
    """What a proof gives to remember. A day that has not come is not: every honest site would seem older than it."""
    charter, genesis = proof.archive.charter, proof.genesis
    if charter is None or genesis is None or proof.words is None or not charter.chain:
        return None
    last, away = charter.chain[-1], _find_excused(proof.words.books)
    kept = {id_: sha256 for id_, sha256 in known.entries.items() if id_ in away} if known else {}
    return Trust(
        genesis=genesis,
        as_of=min(proof.words.books.as_of, today),
        charter=Seen(n=last.value.n, sha256=digest_bytes(last.document.raw)),
        people={one.handle: Seen(n=one.seq, sha256=one.sha256) for one in proof.archive.statements},
        entries=kept | dict(_find_whole(proof)),
    )


def _find_whole(proof: Proof) -> Iterator[tuple[str, str]]:
    for id_, book in proof.words.books.entries.items() if proof.words else ():
        facts = book.shown.get("facts")
        if facts and not book.short:
            yield id_, facts


def write_trust(path: Path, trust: Trust) -> None:
    """Remembers, whole or not at all."""
    text = json.dumps(trust.model_dump(mode="json"), indent=1, sort_keys=True) + "\n"
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def compare_genesis(proof: Proof, genesis: str) -> Iterator[Difference]:
    """Whether this is the archive that the reader knows from elsewhere."""
    if proof.genesis != genesis:
        yield _differ(OTHER_GENESIS, found=proof.genesis or "-")


def compare_trust(proof: Proof, trust: Trust) -> Iterator[Difference]:
    """What was there and is not any more, or is another than before."""
    yield from compare_genesis(proof, trust.genesis)
    yield from _compare_chain(proof.archive, trust)
    digests = {(one.handle, one.seq): one.sha256 for one in proof.archive.statements}
    for handle, seen in sorted(trust.people.items()):
        found = digests.get((handle, seen.n))
        if found is None:
            yield _differ(ROLLED_BACK, handle=handle, seq=str(seen.n))
        elif found != seen.sha256:
            yield _differ(FORKED, handle=handle, seq=str(seen.n))
    if proof.words and proof.words.books.as_of < trust.as_of:
        yield _differ(OLDER, found=proof.words.books.as_of, known=trust.as_of)
    yield from _compare_entries(proof, trust)


def _find_excused(books: Books) -> frozenset[str]:
    """What was hidden for safety: any side may do that at once, alone."""
    return frozenset((*(one.id for one in books.hidden), *(one.id for one in books.lapsed)))


def _compare_entries(proof: Proof, trust: Trust) -> Iterator[Difference]:
    """What was shown whole stays so until other facts are agreed to; only a hiding for safety needs no agreement."""
    if proof.words is None or proof.agreement is None:
        return
    whole, excused = dict(_find_whole(proof)), _find_excused(proof.words.books)
    for id_, sha256 in sorted(trust.entries.items()):
        judged = proof.agreement.entries.get(id_)
        revisions = judged.candidates.get("facts", {}) if judged else {}
        seen = max((rev for rev, digests in revisions.items() if sha256 in digests), default=0)
        is_followed = any(rev >= seen and digests - {sha256} for rev, digests in revisions.items())
        if id_ not in whole and id_ not in excused and not is_followed:
            yield _differ(TAKEN_AWAY, about=f"entries/{id_}")


def _compare_chain(archive: Archive, trust: Trust) -> Iterator[Difference]:
    chain = archive.charter.chain if archive.charter else ()
    link = next((link for link in chain if link.value.n == trust.charter.n), None)
    if link is None:
        yield _differ(CHAIN_SHORTER)
    elif digest_bytes(link.document.raw) != trust.charter.sha256:
        yield _differ(CHAIN_FORKED)


def find_not_yet(proof: Proof, today: str) -> Iterator[Difference]:
    """Whether a site is of a day to come, on which silence may have agreed to words. Days begin earlier elsewhere."""
    tomorrow = (dt.date.fromisoformat(today) + dt.timedelta(days=1)).isoformat()
    if proof.words and proof.words.books.as_of > tomorrow:
        yield _differ(NOT_YET, found=proof.words.books.as_of)


def is_frozen(proof: Proof, today: str, days: int) -> bool:
    """Whether a site is so old that somebody may be holding newer words back."""
    if proof.words is None:
        return False
    return (dt.date.fromisoformat(today) - dt.date.fromisoformat(proof.words.books.as_of)).days > days


def _differ(message: str, **values: str) -> Difference:
    return Difference(Level.AGREEMENT, "proof", message, values)
