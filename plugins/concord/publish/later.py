"""Files that a server on one's own computer makes when a browser asks for them, and not at every change."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from concord.publish.output import Output


@dataclass
class Later:
    """The files of groups, which take long to make. They are those of the last build, and its bytes."""

    _waiting: dict[str, list[Output]] = field(default_factory=dict)
    _made: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put_off(self, outputs: Iterable[Output]) -> list[Output]:
        """Keeps what can wait, in the place of what was kept before; returns the rest."""
        now: list[Output] = []
        waiting: dict[str, list[Output]] = {}
        for output in outputs:
            (waiting.setdefault(output.group, []) if output.group else now).append(output)
        with self._lock:
            self._waiting, self._made = waiting, {}
        return now

    def find(self, path: str) -> bytes | None:
        """The bytes of a file that was put off; at the first asking the whole group is made."""
        with self._lock:
            group = next((name for name, some in self._waiting.items() if any(one.path == path for one in some)), None)
            if group is not None:
                self._made |= {output.path: output.make() for output in self._waiting.pop(group)}
            return self._made.get(path)
