"""Where every value and name of a YAML text stands. Found only when somebody asks, by reading the text a second time.

Most files are never asked: they have no fault. Keeping the places of ten thousand entries would take several times the
memory of the entries, and finding them nearly doubles the time of reading.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from concord.model.document import KeyPath
from concord.read.limits import MAX_DEPTH, MAX_NODES
from concord.read.yaml_characters import blank_suspects
from concord.read.yaml_events import YamlError, iter_events

Place = tuple[int, int]
# Keeps what stands below a repeated name apart from what stands below its first.
_AGAIN: Final = "\0again"


@dataclass(slots=True)
class _Frame:
    """An open list (`count` items so far) or mapping (`name` waits for its value)."""

    path: KeyPath
    is_list: bool
    count: int = 0
    name: str | None = None


@dataclass(slots=True)
class Places:
    """Lines and columns, from 1, by path: of values, of names, and of names that stand there twice."""

    values: dict[KeyPath, Place] = field(default_factory=dict)
    names: dict[KeyPath, Place] = field(default_factory=dict)
    repeats: list[tuple[KeyPath, Place]] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)

    def take(self, event: Any) -> bool:
        """Notes where one event of the stream stands; False when the rest is beyond reason."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._frames.pop()
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._frames.append(_Frame(self._enter(event), kind is yaml.SequenceStartEvent))
        elif kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            self._enter(event)
        return len(self._frames) <= MAX_DEPTH

    def _enter(self, event: Any) -> KeyPath:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        frame = self._frames[-1] if self._frames else None
        if frame and not frame.is_list and frame.name is None:
            self._name(frame, str(getattr(event, "value", "")), place)
            return frame.path
        path = self._step(frame) if frame else ()
        self.values[path] = place
        return path

    def _name(self, frame: _Frame, name: str, place: Place) -> None:
        frame.name = name if name.isascii() else unicodedata.normalize("NFC", name)
        path = (*frame.path, frame.name)
        if path in self.names:
            self.repeats.append((path, place))
        else:
            self.names[path] = place

    def _step(self, frame: _Frame) -> KeyPath:
        if frame.is_list:
            frame.count += 1
            return (*frame.path, frame.count - 1)
        path = (*frame.path, frame.name or "")
        frame.name = None
        return (*path, _AGAIN) if path in self.values else path


def find_places(text: str) -> Places:
    """The places of a text that a parser can read, up to where it stops making sense."""
    places = Places()
    try:
        for count, event in enumerate(iter_events(text)):
            if not places.take(event) or count > MAX_NODES:
                break
    except YamlError:
        pass  # noted by whoever read the values
    return places


class Locator:
    """Finds the places of one file's bytes at the first question and keeps them."""

    __slots__ = ("_found", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._found: Places | None = None

    def find(self) -> Places:
        """The places, found once."""
        if self._found is None:
            self._found = find_places(blank_suspects(self._raw.decode().removeprefix("\ufeff")))
        return self._found


class PlaceTable(Mapping[KeyPath, Place]):
    """The places of values, or of names, as the mapping that a document wants."""

    __slots__ = ("_locator", "_of_names")

    def __init__(self, locator: Locator, *, of_names: bool) -> None:
        self._locator = locator
        self._of_names = of_names

    def _table(self) -> dict[KeyPath, Place]:
        places = self._locator.find()
        return places.names if self._of_names else places.values

    def __getitem__(self, path: KeyPath) -> Place:
        return self._table()[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())
