"""`card.jpg` beside a page, for whoever shows a picture where an address is shared. Only of the public site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from concord.publish.output import Output
from concord.render import addresses
from concord.render.card_store import CardStore
from concord.render.press import MUL, Press
from concord.render.share_card import ShareCard, build_entry_card, build_site_card


def find_cards(press: Press) -> Iterator[Output]:
    """Of the archive, of each edition, and of each entry in its editions."""
    if press.site.is_proposed:
        return
    store = CardStore(press.pictures.cache)
    for lang in (MUL, *press.site.languages):
        yield from _find(store, "" if lang == MUL else addresses.find_home(lang), build_site_card(press, lang))
    for entry in press.site.entries.values():
        for lang in entry.languages:
            yield from _find(store, addresses.find_entry(lang, entry.id), build_entry_card(press, entry, lang))


def _find(store: CardStore, page: str, card: ShareCard | None) -> Iterator[Output]:
    if card:
        yield Output(addresses.find_card(page), "cards", partial(store.make, card))
