"""Sentences in the reader's language: gettext catalogues, read when something is printed, for every stage."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, read_po

from concord.model.fields import LANGUAGE_TAG

SOURCE_LANGUAGE = "en"
DOMAIN = "concord"
MAX_BYTES = 4 * 1024 * 1024

# A message, or (context, message), and its forms: one, or one for every plural of the language.
Key = str | tuple[str, str]
Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations into one language. A missing one falls back to English; `has` tells, so that it can be marked."""

    lang: str
    messages: Mapping[Key, Forms]
    choose_form: Callable[[int], int]

    def has(self, message: str, context: str | None = None) -> bool:
        """Whether a message can be said in this language. English says itself."""
        return self.lang == SOURCE_LANGUAGE or _key(message, context) in self.messages

    def gettext(self, message: str) -> str:
        """The message in this language, or in English."""
        return self.messages.get(message, (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        """As gettext, for a message that needs a context to be understood."""
        return self.messages.get((context, message), (message,))[0]

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form for a number, by the rules of this language."""
        return self._find_form(singular, (singular, plural), number)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """As ngettext, with a context."""
        return self._find_form((context, singular), (singular, plural), number)

    def _find_form(self, key: Key, english: Forms, number: int) -> str:
        forms = self.messages.get(key)
        if not forms or len(forms) == 1:
            return (forms or english)[0] if number == 1 or forms else english[1]
        return forms[min(self.choose_form(number), len(forms) - 1)]


def load_catalogue(lang: str, extra: Path | None = None) -> Catalogue:
    """The catalogue of a language: ours, then an archive's own `locales/` over it. Unknown languages speak English."""
    if not LANGUAGE_TAG.fullmatch(lang):
        lang = SOURCE_LANGUAGE
    return _load(lang, tuple(folder for folder in (find_locales(), extra) if folder))


def find_languages(extra: Path | None = None) -> tuple[str, ...]:
    """Languages that have a catalogue; English needs none."""
    folders = [folder for folder in (find_locales(), extra) if folder and folder.is_dir()]
    found = {path.parts[-3] for folder in folders for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.[pm]o")}
    return tuple(sorted(found | {SOURCE_LANGUAGE}))


def find_locales() -> Path:
    """Where our catalogues are: inside an installed wheel, else at the top of the working tree."""
    package = Path(__file__).parent
    inside = package / "_locales"
    return inside if inside.is_dir() else package.parents[1] / "locales"


@lru_cache(maxsize=64)
def _load(lang: str, folders: tuple[Path, ...]) -> Catalogue:
    messages: dict[Key, Forms] = {}
    choose_form: Callable[[int], int] = _english_form
    for folder in folders:
        catalog = _read_catalog(folder / lang / "LC_MESSAGES")
        if catalog is not None:
            messages.update(_iter_messages(catalog))
            choose_form = gettext.c2py(catalog.plural_expr)
    return Catalogue(lang, messages, choose_form)


def _read_catalog(folder: Path) -> Catalog | None:
    """A .mo of the wheel or a .po of a tree. One that cannot be read says nothing, so English is seen, marked."""
    for name, read in ((f"{DOMAIN}.mo", read_mo), (f"{DOMAIN}.po", _read_po)):
        path = folder / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            try:
                return read(BytesIO(path.read_bytes()))
            except (OSError, PoFileError, ValueError, UnicodeError):
                return None
    return None


def _read_po(file: BytesIO) -> Catalog:
    return read_po(file, abort_invalid=True)


def _iter_messages(catalog: Catalog) -> dict[Key, Forms]:
    found: dict[Key, Forms] = {}
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        name = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string
        forms = (string,) if isinstance(string, str) else tuple(string or ())
        if forms and all(forms):
            found[_key(name, message.context)] = forms
    return found


def _key(message: str, context: str | None) -> Key:
    return (context, message) if context else message


def _english_form(number: int) -> int:
    return int(number != 1)
