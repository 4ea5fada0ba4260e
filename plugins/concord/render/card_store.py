"""Cards that were drawn before, by what they say and with what: shaping letters takes longer than a whole page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from PIL import __version__ as pillow

from concord.render.files import write_whole
from concord.render.share_card import ShareCard, draw_card
from concord.render.typesetting import SETTER

# Names everything that changes the pixels; a new value makes old cards unreachable.
RECIPE: Final = "1"
_DIGEST: Final = 32


@dataclass(frozen=True)
class CardStore:
    """Draws cards, or finds them drawn. A file says its own digest first, so that a broken one is drawn again."""

    cache: Path

    @cached_property
    def _folder(self) -> Path:
        faces = sorted(face.path for found in SETTER.faces.values() for face in found)
        tools = hashlib.sha256(pillow.encode())
        for face in faces:
            tools.update(hashlib.sha256(face.read_bytes()).digest())
        return self.cache / "cards" / f"{RECIPE}-{tools.hexdigest()[:16]}"

    def make(self, card: ShareCard) -> bytes:
        """The card as JPEG."""
        said = json.dumps(asdict(card), ensure_ascii=False, sort_keys=True)
        path = self._folder / hashlib.sha256(said.encode()).hexdigest()
        return self._find(path) or self._draw(path, card)

    def _find(self, path: Path) -> bytes | None:
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        return raw[_DIGEST:] if hashlib.sha256(raw[_DIGEST:]).digest() == raw[:_DIGEST] else None

    def _draw(self, path: Path, card: ShareCard) -> bytes:
        drawn = draw_card(card)
        write_whole(path, hashlib.sha256(drawn).digest() + drawn)
        return drawn
