"""The interface's words in one language, safe for templates: a missing translation shows English, marked as English.

Catalogues come from translators, an archive's own ones from anybody: what they hold is text, never markup, and a
translation whose named places are not those of the English sentence is treated as missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final, Protocol

from markupsafe import Markup

from concord.derive.direction import Tongue
from concord.derive.views import Phrase

ENGLISH: Final = Tongue("en", "Latn", "ltr")
_NAMED: Final = re.compile(r"%\([a-z_]+\)s")
_PLACES: Final = re.compile(r"%\(([a-z_]+)\)s|%(%)|%(.?)")


class Catalogue(Protocol):
    """What is asked of a catalogue (concord.catalogues)."""

    def gettext(self, message: str) -> str:
        """The translation, or the message."""
        ...

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for a number, or the English one."""
        ...

    def has(self, message: str) -> bool:
        """Whether there is a translation."""
        ...


@dataclass(frozen=True)
class Wording:
    """Says the interface's sentences in one language."""

    tongue: Tongue
    catalogue: Catalogue
    _found: dict[str, tuple[str, Tongue]] = field(default_factory=dict, compare=False, repr=False)
    _marked: dict[str, Markup] = field(default_factory=dict, compare=False, repr=False)

    def find(self, message: str) -> tuple[str, Tongue]:
        """The sentence and the language it is in; its named places are still open."""
        if message not in self._found:
            self._found[message] = self._look_up(message)
        return self._found[message]

    def _look_up(self, message: str) -> tuple[str, Tongue]:
        if self.tongue.lang == "en" or not self.catalogue.has(message):
            return message, ENGLISH
        return self._trust(self.catalogue.gettext(message), message)

    def find_plural(self, singular: str, plural: str, n: int) -> tuple[str, Tongue]:
        """The form for a number."""
        english = singular if n == 1 else plural
        if self.tongue.lang == "en" or not self.catalogue.has(singular):
            return english, ENGLISH
        return self._trust(self.catalogue.ngettext(singular, plural, n), english, plural)

    def _trust(self, found: str, english: str, *others: str) -> tuple[str, Tongue]:
        allowed = set().union(*(_find_places(message) for message in (english, *others)))
        # A form for exactly one or two may leave the number out, never bring a place of its own.
        places = _find_places(found)
        is_sound = places <= allowed and (bool(others) or places == allowed) and "" not in places
        return (found, self.tongue) if is_sound else (english, ENGLISH)

    def say(self, message: str, **values: object) -> Phrase:
        """A sentence as a Phrase, with its places filled."""
        text, tongue = self.find(message)
        return tongue.say(_fill(text, values))

    def plain(self, message: str, **values: object) -> str:
        """A sentence without any mark, for attributes."""
        return _fill(self.find(message)[0], values)

    # For Jinja's i18n extension, which fills in the places itself and takes what comes for finished markup.

    def gettext(self, message: str) -> Markup:
        """A sentence as markup, places open."""
        if message not in self._marked:
            self._marked[message] = self._mark(*self.find(message))
        return self._marked[message]

    def markup(self, message: str, **values: object) -> Markup:
        """A sentence as markup with its places filled: `_()` of templates, without the extension's detours."""
        said = self.gettext(message)
        return said % values if values or "%" in said else said

    def ngettext(self, singular: str, plural: str, n: int) -> Markup:
        """A counted sentence as markup, places open."""
        return self._mark(*self.find_plural(singular, plural, n))

    def _mark(self, text: str, tongue: Tongue) -> Markup:
        safe = Markup(escape(text))  # noqa: S704 - escaped on this line
        if tongue.lang == self.tongue.lang:
            return safe
        # What is put into a sentence that stands there in another language is in the page's own all the same.
        own = _NAMED.sub(lambda place: _wrap(place[0], self.tongue), safe)
        return Markup(_wrap(own, tongue))  # noqa: S704 - as above


def _wrap(text: str, tongue: Tongue) -> str:
    return f'<span lang="{tongue.lang}" dir="{tongue.dir}" data-script="{tongue.script}">{text}</span>'


def _find_places(message: str) -> set[str]:
    """Names in `%(name)s`; "" stands for a percent sign that is neither a place nor doubled."""
    return {match[1] or "" for match in _PLACES.finditer(message) if not match[2]}


def _fill(text: str, values: dict[str, Any]) -> str:
    return text % values if values or "%%" in text else text
