"""A file of the site: where it stands, what kind it is, and how its bytes are made when they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.render.press import Press


@dataclass(frozen=True, slots=True)
class Output:
    """One file. `source` is set when the bytes are a file's on disk already (pictures, fonts).

    With `finish` the bytes are made from the folder of the site, when everything else is written: same as `make`.
    Files of one `group` come out of the same work, which takes long: who makes one of them makes all of them.
    """

    path: str
    kind: str
    make: Callable[[], bytes]
    source: Path | None = None
    finish: Callable[[Path], bytes] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class OutputKind:
    """A kind of output: tests for leaks, weight, escaping and determinism go through all of them."""

    name: str
    about: str
    is_page: bool
    find: Callable[[Press], Iterator[Output]]


def output_file(path: str, kind: str, source: Path) -> Output:
    """A file that is copied as it is."""
    return Output(path, kind, source.read_bytes, source)
