"""What became agreed last, as a page. The feed of the edition says the same; see `publish/feeds.py`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from concord.derive.changes import Change, find_changes
from concord.derive.views import ChangeView, DayGroup, NewPage, Phrase
from concord.problems import N_
from concord.render import addresses
from concord.render.cards import choose
from concord.render.press import Press
from concord.render.record import label_part, rank_part
from concord.render.shell import build_shell
from concord.render.table_pages import build_hub_frame

WHOLE = N_("The entry")


def build_new_page(press: Press, lang: str) -> NewPage:
    """`/<lang>/new/`."""
    shell = build_shell(press, build_hub_frame(press, "new", lang))
    changes = find_changes(press.site, press.days, lang)
    return NewPage(shell, tuple(_group_days(press, changes, lang, shell.root)))


def _group_days(press: Press, changes: Iterable[Change], lang: str, root: str) -> Iterable[DayGroup]:
    for day, found in groupby(changes, key=lambda change: change.day):
        views = tuple(
            ChangeView(
                choose(press, change.entry.file.title, lang),
                root + addresses.find_entry(lang, change.entry.id),
                say_change(press, change, lang),
            )
            for change in found
        )
        yield DayGroup(press.dates[lang].say_day(day), day, views)


def say_change(press: Press, change: Change, lang: str) -> tuple[Phrase, ...]:
    """What became agreed: the entry as a whole, or piece by piece; accounts always by name, in the entry's order."""
    parts = sorted(change.parts, key=lambda part: rank_part(part, change.entry))
    said = [label_part(press, part, lang, change.entry) for part in parts if not change.is_whole or part.speaker]
    whole = [press.say(lang, WHOLE)] if change.is_whole else []
    return tuple(dict.fromkeys((*whole, *said)))
