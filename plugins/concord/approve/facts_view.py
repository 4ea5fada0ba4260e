"""Agreed or proposed facts as judging sees them: who owns the entry, and what has to be there before it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactsView:
    """What the judging of an entry needs to know of its facts."""

    owned_by: tuple[str, ...]
    is_short: bool
    """A stub, a tombstone, something closed: there is no text to wait for."""
    needs_ground: bool
    """Contested, and not yet content with naming what is open."""
    files: frozenset[str]
    """Parts that the facts name: media, works in all their versions."""
    is_stub: bool = False
    recordings: frozenset[str] = frozenset()
    """Sounds and films, by id: a language is not whole without their captions."""

    def says_less_than(self, owners: tuple[str, ...]) -> bool:
        """Whether it is a stub of what these owned: nobody becomes an owner by it, and nobody is written out."""
        return self.is_stub and set(self.owned_by) == set(owners)
