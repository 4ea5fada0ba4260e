"""What a proof claims beside its bytes, held against what its approvals say: nothing of it is believed for itself.

Whoever makes a false site can take agreed bytes out of its proof. What they said is then unknown; that they were
approved, and by whom, still stands in the approvals of every steward, from which nothing can be cut out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from concord.approve.agreement import Agreement, EntryAgreement, Known, assess_archive
from concord.approve.digest import canonical_json, digest_bytes
from concord.derive.books import EntryBook
from concord.derive.shown import Withheld
from concord.model.part import PartKind, parse_part
from concord.verify.difference import (
    BYTES_MISSING,
    NEWER_AGREED,
    NOT_AGREED,
    NOT_SHORT,
    NOT_SHOWN,
    SHORT_AT_LENGTH,
    VANISHED,
    Difference,
    Level,
)
from concord.verify.proof import Proof, ShownPart, WordsFile

# Tables that have pages, with the name of the list that fills one; an empty one has no page.
_TABLES: Final = {"names": "names", "glossary": "terms", "places": "places"}
_FACTS: Final = "facts"

# By subject, the part names that are said to wait, each with the sides whose word is missing.
_Waiting = Mapping[str, Mapping[str, frozenset[str]]]


def find_false_claims(proof: Proof) -> Iterator[Difference]:
    """What the list of what is shown says, and cannot be."""
    words, agreement = proof.words, proof.agreement
    if words is None or agreement is None:
        return
    for id_, book in words.books.entries.items():
        if book.short:
            yield from _check_short(proof, id_, book)
    for part in words.parts:
        if not part.in_proof and not _may_lack_bytes(words, part) and part.sha256 not in proof.archive.agreed:
            yield _differ(BYTES_MISSING, part.about, part.part)
    yield from _find_invented(agreement, words)
    yield from _find_tables_gone(agreement, words)
    for judged, shown in _find_other(proof, agreement, words, _find_waiting(words)):
        yield _differ(NEWER_AGREED if shown else VANISHED, judged.about)


def find_held(proof: Proof) -> tuple[str, ...]:
    """Entries of which only the site itself says that something newer still waits for somebody."""
    words, agreement = proof.words, proof.agreement
    if words is None or agreement is None:
        return ()
    told = {judged.id for judged, _ in _find_other(proof, agreement, words, _find_waiting(words))}
    untold = (judged.id for judged, _ in _find_other(proof, agreement, words, {}))
    return tuple(id_ for id_ in untold if id_ not in told)


def _differ(message: str, about: str, part: str = "") -> Difference:
    return Difference(Level.AGREEMENT, "proof/words.json", message, {"about": about, "part": part})


def _check_short(proof: Proof, id_: str, book: EntryBook) -> Iterator[Difference]:
    """Short words are believed, since the bytes say more than may be shown. So they have to be short, and needed."""
    if book.shown.get(_FACTS) in proof.archive.agreed:
        yield _differ(NOT_SHORT, f"entries/{id_}")
    if not (book.short and "stub" in book.short.facts) or any(not name.startswith(_FACTS) for name in book.shown):
        yield _differ(SHORT_AT_LENGTH, f"entries/{id_}")


def _may_lack_bytes(words: WordsFile, part: ShownPart) -> bool:
    """Of what stands in short, and of pictures that say who took them, the bytes themselves are in no proof."""
    book = words.books.entries.get(part.about.removeprefix("entries/"))
    return part.part.startswith("media/") or bool(book and book.short)


def _find_invented(agreement: Agreement, words: WordsFile) -> Iterator[Difference]:
    """Notices of what nobody ever approved facts of. Only to hide something needs no word of anybody else."""
    books = words.books
    notices: list[Withheld] = [*books.closed, *books.tombstones, *books.disputed, *books.lapsed]
    for one in notices:
        judged = agreement.entries.get(one.id)
        if judged is None or not judged.candidates.get(_FACTS):
            yield _differ(NOT_AGREED, f"entries/{one.id}", _FACTS)


def _find_tables_gone(agreement: Agreement, words: WordsFile) -> Iterator[Difference]:
    for about, items in _TABLES.items():
        if about == "places" and not (agreement.policy and agreement.policy.place_map):
            # Without a map places are said in the words of entries alone.
            continue
        judged = agreement.tables.get(about)
        sha256 = judged.published.get(_FACTS) if judged else None
        empty = ({"format": f"concord-{about}/1"}, {"format": f"concord-{about}/1", items: []})
        if sha256 and about not in words.books.tables and sha256 not in map(_digest, empty):
            yield _differ(NOT_SHOWN, about, _FACTS)


def _digest(facts: Any) -> str:
    return digest_bytes(canonical_json(facts))


def _find_waiting(words: WordsFile) -> _Waiting:
    """What the site says of waiting. It is heard, since not everything that is approved is already agreed to."""
    return {
        one.about: {waiting.part.name: frozenset(need.side for need in waiting.missing) for waiting in one.parts}
        for one in words.books.waits
    }


def _find_other(
    proof: Proof, agreement: Agreement, words: WordsFile, waiting: _Waiting
) -> Iterator[tuple[EntryAgreement, str]]:
    """Entries whose approvals call for other facts than are shown, or for any where none are; with those shown.

    Facts whose bytes are not there are taken to be owned by all who approved them, and by all they are said to wait
    for. Of what is withheld with a notice no bytes are there, lawfully; only who remembers more can say more.
    """
    lacking = dict(_find_lacking(proof, agreement, words, waiting))
    if not lacking:
        return
    known, withheld = words.books.known, words.books.withheld
    assumed = assess_archive(
        proof.archive, proof.store, agreement.as_of, Known(known.authors, {**lacking, **known.facts})
    )
    for id_, judged in assumed.entries.items():
        book = words.books.entries.get(id_)
        shown = book.shown.get(_FACTS, "") if book else ""
        found = judged.published.get(_FACTS)
        if id_ not in withheld and found in lacking and found != shown:
            yield judged, shown


def _find_lacking(
    proof: Proof, agreement: Agreement, words: WordsFile, waiting: _Waiting
) -> Iterator[tuple[str, bytes]]:
    sides = _find_sides(proof, agreement)
    # Asked once: each is made from all entries.
    withheld, known = words.books.withheld, words.books.known.facts.keys()
    for id_, judged in agreement.entries.items():
        if id_ in withheld:
            continue
        for digests in judged.candidates.get(_FACTS, {}).values():
            for sha256 in digests - proof.archive.agreed - known:
                yield sha256, _assume(judged, sides[judged.about, sha256], waiting.get(judged.about, {}))


def _find_sides(proof: Proof, agreement: Agreement) -> Mapping[tuple[str, str], frozenset[str]]:
    """Who approved which facts, by subject and digest."""
    found: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    charter = agreement.rules.charter
    people = charter.people.value.people if charter else {}
    for statement in proof.archive.statements:
        side = people[statement.handle].side if statement.handle in people else None
        for act in statement.file.value.acts:
            if side and act.part == _FACTS:
                found[act.about, act.sha256] |= {side}
    return found


def _assume(judged: EntryAgreement, sides: frozenset[str], waiting: Mapping[str, frozenset[str]]) -> bytes:
    """Facts that say no more than approvals and the site itself tell of them."""
    owners = sides.union(*waiting.values())
    facts: dict[str, Any] = {"kind": "practice", "access": "open", "order": [], "owned_by": sorted(owners)}
    facts["media"] = [{"file": name.removeprefix("media/"), "id": ""} for name in waiting if name.startswith("media/")]
    # Captions that wait belong to a recording. One by a name that nobody has approved makes its facts wait with them.
    recordings = {part.slug for name in waiting if (part := parse_part(name)) and part.kind is PartKind.CAPTIONS}
    facts["media"] += [{"file": f"{slug}.mp3", "id": slug} for slug in sorted(filter(None, recordings))]
    facts["contested"] = "true" if any(name.startswith("common-ground.") for name in waiting) else "false"
    if not any(name.startswith("text.") for name in judged.candidates):
        facts["stub"] = {"since": ""}
    return canonical_json(facts)
