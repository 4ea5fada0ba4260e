"""What stands in the place of words over which the sides did not come to an end in time (F16).

Only what all owners had agreed to passes: the neutral label, or the title where there is none, and the sources. The
days come from the facilitator's record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from concord.approve.disputes import find_taken_down
from concord.derive.entry_file import build_entry_file
from concord.derive.shown import SiteDisputed
from concord.model.programme import DisputeFile
from concord.model.words import Strings


def derive_disputed(
    id_: str,
    facts: Mapping[str, Any],
    strings: Mapping[str, Strings],
    order: tuple[str, ...],
    disputes: Iterable[DisputeFile],
    as_of: str,
) -> SiteDisputed | None:
    """The notice, or None where no dispute calls for it or something short stands there already."""
    clock = None if "stub" in facts else find_taken_down(disputes, id_, as_of)
    if clock is None:
        return None
    file = build_entry_file(facts, strings)
    label = {lang: words["/label"] for lang, words in strings.items() if words.get("/label", "").strip()}
    title = label or {lang: words["/title"] for lang, words in strings.items() if words.get("/title", "").strip()}
    sources = file.sources if file else ()
    return SiteDisputed(id_, order, dict(title), sources, clock.opened, clock.closed, clock.until)
