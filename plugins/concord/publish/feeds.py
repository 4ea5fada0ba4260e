"""`/<lang>/feed.xml`: what became agreed last, as Atom (RFC 4287), the same in every edition's own words.

Names of entries are `tag:` addresses (RFC 4151) made of the founding's fingerprint and never of a web address: they
stay the same on every mirror, and when the archive moves. See ADR 24.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from concord.derive.changes import Change, find_changes
from concord.derive.site import Site
from concord.derive.views import Phrase
from concord.publish.output import Output
from concord.render import addresses, labels
from concord.render.cards import choose
from concord.render.new_page import say_change
from concord.render.press import Press
from concord.render.shell import ISOLATE, POP
from concord.render.works import find_licence

# What XML 1.0 cannot hold in any form.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The year in which these names began; the domain is one that nobody can ever own (RFC 2606).
_MINTED = "concord.invalid,2026"
_PRINT = 32


def find_feeds(press: Press) -> Iterator[Output]:
    """A feed for each edition of the public site: what is proposed is nobody's news."""
    if press.site.is_proposed:
        return
    for lang in press.site.languages:
        yield Output(addresses.find_feed(lang), "feeds", lambda lang=lang: build_feed(press, lang).encode())  # type: ignore[misc]


def name_feed(site: Site, lang: str) -> str:
    """The permanent name of an edition's feed."""
    return f"tag:{find_fingerprint(site)}.{_MINTED}:{site.archive.id}/{lang}"


def find_fingerprint(site: Site) -> str:
    """What permanent names are made of where there is no address: the beginning of the founding's digest."""
    whole = site.genesis or hashlib.sha256(site.archive.id.encode()).hexdigest()
    return whole[:_PRINT]


def build_feed(press: Press, lang: str) -> str:
    """The feed of an edition."""
    site = press.site
    changes = find_changes(site, press.days, lang)
    title, summary = choose(press, site.archive.title, lang), choose(press, site.archive.summary, lang)
    name = name_feed(site, lang)
    own = [f'<link rel="self" type="application/atom+xml" href={_point(press, addresses.find_feed(lang))}/>']
    mark = [press.say(lang, labels.DEMONSTRATION)] if site.archive.demonstration else []
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(lang)}>',
        f"<id>{escape(name)}</id>",
        _write_text(press, "title", (title, press.say(lang, labels.HUBS["new"])), lang),
        _write_text(press, "subtitle", (*mark, summary), lang),
        f"<updated>{_write_day(max((change.day for change in changes), default=site.as_of))}</updated>",
        f"<author><name>{_say(press, (title,), lang)}</name></author>",
        *(own if site.archive.address else ()),
        _write_link(press, addresses.find_hub(lang, "new"), lang),
        *(_write_entry(press, change, name, lang) for change in changes),
        "</feed>",
        "",
    ]
    return "\n".join(lines)


def _write_entry(press: Press, change: Change, name: str, lang: str) -> str:
    entry = change.entry
    licence = labels.LICENCES[find_licence(press, entry)]
    mark = [press.say(lang, labels.DEMONSTRATION)] if press.site.archive.demonstration else []
    lines = (
        "<entry>",
        f"<id>{escape(f'{name}/entries/{entry.id}/{change.day}')}</id>",
        _write_text(press, "title", (choose(press, entry.file.title, lang),), lang),
        f"<updated>{_write_day(change.day)}</updated>",
        _write_link(press, addresses.find_entry(lang, entry.id), lang),
        _write_text(press, "rights", (*mark, press.tongues.say(licence.name, "en")), lang),
        _write_text(press, "summary", (choose(press, entry.file.summary, lang),), lang),
        _write_content(press, change, lang),
        "</entry>",
    )
    return "\n".join(lines)


def _write_content(press: Press, change: Change, lang: str) -> str:
    """What became agreed, as a list that knows its language and its direction."""
    tongue = press.tongues.find(lang)
    said = "".join(
        f'<li lang={quoteattr(one.lang)} dir="{one.dir}">{_clean(one.text)}</li>'
        for one in say_change(press, change, lang)
    )
    division = f'<div xmlns="http://www.w3.org/1999/xhtml" lang={quoteattr(lang)} dir="{tongue.dir}">'
    return f'<content type="xhtml">{division}<ul>{said}</ul></div></content>'


def _write_text(press: Press, element: str, phrases: tuple[Phrase, ...], lang: str) -> str:
    """Plain words; words in one other language alone carry that language."""
    spoken = {phrase.lang for phrase in phrases}
    mark = f" xml:lang={quoteattr(spoken.pop())}" if len(spoken) == 1 and spoken != {lang} else ""
    return f'<{element} type="text"{mark}>{_say(press, phrases, lang)}</{element}>'


def _say(press: Press, phrases: tuple[Phrase, ...], lang: str) -> str:
    """Words in a line, each isolated where one runs against the language of the feed."""
    around = press.tongues.find(lang).dir
    is_mixed = any(phrase.dir != around for phrase in phrases)
    return " · ".join(_clean(f"{ISOLATE}{phrase.text}{POP}" if is_mixed else phrase.text) for phrase in phrases)


def _clean(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _write_link(press: Press, address: str, lang: str) -> str:
    return f'<link rel="alternate" type="text/html" hreflang={quoteattr(lang)} href={_point(press, address)}/>'


def _point(press: Press, address: str) -> str:
    """The way to a page: whole where the archive knows its address, else from the feed's own place."""
    base = press.site.archive.address
    whole = f"{base.rstrip('/')}/{address}" if base else address.split("/", 1)[1] or "./"
    return quoteattr(whole)


def _write_day(day: str) -> str:
    """RFC 3339; days are all that approvals know."""
    return f"{day}T00:00:00Z"
