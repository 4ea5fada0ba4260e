"""Keeps commands, file names and HTML readable inside a right-to-left sentence. Used by the printers that make HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

# Words of ASCII in a row, as a command or a path has them. Without a frame of their own, signs at their edges jump to
# the other end: `--keep` reads `keep--`, and `<span lang="…">` falls apart.
_WORD = r"[A-Za-z0-9<#&*%~/._(-][!-~]*"
_RUN = re.compile(rf"<[a-z]+ [^<>]*>|{_WORD}(?: {_WORD})*")
_TELLING = re.compile(r"[A-Za-z#<&*%~]")


def isolate_code(text: str, encode: Callable[[str], str]) -> str:
    """The words encoded, each piece of code in a left-to-right frame. Meant for right-to-left languages only."""
    pieces: list[str] = []
    at = 0
    for run in _RUN.finditer(text):
        if _TELLING.search(run[0]):
            pieces += [encode(text[at : run.start()]), f'<span dir="ltr">{encode(run[0])}</span>']
            at = run.end()
    return "".join([*pieces, encode(text[at:])])
