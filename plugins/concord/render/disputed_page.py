"""The page in the place of words over which the sides did not end their dispute in time."""

from __future__ import annotations

from itertools import count
from typing import Final

from concord.derive.site import SiteDisputed
from concord.derive.views import Phrase, Shell, SourceGroup, SourceView, WithheldPage
from concord.model.items import Source
from concord.problems import N_
from concord.render.entry_page import build_side
from concord.render.evidence import order_sources
from concord.render.press import Press

DISPUTED: Final = N_("In dispute")


def build_disputed_page(press: Press, disputed: SiteDisputed, lang: str, shell: Shell, title: Phrase) -> WithheldPage:
    """The view: the agreed title, since when, until when, the sources of every side."""
    say = press.dates[lang].say_day
    return WithheldPage(
        shell,
        disputed.id,
        "disputed",
        title,
        None,
        tuple(build_side(press, side, lang) for side in disputed.order),
        since=say(disputed.opened),
        since_iso=disputed.opened,
        until=say(disputed.closed or disputed.until),
        until_iso=disputed.closed or disputed.until,
        is_over=disputed.closed is None,
        source_groups=_build_groups(press, disputed, lang),
    )


def _build_groups(press: Press, disputed: SiteDisputed, lang: str) -> tuple[SourceGroup, ...]:
    numbers = count(1)

    def build(source: Source) -> SourceView:
        cite = press.tongues.say(source.cite, source.lang)
        return SourceView(next(numbers), source.id, f"source-{source.id}", cite, source.url, ())

    return tuple(
        SourceGroup(press.name_side(side, lang) if side else None, tuple(build(source) for source in sources))
        for side, sources in order_sources(disputed.sources, disputed.order)
    )
