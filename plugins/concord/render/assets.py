"""Styles, script and fonts of the pages: an allow-list, named by content so that a browser never keeps an old one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from concord.render.environment import find_overrides

NAMES: Final = (
    "concord.css",
    "contribute.css",
    "handbook.css",
    "fonts.css",
    "concord.js",
    "search.js",
    "zoom.js",
    "listen.js",
    "draft.js",
    "contribute.js",
    "mark.svg",
)
WORKSHOP: Final = ("sitting.css", "sitting.js")
"""What only pages for stewards need; a public site does not carry it."""
_VIEWERS: Final = "assets/viewer/"
_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}")
_VIEWER: Final = re.compile(r"openseadragon-[0-9.]+\.min\.js|openseadragon\.LICENSE\.txt")
_FONT: Final = re.compile(r'url\(\s*["\']?fonts/([a-z0-9.-]+\.woff2)["\']?\s*\)')


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by their address on the site; `addresses` leads from a name to its address."""

    files: Mapping[str, bytes]
    addresses: Mapping[str, str]
    fonts: Mapping[str, Path]
    """Faces, and the viewer of pictures: all that scripts/assets fetches, by address."""

    @property
    def has_fonts(self) -> bool:
        """Whether the pages bring their own faces; else they use the reader's and the build says so."""
        return any(address.endswith(".woff2") for address in self.fonts)

    @property
    def viewer(self) -> str | None:
        """Address of the viewer of pictures; without it a link leads to the picture, as it does without script."""
        return next(
            (address for address in self.fonts if address.startswith(_VIEWERS) and address.endswith(".js")), None
        )


def load_assets(folders: Iterable[Path] = (), *, workshop: bool = False) -> Assets:
    """The assets of the installed package or of the working tree; `folders` (an owner's own theme) come before."""
    return _load(tuple(folders), (*NAMES, *WORKSHOP) if workshop else NAMES)


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], names: tuple[str, ...]) -> Assets:
    found = {name: path.read_bytes() for name in names if (path := _find(name, folders))}
    css, fonts = find_fonts(found.pop("fonts.css", b"").decode())
    if fonts:
        found["fonts.css"] = css.encode()
    addresses = {name: _address(name, content) for name, content in found.items()}
    return Assets(
        files={addresses[name]: content for name, content in found.items()},
        addresses=addresses,
        fonts=fonts | find_viewer(),
    )


def _find(name: str, folders: Iterable[Path]) -> Path | None:
    candidates = (folder / "assets" / name for folder in (*folders, find_overrides()))
    return next((path for path in candidates if path.is_file()), None)


def _address(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}"


def find_fonts(css: str) -> tuple[str, dict[str, Path]]:
    """The faces that were fetched: the styles without the others, and the files by address, with their licences."""
    folder = find_package_assets() / "fonts"

    def is_fetched(face: str) -> bool:
        return all((folder / name).is_file() for name in _FONT.findall(face))

    css = _FACE.sub(lambda face: face[0] if is_fetched(face[0]) else "", css)
    names = sorted(set(_FONT.findall(css)))
    licences = sorted(path.name for path in folder.glob("*.LICENSE.txt")) if names else []
    return css, {f"assets/fonts/{name}": folder / name for name in (*names, *licences)}


def find_viewer() -> dict[str, Path]:
    """The viewer that was fetched, by address, with its licence; nothing where one of the two is missing."""
    folder = find_package_assets() / "viewer"
    names = sorted(path.name for path in folder.glob("*") if _VIEWER.fullmatch(path.name))
    return {f"{_VIEWERS}{name}": folder / name for name in names} if len(names) == 2 else {}  # noqa: PLR2004 - itself and its licence


def find_package_assets() -> Path:
    """The folder that scripts/assets fills, in the package itself."""
    return Path(__file__).resolve().parent.parent / "_assets"
