"""Makes a sentence out of a message id and values, in the reader's language, values kept apart from the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from concord.catalogues import SOURCE_LANGUAGE, Catalogue
from concord.report.visible import escape_hidden

_PLACE = re.compile(r"\{(\w+)\}")
# Values that are message ids themselves (see rule-names in docs/adding-a-rule.md), and values that are language tags.
PHRASES = frozenset({"what", "expected", "hint"})
LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the archive's tool, or (`is_value`) something that stands in the archive and is never trusted."""

    text: str
    is_value: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Pieces in a language. `is_translated` is False when English stands in for a translation that is missing."""

    pieces: tuple[Piece, ...]
    lang: str
    is_translated: bool

    def render(self, words: Callable[[str], str] = str, value: Callable[[str], str] = str) -> str:
        """The sentence, each kind of piece made fit for its surroundings."""
        return "".join(value(piece.text) if piece.is_value else words(piece.text) for piece in self.pieces)

    def __bool__(self) -> bool:
        return any(piece.text.strip() for piece in self.pieces)


def build_sentence(message: str, values: Mapping[str, str], catalogue: Catalogue) -> Sentence:
    """The sentence of a message. Values only fill {places}: nothing in them is ever looked into or run."""
    translated = catalogue.has(message)
    lang = catalogue.lang if translated else SOURCE_LANGUAGE
    pieces = tuple(_iter_pieces(catalogue.gettext(message), values, catalogue))
    return Sentence(pieces, lang, translated)


def _iter_pieces(template: str, values: Mapping[str, str], catalogue: Catalogue) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for place in _PLACE.finditer(template):
        name = place[1]
        pieces.append(Piece(template[at : place.start()]))
        at = place.end()
        if name in values and name in PHRASES:
            inner = {key: value for key, value in values.items() if key not in PHRASES}
            pieces += _iter_pieces(catalogue.gettext(values[name]), inner, catalogue) if values[name] else []
        elif name in values:
            pieces.append(_build_value(name, values[name], catalogue.lang))
        else:
            pieces.append(Piece(place[0]))
    return [piece for piece in (*pieces, Piece(template[at:])) if piece.text]


def _build_value(name: str, value: str, lang: str) -> Piece:
    if name == LANGUAGE:
        return Piece(name_language(value, lang))
    return Piece(escape_hidden(value), is_value=True)


def name_language(tag: str, lang: str) -> str:
    """A language's name as the reader's language calls it, or its tag."""
    try:
        name = Locale.parse(lang.replace("-", "_")).languages.get(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        name = None
    return name or escape_hidden(tag)
