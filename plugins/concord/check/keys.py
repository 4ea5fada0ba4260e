"""Every key in the charter, with whose it is and where it stands. Asked by the rules on keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concord.check.context import Context
from concord.model.archive import Sourced
from concord.model.charter import Key, PeopleFile
from concord.problems import Location


@dataclass(frozen=True, slots=True)
class Held:
    """A key of a person."""

    handle: str
    key: Key
    index: int
    people: Sourced[PeopleFile]

    def at(self, *path: str) -> Location:
        """Where something of it stands in people.yml."""
        return self.people.at("people", self.handle, "keys", self.index, *path)

    @property
    def place(self) -> Location:
        """Where its letters stand."""
        return self.at("key")


def iter_keys(context: Context) -> Iterator[Held]:
    """In the order of people.yml, each person's keys in theirs."""
    charter = context.archive.charter
    if charter is None:
        return
    for handle, person in charter.people.value.people.items():
        for index, key in enumerate(person.keys):
            yield Held(handle, key, index, charter.people)
