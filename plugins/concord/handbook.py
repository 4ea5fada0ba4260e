"""The handbook of those who keep an archive: pages and pictures, one folder for each language beside its catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from concord.catalogues import find_locales
from concord.model.fields import LANGUAGE_TAG

FOLDER: Final = "handbook"
FIRST: Final = "first"
# In the order of the contents. The first is what everybody has to know before anything else.
PAGES: Final = (
    FIRST,
    "contribute",
    "errors",
    "approve",
    "disputes",
    "accounts",
    "hide",
    "translate",
    "found",
    "look-after",
    "check",
)
MOST_BYTES: Final = 64 * 1024
MOST_PICTURE_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Handbook:
    """What there is in one language: Markdown by page, files of pictures by name."""

    pages: Mapping[str, str]
    pictures: Mapping[str, Path]


def load_handbook(lang: str, extra: Path | None = None) -> Handbook:
    """The handbook in a language: ours, then pages and pictures of an archive's own `locales/` over it.

    Never another language's: what is missing is missing.
    """
    if not LANGUAGE_TAG.fullmatch(lang):
        return Handbook({}, {})
    return _load(lang, tuple(folder for folder in (find_locales(), extra) if folder))


@lru_cache(maxsize=64)
def _load(lang: str, locales: tuple[Path, ...]) -> Handbook:
    pages: dict[str, str] = {}
    pictures: dict[str, Path] = {}
    for folder in locales:
        pages |= dict(_read_pages(folder / lang / FOLDER))
        pictures |= {path.stem: path for path in _find_pictures(folder / lang / FOLDER)}
    return Handbook(MappingProxyType(pages), MappingProxyType(pictures))


def _read_pages(folder: Path) -> Iterator[tuple[str, str]]:
    """What can be read. A page that cannot is missing, and said to be."""
    for name in PAGES:
        path = folder / f"{name}.md"
        if _is_plain(path, MOST_BYTES):
            try:
                yield name, path.read_bytes().decode()
            except (OSError, UnicodeError):
                continue


def _find_pictures(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*.webp")):
        if _is_plain(path, MOST_PICTURE_BYTES):
            yield path


def _is_plain(path: Path, most: int) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= most
