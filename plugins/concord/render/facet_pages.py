"""Ways to browse without script: what the entries of an edition have in common, each value as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from concord.derive.collate import sort_key
from concord.derive.facets import MANY, ONE, Facet, Shelf
from concord.derive.periods import find_period
from concord.derive.views import FacetLink, FacetPage, FacetView, NavLink, Phrase
from concord.problems import N_
from concord.render import addresses, labels
from concord.render.archive_pages import CONTESTED
from concord.render.cards import build_cards, choose
from concord.render.community_pages import name_community
from concord.render.dates import find_locale
from concord.render.languages import name_language
from concord.render.press import Press
from concord.render.shell import Frame, build_shell

_LABELS: Final[Mapping[Facet, str]] = {
    "kind": N_("What it is"),
    "theme": N_("What it is about"),
    "period": labels.WHEN,
    "place": labels.WHERE,
    "telling": N_("How it is told"),
    "language": N_("Language of the original"),
    "voice": N_("Who is heard besides"),
}
_TELLINGS: Final = {MANY: CONTESTED, ONE: N_("Told in one way")}

Shelves = Mapping[Facet, tuple[Shelf, ...]]


def build_facets(press: Press, shelves: Shelves, lang: str, root: str) -> tuple[FacetView, ...]:
    """All ways with their values: periods follow time, everything else the alphabet of the page's language."""
    return tuple(
        FacetView(facet, press.say(lang, _LABELS[facet]), links)
        for facet, found in shelves.items()
        if (links := tuple((_link_voices if facet == "voice" else _link_shelves)(press, found, lang, root)))
    )


def _link_shelves(press: Press, shelves: tuple[Shelf, ...], lang: str, root: str) -> Iterator[FacetLink]:
    named = [(_name_shelf(press, shelf, lang), shelf) for shelf in shelves]
    if shelves[0].facet != "period":
        named.sort(key=lambda pair: (sort_key(pair[0].text, lang), pair[1].value))
    for label, shelf in named:
        yield FacetLink(label, root + addresses.find_facet(lang, shelf.facet, shelf.value), len(shelf.entries))


def _link_voices(press: Press, shelves: tuple[Shelf, ...], lang: str, root: str) -> Iterator[FacetLink]:
    """Communities by every name they have in this language. Their own pages list the entries; nobody counts them."""
    known = [press.communities[shelf.value] for shelf in shelves if shelf.value in press.communities]
    named = [(name, one.id) for one in known for name in name_community(press, one, lang)]
    for name, id_ in sorted(named, key=lambda pair: (sort_key(pair[0].text, lang), pair[1])):
        yield FacetLink(name, root + addresses.find_community(lang, id_), None)


def build_facet_page(press: Press, shelf: Shelf, lang: str, spoken: frozenset[str]) -> FacetPage:
    """`/<lang>/browse/<facet>/<value>/`. `spoken` are the editions that have such a shelf."""
    address = addresses.find_facet(lang, shelf.facet, shelf.value)
    root = addresses.find_root(address)
    facet, label = press.say(lang, _LABELS[shelf.facet]), _name_shelf(press, shelf, lang)
    frame = Frame(
        kind="facet",
        lang=lang,
        address=address,
        title=(label,),
        description=choose(press, press.site.archive.summary, lang).text,
        order_key=f"browse/{shelf.facet}/{shelf.value}",
        editions={
            other: addresses.find_facet(other, shelf.facet, shelf.value)
            for other in press.site.languages
            if other in spoken
        },
    )
    browse = NavLink("browse", press.say(lang, labels.BROWSE), root + addresses.find_browse(lang), is_current=False)
    return FacetPage(
        build_shell(press, frame), browse, facet, label, build_cards(press, list(shelf.entries), lang, root)
    )


def _name_shelf(press: Press, shelf: Shelf, lang: str) -> Phrase:
    match shelf.facet:
        case "kind":
            return press.say(lang, labels.KINDS[shelf.value])
        case "telling":
            return press.say(lang, _TELLINGS[shelf.value])
        case "theme":
            return _name_theme(press, shelf.value, lang)
        case "place":
            return _name_place(press, shelf.value, lang)
        case "language":
            return _name_work_language(press, shelf.value, lang)
    value = shelf.value
    year = 1 - int(value.removesuffix("-bce")) if value.endswith("-bce") else int(value)
    return press.dates[lang].say_years(find_period(year))


def _name_theme(press: Press, theme: str, lang: str) -> Phrase:
    term = next(term for term in press.site.tables.glossary.terms if term.id == theme)
    return choose(press, term.term, lang)


def _name_place(press: Press, place: str, lang: str) -> Phrase:
    return choose(press, next(spot.place.name for spot in press.spots if spot.place.id == place), lang)


def _name_work_language(press: Press, tag: str, lang: str) -> Phrase:
    """A language in the words of the page, since readers look for it; by its own name where these lack one."""
    locale = find_locale(lang)
    name = locale.languages.get(tag) if locale else None
    return press.tongues.say(name, lang) if name else name_language(press, tag)
