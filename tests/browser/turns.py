"""Which pages stand for the others: of those laid out alike one, of those that differ by language the editions in turn.

The quick tier and the pictures look so at what would only be seen again; the long tier opens every page there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

# Shelves whose pages are laid out alike.
SHELVES = ("browse", "communities", "entries", "handbook")
# Entries of the demonstration of which each shows a state that no other shows.
STATES = (
    "ajrak",  # a community is heard
    "attari-wagah-evening",  # a stub
    "basmati",  # reservations after a dispute
    "heer-waris-shah",  # a work in scripts of no edition
    "kartarpur",  # a care note, an overdue review
    "mohenjo-daro-necklace",  # custody with a gap
    "phulkari",  # a side without an account, a translation of older words
    "unnamed-recording",  # closed, with a label
    "withdrawn-example",  # a tombstone
)


def find_stand_ins(pages: Iterable[str], *, named: Collection[str] = ()) -> list[str]:
    """One page of every kind in every edition, and those of the entries, shelves or tasks that are named."""
    kinds: dict[str, str] = {}
    for page in sorted(pages):
        kinds.setdefault(_find_kind(page, named), page)
    return list(kinds.values())


def _find_kind(page: str, named: Collection[str]) -> str:
    """`hy/entries/x/` is of the kind `hy/entries/…`; a named page is a kind of its own."""
    parts = page.removesuffix("index.html").strip("/").split("/")
    shelf = 0 if parts[0] == "parallel" else 1
    is_one_of_many = len(parts) > shelf + 1 and (shelf == 0 or parts[shelf] in SHELVES)
    return "/".join([*parts[: shelf + 1], "…"]) if is_one_of_many and parts[-1] not in named else page


def take_turns(pages: Iterable[str], *, first: int = 0) -> list[str]:
    """One of each that differ by their language alone; the next from the next edition. `first` says which begins."""
    alike: dict[str, list[str]] = {}
    for page in sorted(pages):
        edition, _, rest = page.partition("/")
        alike.setdefault(page if edition == "parallel" else rest or page, []).append(page)
    return [group[(number + first) % len(group)] for number, group in enumerate(alike.values())]
