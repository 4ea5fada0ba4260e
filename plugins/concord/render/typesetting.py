"""Words set as lines of a picture, shaped as the browser shapes them: a face per script, both directions in one line.

Faces are those of the pages (scripts/assets). Shaping is HarfBuzz inside Pillow's wheel; within a run FriBidi orders
letters and mirrors brackets (UAX 9). What no face of ours can show is not set at all: a box is nobody's letter.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageDraw, ImageFont

from concord.derive.views import Direction, Phrase
from concord.render.assets import find_package_assets

# How large a script looks beside Latin at one size, and how far apart its lines stand: docs/look.md.
_FACTORS: Final = {"Beng": 1.08, "Deva": 1.08, "Aran": 1.08, "Arab": 1.15, "Guru": 1.04, "Tfng": 0.92}
_LEADINGS: Final = {"Beng": 1.55, "Deva": 1.55, "Guru": 1.55, "Aran": 2.1, "Arab": 1.7, "Tfng": 1.5}
_LEADING: Final = 1.35
# Share of the leading above the baseline: Nastaliq climbs, Devanagari hangs from its headline.
_RISES: Final = {"Aran": 0.68}
_RISE: Final = 0.72
_SPACE: Final = 0.26
_MEASURED: Final = 60
# No script has this sign, so that every face shows its empty box for it.
_UNKNOWN: Final = "\U0010fffd"
_TOWARDS: Final = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class UnsettableError(Exception):
    """Words with a letter that none of the faces has."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and the script that it is for."""

    path: Path
    script: str

    def load(self, size: float) -> ImageFont.FreeTypeFont:
        """The face at a size of the Latin one, made to look as large."""
        return _load(self.path, round(size * _FACTORS.get(self.script, 1)))


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that one face can show."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between spaces, as runs in the order of reading; `dir` is None for digits and signs alone."""

    runs: tuple[Run, ...]
    dir: Direction | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line that is shaped at once."""

    text: str
    face: Face
    dir: Direction
    is_spaced: bool
    """Whether a space follows, seen from the start of the line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one phrase at one size; `height` is what they take up, in pixels."""

    phrase: Phrase
    size: float
    lines: tuple[tuple[Word, ...], ...]

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return self.size * _LEADINGS.get(self.phrase.script, _LEADING)

    @property
    def height(self) -> float:
        return self.step * len(self.lines)


class Typesetter:
    """Breaks phrases into lines and draws them. The same words give the same pixels with the same locked wheels."""

    @cached_property
    def faces(self) -> dict[str, tuple[Face, ...]]:
        """Regular faces by script; empty where no fonts were fetched."""
        folder = find_package_assets()
        manifest = folder / "fonts.json"
        if not manifest.is_file():
            return {}
        found: dict[str, tuple[Face, ...]] = {}
        for font in json.loads(manifest.read_bytes())["fonts"]:
            if font["weight"] == 400 and font["style"] == "normal":  # noqa: PLR2004 - regular
                face = Face(folder / font["file"], font["script"])
                found[face.script] = (*found.get(face.script, ()), face)
        return found

    def can_set(self, phrase: Phrase) -> bool:
        """Whether some face has every letter."""
        try:
            for sign in set(phrase.text):
                if not sign.isspace() and not _joins(sign):
                    self._find_face(sign, phrase.script)
        except UnsettableError:
            return False
        return True

    def set_block(self, phrase: Phrase, size: float, width: float, most: int) -> Block | None:
        """A phrase in at most so many lines; None where it does not fit. Raises UnsettableError."""
        words = [self._split(word, phrase) for word in phrase.text.split()]
        lines = self._break(words, size, phrase, width)
        if lines is None or len(lines) > most:
            return None
        # Lines of one length look set; one word alone under two full lines looks left over.
        for share in (0.6, 0.7, 0.8, 0.9):
            even = self._break(words, size, phrase, width * share)
            if even is not None and len(even) == len(lines):
                return Block(phrase, size, tuple(even))
        return Block(phrase, size, tuple(lines))

    def draw_block(self, draw: ImageDraw.ImageDraw, block: Block, box: tuple[float, float, float], ink: int) -> None:
        """Draws from the start edge of `box`: left, top, right."""
        left, top, right = box
        baseline = top + block.step * _RISES.get(block.phrase.script, _RISE)
        for line in block.lines:
            self._draw_line(draw, block, line, (left, round(baseline), right), ink)
            baseline += block.step

    def _draw_line(
        self, draw: ImageDraw.ImageDraw, block: Block, line: Sequence[Word], place: tuple[float, int, float], ink: int
    ) -> None:
        """From the start edge, stretch by stretch; a line in one face, as most are, is shaped in one go."""
        left, baseline, right = place
        is_ltr, lang = block.phrase.dir == "ltr", block.phrase.lang
        at, anchor = (left, "ls") if is_ltr else (right, "rs")
        stretches = join_line(line, block.phrase.dir)
        for stretch in stretches:
            font, dir_ = stretch.face.load(block.size), stretch.dir
            draw.text((at, baseline), stretch.text, ink, font, anchor, direction=dir_, language=lang)
            if stretch is not stretches[-1]:
                advance = font.getlength(stretch.text, direction=dir_, language=lang)
                advance += block.size * _SPACE if stretch.is_spaced else 0
                at += advance if is_ltr else -advance

    def _break(self, words: Sequence[Word], size: float, phrase: Phrase, width: float) -> list[tuple[Word, ...]] | None:
        """Lines no longer than `width`; None if one word alone is longer."""
        lines: list[tuple[Word, ...]] = []
        line: list[Word] = []
        used = 0.0
        for word in words:
            length = sum(_find_length(run, size, phrase) for run in word.runs)
            if length > width:
                return None
            if line and used + size * _SPACE + length > width:
                lines.append(tuple(line))
                line, used = [], 0.0
            used += length + (size * _SPACE if line else 0)
            line.append(word)
        return [*lines, tuple(line)] if line else lines

    def _split(self, word: str, phrase: Phrase) -> Word:
        runs: list[Run] = []
        for sign in word:
            face = runs[-1].face if runs and _joins(sign) else self._find_face(sign, phrase.script)
            if runs and runs[-1].face == face:
                runs[-1] = Run(runs[-1].text + sign, face)
            else:
                runs.append(Run(sign, face))
        return Word(tuple(runs), _find_direction(word))

    def _find_face(self, sign: str, script: str) -> Face:
        own = self.faces.get(script, ())
        latin = self.faces.get("Latn", ())
        others = (face for found in self.faces.values() for face in found)
        for face in dict.fromkeys((*own, *latin, *others)):
            if _has(face.path, sign):
                return face
        raise UnsettableError(sign)


@lru_cache(maxsize=16_384)
def _find_breadth(run: Run, dir_: Direction, lang: str) -> float:
    """Its length at size 1: shaping Nastaliq takes milliseconds a word, and lines are broken at many sizes."""
    return run.face.load(_MEASURED).getlength(run.text, direction=dir_, language=lang) / _MEASURED


def _find_length(run: Run, size: float, phrase: Phrase) -> float:
    return size * _find_breadth(run, phrase.dir, phrase.lang)


def join_line(line: Sequence[Word], around: Direction) -> list[Stretch]:
    """A line as stretches of one face and one way, from the start edge; a space may follow one."""
    stretches: list[Stretch] = []
    for words, dir_ in _group(line, around):
        parts: list[Stretch] = []
        for word in words:
            for number, run in enumerate(word.runs):
                last = parts[-1] if parts else None
                if last and last.face == run.face:
                    parts[-1] = Stretch(
                        f"{last.text}{'' if number else ' '}{run.text}", run.face, dir_, is_spaced=False
                    )
                    continue
                if last and not number:
                    parts[-1] = Stretch(last.text, last.face, dir_, is_spaced=True)
                parts.append(Stretch(run.text, run.face, dir_, is_spaced=False))
        if parts and stretches:
            stretches[-1] = replace(stretches[-1], is_spaced=True)
        stretches += parts if dir_ == around else _turn(parts)
    return stretches


def _turn(parts: Sequence[Stretch]) -> list[Stretch]:
    """What runs against the line, seen from the line's start: last first, a space still between the same two."""
    spaced = [part.is_spaced for part in parts[:-1]][::-1]
    turned = list(parts[::-1])
    return [replace(part, is_spaced=gap) for part, gap in zip(turned, [*spaced, False], strict=True)]


def _group(line: Sequence[Word], around: Direction) -> list[tuple[list[Word], Direction]]:
    """Words that run the same way together, in the order of reading; signs alone go with those on both sides."""
    groups: list[tuple[list[Word], Direction]] = []
    for place, word in enumerate(line):
        dir_ = word.dir or (groups[-1][1] if groups and _is_between(line[place + 1 :], groups[-1][1]) else around)
        if groups and groups[-1][1] == dir_:
            groups[-1][0].append(word)
        else:
            groups.append(([word], dir_))
    return groups


def _is_between(after: Sequence[Word], dir_: Direction) -> bool:
    """Whether the next word that has a direction runs the same way as the one before (UAX 9, N1)."""
    return next((word.dir for word in after if word.dir), None) == dir_


def _find_direction(word: str) -> Direction | None:
    for sign in word:
        if found := _TOWARDS.get(unicodedata.bidirectional(sign)):
            return found  # type: ignore[return-value]
    return None


def _joins(sign: str) -> bool:
    """Marks and joiners belong to the letter before them."""
    return unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")


@lru_cache(maxsize=256)
def _load(face: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=4096)
def _has(face: Path, sign: str) -> bool:
    """Whether a face has a sign of its own for a character: all that it lacks look alike."""
    font = _load(face, 24)
    return bytes(font.getmask(sign)) != bytes(font.getmask(_UNKNOWN))


def choose_size(
    setter: Typesetter, phrase: Phrase, sizes: Iterable[float], box: tuple[float, float], most: int
) -> Block | None:
    """The first size at which a phrase fits into a box of width and height, in pixels. Raises UnsettableError."""
    width, height = box
    for size in sizes:
        block = setter.set_block(phrase, size, width, most)
        if block and block.height <= height:
            return block
    return None


SETTER: Final = Typesetter()
"""Its faces are those of the installed package, the same for every archive."""
