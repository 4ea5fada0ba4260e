"""Whether styles, script and fonts of a site are those of this tool: a style alone can hide what one side says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from concord.publish.proof import WORDS
from concord.render.assets import NAMES, load_assets
from concord.render.environment import find_overrides
from concord.verify.difference import ASSET_DIFFERS, FONT_UNKNOWN, LISTED_WRONG, Difference, Level
from concord.verify.files import read
from concord.verify.proof import WordsFile

_FONTS: Final = "fonts.css"
_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}")


def compare_assets(site: Path, words: WordsFile, folders: tuple[Path, ...]) -> Iterator[Difference]:
    """Styles and script are the tool's own; fonts those that it has too."""
    own, said = load_assets(folders), words.assets
    if said.addresses.keys() - {_FONTS} != set(NAMES) - {_FONTS}:
        yield Difference(Level.PRESENTATION, WORDS, LISTED_WRONG)
    for name, address in said.addresses.items():
        actual = read(site, address)
        mine = own.files.get(own.addresses.get(name, ""))
        if actual is None or actual != (_trim_faces(folders, actual) if name == _FONTS else mine):
            yield Difference(Level.PRESENTATION, address, ASSET_DIFFERS)
    for address, sha256 in said.fonts.items():
        actual = read(site, address)
        if actual is None or hashlib.sha256(actual).hexdigest() != sha256:
            yield Difference(Level.PRESENTATION, address, ASSET_DIFFERS)
        elif address not in own.fonts:
            yield Difference(Level.PRESENTATION, address, FONT_UNKNOWN)
        elif actual != own.fonts[address].read_bytes():
            yield Difference(Level.PRESENTATION, address, ASSET_DIFFERS)


def _trim_faces(folders: tuple[Path, ...], actual: bytes) -> bytes:
    """The tool's style sheet for fonts without the faces that the site does not have: those it had not fetched."""
    paths = (folder / "assets" / _FONTS for folder in (*folders, find_overrides()))
    whole = next((path.read_text(encoding="utf-8") for path in paths if path.is_file()), "")
    return _FACE.sub(lambda face: face[0] if face[0].encode() in actual else "", whole).encode()
