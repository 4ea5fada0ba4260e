"""A release: what every side builds for itself, compares and signs. See docs/formats.md."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from concord.model.fields import Day, Model, Sha256, Slug, Truth, Whole

Version = Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z.+!-]{0,39}$")]


class Presentation(Model):
    """Everything around the agreed words, by digest: what has to be the same for pages to look and speak the same."""

    tool: Version = Field(description="Version of the tool that makes the pages.")
    packages: Sha256 = Field(description="Digest of the versions of the packages that the tool works with.")
    templates: Sha256 = Field(description="Digest of templates, styles and scripts, the archive's own ones first.")
    catalogues: Sha256 = Field(description="Digest of the words of the interface in the archive's languages.")
    fonts: Sha256 = Field(description="Digest of the fonts that the site carries.")


class LastStatement(Model):
    """The last statement of one person: whoever shows fewer later has taken some away."""

    handle: Slug
    seq: Whole = Field(ge=1, description="Its number.")
    sha256: Sha256


class ReleaseFile(Model):
    """`releases/<n>.yml`; signatures stand beside it as `releases/<n>.<handle>.sig`."""

    format: Literal["concord-release/1"]
    n: Whole = Field(ge=1, description="Number of the release; the name of the file.")
    prev: Sha256 | None = Field(default=None, description="SHA-256 of the release before; empty in the first.")
    genesis: Sha256 = Field(description="SHA-256 of the archive's first charter link.")
    date: Day = Field(description="Day on which it was prepared: who signs has to be in office, with keys that count.")
    as_of: Day = Field(description="Day for which the site is built.")
    charter: Whole = Field(ge=1, description="Number of the charter link in force on the day of preparation.")
    demonstration: Truth = Field(default=False, description="Made for a demonstration: no institution said so.")
    sums: Sha256 = Field(
        description="Digest of the list of the site's files; see docs/formats.md for the few left out."
    )
    agreed: Sha256 = Field(description="Digest of the list of all agreed words that the site shows.")
    configuration: Sha256 | None = Field(default=None, description="SHA-256 of mkdocs.yml, if there is one.")
    presentation: Presentation = Field(description="Everything around the agreed words.")
    statements: tuple[LastStatement, ...] = Field(default=(), description="The last statement of each person.")
