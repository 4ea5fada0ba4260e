"""Law: one more approval never takes anything away: what may be shown stays, what was given stays given."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from concord.approve.agreement import Agreement, assess_archive
from concord.approve.keep import write_agreed
from concord.approve.sitting import build_acts, find_last, find_waiting, render_statement
from concord.approve.store import AgreedStore
from concord.model.archive import Archive
from concord.model.charter import RoleName
from concord.read.archive import read_archive
from laws.strategies import heavy, plans, written

DAYS = [f"2026-02-{day:02d}" for day in range(1, 25)]


@dataclass(frozen=True)
class Seat:
    """An archive on disk that stewards sit down to, one after another."""

    root: Path

    @property
    def store(self) -> AgreedStore:
        return AgreedStore(self.root / "agreed")

    def read(self) -> Archive:
        archive = read_archive(self.root)
        assert not archive.problems
        return archive

    def judge(self, day: str) -> Agreement:
        return assess_archive(self.read(), self.store, day)

    def sit(self, handle: str, day: str, rnd: random.Random) -> bool:
        """A steward acts on some of what waits; False when nothing does."""
        archive = self.read()
        waiting = find_waiting(archive, assess_archive(archive, self.store, day), handle, day)
        if not waiting:
            return False
        chosen = rnd.sample(waiting, rnd.randint(1, len(waiting)))
        readers = {item.status.part.lang or "": item.readers[0] for item in chosen if item.needs_reader}
        before = find_last(archive.statements, handle)
        text = render_statement(archive.charter.genesis, before, day, build_acts(chosen, readers), demonstration=True)
        target = self.root / "statements" / handle / f"{before.seq + 1 if before else 1}.yml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
        return True

    def keep(self, day: str) -> Agreement:
        agreement = self.judge(day)
        write_agreed(self.root, agreement, self.store)
        return agreement


def _find_stewards(archive: Archive) -> list[str]:
    people = archive.charter.people.value.people
    return [handle for handle, person in people.items() if any(r.role is RoleName.STEWARD for r in person.roles)]


def _sittings(seat: Seat, rnd: random.Random) -> Iterator[tuple[Agreement, Agreement]]:
    """What held before and after each of some sittings, on one and the same day of judging."""
    stewards = _find_stewards(seat.read())
    for number in range(8):
        day = DAYS[number]
        before = seat.judge(day)
        if seat.sit(rnd.choice(stewards), day, rnd):
            yield before, seat.keep(day)


def _given(agreement: Agreement) -> set[tuple[str, str, str, str]]:
    return {
        (entry.id, name, act.handle, act.sha256)
        for entry in agreement.entries.values()
        for name, status in entry.parts.items()
        if status.verdict
        for act in status.verdict.given
    }


@heavy(8, 100)
@given(plans(most_entries=2), st.sampled_from(("light", "standard", "strict")), st.integers(0, 2**16))
def test_an_approval_removes_nothing(plan, preset, seed):
    plan = replace(plan, languages=plan.languages[:2], sides=plan.sides[:3])
    with written(plan, approve=False, preset=preset) as place:
        for before, after in _sittings(Seat(place.archive), random.Random(seed)):
            assert not after.refused
            assert _given(before) <= _given(after)
            for name, entry in before.entries.items():
                assert entry.published.items() <= after.entries[name].published.items()
                assert entry.languages <= after.entries[name].languages


@heavy(8, 100)
@given(plans(most_entries=2), st.sampled_from(("light", "standard", "strict")), st.integers(0, 2**16))
def test_everybody_having_spoken_shows_everything_whatever_the_turns(plan, preset, seed):
    """Stewards may come in any order and say any part of it at a time: in the end nothing waits and all is shown."""
    rnd = random.Random(seed)
    plan = replace(plan, languages=plan.languages[:2], sides=plan.sides[:3])
    with written(plan, approve=False, preset=preset) as place:
        seat = Seat(place.archive)
        stewards = _find_stewards(seat.read())
        for day in DAYS:
            rnd.shuffle(stewards)
            said = [seat.sit(handle, day, rnd) for handle in stewards]
            if not any(said):
                break
        agreement = seat.keep(DAYS[-1])
        for entry in agreement.entries.values():
            proposed = {name: status.proposed.sha256 for name, status in entry.parts.items() if status.proposed}
            assert dict(entry.published) == proposed
