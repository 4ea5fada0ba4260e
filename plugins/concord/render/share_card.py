"""The picture that stands for a page where somebody shares its address: the common voice's own words and nothing else.

Drawn by us from agreed titles and summary, in grey on paper, without a picture, a place or a side. JPEG, because its
encoder gives the same bytes on every machine; what zlib gives depends on who built it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from concord.derive.site import SiteEntry
from concord.derive.views import Phrase
from concord.model.entry import Access
from concord.render import addresses, labels
from concord.render.press import MUL, Press
from concord.render.typesetting import SETTER, Block, Typesetter, UnsettableError, choose_size

WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _MUTED, _EDGE = 250, 32, 84, 120
_MARGIN: Final = 80
_TOP: Final = 40
_GAP: Final = 18
_TITLE_SIZES: Final = (96, 84, 72, 62, 54, 46, 38)
_SUMMARY_SIZES: Final = (38, 34, 30)
_SMALL: Final = 30
_JPEG: Final[dict[str, object]] = {"format": "JPEG", "quality": 70, "optimize": True}


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card says, from top to bottom. `others` are the same title in the other editions, in the page's order."""

    archive: Phrase
    notice: Phrase | None
    title: Phrase
    summary: Phrase | None
    others: tuple[Phrase, ...]


def build_entry_card(press: Press, entry: SiteEntry, lang: str) -> ShareCard | None:
    """The card of an entry in an edition; None where there can be none."""
    title = press.choose(entry.file.title, lang)
    # What a reader is warned of before reading is not sent ahead of the warning.
    is_open = entry.file.effective_access is not Access.NOTICE
    summary = press.choose(entry.file.summary, lang) if is_open else None
    others = [other for other in press.site.order_languages(f"entries/{entry.id}") if other in entry.languages]
    return _build_card(press, lang, title, summary, [press.choose(entry.file.title, one) for one in others])


def build_site_card(press: Press, lang: str) -> ShareCard | None:
    """The card of an edition, or of the pages of none: in whose languages, in their order, the title stands."""
    order = press.site.order_languages("card")
    own = order[0] if lang == MUL else lang
    archive = press.site.archive
    summary = press.choose(archive.summary, own) if lang != MUL else None
    named = [press.choose(archive.title, one) for one in order]
    return _build_card(press, own, press.choose(archive.title, own), summary, named)


def find_entry_card(press: Press, entry: SiteEntry, lang: str) -> str | None:
    """Where the card of an entry is."""
    return addresses.find_card(addresses.find_entry(lang, entry.id)) if build_entry_card(press, entry, lang) else None


def find_site_card(press: Press, lang: str) -> str | None:
    """Where the card of an edition is, or of the pages of none."""
    address = "" if lang == MUL else addresses.find_home(lang)
    return addresses.find_card(address) if build_site_card(press, lang) else None


def _build_card(
    press: Press, lang: str, title: Phrase | None, summary: Phrase | None, named: Sequence[Phrase | None]
) -> ShareCard | None:
    archive = press.choose(press.site.archive.title, lang)
    if not press.assets.has_fonts or archive is None or title is None or not SETTER.can_set(title):
        return None
    others = tuple(dict.fromkeys(phrase for phrase in named if phrase and phrase != title))
    notice = press.say(lang, labels.DEMONSTRATION) if press.site.archive.demonstration else None
    return ShareCard(archive, notice, title, summary, others)


def draw_card(card: ShareCard, setter: Typesetter = SETTER) -> bytes:
    """The card as JPEG. A title that is too long even in small letters is left to the words around the card."""
    head = _set_rows([card.archive], setter)
    notice = _set_rows([card.notice] if card.notice else [], setter)
    rule = _TOP + sum(block.height for block in head) + 8
    for others in (_set_rows(card.others, setter), []):
        foot = [*others, *notice]
        top, bottom = rule + 22, HEIGHT - 34 - sum(block.height for block in foot) - 14
        title = _fit(card.title, setter, _TITLE_SIZES, bottom - top, 5)
        if title:
            break
    room = bottom - top - (title.height if title else 0) - _GAP
    summary = _fit(card.summary, setter, _SUMMARY_SIZES, room, 4)
    body = [block for block in (title, summary) if block]
    picture = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    _draw_blocks(draw, setter, head, _TOP, _INK)
    for offset in (0, 6):
        draw.rectangle((_MARGIN, round(rule) + offset, WIDTH - _MARGIN, round(rule) + offset + 1), fill=_EDGE)
    used = sum(block.height for block in body) + _GAP * (len(body) - 1)
    at = top + (bottom - top - used) / 2
    for block in body:
        setter.draw_block(draw, block, (_MARGIN, at, WIDTH - _MARGIN), _INK if block is title else _MUTED)
        at += block.height + _GAP
    _draw_blocks(draw, setter, foot, bottom + 14, _MUTED)
    out = io.BytesIO()
    picture.save(out, **_JPEG)  # type: ignore[arg-type]
    return out.getvalue()


def _draw_blocks(draw: ImageDraw.ImageDraw, setter: Typesetter, blocks: Sequence[Block], at: float, ink: int) -> None:
    for block in blocks:
        setter.draw_block(draw, block, (_MARGIN, at, WIDTH - _MARGIN), ink)
        at += block.height


def _set_rows(phrases: Sequence[Phrase], setter: Typesetter) -> list[Block]:
    """A line each; what cannot stand whole on one does not stand there at all."""
    fitted = (_fit(phrase, setter, (_SMALL,), HEIGHT, 1) for phrase in phrases)
    return [block for block in fitted if block]


def _fit(phrase: Phrase | None, setter: Typesetter, sizes: Sequence[int], room: float, most: int) -> Block | None:
    """A phrase where all of it fits: words cut short are not the words that were agreed."""
    if phrase is None:
        return None
    try:
        return choose_size(setter, phrase, sizes, (WIDTH - 2 * _MARGIN, room), most)
    except UnsettableError:
        return None
