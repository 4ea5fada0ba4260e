"""Collects the problems of one file, so that a file full of faults cannot fill a report. Used by the readers."""

from __future__ import annotations

from typing import Final

from concord.problems import N_, Location, Problem, Related

MAX_PER_FILE: Final = 50
MAX_KEPT: Final = 1_000
_TOO_MANY: Final = N_("{size} more faults; the first {limit} are listed")
# After one of these the values of a file are doubtful, so nothing is judged, agreed to or shown by them.
_UNSOUND: Final = frozenset(
    {
        "file-unreadable", "file-too-large", "yaml-invalid", "yaml-too-deep", "yaml-feature-refused",
        "yaml-key-duplicate", "yaml-white-space", "field-missing", "field-unknown", "field-invalid",
    }
)  # fmt: skip


class Faults:
    """The problems of one file, the first fifty by place."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.is_sound = True
        """Whether the file's values can be relied on."""
        self.unread: frozenset[str] = frozenset()
        """Fields that stand in the file and cannot be read: to call them missing too would be two findings."""
        self._problems: list[Problem] = []
        self._unlisted = 0

    def add(self, rule: str, place: Location | tuple[int, int] = (0, 0), *related: Related, **values: str) -> None:
        """Notes a problem; `place` is a location or line and column."""
        self.is_sound = self.is_sound and rule not in _UNSOUND
        if len(self._problems) >= MAX_KEPT:
            self._unlisted += 1
            return
        location = place if isinstance(place, Location) else Location(self.path, *place)
        self._problems.append(Problem(rule, location, values, related))

    def take(self, other: Faults) -> None:
        """Takes over what was noted of a part of the same file."""
        self.is_sound = self.is_sound and other.is_sound
        room = max(0, MAX_KEPT - len(self._problems))
        self._unlisted += other._unlisted + len(other._problems[room:])
        self._problems += other._problems[:room]

    @property
    def is_full(self) -> bool:
        """Whether looking further is of no use to anybody."""
        return len(self._problems) >= MAX_KEPT

    def problems(self) -> tuple[Problem, ...]:
        """Sorted by place; past the limit the rest is counted, not listed."""
        ordered = sorted(self._problems, key=Problem.sort_key)
        listed, rest = ordered[:MAX_PER_FILE], len(ordered[MAX_PER_FILE:]) + self._unlisted
        if rest:
            values = {"what": _TOO_MANY, "size": str(rest), "limit": str(MAX_PER_FILE)}
            listed.append(Problem("file-too-large", Location(self.path), values))
        return tuple(listed)
