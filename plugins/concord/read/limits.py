"""How much of anything is read: far above what people write, far below what hurts a machine. Asked by the readers."""

from __future__ import annotations

from typing import Final

from concord.problems import N_
from concord.read.faults import Faults
from concord.read.lines import Lines

KIB: Final = 1024
MAX_YAML: Final = 256 * KIB
MAX_MARKDOWN: Final = 1024 * KIB
MAX_MEDIA: Final = 40 * KIB * KIB
MAX_LINE: Final = 20_000
MAX_DEPTH: Final = 24
MAX_NODES: Final = 20_000
# The tree: entries/<id>/media/<file> is the deepest place that anything is read from.
MAX_FOLDERS_DEEP: Final = 8
MAX_PATHS: Final = 1_000_000


def check_line_lengths(text: str, faults: Faults) -> bool:
    """Whether no line is too long; notes the first that is."""
    if len(text) <= MAX_LINE:
        return True
    start = 0
    for line in text.split("\n"):
        if len(line) > MAX_LINE:
            faults.add(
                "file-too-large", Lines(faults.path, text).at(start + MAX_LINE),
                what=N_("a line of {size} characters; {limit} are enough"), size=str(len(line)), limit=str(MAX_LINE),
            )  # fmt: skip
            return False
        start += len(line) + 1
    return True
