"""Who speaks beside the common voice: accounts and reservations of the sides, voices of communities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from concord.derive.site import SiteEntry, SiteText
from concord.derive.views import NarrativeView, ReservationView, VoiceView
from concord.model.items import CommunityVoice
from concord.model.part import PartKind
from concord.render import addresses
from concord.render.cards import choose
from concord.render.entry_labels import ABSENT, VOICE_BASES
from concord.render.texts import count_minutes, find_anchor, find_opening
from concord.render.writer import UNDER_ACCOUNT, Writer


def find_tellers(entry: SiteEntry, *languages: str) -> tuple[str, ...]:
    """Sides that have a place for an account: all owners where sides differ, tell one or say why not; then others."""
    told = {
        text.part.speaker
        for text in entry.texts.values()
        if text.part.kind is PartKind.NARRATIVE and text.part.lang in languages and text.part.speaker
    }
    absent = {one.side for one in entry.file.no_narrative}
    owners = entry.order if entry.file.contested or told or absent else ()
    return (*owners, *sorted(told - set(owners)))


def has_reservations(entry: SiteEntry) -> bool:
    """Whether any side has stated one; then every owner has a place for one."""
    return any(text.part.kind is PartKind.RESERVATION for text in entry.texts.values())


def build_narratives(writer: Writer, side: str) -> Iterator[NarrativeView]:
    """A side's accounts, or its place kept when there is none."""
    texts = list(writer.entry.find_texts(PartKind.NARRATIVE, writer.lang, side))
    for text in texts or (None,):
        yield _build_narrative(writer, side, text)


def _build_narrative(writer: Writer, side: str, text: SiteText | None) -> NarrativeView:
    press, lang = writer.press, writer.lang
    known = press.site.sides.sides.get(side)
    name = press.name_side(side, lang)
    fragment = press.find_texts(writer.entry).find(text) if text else ()
    state = find_absence(writer, side) if text is None else "present"
    return NarrativeView(
        side=side,
        name=name,
        heading=choose(press, known.heading, lang) if known else name,
        anchor=find_anchor(text.part) if text else f"narrative-{side}",
        state=state,
        absence=press.say(lang, ABSENT[state]) if text is None else None,
        body=writer.render(text, UNDER_ACCOUNT) if text else None,
        opening=find_opening(fragment),
        minutes=count_minutes(fragment),
    )


def find_absence(writer: Writer, side: str) -> Literal["awaits", "missing", "none-for-now", "awaits-source", "none"]:
    """Why a side has no account here."""
    if writer.is_proposed(PartKind.NARRATIVE, side):
        return "awaits"
    if writer.is_elsewhere(PartKind.NARRATIVE, side):
        return "missing"
    return next((one.reason for one in writer.entry.file.no_narrative if one.side == side), "none")


def build_reservations(writer: Writer) -> tuple[ReservationView, ...]:
    """Every owner's reservation, in the entry's order; of a side that stated none the place says so."""
    if not has_reservations(writer.entry):
        return ()
    return tuple(_build_reservation(writer, side) for side in writer.entry.order)


def _build_reservation(writer: Writer, side: str) -> ReservationView:
    kind = PartKind.RESERVATION
    text = next(writer.entry.find_texts(kind, writer.lang, side), None)
    state: Literal["present", "none", "awaits", "missing"] = "none"
    if text:
        state = "present"
    elif writer.is_proposed(kind, side):
        state = "awaits"
    elif writer.is_elsewhere(kind, side):
        state = "missing"
    name = writer.press.name_side(side, writer.lang)
    return ReservationView(
        side, f"reservation-{side}", name, state, writer.render(text, UNDER_ACCOUNT) if text else None
    )


def build_voices(writer: Writer) -> tuple[VoiceView, ...]:
    """The communities that the entry hears, in its order."""
    return tuple(_build_voice(writer, voice) for voice in writer.entry.file.voices)


def _build_voice(writer: Writer, voice: CommunityVoice) -> VoiceView:
    press, lang = writer.press, writer.lang
    text = next(writer.entry.find_texts(PartKind.VOICE, lang, voice.community), None)
    url = writer.root + addresses.find_community(lang, voice.community)
    return VoiceView(
        community=voice.community,
        anchor=f"voice-{voice.community}",
        name=choose(press, voice.name, lang),
        basis=press.say(lang, VOICE_BASES[voice.basis]),
        note=press.choose(voice.note, lang),
        body=writer.render(text, UNDER_ACCOUNT) if text else None,
        citations=writer.book.point_all(voice.sources),
        url=url if voice.community in press.communities else None,
    )
