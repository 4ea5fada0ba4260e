"""Everything around the agreed words, by digest: tool, packages, templates, catalogues, fonts. See docs/formats.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from concord import __version__
from concord.approve.manifest import digest_list
from concord.catalogues import load_catalogue
from concord.handbook import Handbook, load_handbook
from concord.model.release import Presentation
from concord.render.assets import Assets
from concord.render.environment import find_overrides

# Packages whose versions can change a byte of a page or a picture.
PACKAGES: Final = ("Babel", "Jinja2", "Markdown", "MarkupSafe", "nh3", "Pillow")
_ENDINGS: Final = frozenset({".css", ".html", ".js", ".svg"})


def build_presentation(
    languages: Iterable[str], locales: Path | None, folders: Iterable[Path], assets: Assets
) -> Presentation:
    """What makes the pages of a site, as it is on this machine."""
    return Presentation(
        tool=__version__,
        packages=_digest_packages(),
        templates=_digest_templates(tuple(folders)),
        catalogues=_digest_catalogues(tuple(sorted(languages)), locales),
        fonts=digest_list({address: _digest(path) for address, path in assets.fonts.items()}),
    )


@lru_cache(maxsize=1)
def _digest_packages() -> str:
    lines = "".join(f"{name}=={_find_version(name)}\n" for name in PACKAGES)
    return hashlib.sha256(lines.encode()).hexdigest()


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


@lru_cache(maxsize=4)
def _digest_templates(folders: tuple[Path, ...]) -> str:
    """A list of the files that a template or a page can be made of; where two have one name, the first folder's."""
    found: dict[str, Path] = {}
    for folder in (*folders, find_overrides()):
        for path in folder.rglob("*"):
            if path.suffix in _ENDINGS and path.is_file():
                found.setdefault(path.relative_to(folder).as_posix(), path)
    return digest_list({name: _digest(path) for name, path in found.items()})


@lru_cache(maxsize=4)
def _digest_catalogues(languages: tuple[str, ...], locales: Path | None) -> str:
    """Sentences, their translations and the handbook, not files: a wheel carries them in another form than a tree."""
    said = {
        lang: _list_messages(load_catalogue(lang, locales).messages) + _list_handbook(load_handbook(lang, locales))
        for lang in languages
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _list_messages(messages: Mapping[str | tuple[str, str], tuple[str, ...]]) -> list[list[str]]:
    """Context (empty for none), sentence and its forms, sorted."""
    pairs = ((key if isinstance(key, tuple) else ("", key), forms) for key, forms in messages.items())
    return sorted([context, message, *forms] for (context, message), forms in pairs)


def _list_handbook(book: Handbook) -> list[list[str]]:
    """Behind the sentences: the pages, then the pictures by digest, each list sorted."""
    pages = [["handbook", name, text] for name, text in book.pages.items()]
    return sorted(pages) + sorted(["handbook", path.name, _digest(path)] for path in book.pictures.values())


@lru_cache(maxsize=64)
def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
