"""Files as values that know their places: a YAML document and a text. Made by `read`, asked by everyone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.problems import Location

# What a guarded YAML file holds: text, nothing, lists and mappings with text keys. Never numbers or dates.
Tree = dict[str, "Tree"] | list["Tree"] | str | None
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its bytes, its values, and the line and column (from 1) of every key and item.

    `places[path]` is where the value begins; `keys[path]` where its key stands.
    """

    path: str
    raw: bytes
    tree: Tree
    places: Mapping[KeyPath, tuple[int, int]]
    keys: Mapping[KeyPath, tuple[int, int]]

    def at(self, *path: str | int) -> Location:
        """Where a value stands; the nearest parent that exists answers for what is missing."""
        return self._find(self.places, path)

    def at_key(self, *path: str | int) -> Location:
        """Where the key of a value stands, which is where an unknown or misspelt key is shown."""
        return self._find(self.keys if path in self.keys else self.places, path)

    def _find(self, table: Mapping[KeyPath, tuple[int, int]], path: KeyPath) -> Location:
        while path and path not in table:
            path = path[:-1]
        line, column = table.get(path, (0, 0))
        return Location(self.path, line, column)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A Markdown file: exact bytes and the text they hold."""

    path: str
    raw: bytes

    @property
    def text(self) -> str:
        """The text, made when it is asked for: kept, it would double what an archive takes in memory."""
        return self.raw.decode().removeprefix("\ufeff")

    def at(self, offset: int) -> Location:
        """Where a character stands, by its offset in `text`."""
        before = self.text[:offset]
        return Location(self.path, before.count("\n") + 1, offset - before.rfind("\n"))
