"""The charter of a generated archive: sides by number, two stewards and one reader each, the standard policy."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from concord.model.document import Tree
from generator.sittings import Steward
from generator.vocabulary import find_vocabulary

# Invented and of no meaning, so that no real side stands in a benchmark.
SIDES = ("alder", "birch", "cedar", "dogwood", "elder", "fir", "gorse", "hazel", "ivy", "juniper", "laurel", "maple")
DAY = "2026-01-15"
_TERM = {"since": "2025-01-01", "until": "2029-12-31"}
_SCRIPTS = {
    "ar": "Arab", "bn": "Beng", "el": "Grek", "fa": "Arab", "he": "Hebr", "hi": "Deva", "hy": "Armn", "ka": "Geor",
    "ko": "Kore", "ru": "Cyrl", "ur": "Aran", "zgh": "Tfng",
}  # fmt: skip
_NAMES = {
    "ar": "العربية", "bn": "বাংলা", "el": "ελληνικά", "en": "English", "fa": "فارسی", "fr": "français", "he": "עברית",
    "hi": "हिंदी", "hy": "հայերեն", "ka": "ქართული", "ko": "한국어", "nb": "norsk bokmål", "nn": "norsk nynorsk",
    "ru": "русский", "tr": "Türkçe", "ur": "اردو", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Founding:
    """The four files of a charter as trees, and the stewards who will act."""

    files: Mapping[str, Tree]
    stewards: tuple[Steward, ...]


def build_founding(sides: tuple[str, ...], languages: tuple[str, ...], preset: str) -> Founding:
    """A charter in which each side's stewards read half of the languages and rely on a reader for the others."""
    files: dict[str, Tree] = {
        "archive.yml": _build_archive(languages),
        "sides.yml": {
            "format": "concord-sides/1",
            "sides": {side: _build_side(number, languages) for number, side in enumerate(sides)},
            "cycle": [*sides],
        },
        "people.yml": {"format": "concord-people/1", "people": dict(_build_people(sides, languages))},
        "policy.yml": {"format": "concord-policy/1", "preset": preset},
    }
    return Founding(files, tuple(_build_steward(side, n, languages) for side in sides for n in (1, 2)))


def _name(languages: tuple[str, ...], seed: str, most: int = 3) -> Tree:
    """Invented words: drawn from a place in the charter, never from an id, so that ids can be exchanged."""
    return {lang: find_vocabulary(lang).phrase(random.Random(seed), 2, most) for lang in languages}


def _build_archive(languages: tuple[str, ...]) -> Tree:
    return {
        "format": "concord-archive/1",
        "id": "generated",
        "title": _name(languages, "archive"),
        "summary": _name(languages, "summary", 12),
        "demonstration": "true",
        "languages": {
            lang: {"name": _NAMES.get(lang, lang), "script": _SCRIPTS.get(lang.split("-")[0], "Latn")}
            for lang in languages
        },
        "language_cycle": [*languages],
    }


def _build_side(number: int, languages: tuple[str, ...]) -> Tree:
    return {"name": _name(languages, f"side {number}"), "heading": _name(languages, f"heading {number}", 5)}


def _split(languages: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stewards read, and what only readers do."""
    middle = (len(languages) + 1) // 2
    return languages[:middle], languages[middle:]


def _build_people(sides: tuple[str, ...], languages: tuple[str, ...]) -> list[tuple[str, Tree]]:
    known, unknown = _split(languages)
    people: list[tuple[str, Tree]] = []
    for side in sides:
        for number in (1, 2):
            roles: list[Tree] = [{"role": "steward", **_TERM}]
            person: Tree = {
                "side": side,
                "affiliation": _name(languages, f"affiliation {number}"),
                "roles": roles,
                "reads": [*known],
            }
            people.append((f"steward-{number}-{side}", person))
        roles = [{"role": "reader", **_TERM}]
        people.append((f"reader-{side}", {"side": side, "roles": roles, "reads": [*(unknown or known)]}))
    return people


def _build_steward(side: str, number: int, languages: tuple[str, ...]) -> Steward:
    known, unknown = _split(languages)
    return Steward(f"steward-{number}-{side}", side, frozenset(known), dict.fromkeys(unknown, f"reader-{side}"))
