"""The handbook: its first page with the table of tasks, and the pages behind it, as far as a language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from markupsafe import Markup
from PIL import Image

from concord.derive.views import EditionLink, HandbookBlock, HandbookPage, HandbookRow, Phrase, Shot, TaskLink
from concord.handbook import FIRST, PAGES, Handbook
from concord.problems import N_
from concord.render import addresses, labels
from concord.render.cards import choose
from concord.render.handbook_text import (
    cut_pieces,
    find_pictures,
    find_tasks,
    find_title,
    name_task,
    render_text,
    say_plainly,
)
from concord.render.press import Press
from concord.render.shell import Frame, build_shell, has_hub

EVERYBODY: Final = N_("For everybody")
PEOPLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        FIRST: EVERYBODY,
        "contribute": N_("For contributors"),
        "errors": N_("For contributors"),
        "approve": N_("For stewards"),
        "disputes": N_("For stewards and facilitators"),
        "accounts": N_("For stewards"),
        "hide": N_("For stewards and facilitators"),
        "translate": N_("For translators"),
        "found": N_("For stewards and facilitators"),
        "look-after": N_("For those who look after the site"),
        "check": EVERYBODY,
    }
)
_PAGE: Final = re.compile(r"([a-z-]+)\.md")
_HUB: Final = re.compile(r"\.\./([a-z]+)/")


def build_handbook_page(press: Press, lang: str, name: str = FIRST) -> HandbookPage:
    """`/<lang>/handbook/`, or one of the pages below it."""
    book = press.handbooks[lang]
    text = book.pages.get(name)
    label = press.say(lang, labels.HUBS["handbook"])
    title = _find_title(press, lang, text) if text is not None else label
    shell = build_shell(press, _build_frame(press, lang, name, title))
    return HandbookPage(
        shell=shell,
        title=title,
        people=press.say(lang, PEOPLE[name]),
        blocks=tuple(_build_blocks(press, lang, name, book)) if text is not None else (),
        elsewhere=_find_elsewhere(press, lang, name) if text is None else (),
        rows=tuple(_build_row(press, lang, one, book) for one in find_pages(press)) if name == FIRST else (),
        up_url=None if name == FIRST else "../",
    )


def find_pages(press: Press) -> tuple[str, ...]:
    """The pages below the first that any edition has: a page that none has stands nowhere."""
    had = {page for book in press.handbooks.values() for page in book.pages}
    return tuple(page for page in PAGES if page in had and page != FIRST)


def find_shots(press: Press, lang: str) -> dict[str, Path]:
    """The pictures that the pages of a language show, by name."""
    book = press.handbooks[lang]
    shown = {picture for page in book.pages.values() for picture in find_pictures(page)}
    return {name: path for name, path in book.pictures.items() if name in shown and _measure(path)}


def _build_frame(press: Press, lang: str, name: str, title: Phrase) -> Frame:
    label = press.say(lang, labels.HUBS["handbook"])
    return Frame(
        kind="handbook",
        lang=lang,
        address=addresses.find_handbook(lang, name),
        title=(title,) if title == label else (title, label),
        description=choose(press, press.site.archive.summary, lang).text,
        order_key=f"handbook/{name}",
        editions={other: addresses.find_handbook(other, name) for other in press.site.languages},
        is_draft=True,
        nav="handbook" if name == FIRST else "",
    )


def _find_title(press: Press, lang: str, text: str) -> Phrase:
    return _say(press, lang, find_title(text) or press.wordings[lang].plain(labels.HUBS["handbook"]))


def _say(press: Press, lang: str, text: str) -> Phrase:
    return press.tongues.say(say_plainly(text, press.wordings[lang].plain), lang)


def _build_blocks(press: Press, lang: str, name: str, book: Handbook) -> Iterator[HandbookBlock]:
    number = 1
    for piece in cut_pieces(book.pages[name]):
        if piece.picture is None:
            say, lead = press.wordings[lang].gettext, partial(_lead, press, lang, name)
            markup = render_text(piece.text, number, say, lead, partial(_mark, press))
            number += len(find_tasks(piece.text))
            yield HandbookBlock(markup, None)
        elif piece.picture in book.pictures:
            path = book.pictures[piece.picture]
            if size := _measure(path):
                url = ("" if name == FIRST else "../") + path.name
                kb = -(-path.stat().st_size // 1000)
                yield HandbookBlock(None, Shot(url, *size, kb, _say(press, lang, piece.text)))


def _mark(press: Press, lang: str, text: str) -> Markup:
    said = press.tongues.say(text, lang)
    return Markup('<span lang="{}" dir="{}" data-script="{}">{}</span>').format(
        said.lang, said.dir, said.script, said.text
    )


def _lead(press: Press, lang: str, name: str, target: str) -> str | None:
    """`hide.md` leads to another page of the handbook, `../safety/` to a hub of the edition; nothing leads outside."""
    here = addresses.find_handbook(lang, name)
    if (page := _PAGE.fullmatch(target)) and page[1] in (FIRST, *find_pages(press)):
        return addresses.relate(here, addresses.find_handbook(lang, page[1]))
    if (hub := _HUB.fullmatch(target)) and hub[1] in labels.HUBS and has_hub(press, hub[1]):
        return addresses.relate(here, addresses.find_hub(lang, hub[1]))
    return None


def _build_row(press: Press, lang: str, name: str, book: Handbook) -> HandbookRow:
    text = book.pages.get(name)
    tasks = find_tasks(text) if text is not None else ()
    return HandbookRow(
        title=_find_title(press, lang, text) if text is not None else None,
        url=f"{name}/",
        people=press.say(lang, PEOPLE[name]),
        tasks=tuple(
            TaskLink(_say(press, lang, task), f"{name}/#{name_task(number)}") for number, task in enumerate(tasks, 1)
        ),
        elsewhere=_find_elsewhere(press, lang, name, FIRST) if text is None else (),
    )


def _find_elsewhere(press: Press, lang: str, name: str, here: str | None = None) -> tuple[EditionLink, ...]:
    """The editions that have a page, in the page's own order of languages."""
    root = addresses.find_root(addresses.find_handbook(lang, here or name))
    has = [other for other in press.site.order_languages(f"handbook/{name}") if name in press.handbooks[other].pages]
    return tuple(
        EditionLink(
            other,
            press.site.archive.languages[other].name,
            press.tongues.find(other).dir,
            press.tongues.find(other).script,
            root + addresses.find_handbook(other, name),
            "available",
        )
        for other in has
    )


@lru_cache(maxsize=256)
def _measure(path: Path) -> tuple[int, int] | None:
    """Width and height of a picture, or None for what is none."""
    try:
        with Image.open(path, formats=("WEBP",)) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
