"""Which characters may stand where: finds what is hidden, ambiguous or meaningless in a text. Asked by every reader.

The quick question (is there anything to look at?) is one pass in C over the text; only a text with suspects is looked
at character by character. What each kind means depends on where it stands, which `judge_character` knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from concord.problems import N_
from concord.read.repertoire import find_ranges

SHORTENED: Final = 80


class Trait(StrEnum):
    """What makes a character a suspect."""

    CONTROL = "control"
    TAB = "tab"
    LINE_BREAK = "line-break"
    SPACE = "space"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    JOINER = "joiner"
    MARK = "mark"
    VARIATION = "variation"
    PRESENTATION = "presentation"
    SHAPELESS = "shapeless"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Where(StrEnum):
    """Where in a file a character stands. `PROSE` is Markdown, the others are of YAML."""

    KEY = "key"
    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"
    OUTSIDE = "outside"
    PROSE = "prose"


# Order matters: the first that holds a character names its trait.
_TRAITS: Final[tuple[tuple[Trait, str], ...]] = (
    (Trait.TAB, r"\t"),
    (Trait.LINE_BREAK, r"\x85\u2028\u2029"),
    (Trait.CONTROL, r"\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F"),
    (Trait.SPACE, r"\xA0\u1680\u2000-\u200A\u202F\u205F\u3000"),
    (Trait.DIRECTION, r"\u202A-\u202E\u2066-\u2069"),
    (Trait.JOINER, r"\u200C\u200D"),
    (Trait.MARK, r"\u200E\u200F\u061C"),
    (Trait.INVISIBLE, r"\u200B\u2060\xAD"),
    (Trait.VARIATION, r"\uFE00-\uFE0F\U000E0100-\U000E01EF"),
    # Fillers, invisible operators, annotations, tags, and the sign that a conversion lost something.
    (
        Trait.SHAPELESS,
        (
            r"\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2061-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFD"
            r"\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E007F"
        ),
    ),
    # Shapes of Arabic letters for machines that cannot join them; the ornate brackets and honorifics are text.
    (Trait.PRESENTATION, r"\uFB50-\uFD3D\uFD40-\uFDCF\uFDF0-\uFDF9\uFDFE\uFDFF\uFE70-\uFEFE"),
    (Trait.PRIVATE, r"\uE000-\uF8FF\U000F0000-\U000FFFFD\U00100000-\U0010FFFD"),
)
_TRAIT_OF: Final = tuple((trait, re.compile(f"[{characters}]")) for trait, characters in _TRAITS)
_SPECIAL: Final = re.compile("[" + "".join(characters for _, characters in _TRAITS) + "]")

# Scripts in which a joiner changes what is read: Arabic and its sisters, the Indic family, Mongolian, Tifinagh.
_JOINING = (
    r"\u0600-\u08FF\u0900-\u0DFF\u0F00-\u0FFF\u1000-\u109F\u1780-\u18AF\u1900-\u1AAF\u1B00-\u1C4F\u1CD0-\u1CFF"
    r"\u2D30-\u2D7F\uA800-\uA82F\uA880-\uA9FF\uAA60-\uAA7F\uAAE0-\uAAFF\uABC0-\uABFF\uFD3E\uFD3F\uFDFA-\uFDFD"
    r"\U00010A00-\U00010A5F\U00010F30-\U00010F6F\U00011000-\U00011FFF\U0001E900-\U0001E95F"
)
_JOINS: Final = re.compile(f"[{_JOINING}]")
# What a variation selector may follow: signs, emoji, Han, and the scripts that Unicode defines variants for.
_VARIES: Final = re.compile(
    r"[#*0-9\xA9\xAE\u1000-\u109F\u2010-\u2BFF\u3000-\u303F\u3200-\u9FFF\uA840-\uA877\uF900-\uFAFF"
    r"\U00010AC0-\U00010AFF\U0001F000-\U0001FAFF\U00020000-\U0003FFFF]"
)


def _build_safe() -> str:
    """The inside of a class of all characters that need no second look: the repertoire without the special ones."""
    ranges = ["\\n\\r"]
    for first, last in find_ranges():
        start = first
        for code in range(first, last + 2):
            if code > last or _SPECIAL.match(chr(code)):
                if start < code:
                    ranges.append(f"\\U{start:08X}-\\U{code - 1:08X}")
                start = code + 1
    return "".join(ranges)


_SAFE_INSIDE: Final = _build_safe()
_SAFE: Final = re.compile(f"[{_SAFE_INSIDE}]*+")
# In Markdown tabs, wide spaces and marks may stand anywhere, and joiners behind a letter that joins.
_LAWFUL = "".join(inside for trait, inside in _TRAITS if trait in (Trait.TAB, Trait.SPACE, Trait.MARK))
_SAFE_IN_PROSE: Final = re.compile(f"(?:[{_SAFE_INSIDE}{_LAWFUL}]++|(?<=[{_JOINING}])[\\u200C\\u200D])*+")


def find_suspects(text: str, where: Where = Where.PLAIN) -> Iterator[int]:
    """Offsets of all characters that need a second look."""
    skip = (_SAFE_IN_PROSE if where is Where.PROSE else _SAFE).match
    at = skip(text).end()  # type: ignore[union-attr]  # it matches nothing at the least
    while at < len(text):
        yield at
        at = skip(text, at + 1).end()  # type: ignore[union-attr]


def is_plain(text: str) -> bool:
    """Whether a text holds no suspect at all."""
    return _SAFE.fullmatch(text) is not None


def find_trait(character: str) -> Trait:
    """What makes a suspect one."""
    for trait, pattern in _TRAIT_OF:
        if pattern.match(character):
            return trait
    return Trait.UNKNOWN


def is_known(text: str) -> bool:
    """Whether every character has a meaning in the repertoire, so that its NFC is the same on all machines."""
    return all(find_trait(text[at]) is not Trait.UNKNOWN for at in find_suspects(text, Where.PROSE))


def name_character(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`; without the name where Pythons differ or there is none."""
    known = find_trait(character) is not Trait.UNKNOWN or is_plain(character)
    name = unicodedata.name(character, "") if known else ""
    return f"U+{ord(character):04X} {name}".rstrip()


def show(text: str) -> str:
    """A text made safe to print in any report: nothing hidden in it, one line, not long."""
    short = text[:SHORTENED] + ("…" if len(text) > SHORTENED else "")
    return reveal(short)


def reveal(text: str) -> str:
    """A text with everything hidden in it made visible, on one line."""
    return "".join(_show_character(character) for character in text)


def _show_character(character: str) -> str:
    if character in "\n\r" or not is_plain(character):
        return f"\\u{{{ord(character):X}}}"
    return character


_REFUSED: Final = {
    Trait.CONTROL: N_("control characters have no place in a text"),
    Trait.LINE_BREAK: N_("it breaks lines where editors do not count one"),
    Trait.VARIATION: N_("it changes nothing that can be seen after this character"),
    Trait.PRESENTATION: N_("it is a shape of a letter, not the letter itself"),
    Trait.SHAPELESS: N_("it cannot be seen"),
    Trait.PRIVATE: N_("it has no meaning that all readers share"),
    Trait.UNKNOWN: N_("Unicode {unicode}, which this archive follows, gives it no meaning"),
}
_IN_KEY: Final = N_("names of fields hold visible characters only")
_UNQUOTED: Final = N_("it may only stand inside quotes")
_JOINS_NOTHING: Final = N_("it joins no letters here")
UNCLOSED: Final = N_("it is not closed, or closes nothing, in the same value or line")


def judge_character(text: str, at: int, where: Where) -> tuple[str, str] | None:
    """(rule, why) for a suspect that may not stand there; None if it may. Directions are judged in pairs elsewhere."""
    trait = find_trait(text[at])
    if trait in (Trait.TAB, Trait.LINE_BREAK, Trait.SPACE) and where is not Where.PROSE:
        return _judge_white_space(text, at, where, trait)
    if trait in _REFUSED and not (trait is Trait.VARIATION and at and _VARIES.match(text[at - 1])):
        return "character-refused", _REFUSED[trait]
    if where is Where.KEY and trait is not Trait.VARIATION:
        return "character-refused", _IN_KEY
    if trait is Trait.JOINER and not _joins(text, at):
        return "character-refused", _JOINS_NOTHING
    if trait is Trait.DIRECTION and where in (Where.PLAIN, Where.OUTSIDE):
        return "character-refused", _UNQUOTED
    return ("character-invisible", "") if trait is Trait.INVISIBLE else None


def _judge_white_space(text: str, at: int, where: Where, trait: Trait) -> tuple[str, str] | None:
    if trait is Trait.TAB:
        return "yaml-white-space", N_("a tab")
    if trait is Trait.LINE_BREAK:
        return "yaml-white-space", N_("a line break that editors do not count")
    if where is Where.QUOTED or (where is Where.BLOCK and text[text.rfind("\n", 0, at) + 1 : at].strip()):
        return None
    return "yaml-white-space", N_("white space other than the space bar's, outside quotes")


def _joins(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return _JOINS.search(around) is not None


_CLOSES: Final = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}


def find_unclosed(text: str, offsets: list[int]) -> frozenset[int]:
    """Which of these direction controls have no partner, or cross another pair. They are read in the order given."""
    open_ones: list[int] = []
    faults: set[int] = set()
    for at in offsets:
        openers = _CLOSES.get(text[at])
        if openers is None:
            open_ones.append(at)
        elif open_ones and text[open_ones[-1]] in openers:
            open_ones.pop()
        else:
            faults.add(at)
    return frozenset(faults | set(open_ones))


def is_opening(character: str) -> bool:
    """Whether a direction control opens a stretch of text."""
    return character not in _CLOSES
