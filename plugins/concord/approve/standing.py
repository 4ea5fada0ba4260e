"""Which acts on some words hold at a revision: a side that has since spoken of other words of the part has moved on.

Without this one side alone could bring back words to which all had agreed once: its new act, beside the old ones of the
others. To have seen words stays true whatever is seen later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from concord.approve.ledger import Given
from concord.model.statement import ActName

# Later than any revision that anybody can name.
LATEST: Final = 10**9

# By side, upwards, the revisions at which it spoke of a part, each with the digest of the words.
Spoken = Mapping[str, list[tuple[int, str]]]


def find_spoken(on_part: Iterable[Given]) -> Spoken:
    """What every side has said of a part."""
    spoken: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for act in on_part:
        if act.act is not ActName.SEEN:
            spoken[act.side].append((act.rev, act.sha256))
    return {side: sorted(said) for side, said in spoken.items()}


def find_standing(on_these: Iterable[Given], spoken: Spoken, at: int) -> tuple[Given, ...]:
    """The acts on some words that hold at a revision."""
    found = tuple(on_these)
    moved = {act.side: _find_moved(spoken.get(act.side, []), act.sha256, at) for act in found}
    return tuple(act for act in found if act.act is ActName.SEEN or act.rev >= moved[act.side])


def _find_moved(said: list[tuple[int, str]], sha256: str, at: int) -> int:
    """The last revision up to one at which a side spoke of other words."""
    place = bisect_right(said, (at, "~"))
    while place and said[place - 1][1] == sha256:
        place -= 1
    return said[place - 1][0] if place else 0
