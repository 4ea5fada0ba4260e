"""The frame of a page: its language, editions, navigation, and what it must say about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from concord.derive.places import has_map
from concord.derive.views import Direction, EditionLink, NavLink, Phrase, Shell
from concord.derive.views.shell import PageKind, Share
from concord.render import addresses, labels
from concord.render.press import MUL, Press
from concord.render.share_card import HEIGHT, WIDTH, find_site_card

# Pages run scripts of ours and fetch nothing from anywhere else; no inline script or style exists to be allowed.
CSP = (
    "default-src 'none'; base-uri 'none'; font-src 'self'; form-action 'none'; img-src 'self'; script-src 'self'; "
    "style-src 'self'"
)
# Only a search reads further files, those of its own site.
SEARCH_CSP = f"{CSP}; connect-src 'self'"
# Sounds, films and their captions are files of the site as well.
MEDIA_CSP = f"{CSP}; media-src 'self'"
UNLISTED = frozenset({"notfound", "withheld"})
ISOLATE, POP = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a kind of page says about itself to get its shell."""

    kind: PageKind
    lang: str
    address: str
    title: tuple[Phrase, ...]
    description: str
    order_key: str
    """What the page is, free of sides and languages: the order of languages is turned by it."""
    editions: dict[str, str] = field(default_factory=dict)
    """Address of the same page by language; a language that is not there has no such page."""
    parallel: str | None = None
    root: str | None = None
    """Set where nobody knows at which address the page is shown."""
    is_draft: bool = False
    nav: str = ""
    card: str | None = None
    """Where the page's own card is; else that of its edition stands for it."""
    has_recordings: bool = False


def build_shell(press: Press, frame: Frame) -> Shell:
    """The shell of a page."""
    site, archive = press.site, press.site.archive
    order = site.order_languages(frame.order_key)
    is_mul = frame.lang == MUL
    tongue = press.tongues.find(order[0] if is_mul else frame.lang)
    titles = [_choose_title(press, lang) for lang in (order if is_mul else (frame.lang,))]
    root = addresses.find_root(frame.address) if frame.root is None else frame.root
    return Shell(
        kind=frame.kind,
        lang=frame.lang,
        dir=tongue.dir,
        script=tongue.script,
        title=join_plainly((*frame.title, *titles[: None if is_mul and not frame.title else 1]), tongue.dir),
        description=frame.description,
        site_titles=tuple(titles),
        root=root,
        home_url=root + ("" if is_mul else addresses.find_home(frame.lang)) or "./",
        canonical=_find_canonical(press, frame),
        is_noindex=site.is_proposed or frame.kind in UNLISTED,
        is_proposed=site.is_proposed,
        is_demonstration=archive.demonstration,
        is_draft=frame.is_draft,
        editions=tuple(_link_edition(press, frame, lang, root) for lang in order),
        nav=() if is_mul else _build_nav(press, frame, root),
        parallel_url=_turn(root, frame.parallel) if frame.parallel and frame.kind != "parallel" else None,
        assets={name: root + address for name, address in press.assets.addresses.items()},
        has_fonts=press.assets.has_fonts,
        csp=SEARCH_CSP if frame.kind == "search" else MEDIA_CSP if frame.has_recordings else CSP,
        licence=labels.LICENCES[archive.licence],
        as_of=(press.dates[order[0] if is_mul else frame.lang]).say_day(site.as_of),
        as_of_iso=site.as_of,
        share=_build_share(press, frame, titles[0], root),
        foot=() if is_mul else link_hubs(press, frame.lang, root, labels.FOOT, frame.nav),
        is_copy=press.copy is not None,
        feed_url=None if is_mul or site.is_proposed or press.copy else root + addresses.find_feed(frame.lang),
    )


def join_plainly(phrases: tuple[Phrase, ...], around: Direction) -> str:
    """Words in one plain line, each isolated where directions differ (look: `title` holds no markup)."""
    mixed = any(phrase.dir != around for phrase in phrases)
    said = dict.fromkeys(f"{ISOLATE}{phrase.text}{POP}" if mixed else phrase.text for phrase in phrases)
    return " · ".join(said)


def _choose_title(press: Press, lang: str) -> Phrase:
    title = press.choose(press.site.archive.title, lang)
    if title is None:
        raise ValueError(lang)
    return title


def _find_canonical(press: Press, frame: Frame) -> str | None:
    """The public address, on the public site alone; a page that stands nowhere fixed has none."""
    base = press.site.archive.address
    if not base or press.site.is_proposed or frame.root is not None:
        return None
    return f"{base.rstrip('/')}/{frame.address}"


def _build_share(press: Press, frame: Frame, site: Phrase, root: str) -> Share | None:
    if press.site.is_proposed or press.copy or frame.kind in UNLISTED:
        return None
    base = press.site.archive.address
    card = frame.card or find_site_card(press, frame.lang)
    return Share(
        title=join_plainly(frame.title or (site,), press.tongues.find(site.lang).dir),
        site=site.text,
        url=_find_canonical(press, frame),
        # Whole where the archive knows its address: not everybody who shows a card finds a relative one.
        image=None if card is None else f"{base.rstrip('/')}/{card}" if base else root + card,
        width=WIDTH,
        height=HEIGHT,
    )


def _turn(root: str, address: str | None) -> str | None:
    return None if address is None else root + address or "./"


def _link_edition(press: Press, frame: Frame, lang: str, root: str) -> EditionLink:
    tongue = press.tongues.find(lang)
    address = frame.editions.get(lang)
    state: Literal["current", "available", "missing", "elsewhere"] = "missing" if address is None else "available"
    if press.copy not in (None, lang):
        state = "elsewhere"
    elif lang == frame.lang:
        state = "current"
    elsewhere = frame.parallel or addresses.find_home(lang)
    url = root + (elsewhere if address is None else address)
    return EditionLink(lang, press.site.archive.languages[lang].name, tongue.dir, tongue.script, url or "./", state)


def _build_nav(press: Press, frame: Frame, root: str) -> tuple[NavLink, ...]:
    return link_hubs(press, frame.lang, root, labels.NAVIGATION, frame.nav)


def link_hubs(press: Press, lang: str, root: str, names: Iterable[str], current: str = "") -> tuple[NavLink, ...]:
    """Links to hubs of an edition by name; hubs of tables only where there is something in them."""
    return tuple(
        NavLink(name, press.say(lang, labels.HUBS[name]), root + addresses.find_hub(lang, name), name == current)
        for name in names
        if has_hub(press, name)
    )


def has_hub(press: Press, name: str) -> bool:
    """Whether the site has this hub: nobody is led to an empty table, or told of news where nothing is published."""
    tables = press.site.tables
    known = {
        "names": bool(tables.names.names),
        "glossary": bool(tables.glossary.terms),
        "new": not press.site.is_proposed,
        "communities": bool(press.communities),
        "places": has_map(press.site),
        "stewards": press.site.is_proposed,
        "handbook": bool(press.handbooks),
    }
    return known.get(name, True)
