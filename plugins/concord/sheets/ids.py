"""Gives each draft its permanent name: from the key, else from a title in Latin letters, else drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import Final

from concord.derive.order import draw
from concord.model.archive import Archive
from concord.model.fields import MAX_SLUG

# Short enough that a number can follow, and that people still read it.
_LONGEST: Final = 60
# Windows keeps these names for devices, whatever the case.
_DEVICE: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_DRAWN: Final = 10


def find_used(archive: Archive) -> frozenset[str]:
    """Names that no new entry may have: of entries, withdrawn ones too, and of all that anybody ever approved."""
    acts = (act.about for statement in archive.statements for act in statement.file.value.acts)
    spoken = {about.removeprefix("entries/") for about in acts if about.startswith("entries/")}
    return frozenset(spoken | set(archive.entries))


def make_id(text: str) -> str:
    """A lawful name out of a text of Latin letters; empty when it has others, since half a name is a wrong one."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    if not plain.isascii():
        return ""
    return shorten("-".join(re.findall(r"[a-z0-9]+", plain.lower())))


def shorten(name: str) -> str:
    """A lawful name of readable length, cut between words where that is possible."""
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    return f"entry-{name}" if _DEVICE.fullmatch(name) else name


def find_free(name: str, used: Collection[str]) -> str:
    """The name, or the name with the first number that is free."""
    return next(one for one in _iter_names(name) if one not in used)


def _iter_names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name[: MAX_SLUG - 7]}-{number}" for number in count(2))


def suggest_id(key: str, titles: Mapping[str, str]) -> tuple[str, bool]:
    """(name, whether the key gave it) of a row. Which of several titles gives it is drawn: none is first."""
    if name := make_id(key):
        return name, True
    latin = {lang: name for lang, title in titles.items() if (name := make_id(title))}
    if latin:
        return latin[min(latin, key=lambda lang: draw(key, lang))], False
    return f"entry-{draw(key, *sorted(titles.values()))[:_DRAWN]}", False
