"""Pages of the workshop edition on which a steward reads, chooses and takes home one statement. Nothing is sent.

The bytes of the statement come from `approve.sitting`, as those of `concord approve` do: a page holds its head and the
line of every act that can be chosen, and a script only joins them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from concord.approve.sitting import MOST_ACTS, build_acts, render_act, render_head
from concord.derive.shown import SiteAsked, SiteMedia, SiteSitting
from concord.derive.sittings import Numbered, group_asked, order_asked
from concord.derive.views import NavLink, Phrase
from concord.derive.views.sitting import (
    AskedGroup,
    AskedView,
    NewFile,
    ReaderChoice,
    ShotView,
    SittingPage,
    StewardGroup,
    StewardRow,
    StewardsPage,
)
from concord.model.charter import Approvals, Forge
from concord.model.items import MediaForm, find_media_form
from concord.model.part import PartKind
from concord.problems import N_
from concord.render import addresses, labels
from concord.render.cards import choose
from concord.render.press import Press
from concord.render.record import label_part
from concord.render.review import build_item, make_marks
from concord.render.shell import Frame, build_shell
from concord.render.table_pages import build_hub_frame

MOST_PARTS: Final = 200
"""On one page, unless a single entry has more: what a telephone still opens, and far less than a statement may hold."""
TITLE: Final = N_("What waits for %(handle)s")
PAGE: Final = N_("Page %(number)s")


def build_stewards_page(press: Press, lang: str) -> StewardsPage:
    """`/<lang>/stewards/`."""
    shell = build_shell(press, build_hub_frame(press, "stewards", lang))
    groups = (
        StewardGroup(press.name_side(side, lang), rows)
        for side, _ in press.site.order_sides("stewards")
        if (rows := tuple(_build_row(one, lang, shell.root) for one in press.site.sittings if one.side == side))
    )
    return StewardsPage(shell, tuple(groups), press.site.genesis is not None)


def _build_row(sitting: SiteSitting, lang: str, root: str) -> StewardRow:
    entries = {asked.waiting.about for asked in sitting.asked}
    return StewardRow(
        sitting.handle, root + addresses.find_sitting(lang, sitting.handle), len(sitting.asked), len(entries)
    )


def cut_sitting(sitting: SiteSitting) -> list[list[tuple[str, list[Numbered]]]]:
    """What stands on each page of a sitting: whole entries, unless one has more than a statement may hold."""
    pages: list[list[tuple[str, list[Numbered]]]] = [[]]
    room = MOST_PARTS
    pieces = (
        (about, found[start : start + MOST_ACTS])
        for about, found in group_asked(sitting)
        for start in range(0, len(found), MOST_ACTS)
    )
    for about, found in pieces:
        if len(found) > room and pages[-1]:
            pages.append([])
            room = MOST_PARTS
        pages[-1].append((about, found))
        room -= len(found)
    return pages


def build_sitting_page(press: Press, sitting: SiteSitting, lang: str, number: int) -> SittingPage:
    """`/<lang>/stewards/<handle>/`, or one of several."""
    site = press.site
    pages = cut_sitting(sitting)
    shell = build_shell(press, _build_frame(press, sitting, lang, number))
    groups = pages[number - 1]
    seq = sitting.last.seq + 1 if sitting.last else 1
    path = f"archive/statements/{sitting.handle}/{seq}.yml"
    order = site.order_languages("stewards")
    return SittingPage(
        shell=shell,
        handle=sitting.handle,
        side=press.name_side(sitting.side, lang),
        reads=tuple(_name_language(press, tag) for tag in order_reads(sitting, order)),
        groups=tuple(_build_group(press, about, found, lang, shell.root) for about, found in groups),
        readers=tuple(_find_readers(press, [asked for _, found in groups for _, asked in found], order)),
        head=render_head(site.genesis or "", sitting.last, sitting.day, demonstration=site.archive.demonstration),
        path=path,
        file=f"{seq}.yml",
        day=press.dates[lang].say_day(sitting.day),
        day_iso=sitting.day,
        is_signed=site.policy is not None and site.policy.approvals is Approvals.SIGNED,
        new_file=find_new_file(site.archive.forge, path),
        number=number,
        pages=tuple(
            NavLink(
                str(one),
                press.say(lang, PAGE, number=one),
                shell.root + addresses.find_sitting(lang, sitting.handle, one),
                one == number,
            )
            for one in range(1, len(pages) + 1)
        )
        if len(pages) > 1
        else (),
        back=NavLink(
            "stewards",
            press.say(lang, labels.HUBS["stewards"]),
            shell.root + addresses.find_hub(lang, "stewards"),
            is_current=False,
        ),
    )


def order_reads(sitting: SiteSitting, order: Iterable[str]) -> list[str]:
    """The languages that a steward reads: those of the archive in the page's order, then others by tag."""
    known = [tag for tag in order if tag in sitting.reads]
    return [*known, *sorted(set(sitting.reads) - set(known))]


def find_new_file(forge: Forge | None, path: str) -> NewFile | None:
    """Where a forge begins a new file of this name; None where the archive does not say where it is kept."""
    if forge is None:
        return None
    home, branch = forge.address.rstrip("/"), quote(forge.branch)
    if forge.kind == "gitlab":
        return NewFile(f"{home}/-/new/{branch}?file_name={quote(path, safe='')}", takes_words=False)
    word = "new" if forge.kind == "github" else "_new"
    return NewFile(f"{home}/{word}/{branch}?filename={quote(path, safe='')}", takes_words=True)


def _build_frame(press: Press, sitting: SiteSitting, lang: str, number: int) -> Frame:
    return Frame(
        kind="sitting",
        lang=lang,
        address=addresses.find_sitting(lang, sitting.handle, number),
        title=(press.say(lang, TITLE, handle=sitting.handle),),
        description=choose(press, press.site.archive.summary, lang).text,
        order_key="stewards",
        has_recordings=any(
            shot and find_media_form(shot.file).is_recording
            for asked in sitting.asked
            for shot in (asked.picture, asked.earlier)
        ),
        editions={other: addresses.find_sitting(other, sitting.handle, number) for other in press.site.languages},
        nav="stewards",
    )


def _name_language(press: Press, tag: str) -> Phrase:
    known = press.site.archive.languages.get(tag)
    return press.tongues.say(known.name if known else tag, tag)


def _find_readers(press: Press, asked: list[SiteAsked], order: Iterable[str]) -> Iterator[ReaderChoice]:
    """Languages of the page that the steward does not read, with whoever could be relied on."""
    found = {
        one.waiting.status.part.lang: one.waiting.readers
        for one in asked
        if one.waiting.needs_reader and one.waiting.status.part.lang
    }
    known = [tag for tag in order if tag in found]
    for tag in (*known, *sorted(found.keys() - set(known))):
        yield ReaderChoice(tag, _name_language(press, tag), found[tag])


def _build_group(press: Press, about: str, found: list[Numbered], lang: str, root: str) -> AskedGroup:
    name = found[0][1].waiting.entry
    entry = press.site.entries.get(name) if about.startswith("entries/") else None
    title = choose(press, entry.file.title, lang) if entry else press.say(lang, labels.TABLES[name])
    in_order = order_asked(found, press.site.order_languages(about))
    return AskedGroup(
        id=f"about-{about.replace('/', '-')}",
        about=name,
        title=title,
        url=root + addresses.find_entry(lang, name) if entry and lang in entry.languages else None,
        parts=tuple(_build_asked(press, one, lang, root) for one in in_order),
    )


def _build_asked(press: Press, numbered: Numbered, lang: str, root: str) -> AskedView:
    place, asked = numbered
    waiting, part = asked.waiting, asked.waiting.status.part
    entry = press.site.entries.get(waiting.entry)
    lines = {
        reader: render_act(*build_acts([waiting], {part.lang or "": reader}))
        for reader in (waiting.readers if waiting.needs_reader else ("",))
    }
    # What is told apart by its name only (pictures, several works) says its name.
    is_named = part.slug is not None or part.kind is PartKind.MEDIA
    label = label_part(press, part, lang, entry)
    return AskedView(
        id=f"part-{place}",
        label=label,
        name=part.name.removeprefix("media/") if is_named else "",
        language=_name_language(press, part.lang) if part.lang else None,
        item=build_item(asked, press.tongues, make_marks(press.wordings[lang]), _Shots(press, root).find, heading=4),
        place=place,
        lines=json.dumps(lines, sort_keys=True),
        reader_of=part.lang if waiting.needs_reader else None,
        can_agree=bool(lines),
    )


class _Shots:
    """Finds pictures and recordings for a page."""

    def __init__(self, press: Press, root: str) -> None:
        self.press, self.root = press, root

    def find(self, media: SiteMedia | None) -> ShotView | None:
        """The widest copy of a picture, or a recording itself; None of what cannot be shown."""
        if media and find_media_form(media.file).is_recording:
            recording = self.press.find_recording(media)
            return ShotView(f"{self.root}media/{recording.file}", find_media_form(media.file)) if recording else None
        jpeg = [one for one in self.press.find_derivatives(media) if one.type == "image/jpeg"]
        if not jpeg:
            return None
        wide, mark = jpeg[-1], self.root + self.press.assets.addresses["mark.svg"]
        url, kb = f"{self.root}media/{wide.file}", -(-wide.bytes // 1000)
        return ShotView(url, MediaForm.PICTURE, wide.width, wide.height, kb, mark)
