"""Pictures with their words, and entries as cards in lists."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from concord.derive.collate import sort_key
from concord.derive.site import SiteEntry
from concord.derive.views import Card, Figure, ImageFile, Phrase
from concord.model.items import Media
from concord.problems import N_
from concord.render import addresses, entry_labels, labels
from concord.render.press import Press

SHOW: Final = N_("Show this picture (%(kb)s KB)")
SHOW_LARGE: Final = N_("Show it large (%(kb)s KB)")


def build_figure(press: Press, entry: SiteEntry, media: Media, lang: str, root: str) -> Figure | None:
    """A picture; None while its bytes are not agreed or cannot be shown."""
    derivatives = press.find_derivatives(entry.media.get(media.file))
    files = [
        ImageFile(f"{root}media/{one.file}", one.width, one.height, one.type, -(-one.bytes // 1000))
        for one in derivatives
    ]
    jpeg = tuple(file for file in files if file.type == "image/jpeg")
    if not jpeg:
        return None
    return Figure(
        id=media.id,
        webp=tuple(file for file in files if file.type == "image/webp"),
        jpeg=jpeg,
        width=jpeg[-1].width,
        height=jpeg[-1].height,
        alt=choose(press, media.alt, lang),
        caption=choose(press, media.caption, lang),
        origin=choose(press, media.origin, lang),
        licence=labels.LICENCES.get(media.rights),
        rights=media.rights,
    )


def render_image(
    press: Press, entry: SiteEntry, lang: str, root: str, path: str, alternative: str, *, is_linked: bool
) -> str:
    """A picture inside a text, if it is a published part of this entry; else nothing. As `picture` in words.html."""
    media = next(
        (media for media in entry.file.media if path in (f"media/{media.file}", f"./media/{media.file}")), None
    )
    figure = build_figure(press, entry, media, lang, root) if media else None
    if figure is None:
        return ""
    said = Phrase(alternative, lang, figure.alt.dir, figure.alt.script) if alternative.strip() else figure.alt
    wide = figure.jpeg[-1]
    mark = "" if said.lang == lang else _mark(said)
    sources = ", ".join(f"{file.url} {file.width}w" for file in figure.jpeg)
    # A link inside a link is none: of a picture that leads somewhere only the words wait.
    ways = [] if is_linked else [(SHOW, figure.jpeg[0]), (SHOW_LARGE, wide)][: len(figure.jpeg)]
    mark_of_tab = root + press.assets.addresses["mark.svg"]
    return (
        f'<picture><source media="(scripting: none)" type="image/svg+xml" sizes="1px" srcset="{mark_of_tab} 1w">'
        f'<img src="{wide.url}" srcset="{sources}" sizes="(min-width: 42rem) 34rem, 100vw" width="{wide.width}" '
        f'height="{wide.height}" alt="{escape(said.text)}"{mark} loading="lazy" decoding="async"></picture>'
        f'<span class="wait"><span{mark}>{escape(said.text)}</span>'
        f"{''.join(_link_file(press, lang, words, file) for words, file in ways)}</span>"
    )


def _link_file(press: Press, lang: str, words: str, file: ImageFile) -> str:
    said = press.say(lang, words, kb=file.kb)
    return f'<a href="{file.url}"{"" if said.lang == lang else _mark(said)}>{escape(said.text)}</a>'


def _mark(said: Phrase) -> str:
    return f' lang="{escape(said.lang)}" dir="{said.dir}" data-script="{said.script}"'


def build_card(press: Press, entry: SiteEntry, lang: str, root: str) -> Card:
    """An entry as a card of an edition."""
    lead = find_lead(entry)
    return Card(
        id=entry.id,
        url=root + addresses.find_entry(lang, entry.id),
        title=choose(press, entry.file.title, lang),
        summary=choose(press, entry.file.summary, lang),
        kind=entry.file.kind.value,
        kind_label=press.say(lang, labels.KINDS[entry.file.kind.value]),
        picture=build_figure(press, entry, lead, lang, root) if lead else None,
        languages=entry.languages,
        note=press.say(lang, entry_labels.STUB) if entry.is_stub else None,
    )


def build_cards(press: Press, entries: list[SiteEntry], lang: str, root: str) -> tuple[Card, ...]:
    """Entries as cards, by title."""
    cards = [build_card(press, entry, lang, root) for entry in entries]
    return sort_cards(cards, lang)


def sort_cards(cards: Iterable[Card], lang: str) -> tuple[Card, ...]:
    """Cards by title, as the language sorts."""
    return tuple(sorted(cards, key=lambda card: (sort_key(card.title.text, lang), card.id)))


def find_lead(entry: SiteEntry) -> Media | None:
    """The picture that stands for the entry: the one it names, else the only one there is to name."""
    pictures = [media for media in entry.file.media if not media.form.is_recording]
    return next((one for one in pictures if one.lead), pictures[0] if pictures else None)


def choose(press: Press, words: dict[str, str], lang: str) -> Phrase:
    """Words that are there: a language map is never empty."""
    phrase = press.choose(words, lang)
    if phrase is None:
        raise ValueError(lang)
    return phrase
