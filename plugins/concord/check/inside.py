"""Points at a letter inside a string of a YAML file, where it stands there as it is read. For rules on words."""

from __future__ import annotations

from typing import Any

from concord.model.archive import Sourced
from concord.model.document import KeyPath
from concord.problems import Location


def find_inside(file: Sourced[Any], path: KeyPath, words: str, offset: int) -> Location:
    """The place of a letter of a string; of the string itself when it is folded or escaped in the file."""
    place = file.at(*path)
    lines = file.document.raw.decode("utf-8", errors="replace").split("\n")
    if not 0 < place.line <= len(lines):
        return place
    line, start = lines[place.line - 1], place.column - 1
    for quote in range(2):
        if line[start + quote :].startswith(words):
            return Location(place.path, place.line, start + quote + offset + 1)
    return place
