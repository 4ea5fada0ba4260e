"""Which releases were signed by every side, and what breaks their chain. Values in, values out.

What is kept true:
1. Releases are numbered 1, 2, 3 ... without a gap; each names the exact one before it and is not dated earlier, nor
   before the day for which its site is built.
2. A release names this archive, the rules in force on its day, and the last statement of each person: whoever takes
   a statement away afterwards contradicts a file that every side has signed.
3. A signature counts when its key and its owner's office count on the day of the release, and the owner's side acts.
4. A side has signed when as many of its people have as policy asks of a side.
5. All sides are those that act on the day of the release, and those that act now: a release that was prepared, or is
   dated, while a side was away is not the word of all once that side is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from concord.approve.chain import find_rules
from concord.approve.ledger import holds, is_acting
from concord.approve.policy import resolve_policy
from concord.approve.validity import has_other_key, is_key_in_time
from concord.model.archive import Archive, Charter, Release
from concord.model.charter import Key, Person, RoleName
from concord.problems import N_

UNKNOWN: Final = N_("the key is none of this person's")
UNTIMELY: Final = N_("the key does not count on the day of the release")
REVOKED: Final = N_("the key was revoked")
RECOVERY: Final = N_("the key is kept for emergencies, and another one counts on that day")
NO_OFFICE: Final = N_("this person acts for no active side on the day of the release")


# All that was agreed by now is in force then, and every pause that has an end is over.
_EVER: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class ReleaseVerdict:
    """How a release stands: by acting side the people whose signatures count, and how many more each side needs."""

    release: Release
    signed: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, int]
    refused: Mapping[str, str]
    """By handle, why a signature that fits the bytes does not count."""

    @property
    def is_complete(self) -> bool:
        """Whether every side has signed; without a side nobody has."""
        return bool(self.signed) and not self.missing


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A release that does not follow, and the field that says so."""

    release: Release
    path: tuple[str | int, ...]


def assess_releases(archive: Archive) -> tuple[ReleaseVerdict, ...]:
    """Every release, by number."""
    return tuple(assess_release(archive, release) for release in archive.releases)


def assess_release(archive: Archive, release: Release) -> ReleaseVerdict:
    """One release, judged by the rules that were in force on its day."""
    rules = find_rules(archive, release.file.value.date).charter
    if rules is None:
        return ReleaseVerdict(release, {}, {}, {})
    day, wanted = release.file.value.date, resolve_policy(rules.policy.value).people_per_side
    acting = sorted(_find_acting(rules, day) | _find_acting(find_rules(archive, _EVER).charter or rules, _EVER))
    refused: dict[str, str] = {}
    signed: dict[str, list[str]] = {name: [] for name in acting}
    for handle, signature in sorted(release.signatures.items()):
        fault = find_signature_fault(archive.charter, rules, handle, signature.key, day)
        side = rules.people.value.people[handle].side if fault is None else None
        if fault or side is None:
            refused[handle] = fault or NO_OFFICE
        else:
            signed[side].append(handle)
    missing = {side: wanted - len(people) for side, people in signed.items() if len(people) < wanted}
    return ReleaseVerdict(release, {side: tuple(people) for side, people in signed.items()}, missing, refused)


def _find_acting(rules: Charter, day: str) -> set[str]:
    return {name for name, side in rules.sides.value.sides.items() if is_acting(side, day)}


def find_signature_fault(now: Charter | None, rules: Charter, handle: str, line: str, day: str) -> str | None:
    """Why a signature does not count on a day, or None. What was revoked since is known only to the rules of `now`."""
    person = rules.people.value.people.get(handle)
    if person is None or not _is_in_office(rules, person, day):
        return NO_OFFICE
    key = _find_key(person, line)
    if key is None:
        return UNKNOWN
    later = now.people.value.people.get(handle) if now else None
    for known in (key, _find_key(later, line) if later else None):
        if known and known.revoked and known.revoked.on <= day:
            return REVOKED
    if not is_key_in_time(key, day):
        return UNTIMELY
    return RECOVERY if key.recovery and has_other_key(person, day) else None


def _is_in_office(rules: Charter, person: Person, day: str) -> bool:
    side = rules.sides.value.sides.get(person.side) if person.side else None
    is_steward = holds(person, RoleName.STEWARD, day) and not holds(person, RoleName.FACILITATOR, day)
    return is_steward and side is not None and is_acting(side, day)


def _find_key(person: Person, line: str) -> Key | None:
    return next((key for key in person.keys if key.key == line), None)


def find_chain_faults(archive: Archive) -> Iterator[ChainFault]:
    """Releases that do not follow the one before, or what the archive holds."""
    said = {(one.handle, one.seq): one.sha256 for one in archive.statements}
    before: Release | None = None
    for number, release in enumerate(archive.releases, start=1):
        if path := _find_fault(archive, release, before, number):
            yield ChainFault(release, path)
        for index, last in enumerate(release.file.value.statements):
            if said.get((last.handle, last.seq)) != last.sha256:
                yield ChainFault(release, ("statements", index))
        before = release


def _find_fault(archive: Archive, release: Release, before: Release | None, number: int) -> tuple[str, ...]:
    value = release.file.value
    if value.n != number:
        return ("n",)
    if value.prev != (before.sha256 if before else None):
        return ("prev",)
    if archive.charter is None or value.genesis != archive.charter.genesis:
        return ("genesis",)
    if before and value.date < before.file.value.date:
        return ("date",)
    if value.as_of > value.date:
        return ("as_of",)
    rules = find_rules(archive, value.date).charter
    return () if rules and value.charter == len(rules.chain) else ("charter",)


def find_backward(release: Release, before: Release) -> Iterator[tuple[str | int, ...]]:
    """Fields in which a release is behind the one before: its day, its rules, somebody's statements."""
    new, old = release.file.value, before.file.value
    if new.as_of < old.as_of:
        yield ("as_of",)
    if new.charter < old.charter:
        yield ("charter",)
    named = {last.handle: (index, last.seq) for index, last in enumerate(new.statements)}
    for last in old.statements:
        index, seq = named.get(last.handle, (0, 0))
        if not seq:
            yield ("statements",)
        elif seq < last.seq:
            yield ("statements", index, "seq")


def find_signed(archive: Archive) -> tuple[Release, ...]:
    """Releases that every side has signed, by number, as far as the chain holds."""
    broken = min((fault.release.n for fault in find_chain_faults(archive)), default=None)
    return tuple(
        verdict.release
        for verdict in assess_releases(archive)
        if verdict.is_complete and (broken is None or verdict.release.n < broken)
    )


def find_newest(releases: Iterable[Release]) -> Release | None:
    """The release with the highest number."""
    return max(releases, key=lambda release: release.n, default=None)
