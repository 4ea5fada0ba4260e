"""A statement: acts by one steward at one sitting, immutable once written. See docs/formats.md."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from concord.model.fields import Day, Model, Sha256, Slug, Truth, Whole

Subject = Annotated[
    str,
    Field(
        pattern=r"^(?:(?:entries|units|exhibitions|pages)/[a-z0-9]+(?:-[a-z0-9]+)*|names|places|glossary"
        r"|(?:charter|redactions)/[1-9][0-9]{0,5})$"
    ),
]
PartName = Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]+$", max_length=160)]


class ActName(StrEnum):
    """What a steward says of a part."""

    AGREE = "agree"
    OWN = "own"
    SEEN = "seen"


class Act(Model):
    """One steward's word on the exact bytes of one part."""

    act: ActName
    about: Subject = Field(description="What the part belongs to, e.g. entries/<id>.")
    part: PartName = Field(description="Name of the words, e.g. text.hi.")
    rev: Whole = Field(ge=1, description="Revision these words belong to.")
    sha256: Sha256
    relies_on: Slug | None = Field(default=None, description="Reader of the part's language, if the steward is none.")
    minor_of: Sha256 | None = Field(
        default=None, description="Earlier words of which these are a small change: translations of those stay fresh."
    )


class StatementFile(Model):
    """`statements/<handle>/<seq>.yml`."""

    format: Literal["concord-statement/1"]
    genesis: Sha256 = Field(description="SHA-256 of the archive's first charter link.")
    seq: Whole = Field(ge=1, description="Number of the statement; the name of the file.")
    prev: Sha256 | None = Field(default=None, description="SHA-256 of this steward's last one; empty in the first.")
    date: Day = Field(description="Day of the sitting.")
    demonstration: Truth = Field(default=False, description="Made for a demonstration: no institution said so.")
    acts: tuple[Act, ...] = Field(min_length=1, description="What was said of which words.")
