"""Peer reviews, whether they stand in an entry's record or as a round that covers a list. Used by rules on reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from concord.check.context import Context
from concord.model.archive import Sourced
from concord.model.document import KeyPath
from concord.model.programme import ReviewRound
from concord.model.record import Review
from concord.problems import Location


@dataclass(frozen=True, slots=True)
class Held:
    """A review with the file it stands in and the entries it covers."""

    review: Review | ReviewRound
    file: Sourced[Any]
    path: KeyPath
    entries: tuple[str, ...]

    def at(self, key: str) -> Location:
        """Where a field of the review stands."""
        return self.file.at(*self.path, key)


def iter_reviews(context: Context) -> Iterator[Held]:
    """Every review: those of the records by entry, then the rounds."""
    for record in context.records:
        for index, review in enumerate(record.record.value.reviews):
            yield Held(review, record.record, ("reviews", index), (record.entry.id,))
    rounds = context.archive.programme.reviews
    for index, held in enumerate(rounds.value.reviews if rounds else ()):
        if rounds:
            yield Held(held, rounds, ("reviews", index), held.entries)


def find_last_reviews(context: Context) -> dict[str, Held]:
    """The newest review of each entry; of two on one day, the one that comes later in the files."""
    last: dict[str, Held] = {}
    for held in iter_reviews(context):
        for entry in held.entries:
            if entry not in last or last[entry].review.on <= held.review.on:
                last[entry] = held
    return last
