"""Counts words so that no script is given less room than another. Used by rules that limit a length."""

from __future__ import annotations

import re

# Scripts that are written without spaces: a stretch of theirs would count as a single word. Japanese and Chinese words
# are about two signs long; those of South East Asia and Tibet about five letters.
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"
_RUN = re.compile(f"([{_HAN}]+)|([{_UNSPACED}]+)|[^\\s{_HAN}{_UNSPACED}]+")
_SIGNS_OF_HAN, _LETTERS_OF_UNSPACED = 2, 5


def count_words(text: str) -> int:
    """Words as their readers would count them; signs of punctuation alone are none."""
    return sum(_count_run(match) for match in _RUN.finditer(text))


def _count_run(match: re.Match[str]) -> int:
    letters = sum(map(str.isalnum, match[0]))
    if match[1]:
        return -(-letters // _SIGNS_OF_HAN)
    return -(-letters // _LETTERS_OF_UNSPACED) if match[2] else int(letters > 0)
