"""One text as a steward reads it before approving: safe, with no page around it, and nothing in it leads anywhere."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup

from concord.derive.direction import Tongues
from concord.render.assemble import CitationBook, Place, assemble
from concord.render.fragments import Block, Piece, Slot, parse_fragment
from concord.render.markdown import render_markdown


@lru_cache(maxsize=1024)  # the same words stand on the pages of several stewards, in every edition
def render_preview(text: str, name: str = "", heading: int = 3) -> Markup:
    """A text with its citations as typed, links as their words, and no pictures.

    `name` tells it from others on the page that say the same; `heading` is the level of its highest ones.
    """
    place = Place(
        prefix=f"w{sha256(f'{name}{text}'.encode()).hexdigest()[:8]}-",
        heading=heading,
        book=CitationBook({}),
        labels={"notes": "", "table": "", "back": ""},
        find_entry=lambda _entry, _part: None,
        render_image=lambda _path, alternative, _linked: str(Markup.escape(alternative)),
    )
    return assemble(tuple(_unlink(block) for block in parse_fragment(render_markdown(text), Tongues({}))), place)


def _unlink(block: Block) -> Block:
    return replace(block, pieces=tuple(_unlink_piece(piece) for piece in block.pieces))


def _unlink_piece(piece: Piece) -> Piece:
    if isinstance(piece, Slot) and piece.kind == "link":
        return Slot("link", "", "nowhere")
    return piece
