"""The kinds of value that fields are made of: ids, language tags, words, dates. Used by every model."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# RFC 5646 2.1, langtag without extensions and grandfathered tags: those name no living archive language.
LANGUAGE_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
SHA256 = re.compile(r"[0-9a-f]{64}")
MAX_SLUG = 80


_NO_FIELDS: set[str] = set()


class Model(BaseModel):
    """Base of every value read from a file: frozen, and a key nobody knows is an error, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    def model_post_init(self, _context: Any, /) -> None:
        """Forgets which fields the file named: nobody asks, and a set for each value was a sixth of all memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS)


def _matching(pattern: re.Pattern[str], expected: str, longest: int = 200) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > longest or not pattern.fullmatch(value):
            raise ValueError(expected)
        return value

    return AfterValidator(check)


def _of_the_calendar(value: str) -> str:
    """A day that exists: the 30th of February would stop every later reckoning with dates."""
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("day") from error
    return value


def _from_text(value: Any) -> Any:
    """The reader keeps plain scalars as text; only a field that asks for a truth value turns `true` into one."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("true or false")


def _whole_number(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
        return int(value)
    raise ValueError("a whole number")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("words")
    return value


Slug = Annotated[str, _matching(SLUG, "slug", MAX_SLUG), Field(json_schema_extra={"pattern": f"^{SLUG.pattern}$"})]
LanguageTag = Annotated[
    str, _matching(LANGUAGE_TAG, "language-tag", 35), Field(json_schema_extra={"pattern": f"^{LANGUAGE_TAG.pattern}$"})
]
Day = Annotated[
    str, _matching(DAY, "day"), AfterValidator(_of_the_calendar), Field(json_schema_extra={"format": "date"})
]
Sha256 = Annotated[str, _matching(SHA256, "sha256"), Field(json_schema_extra={"pattern": f"^{SHA256.pattern}$"})]
Truth = Annotated[bool, BeforeValidator(_from_text)]
Whole = Annotated[int, BeforeValidator(_whole_number), Field(ge=0)]
Text = Annotated[str, AfterValidator(_not_blank), Field(json_schema_extra={"pattern": r"\S"})]
# An editor takes `1921` for a number; our reader does not.
Edtf = Annotated[
    str,
    Field(json_schema_extra={"type": ["string", "integer"], "description": "EDTF (ISO 8601-2) level 0 or 1, or a set"}),
]


class InWords:
    """Marks a field as a map from language to words: the walker in `model.words` looks for it."""


# Every human-readable value: language tag -> text.
Words = Annotated[dict[LanguageTag, Text], Field(min_length=1), InWords()]
