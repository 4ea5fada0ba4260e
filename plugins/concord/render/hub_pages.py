"""The pages that lead to entries: chooser, home and browse page of each edition; and the page that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from concord.derive.facets import find_shelves
from concord.derive.order import draw
from concord.derive.views import BrowsePage, ChooserEdition, ChooserPage, Group, HomePage, NotFoundPage
from concord.model.entry import Kind
from concord.render import addresses, entry_labels, labels
from concord.render.cards import build_cards, choose, sort_cards
from concord.render.entry_page import build_side
from concord.render.facet_pages import build_facets
from concord.render.press import MUL, Press
from concord.render.shell import Frame, build_shell, link_hubs
from concord.render.withheld_page import build_withheld_card

HANDFUL = 6


def build_chooser_page(press: Press) -> ChooserPage:
    """`/`: all editions of equal rank, in the order that the charter's cycle gives this page."""
    site = press.site
    order = site.order_languages("chooser")
    titles = tuple(choose(press, site.archive.title, lang) for lang in order)
    frame = Frame(
        kind="chooser",
        lang=MUL,
        address="",
        title=(),
        description=" · ".join(dict.fromkeys(title.text for title in titles)),
        order_key="chooser",
        editions={lang: addresses.find_home(lang) for lang in order},
    )
    return ChooserPage(build_shell(press, frame), tuple(_build_edition(press, lang, "") for lang in order))


def build_notfound_page(press: Press, root: str) -> NotFoundPage:
    """`/404.html`. `root` is absolute: the page is shown at any address."""
    order = press.site.order_languages("notfound")
    said = press.say(order[0], labels.NOT_FOUND)
    frame = Frame(
        kind="notfound",
        lang=MUL,
        address="404.html",
        title=(said,),
        description=said.text,
        order_key="notfound",
        editions={lang: addresses.find_home(lang) for lang in order},
        root=root,
    )
    return NotFoundPage(build_shell(press, frame), tuple(_build_edition(press, lang, root) for lang in order))


def _build_edition(press: Press, lang: str, root: str) -> ChooserEdition:
    tongue = press.tongues.find(lang)
    return ChooserEdition(
        lang=lang,
        name=press.site.archive.languages[lang].name,
        dir=tongue.dir,
        script=tongue.script,
        url=root + addresses.find_home(lang),
        title=choose(press, press.site.archive.title, lang),
        summary=choose(press, press.site.archive.summary, lang),
        enter=press.say(lang, labels.ENTER),
    )


def build_home_page(press: Press, lang: str) -> HomePage:
    """`/<lang>/`: what this archive is, whose it is, a handful of entries."""
    site = press.site
    address = addresses.find_home(lang)
    root = addresses.find_root(address)
    title, summary = choose(press, site.archive.title, lang), choose(press, site.archive.summary, lang)
    entries = list(site.find_entries(lang))
    handful = sorted(entries, key=lambda entry: draw(site.archive.id, entry.id))[:HANDFUL]
    frame = Frame(
        kind="home",
        lang=lang,
        address=address,
        title=(title,),
        description=summary.text,
        order_key="home",
        editions={other: addresses.find_home(other) for other in site.languages},
        nav="home",
    )
    return HomePage(
        shell=build_shell(press, frame),
        title=title,
        summary=summary,
        sides=tuple(build_side(press, side, lang) for side, _ in site.order_sides("home")),
        cards=build_cards(press, handful, lang, root),
        entry_count=len(entries),
        browse_url=root + addresses.find_browse(lang),
        ways=link_hubs(press, lang, root, (*labels.WAYS, "contribute")),
    )


def build_browse_page(press: Press, lang: str) -> BrowsePage:
    """`/<lang>/browse/`: every entry of the edition under its kind, by title."""
    address = addresses.find_browse(lang)
    root = addresses.find_root(address)
    entries = list(press.site.find_entries(lang))
    label = press.say(lang, labels.BROWSE)
    frame = Frame(
        kind="browse",
        lang=lang,
        address=address,
        title=(label,),
        description=choose(press, press.site.archive.summary, lang).text,
        order_key="browse",
        editions={other: addresses.find_browse(other) for other in press.site.languages},
        nav="browse",
    )
    groups = (
        Group(kind.value, press.say(lang, labels.KINDS[kind.value]), build_cards(press, found, lang, root))
        for kind in Kind
        if (found := [entry for entry in entries if entry.file.kind is kind])
    )
    return BrowsePage(
        shell=build_shell(press, frame),
        groups=(*groups, *_group_withheld(press, lang, root)),
        entry_count=len(entries),
        facets=build_facets(press, find_shelves(press.site, lang), lang, root),
        ways=link_hubs(press, lang, root, labels.WAYS),
    )


def _group_withheld(press: Press, lang: str, root: str) -> Iterator[Group]:
    """What is there and not shown, as what it is."""
    cards = [build_withheld_card(press, withheld, lang, root) for withheld in press.site.withheld.values()]
    if cards:
        yield Group("withheld", press.say(lang, entry_labels.LISTED_ONLY), sort_cards(cards, lang))
