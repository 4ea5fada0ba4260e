"""Names of languages: each as it calls itself, where anybody knows; of scripts in the language around them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from babel.core import Locale, UnknownLocaleError

from concord.derive.direction import find_script
from concord.derive.views import Phrase
from concord.render.dates import find_locale
from concord.render.entry_labels import SCRIPTS
from concord.render.press import Press

# Languages that Babel does not know, by the tag of the same language that it does.
_SAME: Final = {"pnb": "pa-Arab"}


def name_language(press: Press, tag: str) -> Phrase:
    """A language by its own name; by its English one, or its tag, where its own is not known."""
    known = press.site.archive.languages.get(tag)
    if known:
        return press.tongues.say(known.name, tag)
    name, lang = _find_name(_SAME.get(tag, tag))
    return press.tongues.say(name, lang)


def explain_language(press: Press, tag: str, lang: str) -> tuple[Phrase, ...]:
    """A language of no edition in the words of another, and its script where the tag asks for one."""
    primary = tag.split("-", maxsplit=1)[0]
    locale = find_locale(lang)
    name = locale.languages.get(_SAME.get(primary, primary).split("-")[0]) if locale else None
    is_told = tag in press.site.archive.languages or name == name_language(press, tag).text
    said = press.tongues.say(name, lang) if name and not is_told else None
    return tuple(one for one in (said, name_script(press, tag, lang)) if one)


def name_script(press: Press, tag: str, lang: str) -> Phrase | None:
    """The script that a tag asks for, in a language; nothing where the tag leaves it to what is usual."""
    primary, *rest = tag.split("-")
    script = find_script(tag)
    if message := SCRIPTS.get((primary, script)):
        return press.say(lang, message)
    if not any(subtag.title() == script for subtag in rest):
        return None
    locale = find_locale(lang)
    if locale and (name := locale.scripts.get(script)):
        return press.tongues.say(name, lang)
    return press.tongues.say(Locale("en").scripts.get(script, script), "en")


@lru_cache(maxsize=256)
def _find_name(tag: str) -> tuple[str, str]:
    """(name, language of the name)."""
    primary = tag.split("-", maxsplit=1)[0]
    for one in (tag, primary):
        try:
            locale = Locale.parse(one.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        # Babel takes a script that it does not know for the usual one: the name then stands in that.
        in_own_script = locale.script in (None, find_script(tag))
        if name := locale.languages.get(locale.language):
            return name, tag if in_own_script and one == tag else primary
    return Locale("en").languages.get(primary, tag), "en"
