"""Days on the command line: the only place that looks at a clock, and only for a default."""

from __future__ import annotations

import datetime as dt
import os

import click


class DayType(click.ParamType[str]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuses what is no day of the calendar."""
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-11-24", param, ctx)


DAY = DayType()


def find_today() -> str:
    """Today in UTC, or the day that SOURCE_DATE_EPOCH names: statements carry a day and nothing finer."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return now.date().isoformat()
