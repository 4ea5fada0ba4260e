"""How much of an entry may stand in the public tree: the whole, or a short form that says only so much. For rules."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from concord.model.entry import EntryFile, Share

# What an entry is and whose it is. None of it says anything of the thing itself.
_BOOKKEEPING = frozenset(
    {"format", "id", "share", "kind", "owned_by", "order", "contested", "access", "embargo_until", "rights", "consent"}
)


class Form(StrEnum):
    """What an entry is in the tree. A label hides more than a tombstone, and a tombstone more than a stub."""

    WHOLE = "whole"
    LABEL = "label"
    TOMBSTONE = "tombstone"
    STUB = "stub"


# Fields whose words each short form shows; everything else it says would say too much or is not shown.
SHOWN = {
    Form.LABEL: frozenset({"label"}),
    Form.TOMBSTONE: frozenset({"title", "summary", "tombstone"}),
    Form.STUB: frozenset({"title", "summary", "stub"}),
}
LABEL_FIELDS = _BOOKKEEPING | {"label", "tombstone"}
TOMBSTONE_FIELDS = _BOOKKEEPING | {"label", "title", "summary", "tombstone"}


def find_form(file: EntryFile) -> Form:
    """The form of an entry, by what its file says of itself."""
    if is_closed(file):
        return Form.LABEL
    if file.tombstone:
        return Form.TOMBSTONE
    return Form.STUB if file.stub else Form.WHOLE


def is_closed(file: EntryFile) -> bool:
    """Whether somebody said that it is not for all. Where nobody said anything, the answer itself is missing."""
    return is_refused(file) or bool(file.access and file.access.is_hidden)


def is_refused(file: EntryFile) -> bool:
    """Whether the giver answered the first question with no, or was not sure."""
    return file.share in (Share.NO, Share.NOT_SURE)


def iter_beyond(file: EntryFile, allowed: frozenset[str]) -> Iterator[str]:
    """Fields that say something and are not among those allowed, in the order of the model."""
    yield from (name for name in EntryFile.model_fields if name not in allowed and getattr(file, name))
