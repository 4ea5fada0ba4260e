"""What became agreed on which day. Part of the gate: only words that are shown, never what is proposed.

A part counts from the day on which the last word that policy asks for was given. The common voice moves as one: its
parts count from the day on which all that stand in the same revision, in this language and in every required one,
were agreed to, since none of them was shown before. Nor was an account before its entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from concord.approve.agreement import PartStatus
from concord.approve.verdict import find_shown_day
from concord.derive.order import draw
from concord.derive.shown import Site, SiteEntry, is_shown
from concord.model.charter import PublishWhen
from concord.model.part import Part, PartKind, Voice

MOST: Final = 50
Days = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What of an entry became agreed on one day. `is_whole`: all of the common voice, as on the day it was new."""

    day: str
    entry: SiteEntry
    parts: tuple[Part, ...]
    is_whole: bool


def find_days(site: Site) -> Days:
    """By entry and part, the day on which the words shown were agreed. A workshop edition has none."""
    if site.is_proposed:
        return {}
    lapses = site.policy.seen_lapses_days if site.policy else None
    return {
        entry.id: {
            name: find_shown_day(status.agreed.verdict, lapses, site.as_of)
            for name, status in entry.statuses.items()
            if status.agreed and is_shown(entry, name, "", all_languages=True)
        }
        for entry in site.entries.values()
    }


def find_changes(site: Site, days: Days, lang: str, most: int = MOST) -> tuple[Change, ...]:
    """What is new in an edition, the newest first. Entries of one day stand in an order that nobody chose."""
    found = [
        change
        for entry in site.find_entries(lang)
        for change in _group(entry, _find_edition_days(site, entry, days.get(entry.id, {}), lang))
    ]
    found.sort(key=lambda change: draw(change.day, change.entry.id))
    found.sort(key=lambda change: change.day, reverse=True)
    return tuple(found[:most])


def _find_edition_days(site: Site, entry: SiteEntry, days: Mapping[str, str], lang: str) -> dict[str, str]:
    """By part, the day from which it has been shown in an edition."""
    together = {lang, *_find_required(site)}
    whole: dict[int, str] = defaultdict(str)
    for name, day in days.items():
        status = entry.statuses[name]
        if _is_common(status.part) and (status.part.lang in (None, *together) or status.part.kind is PartKind.WORK):
            rev = _find_rev(status)
            whole[rev] = max(whole[rev], day)
    return {
        name: max(day, whole.get(_find_rev(entry.statuses[name]) if _is_common(entry.statuses[name].part) else 1, ""))
        for name, day in days.items()
        if day and is_shown(entry, name, lang, all_languages=False)
    }


def _find_required(site: Site) -> Iterable[str]:
    if site.policy is None or site.policy.publish_when is PublishWhen.ANY_LANGUAGE:
        return ()
    return (tag for tag, language in site.archive.languages.items() if language.required)


def _group(entry: SiteEntry, days: Mapping[str, str]) -> Iterable[Change]:
    common = {days[name] for name in days if _is_common(entry.statuses[name].part)}
    groups: dict[str, list[Part]] = defaultdict(list)
    for name, day in sorted(days.items()):
        groups[day].append(entry.statuses[name].part)
    for day, parts in groups.items():
        yield Change(day, entry, tuple(parts), common == {day})


def _is_common(part: Part) -> bool:
    """Whether it moves with the common voice; accounts, voices and reservations move alone."""
    return part.voice is not Voice.ATTRIBUTED


def _find_rev(status: PartStatus) -> int:
    return status.agreed.rev if status.agreed else 0
