"""What an archive is founded with, read from a few words on a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from babel import Locale, UnknownLocaleError

from concord.check.rules.structure.blank_left import BLANK
from concord.derive.direction import find_face
from concord.derive.order import draw
from concord.model.charter import Language, Preset
from concord.problems import N_

SCRIPTS: Final = frozenset(get_args(Language.model_fields["script"].annotation))
FORGES: Final = ("github", "gitlab")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

NO_SLUG = N_("{value}: small letters of a to z, digits and hyphens, e.g. two-valleys.")
NO_TAG = N_("{value}: this is no tag of a language, e.g. hy or pa-Arab.")
NO_SCRIPT = N_("{value}: this script cannot be set yet. Known: {known}. Say which, e.g. pa=Guru.")
TWICE = N_("{value} stands there twice.")
TOO_FEW = N_("An archive that is shared has two sides or more.")


class FoundingError(Exception):
    """Something asked for that cannot be; `message` is a sentence of ours with places for the values."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the archive: its own name for itself, if known, and the script it is set in."""

    tag: str
    name: str
    script: str


@dataclass(frozen=True, slots=True)
class Founding:
    """What was asked for. Sides and languages stand in an order drawn from the archive's id, not in the order typed."""

    id: str
    sides: tuple[str, ...]
    languages: tuple[Tongue, ...]
    preset: Preset
    day: str
    forges: tuple[str, ...] = FORGES

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages by tag, in their drawn order."""
        return tuple(tongue.tag for tongue in self.languages)


def build_founding(
    id_: str, sides: Sequence[str], languages: Sequence[str], preset: Preset, day: str, forges: Sequence[str] = FORGES
) -> Founding:
    """A founding from words as people type them. Raises FoundingError."""
    _refuse((id_, *sides), _SLUG, NO_SLUG)
    if len(sides) < 2:  # noqa: PLR2004 - alone nobody shares
        raise FoundingError(TOO_FEW)
    tongues = [_read_language(one) for one in languages]
    _refuse_twice(sides)
    _refuse_twice([tongue.tag for tongue in tongues])
    return Founding(
        id=id_,
        sides=tuple(sorted(sides, key=lambda side: draw(id_, side))),
        languages=tuple(sorted(tongues, key=lambda tongue: draw(id_, tongue.tag))),
        preset=preset,
        day=day,
        forges=tuple(sorted(forges)),
    )


def _read_language(said: str) -> Tongue:
    """`tag` or `tag=Script`."""
    tag, _, script = said.partition("=")
    _refuse((tag,), _TAG, NO_TAG)
    script = script or find_face(tag)
    if script not in SCRIPTS:
        raise FoundingError(NO_SCRIPT, value=said, known=", ".join(sorted(SCRIPTS)))
    return Tongue(tag, _find_name(tag), script)


def _find_name(tag: str) -> str:
    """A language's own name, as the locale data of Unicode has it."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return BLANK
    return locale.get_display_name(locale) or BLANK


def _refuse(values: Iterable[str], form: re.Pattern[str], message: str) -> None:
    for value in values:
        if not form.fullmatch(value):
            raise FoundingError(message, value=value)


def _refuse_twice(values: Sequence[str]) -> None:
    for place, value in enumerate(values):
        if value in values[:place]:
            raise FoundingError(TWICE, value=value)
