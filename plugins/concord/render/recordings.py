"""The sounds and films of an entry with their captions, and the transcript that is made of these."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from markupsafe import Markup

from concord.approve.parts import name_captions
from concord.derive.site import SiteEntry, SiteText
from concord.derive.views import CueView, Phrase, RecordingView, TrackView, Transcript
from concord.model.captions import Cue, parse_captions
from concord.model.items import Media, MediaForm
from concord.problems import N_
from concord.render import addresses, labels
from concord.render.cards import choose
from concord.render.languages import name_language
from concord.render.press import Press
from concord.render.record import find_state
from concord.render.recorded import Recording
from concord.render.writer import find_older

IN_KB: Final = N_("%(kb)s KB")
IN_MB: Final = N_("%(mb)s MB")
_KB_UP_TO: Final = 1_000_000


def find_recorded(press: Press, entry: SiteEntry) -> Iterator[tuple[Media, Recording]]:
    """The recordings of an entry that can be played, in its order."""
    for media in entry.file.media:
        shown = entry.media.get(media.file)
        if shown and (recording := press.find_recording(shown)):
            yield media, recording


def find_captions(entry: SiteEntry, media: Media) -> Iterator[SiteText]:
    """The captions of a recording, in the entry's order of languages."""
    found = (entry.texts.get(name_captions(media.id, lang)) for lang in entry.languages)
    return (text for text in found if text)


def build_recordings(press: Press, entry: SiteEntry, lang: str, root: str) -> tuple[RecordingView, ...]:
    """The recordings as the page of an edition shows them; on the public site none without its words."""
    views = (_build(press, entry, media, one, lang, root) for media, one in find_recorded(press, entry))
    return tuple(view for view in views if view.transcript or press.site.is_proposed)


def _build(press: Press, entry: SiteEntry, media: Media, one: Recording, lang: str, root: str) -> RecordingView:
    name = name_captions(media.id, lang)
    return RecordingView(
        id=media.id,
        is_film=media.form is MediaForm.FILM,
        url=f"{root}media/{one.file}",
        type=one.type,
        width=one.width,
        height=one.height,
        length=say_clock(one.ms),
        size=_say_size(press, one.bytes, lang),
        alt=choose(press, media.alt, lang),
        caption=choose(press, media.caption, lang),
        origin=choose(press, media.origin, lang),
        licence=labels.LICENCES.get(media.rights),
        spoken=name_language(press, media.speaks) if media.speaks else None,
        tracks=tuple(_build_tracks(press, entry, media, lang, root)),
        transcript=_build_transcript(press, entry, entry.texts[name], lang) if name in entry.texts else None,
    )


def _build_tracks(press: Press, entry: SiteEntry, media: Media, lang: str, root: str) -> Iterator[TrackView]:
    """Every language; in a copy of one edition its own alone, as no other is in it."""
    for text in find_captions(entry, media):
        if press.copy in (None, text.part.lang):
            yield _build_track(press, entry, media, text, lang, root)


def _build_track(press: Press, entry: SiteEntry, media: Media, text: SiteText, lang: str, root: str) -> TrackView:
    tag = text.part.lang or ""
    is_same = media.speaks is None or media.speaks.partition("-")[0] == tag.partition("-")[0]
    return TrackView(
        url=root + addresses.find_captions(tag, entry.id, media.id),
        lang=tag,
        name=press.site.archive.languages[tag].name,
        kind="captions" if is_same else "subtitles",
        is_default=tag == lang and media.form is MediaForm.FILM,
    )


def _build_transcript(press: Press, entry: SiteEntry, text: SiteText, lang: str) -> Transcript:
    tongue, name = press.tongues.find(lang), text.part.name
    return Transcript(
        lang=lang,
        dir=tongue.dir,
        script=tongue.script,
        cues=tuple(_build_cue(cue) for cue in parse_captions(text.text)),
        state=find_state(press, entry, name, lang),
        follows_older=find_older(press, entry, name),
    )


def _build_cue(cue: Cue) -> CueView:
    return CueView(_say_seconds(cue.start), _say_seconds(cue.end), say_clock(cue.start), cue.line)


def align_cues(texts: list[SiteText | None]) -> Iterator[tuple[Markup | None, ...]]:
    """Rows of a parallel page: a caption beside its partners where all languages keep the same times, else one row."""
    read = [parse_captions(text.text) if text else () for text in texts]
    times = {tuple(cue.start for cue in cues) for cues in read if cues}
    if len(times) == 1:
        for number in range(len(next(iter(times)))):
            yield tuple(_write_cues(cues[number : number + 1]) for cues in read)
    else:
        yield tuple(_write_cues(cues) for cues in read)


def _write_cues(cues: tuple[Cue, ...]) -> Markup | None:
    lines = (
        f'<p><bdi class="clock" dir="ltr">{say_clock(cue.start)}</bdi> {escape(cue.line, quote=False)}</p>'
        for cue in cues
    )
    return Markup("\n".join(lines)) if cues else None  # noqa: S704 - escaped here


def say_clock(ms: int) -> str:
    """Minutes and seconds, with hours where there are any."""
    seconds = ms // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def _say_seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03}"


def _say_size(press: Press, size: int, lang: str) -> Phrase:
    if size < _KB_UP_TO:
        return press.say(lang, IN_KB, kb=-(-size // 1000))
    tenths = -(-size // 100_000)
    return press.say(lang, IN_MB, mb=f"{tenths // 10}.{tenths % 10}")
