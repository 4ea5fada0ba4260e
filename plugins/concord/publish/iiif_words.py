"""Words of manifests: maps from language to words, each under the language that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final

from concord.derive.site import SiteEntry
from concord.derive.views import FactView, Phrase
from concord.model.items import Media
from concord.problems import N_
from concord.render import labels
from concord.render.evidence import build_facts, open_book
from concord.render.press import Press
from concord.render.terms import build_care
from concord.render.works import find_licence

AS_DATA: Final = N_("The same as data (JSON)")
_KEEPERS: Final = N_("Kept together by")
_ORIGIN: Final = N_("Where the picture comes from")
_RECORDED: Final = N_("Where the recording comes from")
_KIND: Final = N_("Kind")
_LICENCE: Final = N_("Licence of the words")
_CARE: Final = N_("Before you read on")
LanguageMap = dict[str, list[str]]


def join(phrases: Iterable[Phrase | None]) -> LanguageMap:
    """Phrases by language, in the order given. What an interface says in English for want of a word stands there."""
    found: LanguageMap = {}
    for phrase in phrases:
        if phrase and phrase.text not in found.setdefault(phrase.lang, []):
            found[phrase.lang].append(phrase.text)
    return found


def pick(press: Press, text: dict[str, str], spoken: Sequence[str]) -> LanguageMap:
    """Agreed words in some languages; in another if there are none in these."""
    return join(press.choose(text, lang) for lang in spoken)


def say(press: Press, message: str, spoken: Sequence[str]) -> LanguageMap:
    """A sentence of the interface in each language."""
    return join(press.say(lang, message) for lang in spoken)


def guard(said: LanguageMap) -> LanguageMap:
    """Words in a place where viewers take what stands between `<` and `>` for markup: no contributor writes any."""
    return {lang: [_guard(text) for text in texts] for lang, texts in said.items()}


def _guard(text: str) -> str:
    plain = text.strip()
    return f"<span>{escape(plain)}</span>" if plain.startswith("<") and plain.endswith(">") else text


def build_statement(press: Press, sides: Iterable[str], spoken: Sequence[str]) -> dict[str, Any]:
    """Who keeps it, which every viewer has to show; and in a demonstration that it is one."""
    names = [press.name_side(side, lang) for side in sides for lang in spoken]
    if press.site.archive.demonstration:
        names += [press.say(lang, labels.DEMONSTRATION) for lang in spoken]
    return {"label": say(press, _KEEPERS, spoken), "value": guard(join(names))}


def build_origin(press: Press, media: Media, spoken: Sequence[str]) -> dict[str, Any]:
    """Who made a picture or recording, with whose permission: shown wherever it is."""
    message = _RECORDED if media.form.is_recording else _ORIGIN
    return {"label": say(press, message, spoken), "value": guard(pick(press, media.origin, spoken))}


def build_metadata(press: Press, entry: SiteEntry) -> list[dict[str, Any]]:
    """What asks for care, the kind of thing, its facts at a glance, the licence of these words."""
    spoken = entry.languages
    kind = labels.KINDS[entry.file.kind.value]
    licence = labels.LICENCES[find_licence(press, entry)].name
    rows = [
        {"label": say(press, _KIND, spoken), "value": say(press, kind, spoken)},
        *_build_facts(press, entry),
        {"label": say(press, _LICENCE, spoken), "value": {"none": [licence]}},
    ]
    care = guard(join(_list_care(press, entry)))
    return [{"label": say(press, _CARE, spoken), "value": care}, *rows] if care else rows


def _list_care(press: Press, entry: SiteEntry) -> Iterator[Phrase | None]:
    for lang in entry.languages:
        care = build_care(press, entry, lang)
        if care:
            yield care.words
            yield from care.concerns


def _build_facts(press: Press, entry: SiteEntry) -> list[dict[str, Any]]:
    """The facts of the page's head; in every language there are the same ones, in the same order."""
    by_language = [build_facts(press, entry, lang, open_book(entry)) for lang in entry.languages]
    return [_join_fact(fact) for fact in zip(*by_language, strict=True)]


def _join_fact(facts: Sequence[FactView]) -> dict[str, Any]:
    value = guard(join(phrase for fact in facts for phrase in (fact.value, fact.note)))
    # A number or a mark is in no language; IIIF has a word of its own for that.
    said = {"none" if lang == "zxx" else lang: texts for lang, texts in value.items()}
    return {"label": join(fact.label for fact in facts), "value": said}
