"""Options of `concord-check`."""

from __future__ import annotations

import datetime as dt

from mkdocs.config import base
from mkdocs.config import config_options as c


class DayOption(c.OptionallyRequired[str]):
    """A day, written with or without quotes: MkDocs' YAML turns a plain one into a date."""

    def run_validation(self, value: object) -> str:
        """The day as YYYY-MM-DD, or nothing for nothing."""
        if not value:
            return ""
        try:
            return dt.date.fromisoformat(str(value)).isoformat()
        except ValueError as error:
            raise base.ValidationError(f"{value!r} is not a day such as 2026-11-24") from error


class CheckConfig(base.Config):
    """What is read, and how strictly."""

    archive = c.Type(str, default="")
    """Folder of the archive, from `mkdocs.yml`; empty: MkDocs' `docs_dir`."""

    as_of = DayOption(default="")
    """Day (YYYY-MM-DD) to judge approvals on; empty: SOURCE_DATE_EPOCH, else the day of the last commit."""

    strict = c.Type(bool, default=False)
    """Warnings stop the build too, as `mkdocs build --strict` does."""
