"""Which way a language runs and in which script it stands. Asked by everything that shows words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from concord.derive.views import Direction, Phrase
from concord.model.charter import Language

RIGHT_TO_LEFT: Final = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})

# The script in which a language is usually written, where it is not Latin. The charter's own choice comes before it.
_USUAL_SCRIPTS: Final[Mapping[str, str]] = {
    tag: script
    for script, tags in {
        "Arab": "ar arc-Arab aeb apc ary arz ckb fa glk lrc mzn ota prs ps sd ug uz-AF",
        "Aran": "bgn ks khw pnb skr ur",
        "Armn": "hy hyw",
        "Beng": "as bn",
        "Cyrl": "ab ba be bg ce cv kk ky mk mn os ru sr tg tt uk",
        "Deva": "awa bho brx doi hi kok mag mai mr ne new sa",
        "Ethi": "am gez ti",
        "Geor": "ka lzz xmf",
        "Grek": "el grc",
        "Gujr": "gu",
        "Guru": "pa",
        "Hans": "zh cmn wuu",
        "Hant": "yue zh-HK zh-MO zh-TW",
        "Hebr": "he jrb lad-Hebr yi",
        "Jpan": "ja",
        "Khmr": "km",
        "Knda": "kn",
        "Kore": "ko",
        "Laoo": "lo",
        "Mlym": "ml",
        "Mymr": "my",
        "Orya": "or",
        "Sinh": "si",
        "Syrc": "aii syc syr",
        "Taml": "ta",
        "Telu": "te",
        "Tfng": "tzm zgh",
        "Thaa": "dv",
        "Thai": "th",
        "Tibt": "bo dz",
    }.items()
    for tag in tags.split()
}


_NASTALIQ: Final = frozenset({"bgn", "khw", "ks", "pa", "pnb", "skr", "ur"})


@lru_cache(maxsize=512)
def find_script(tag: str) -> str:
    """The ISO 15924 script of a language tag: its own script subtag, else what is usual, else Latin."""
    primary, *rest = tag.split("-")
    for subtag in rest:
        if len(subtag) == 1:
            break
        if len(subtag) == 4 and subtag.isalpha():  # noqa: PLR2004 - a script subtag has four letters
            return subtag.title()
    region = next((subtag.upper() for subtag in rest if len(subtag) == 2), "")  # noqa: PLR2004 - and a region two
    return _USUAL_SCRIPTS.get(f"{primary.lower()}-{region}") or _USUAL_SCRIPTS.get(primary.lower(), "Latn")


def find_face(tag: str) -> str:
    """The script as readers expect it set: in some languages Arabic script always means Nastaliq."""
    script = find_script(tag)
    return "Aran" if script == "Arab" and tag.split("-", maxsplit=1)[0].lower() in _NASTALIQ else script


def find_direction(lang: str, script: str | None = None) -> Direction:
    """The way a language runs: by the script it stands in here, else by the script its tag means."""
    return "rtl" if (script or find_script(lang)) in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with the script it stands in here and the way it runs."""

    lang: str
    script: str
    dir: Direction

    def say(self, text: str) -> Phrase:
        """Plain words in this language."""
        return Phrase(text, self.lang, self.dir, self.script)


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of an archive, and any other that a fragment may be in."""

    languages: Mapping[str, Language]
    _found: dict[str, Tongue] = field(default_factory=dict, compare=False, repr=False)

    def find(self, tag: str) -> Tongue:
        """The tongue of a tag; the charter decides the script of the archive's own languages."""
        if tag not in self._found:
            self._found[tag] = self._find(tag)
        return self._found[tag]

    def _find(self, tag: str) -> Tongue:
        known = self.languages.get(tag)
        script = known.script if known else find_face(tag)
        return Tongue(tag, script, find_direction(tag, script))

    def say(self, text: str, tag: str) -> Phrase:
        """Plain words in a language."""
        return self.find(tag).say(text)
