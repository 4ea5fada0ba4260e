"""The page that takes a draft down: everything it asks, and what its script has to know. Nothing is sent anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from concord.check.letters import LOOKALIKES
from concord.check.rules.structure.answer_missing import QUESTIONS
from concord.derive.views import ContributePage, Phrase
from concord.model.charter import RoleName
from concord.model.entry import Kind
from concord.problems import N_
from concord.read.repertoire import find_ranges
from concord.render import entry_labels, labels
from concord.render.archive_pages import find_offices
from concord.render.languages import name_language
from concord.render.press import Press
from concord.render.shell import build_shell
from concord.render.table_pages import build_hub_frame

# In the order in which a draft is read; all but the kind are those that the check misses.
_ASKED: Final = ("share", "title", "kind", "summary", "where", "when", "how_we_know", "kept_by", "credit")
_KIND: Final = N_("What kind of thing is it?")
_TOLD: Final = (RoleName.STEWARD, RoleName.FACILITATOR, RoleName.SAFETY)
_MARK: Final = "PDM-1.0"
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_SAMPLES: Final = MappingProxyType(
    {"share": "yes", "kind": Kind.OBJECT.value, "credit": "none", "where": "words", "when": "words"}
)


def build_contribute_page(press: Press, lang: str) -> ContributePage:
    """`/<lang>/contribute/`."""
    archive = press.site.archive
    return ContributePage(
        shell=build_shell(press, build_hub_frame(press, "contribute", lang)),
        own=name_language(press, lang),
        others=tuple(name_language(press, tag) for tag in press.site.order_languages("contribute") if tag != lang),
        questions={
            name: press.say(lang, QUESTIONS[name][0] if name in QUESTIONS else _KIND)
            for name in (*_ASKED, "credited_to")
        },
        kinds=tuple(_choose(press, lang, {kind.value: labels.KINDS[kind.value] for kind in Kind})),
        bases=tuple(_choose(press, lang, entry_labels.BASES)),
        concerns=tuple(_choose(press, lang, entry_labels.CONCERNS)),
        givers=tuple(_choose(press, lang, entry_labels.CONSENT_BY)),
        uses=tuple(_choose(press, lang, entry_labels.USES)),
        licences=tuple((name, licence.name) for name, licence in labels.LICENCES.items() if name != _MARK),
        mark=(_MARK, labels.LICENCES[_MARK].name),
        licence=archive.licence,
        sample=write_sample(lang),
        rules=json.dumps(_find_rules(press), ensure_ascii=False, sort_keys=True),
        has_forge=archive.forge is not None,
        roles=tuple(find_offices(press, lang, _TOLD)),
    )


def _choose(press: Press, lang: str, names: Mapping[str, str]) -> Iterator[tuple[str, Phrase]]:
    yield from ((name, press.say(lang, message)) for name, message in names.items())


def write_sample(lang: str) -> str:
    """The nine lines with dots in place of words, in a language: what is copied and filled in by hand."""
    lines = []
    for name in _ASKED:
        answer = _SAMPLES.get(name)
        if answer == "words":
            lines.append(f'{name}:\n  words:\n    {lang}: "..."')
        else:
            lines.append(f"{name}: {answer}" if answer else f'{name}:\n  {lang}: "..."')
    return "\n".join(lines)


def _find_rules(press: Press) -> Mapping[str, object]:
    """What the script asks of the archive: its name, its characters and letters, and where drafts may be proposed."""
    archive = press.site.archive
    letters = {lang: table for lang in press.site.languages if (table := _find_letters(lang))}
    forge = archive.forge
    return {
        "archive": archive.id,
        "forge": {"kind": forge.kind, "address": forge.address, "branch": forge.branch} if forge else None,
        "known": write_known(),
        "letters": letters,
    }


def _find_letters(lang: str) -> Mapping[str, str]:
    """Letters that are no letters of a language, each with the one that is meant; asked as check/letters.py asks."""
    while lang and lang not in LOOKALIKES:
        lang = lang.rpartition("-")[0]
    return LOOKALIKES.get(lang, {})


@lru_cache(maxsize=1)
def write_known() -> str:
    """All characters with a meaning: of each run how far it is from the one before and how long, to the base of 36."""
    edges = [0]
    for first, last in find_ranges():
        edges += [first, last + 1]
    return " ".join(_to_base_36(after - before) for before, after in pairwise(edges))


def _to_base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
