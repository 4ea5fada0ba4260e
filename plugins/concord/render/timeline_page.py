"""Entries along time, downwards; beside each a line that runs from the start edge, as the page's language does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from concord.derive.shown import SiteEntry
from concord.derive.timeline import LENGTH, Placed, Shape, Stroke, build_timeline
from concord.derive.views import Phrase, StrokeView, TimeGroup, TimelinePage, TimeRow
from concord.problems import N_
from concord.render import addresses
from concord.render.cards import choose
from concord.render.press import Press
from concord.render.shell import build_shell
from concord.render.table_pages import build_hub_frame

_KEY: Final[tuple[tuple[Shape, str], ...]] = (
    ("moment", N_("It happened then.")),
    ("bar", N_("It lasted so long.")),
    ("hollow", N_("It is not certain, or one of several dates.")),
    ("within", N_("At some time between the two ends.")),
    ("soft", N_("About then; or nobody knows how far.")),
)
_SAMPLE: Final = Stroke("bar", 150, 700)


def build_timeline_page(press: Press, lang: str) -> TimelinePage:
    """`/<lang>/timeline/`."""
    shell = build_shell(press, build_hub_frame(press, "timeline", lang))
    timeline = build_timeline(press.site.find_entries(lang), int(press.site.as_of[:4]))
    is_turned = shell.dir == "rtl"
    shapes = {stroke.shape for one in timeline.placed for stroke in one.strokes}
    return TimelinePage(
        shell=shell,
        start=_say_year(press, timeline.first, lang),
        end=_say_year(press, timeline.last, lang),
        ticks=tuple(LENGTH - tick if is_turned else tick for tick in timeline.ticks),
        groups=tuple(_group(press, timeline.placed, lang, shell.root, is_turned=is_turned)),
        undated=tuple(_build_row(press, entry, lang, shell.root) for entry in timeline.undated),
        key=tuple(
            (StrokeView(shape, _SAMPLE.x, _SAMPLE.width), press.say(lang, said))
            for shape, said in _KEY
            if shape in shapes
        ),
    )


def _group(press: Press, placed: tuple[Placed, ...], lang: str, root: str, *, is_turned: bool) -> Iterator[TimeGroup]:
    for period, found in groupby(placed, key=lambda one: one.period):
        rows = tuple(
            TimeRow(
                choose(press, one.entry.file.title, lang),
                root + addresses.find_entry(lang, one.entry.id),
                press.dates[lang].say_edtf(one.date.text),
                tuple(_turn(stroke, is_turned=is_turned) for stroke in one.strokes),
            )
            for one in found
        )
        yield TimeGroup(f"from-{period.name}", press.dates[lang].say_years(period), rows)


def _turn(stroke: Stroke, *, is_turned: bool) -> StrokeView:
    """A stroke from the start edge of the page."""
    return StrokeView(stroke.shape, LENGTH - stroke.x - stroke.width if is_turned else stroke.x, stroke.width)


def _build_row(press: Press, entry: SiteEntry, lang: str, root: str) -> TimeRow:
    """An entry of which nothing can be drawn: what is said of its time, in words."""
    when = entry.file.when
    return TimeRow(
        choose(press, entry.file.title, lang),
        root + addresses.find_entry(lang, entry.id),
        choose(press, when.words, lang) if when else None,
    )


def _say_year(press: Press, year: int, lang: str) -> Phrase | None:
    return press.dates[lang].say_edtf(f"-{-year:04}" if year < 0 else f"{year:04}")
