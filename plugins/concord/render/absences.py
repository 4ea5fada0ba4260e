"""What pages say when a side that keeps an entry has paused or left: one sentence, the same for any side (F01)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from concord.approve.away import find_absences
from concord.derive.site import SiteEntry
from concord.derive.views import Phrase
from concord.problems import N_
from concord.render.press import Press

_PAUSED: Final = N_("Agreed before %(date)s, when this side paused: %(side)s.")
_LEFT: Final = N_("Agreed before %(date)s, when this side left the archive: %(side)s.")
_WITHOUT: Final = N_("Those who keep this agreed to say only so much, while this side was not there: %(side)s.")


def build_absences(press: Press, entry: SiteEntry, lang: str) -> tuple[Phrase, ...]:
    """A sentence for each owner that is not there, or was not when less was agreed to; in the entry's order."""
    return tuple(_iter_absences(press, entry, lang))


def _iter_absences(press: Press, entry: SiteEntry, lang: str) -> Iterator[Phrase]:
    unasked = find_unasked(entry)
    away = {one.side: one for one in find_absences(press.site.sides.sides, entry.order, press.site.as_of)}
    for side in entry.order:
        name = press.name_side(side, lang).text
        if side in unasked:
            yield press.say(lang, _WITHOUT, side=name)
        elif side in away:
            day = press.dates[lang].say_day(away[side].since)
            yield press.say(lang, _LEFT if away[side].has_left else _PAUSED, side=name, date=day)


def find_unasked(entry: SiteEntry) -> frozenset[str]:
    """Sides whose word on what the entry says was not waited for."""
    facts = entry.statuses.get("facts")
    return frozenset(facts.agreed.verdict.away if facts and facts.agreed else ())
