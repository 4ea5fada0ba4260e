"""In which of an archive's languages somebody is answered: by the script and the words of what was written.

Where it is not sure, several languages answer side by side. None is the one to fall back to.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from concord.catalogues import SOURCE_LANGUAGE, find_languages, load_catalogue
from concord.derive.order import order_languages
from concord.model.archive import Archive

MAX_TITLE: Final = 1000
# What is no word of a person: paths, addresses, code, mentions.
_NO_WORDS: Final = re.compile(r"\S*[/.@#<>{}$`\\=:]\S+|[$`]\S*")
# What forges write themselves where nobody writes a title; English, whoever pressed the button.
_BY_MACHINE: Final = re.compile(
    r"^\s*(?:create|update|delete|rename|revert|merge|patch|draft|wip)\b|\badd(?:ed)? files via upload\b|\bpatch-\d+\b",
    re.IGNORECASE,
)
# ISO 15924 of a script by how the character database begins the names of its letters.
_SCRIPTS: Final = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hani", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Kore",
    "HEBREW": "Hebr", "HIRAGANA": "Jpan", "KANNADA": "Knda", "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo",
    "LATIN": "Latn", "MALAYALAM": "Mlym", "MYANMAR": "Mymr", "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc",
    "TAMIL": "Taml", "TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng",
}  # fmt: skip
_MEANT: Final = {"Aran": "Arab", "Hans": "Hani", "Hant": "Hani"}
_IN_NAME: Final = re.compile(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md$")
# Fewer than so many of the words in a script: a borrowed name.
_PART: Final = 1 / 3


def find_tongues(
    archive: Archive, title: str, paths: Iterable[str] = (), locales: Path | None = None
) -> tuple[str, ...]:
    """The languages to answer in, of those in which the tool speaks; in an order drawn from the title, never empty."""
    # A title from a shell need not be lawful text.
    title = title[:MAX_TITLE].encode("utf-8", "replace").decode()
    charter = archive.charter.archive.value if archive.charter else None
    scripts = {tag: language.script for tag, language in charter.languages.items()} if charter else {}
    known = find_languages(locales)
    spoken = tuple(tag for tag in scripts if tag in known) or (SOURCE_LANGUAGE,)
    found = guess_tongues(title, scripts, lambda: gather_words(archive, scripts, locales))
    chosen = [tag for tag in found or _find_in_names((*paths, *title.split()), scripts) if tag in spoken] or spoken
    return order_languages(charter.language_cycle if charter else (), chosen, f"answer/{title}")


def guess_tongues(
    title: str, scripts: Mapping[str, str], gather: Callable[[], Mapping[str, Collection[str]]]
) -> tuple[str, ...]:
    """The languages that a title may be in; none where it says nothing. `gather` gives words known of each language."""
    words = list(_iter_words(_BY_MACHINE.sub(" ", _NO_WORDS.sub(" ", title))))
    if not words or not scripts:
        return ()
    counted = Counter(script for word in words if (script := _find_script(word)))
    most = [script for script, number in counted.items() if number >= len(words) * _PART]
    found: list[str] = []
    for script in most:
        among = [tag for tag, stands in scripts.items() if _stands_in(stands, script)]
        if len(among) == 1 and script != "Latn":
            found += among
            continue
        own = [word for word in words if _find_script(word) == script]
        # Many type every language in Latin letters: unless words are known, these say nothing.
        found += _choose(own, among, gather()) or (scripts if script == "Latn" else among)
    return tuple(dict.fromkeys(found))


def _choose(words: list[str], among: list[str], known: Mapping[str, Collection[str]]) -> list[str]:
    """The languages that know most of the words, if they know half of them."""
    counts = {tag: sum(word in known.get(tag, ()) for word in words) for tag in among}
    best = max(counts.values(), default=0)
    return [tag for tag, number in counts.items() if number == best] if best * 2 >= len(words) else []


def _stands_in(stands: str, script: str) -> bool:
    meant = _MEANT.get(stands, stands)
    return meant == script or (script == "Hani" and meant in ("Jpan", "Kore"))


def gather_words(archive: Archive, tags: Iterable[str], locales: Path | None = None) -> dict[str, frozenset[str]]:
    """The words known of each language: those of the archive's titles, summaries and texts, and the tool's own."""
    known: dict[str, set[str]] = {tag: set(_gather_catalogue(tag, locales)) for tag in tags}
    for entry in archive.entries.values():
        said = [entry.file.value.title, entry.file.value.summary] if entry.file else []
        for tag, text in (pair for words in said for pair in words.items()):
            if tag in known:
                known[tag].update(_iter_words(text))
        for _, file in entry.texts.values():
            tag = _find_in_name(file.path)
            if tag in known:
                known[tag].update(_iter_words(file.raw.decode("utf-8", "replace")))
    return {tag: frozenset(words) for tag, words in known.items()}


@lru_cache(maxsize=32)
def _gather_catalogue(tag: str, locales: Path | None) -> frozenset[str]:
    if tag == SOURCE_LANGUAGE:
        others = (load_catalogue(lang, locales).messages for lang in find_languages(locales))
        texts = {key if isinstance(key, str) else key[1] for messages in others for key in messages}
    else:
        texts = {form for forms in load_catalogue(tag, locales).messages.values() for form in forms}
    return frozenset(word for text in texts for word in _iter_words(text))


def _iter_words(text: str) -> Iterator[str]:
    """Words in small letters, marks left on them; single letters are none."""
    word: list[str] = []
    for letter in f"{text.lower()} ":
        if letter.isalpha() or (word and (unicodedata.category(letter) in ("Mn", "Mc") or letter in "\u200c\u200d")):
            word.append(letter)
            continue
        if len(word) > 1:
            yield "".join(word)
        word.clear()


@lru_cache(maxsize=4096)
def _find_script(word: str) -> str:
    """The script of a word's first letter, as ISO 15924 calls it; empty where it is none that we can set."""
    return _SCRIPTS.get(unicodedata.name(word[0], "").split(" ")[0], "")


def _find_in_names(paths: Iterable[str], scripts: Mapping[str, str]) -> tuple[str, ...]:
    """The one language of all texts that were changed; somebody who changed several is answered in all."""
    tags = {tag for path in paths if (tag := _find_in_name(path))}
    return tuple(tag for tag in scripts if tag in tags)


def _find_in_name(path: str) -> str:
    found = _IN_NAME.search(path)
    return found[1] if found else ""
