"""The three answers about one site, and the comparison of two copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.problems import N_
from concord.publish.proof import FOLDER
from concord.verify.claims import find_false_claims, find_held
from concord.verify.difference import Difference, Level, arrange
from concord.verify.files import list_files, read
from concord.verify.memory import find_key, recall, remember
from concord.verify.presentation import compare_sums
from concord.verify.proof import Proof, read_proof
from concord.verify.releases import ReleaseAnswer, assess_presentation, find_presentation_faults, find_release_faults
from concord.verify.trust import Trust, compare_genesis, compare_trust, find_not_yet
from concord.verify.words import Repeated, Theme, repeat_site

ONLY_IN = N_("This file is only in {where}.")
DIFFER = N_("This file differs between the two.")
OTHER = N_("The two are different archives.")
FORK = N_("The two hold different approvals of {handle} under one number ({seq}): one of them was forged.")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found out about a site. `is_known` is true when the archive's fingerprint came from elsewhere."""

    proof: Proof
    repeated: Repeated
    differences: tuple[Difference, ...]
    is_known: bool
    release: ReleaseAnswer

    def find(self, level: Level) -> tuple[Difference, ...]:
        """The differences on one level."""
        return tuple(one for one in self.differences if one.level is level)

    @property
    def unproven(self) -> tuple[str, ...]:
        """What is shown and cannot be held against agreed bytes: what stands in short, notices in place of words."""
        words = self.proof.words
        if words is None:
            return ()
        pictures = [f"{one.about}/{one.part}" for one in words.parts if one.sha256 not in self.proof.archive.agreed]
        return (*words.unproven, *words.books.withheld, *(name for name in pictures if "/media/" in name))

    @property
    def unexplained(self) -> tuple[str, ...]:
        """What statements name, and what is neither shown, nor withheld with a notice, nor waited for."""
        words, agreement = self.proof.words, self.proof.agreement
        if words is None or agreement is None:
            return ()
        known = {*words.books.entries, *words.books.withheld, *(waits.id for waits in words.books.waits)}
        return tuple(id_ for id_ in agreement.entries if id_ not in known)

    @property
    def held(self) -> tuple[str, ...]:
        """Of what only the site itself says that something newer waits for somebody."""
        return find_held(self.proof)

    @property
    def unsigned(self) -> int:
        """How many statements have no signature: whoever can write them can have invented them."""
        return sum(statement.signed_by is None for statement in self.proof.archive.statements)


def verify(
    site: Path,
    theme: Theme,
    genesis: str | None = None,
    trust: Trust | None = None,
    memory: Path | None = None,
    today: str | None = None,
) -> Verified:
    """Judges the site in a folder; what is found good is remembered in the folder `memory`, if one is given.

    With `today` a site of a later day is no good one.
    """
    proof = read_proof(site)
    found = list(proof.differences)
    found += find_false_claims(proof)
    found += compare_genesis(proof, genesis) if genesis else ()
    found += compare_trust(proof, trust) if trust else ()
    found += find_not_yet(proof, today) if today else ()
    repeated = _repeat(site, proof, theme, memory)
    found += repeated.differences
    found += compare_sums(site)
    found += find_release_faults(proof)
    found += find_presentation_faults(proof, theme)
    release = assess_presentation(site, proof, theme, found)
    known = {genesis, trust.genesis if trust else None} - {None}
    return Verified(proof, repeated, arrange(found), is_known=known == {proof.genesis}, release=release)


def _repeat(site: Path, proof: Proof, theme: Theme, memory: Path | None) -> Repeated:
    if memory is None:
        return repeat_site(site, proof, theme)
    key = find_key(site, theme)
    known = recall(memory, key)
    if known is not None:
        return known
    repeated = repeat_site(site, proof, theme)
    remember(memory, key, repeated)
    return repeated


@dataclass(frozen=True, slots=True)
class Mirrors:
    """Two copies of a site. `ahead` is the one that holds every approval of the other and more: first, second, none."""

    differences: tuple[Difference, ...]
    ahead: str


def compare_mirrors(first: Path, second: Path) -> Mirrors:
    """What two copies differ in, without judging either."""
    one, other = read_proof(first), read_proof(second)
    found = [*_compare_statements(one, other), *_compare_files(first, second)]
    return Mirrors(arrange(found), _find_ahead(one, other))


def _digests(proof: Proof) -> dict[tuple[str, int], str]:
    return {(one.handle, one.seq): one.sha256 for one in proof.archive.statements}


def _compare_statements(one: Proof, other: Proof) -> Iterator[Difference]:
    if one.genesis != other.genesis:
        yield Difference(Level.AGREEMENT, FOLDER, OTHER)
        return
    mine, theirs = _digests(one), _digests(other)
    for handle, seq in sorted(mine.keys() & theirs.keys()):
        if mine[handle, seq] != theirs[handle, seq]:
            path = f"{FOLDER}/statements/{handle}/{seq}.yml"
            yield Difference(Level.AGREEMENT, path, FORK, {"handle": handle, "seq": str(seq)})


def _compare_files(first: Path, second: Path) -> Iterator[Difference]:
    mine, theirs = set(list_files(first)), set(list_files(second))
    for path in sorted(mine ^ theirs):
        yield Difference(Level.PRESENTATION, path, ONLY_IN, {"where": "A" if path in mine else "B"})
    for path in sorted(mine & theirs):
        if read(first, path) != read(second, path):
            yield Difference(Level.PRESENTATION, path, DIFFER)


def _find_ahead(one: Proof, other: Proof) -> str:
    mine, theirs = _digests(one).items(), _digests(other).items()
    if mine == theirs:
        return ""
    return "first" if mine >= theirs else "second" if theirs >= mine else ""
