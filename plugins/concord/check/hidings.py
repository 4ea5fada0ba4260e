"""Notices that hide entries, with how each stands on the day of judging. For rules."""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.clocks import HideState, Hiding, assess_hiding
from concord.check.context import Context
from concord.model.archive import Sourced
from concord.model.record import HideFile


def find_hidings(context: Context, state: HideState) -> Iterator[tuple[Sourced[HideFile], Hiding]]:
    """Notices that can be read and stand so, by entry."""
    judged = context.agreement.entries if context.agreement else {}
    for id_, entry in sorted(context.archive.entries.items()):
        hiding = assess_hiding(entry, judged.get(id_), context.store, context.as_of)
        if hiding and entry.hide and hiding.state is state:
            yield entry.hide, hiding
