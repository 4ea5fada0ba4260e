"""One comment that answers a proposed change, in one language or in several side by side. For forges."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from concord.problems import N_
from concord.report.finding import Report
from concord.report.markdown import render_markdown

# By this a later answer finds the one that it replaces. A comment may begin with it only if it is ours.
MARK: Final = "<!-- concord-answer -->"
# Forges allow 65,536 characters. Bytes are counted, since a comment also travels through an environment.
MAX_BYTES: Final = 60_000

EDITION = N_(
    "How it would look: the workshop edition is attached to this check. It is for reading before anything is agreed, "
    "and not to be published."
)
FILES = N_(
    "This change also touches files outside archive/. Nothing of them was run or looked at; somebody who keeps the "
    "archive has to read them."
)
CHECKS = N_(
    "This change edits how changes are checked, so what its own check says is not repeated here. Somebody who keeps "
    "the archive has to read it first."
)
BEFORE = N_("Reminders that were there before this change are not repeated here.")
NO_REPORT = N_("This change could not be checked. Somebody who keeps the archive has to look at it.")


class Beyond(StrEnum):
    """What a change touches besides the archive."""

    NONE = "none"
    FILES = "files"
    CHECKS = "checks"


def render_answer(
    reports: Sequence[Report],
    *,
    beyond: Beyond = Beyond.NONE,
    edition: bool = False,
    missing: bool = False,
    before: bool = False,
    link: str = "",
) -> str:
    """The comment. `missing`: there is no report to tell of; `before`: older reminders were left out of it.

    `link` is where all of it stands.
    """
    silent = missing or beyond is Beyond.CHECKS
    remarks = [CHECKS] if beyond is Beyond.CHECKS else [NO_REPORT] if missing else []
    remarks += [FILES] if beyond is Beyond.FILES else []
    remarks += [EDITION] if edition and not silent else []
    remarks += [BEFORE] if before and not silent else []
    room = (MAX_BYTES - len(MARK) - 1) // max(1, len(reports))
    blocks = [
        render_markdown(report, limit=room, remarks=remarks, link=link, with_findings=not silent) for report in reports
    ]
    return "\n".join([MARK, *blocks])
