"""Reads the proof of a site and judges it again: the level of agreement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from concord.approve.agreement import Agreement, EntryAgreement, assess_archive
from concord.approve.form import parse_facts
from concord.approve.store import AgreedStore, StoreError
from concord.check.context import Context
from concord.check.rules import find_rule
from concord.derive.books import Books
from concord.model.archive import Archive
from concord.model.fields import Sha256
from concord.model.release import Presentation
from concord.publish.proof import FOLDER, WORDS
from concord.read.archive import read_archive
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.verify.difference import (
    BAD_BOOKS,
    BYTES_ALTERED,
    BYTES_MISSING,
    BYTES_UNUSED,
    CHAIN_BROKEN,
    FOREIGN,
    NO_PROOF,
    NOT_AGREED,
    NOT_SHOWN,
    REFUSED,
    UNREADABLE,
    Difference,
    Level,
    arrange,
)
from concord.verify.files import list_files

MAX_WORDS: Final = 256 * 1024 * 1024
_CHAIN_RULES: Final = ("charter-chain-broken", "charter-unsealed", "rules-unkept", "rules-unagreed")
_LAWFUL: Final = re.compile(
    r"words\.json|charter/(?:archive|people|policy|sides)\.yml|charter/chain/[0-9]+\.yml"
    r"|statements/[^/]+/[0-9]+\.yml(?:\.sig)?|agreed/[0-9a-f]{64}|releases/[0-9]+(?:\.[^/]+)?\.(?:yml|sig)"
)
# Far more values than a large archive has, far fewer than hurt a machine.
_MOST_VALUES: Final = 10_000_000
_Address = Annotated[str, StringConstraints(pattern=r"^assets/[A-Za-z0-9._/-]+$", max_length=200)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShownPart(_Shape):
    """A part that is shown, and where."""

    about: str
    part: str
    sha256: Sha256
    in_proof: bool
    pages: tuple[str, ...]


class ShownAssets(_Shape):
    """Addresses of styles and script, and the fonts by digest."""

    addresses: dict[str, _Address]
    preloads: dict[str, _Address] = {}
    """Of sites made when pages still asked for a face ahead; nothing is read from it any more."""
    fonts: dict[_Address, Sha256]


class ShownPicture(_Shape):
    """A made picture whose original is not in the proof."""

    file: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}\.(?:webp|jpg)$")]
    width: Annotated[int, Field(gt=0, lt=100_000)]
    height: Annotated[int, Field(gt=0, lt=100_000)]
    type: Literal["image/webp", "image/jpeg"]
    bytes: Annotated[int, Field(gt=0, lt=1_000_000_000)] = 1


class WordsFile(_Shape):
    """`proof/words.json`."""

    format: Literal["concord-proof/1"]
    genesis: Sha256
    demonstration: bool
    made_with: str
    presentation: Presentation
    parts: tuple[ShownPart, ...]
    assets: ShownAssets
    pictures: dict[Sha256, tuple[ShownPicture, ...]]
    books: Books

    @property
    def unproven(self) -> tuple[str, ...]:
        """What stands in short though more was agreed to: the page cannot be held against bytes that are not here."""
        return tuple(id_ for id_, book in self.books.entries.items() if book.short)


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as read and judged. `agreement` is None where nothing could be judged."""

    root: Path
    archive: Archive
    words: WordsFile | None
    agreement: Agreement | None
    store: AgreedStore
    differences: tuple[Difference, ...]
    sound: frozenset[str] = frozenset()
    """Digests of the agreed bytes that are there and are what their names say."""

    @property
    def genesis(self) -> str | None:
        """The archive's fingerprint."""
        return self.archive.charter.genesis if self.archive.charter else None

    def find_judged(self, about: str) -> EntryAgreement | None:
        """The judgement on an entry or a table."""
        found = self.agreement
        if found is None:
            return None
        return found.tables.get(about) or found.entries.get(about.removeprefix("entries/"))


def read_proof(site: Path) -> Proof:
    """The proof of a site in a folder, with all that is wrong with it."""
    root = site / FOLDER
    store = AgreedStore(root / "agreed")
    archive = read_archive(root) if root.is_dir() and not root.is_symlink() else Archive(None, {}, (), frozenset())
    words = _read_words(site)
    sound = frozenset(sha256 for sha256 in archive.agreed if _is_sound(store, sha256))
    proof = Proof(root, archive, words, None, store, (), sound)
    if archive.charter and words:
        agreement = assess_archive(archive, store, words.books.as_of, words.books.known)
        proof = replace(proof, agreement=agreement)
    return replace(proof, differences=arrange(_find_differences(proof)))


def _is_sound(store: AgreedStore, sha256: str) -> bool:
    try:
        store.read(sha256)
    except (StoreError, OSError):
        return False
    return True


def _read_words(site: Path) -> WordsFile | None:
    raw = read_bytes(site, MAX_WORDS, Faults(WORDS)) or b""
    if sum(map(raw.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        return None
    try:
        tree: Any = json.loads(raw)
        words = WordsFile.model_validate(tree)
        is_sound = all(parse_facts(raw) is not None for raw in words.books.known.facts.values())
    except (ValidationError, ValueError, TypeError, RecursionError):
        return None
    return words if is_sound else None


def _differ(path: str, message: str, values: Mapping[str, str] | None = None) -> Difference:
    return Difference(Level.AGREEMENT, f"{FOLDER}/{path}" if path else FOLDER, message, values or {})


def _find_differences(proof: Proof) -> Iterator[Difference]:
    for problem in proof.archive.problems:
        # What is wrong with a release touches how pages look, not who agreed to words.
        if problem.location.path != "words.json" and not problem.location.path.startswith("releases/"):
            yield _differ(problem.location.path, UNREADABLE, {"rule": problem.rule})
    if proof.archive.charter is None:
        yield _differ("", NO_PROOF)
    if proof.words is None:
        yield _differ("words.json", BAD_BOOKS)
    for sha256 in proof.archive.agreed - proof.sound:
        yield _differ(f"agreed/{sha256}", BYTES_ALTERED)
    yield from (_differ(path, FOREIGN) for path in list_files(proof.root) if not _LAWFUL.fullmatch(path))
    if proof.agreement and proof.words:
        yield from _find_chain_faults(proof, proof.agreement, proof.words)
        yield from _compare(proof, proof.agreement, proof.words)


def _find_chain_faults(proof: Proof, agreement: Agreement, words: WordsFile) -> Iterator[Difference]:
    context = Context(archive=proof.archive, agreement=agreement, as_of=words.books.as_of, store=proof.store)
    for name in _CHAIN_RULES:
        for problem in find_rule(name).check(context):
            yield _differ(problem.location.path, CHAIN_BROKEN, {"rule": problem.rule})
    for refused in agreement.refused:
        yield _differ(refused.place.path, REFUSED, {"rule": refused.reason})
    if words.genesis != proof.genesis:
        yield _differ("words.json", CHAIN_BROKEN)


def _compare(proof: Proof, agreement: Agreement, words: WordsFile) -> Iterator[Difference]:
    """What is shown against what is agreed, both ways."""
    listed = {(one.about, one.part): one.sha256 for one in words.parts}
    for one in words.parts:
        yield from _compare_part(proof, one)
    said = {(about, part, sha256) for (about, part), sha256 in listed.items()}
    for about, part, sha256 in _find_booked(words) ^ said:
        yield _differ("words.json", NOT_AGREED, {"about": about, "part": part, "sha256": sha256})
    sealed = proof.archive.charter.named if proof.archive.charter else frozenset()
    for sha256 in sorted(proof.archive.agreed - set(listed.values()) - sealed):
        yield _differ(f"agreed/{sha256}", BYTES_UNUSED)
    for judged in agreement.subjects:
        for part, sha256 in judged.published.items():
            if sha256 in proof.archive.agreed and (judged.about, part) not in listed:
                yield _differ("words.json", NOT_SHOWN, {"about": judged.about, "part": part})


def _compare_part(proof: Proof, one: ShownPart) -> Iterator[Difference]:
    judged = proof.find_judged(one.about)
    values = {"about": one.about, "part": one.part}
    if judged is None or judged.published.get(one.part) != one.sha256:
        yield _differ("words.json", NOT_AGREED, values)
    if one.in_proof and one.sha256 not in proof.archive.agreed:
        yield _differ(f"agreed/{one.sha256}", BYTES_MISSING, values)


def _find_booked(words: WordsFile) -> set[tuple[str, str, str]]:
    books = words.books
    shown = {f"entries/{id_}": book.shown for id_, book in books.entries.items()} | books.tables
    return {(about, part, sha256) for about, digests in shown.items() for part, sha256 in digests.items()}
