"""Which pages stand for the others: of pages that differ by their language alone one, the editions in turn.

The quick tier looks so at what no language changes: widths of desks, dark colours, pages without script. The long tier
opens every page there is.
"""

from __future__ import annotations

from collections.abc import Iterable


def take_turns(pages: Iterable[str], *, first: int = 0) -> list[str]:
    """One of each kind; the next kind is taken from the next edition. `first` says which edition begins."""
    kinds: dict[str, list[str]] = {}
    for page in sorted(pages):
        edition, _, rest = page.partition("/")
        kinds.setdefault(page if edition == "parallel" else rest or page, []).append(page)
    return [group[(number + first) % len(group)] for number, group in enumerate(kinds.values())]
