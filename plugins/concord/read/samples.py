"""What to write where a field is missing, as far as anybody can know it. Used where a file becomes a value."""

from __future__ import annotations

from typing import Any, Final, Literal, get_args, get_origin

from concord.model.fields import Model

_UNKNOWN: Final = "..."


def find_sample(kind: Any) -> str:
    """The only value that can stand there; brackets for a list; dots where somebody has to decide."""
    if get_origin(kind) is Literal and len(get_args(kind)) == 1:
        return str(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return f"[{_UNKNOWN}]"
    return _UNKNOWN


def find_words_sample(kind: Any, lang: str) -> str:
    """What to write where words were given without their language, or without `words`; empty for another kind."""
    if get_origin(kind) is dict:
        return f"{lang}: ..."
    if isinstance(kind, type) and issubclass(kind, Model) and "words" in kind.model_fields:
        return f"words: {{{lang}: ...}}"
    return ""
