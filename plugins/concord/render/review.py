"""The local page a steward reads before saying yes: the exact words beside what was agreed before, changes marked.

It is written to the steward's own disk and never published. Words come from a pull request, so they pass the same
sanitiser as on the site, and the page may run nothing and fetch nothing.
"""

from __future__ import annotations

import base64
import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup, escape

from concord.approve.form import has_form
from concord.approve.sitting import Waiting
from concord.approve.store import AgreedStore, StoreError
from concord.derive.direction import Tongue, Tongues
from concord.model.archive import Archive
from concord.model.items import MediaForm, find_media_form
from concord.model.part import PartKind
from concord.render.assets import load_assets
from concord.render.environment import build_environment
from concord.render.preview import render_preview

FONT = re.compile(r'url\("fonts/([a-z0-9.-]+\.woff2)"\)')
# A word with the space behind it: spaces alone would answer to all other spaces.
TOKEN = re.compile(r"\S+\s*|\s+")
# Pieces that were, times pieces that are: some five hundred of each. What is longer is shown whole, gone and come.
MOST_COMPARED = 250_000


@dataclass(frozen=True, slots=True)
class StringChange:
    """One string of the facts: where it stands, what it says now and what it said when it was agreed."""

    path: str
    now: str
    before: str | None

    @property
    def is_changed(self) -> bool:
        """True when the words were agreed before and are others now."""
        return self.before is not None and self.before != self.now


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One part as the page shows it; only the fields of its kind are filled."""

    target: str
    act: str
    sha256: str
    tongue: Tongue
    needs_reader: bool
    now: Markup | None = None
    before: Markup | None = None
    changes: Markup | None = None
    source: str = ""
    strings: tuple[StringChange, ...] = ()
    picture: str | None = None
    recording: str | None = None
    is_film: bool = False
    """Of what is heard: whether it is seen too."""

    @property
    def has_before(self) -> bool:
        """True when some words of this part were agreed before."""
        return self.before is not None or any(string.before is not None for string in self.strings)


def render_review(
    root: Path, archive: Archive, store: AgreedStore, waiting: Iterable[Waiting], handle: str, lang: str
) -> str:
    """The whole page as HTML, self-contained but for pictures of the tree."""
    items = [_build_item(root, archive, store, item) for item in waiting]
    template = build_environment(lang, root.parent / "locales").get_template("concord/review.html")
    tongue = Tongues({}).find(lang)
    return template.render(items=items, handle=handle, tongue=tongue, styles=_inline_styles())


def _inline_styles() -> Markup:
    """The site's own styles with the fonts inside, since a browser fetches none for a page from disk."""
    assets = load_assets()
    styles = "\n".join(content.decode() for name, content in assets.files.items() if name.endswith(".css"))

    def inline(found: re.Match[str]) -> str:
        font = assets.fonts.get(f"assets/fonts/{found[1]}")
        data = base64.b64encode(font.read_bytes()).decode() if font else ""
        return f"url(data:font/woff2;base64,{data})"

    return Markup(FONT.sub(inline, styles))  # noqa: S704 - our own style sheets


def _build_item(root: Path, archive: Archive, store: AgreedStore, item: Waiting) -> ReviewItem:
    part, proposed = item.status.part, item.status.proposed
    languages = archive.charter.archive.value.languages if archive.charter else {}
    base = ReviewItem(
        target=item.target,
        act=str(item.act),
        sha256=item.sha256,
        tongue=Tongues(languages).find(part.lang or "und"),
        needs_reader=item.needs_reader,
    )
    if part.kind is PartKind.MEDIA:
        form, uri = find_media_form(part.name), (root / proposed.path).resolve().as_uri() if proposed else None
        if form.is_recording:
            return replace(base, recording=uri, is_film=form is MediaForm.FILM)
        return replace(base, picture=uri)
    now = _decode(proposed.raw if proposed else None)
    before = _decode(_read_agreed(store, item))
    if part.kind in (PartKind.FACTS, PartKind.WORDS):
        return replace(base, strings=tuple(_compare(now or "{}", before)), source=now or "")
    show = _show_captions if part.kind is PartKind.CAPTIONS else render_preview
    return replace(
        base,
        now=show(now or ""),
        before=show(before) if before is not None else None,
        changes=mark_changes(before, now or "") if before is not None else None,
        source=now or "",
    )


def _show_captions(text: str) -> Markup:
    """Captions line by line, with their times: what is approved is that these words belong to these moments."""
    return Markup("<pre>{}</pre>").format(text)


def _decode(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8", "replace")


def _read_agreed(store: AgreedStore, item: Waiting) -> bytes | None:
    if item.status.agreed is None:
        return None
    try:
        raw = store.read(item.status.agreed.sha256)
    except StoreError:
        return None
    return raw if has_form(item.status.part, raw) else None


def _compare(now: str, before: str | None) -> Iterable[StringChange]:
    current = _flatten(json.loads(now))
    agreed = _flatten(json.loads(before)) if before else None
    for path in dict.fromkeys([*current, *(agreed or {})]):
        yield StringChange(path, current.get(path, ""), None if agreed is None else agreed.get(path, ""))


def _flatten(tree: object, path: str = "") -> dict[str, str]:
    if isinstance(tree, dict):
        return {key: text for name, value in tree.items() for key, text in _flatten(value, _join(path, name)).items()}
    if isinstance(tree, list):
        return {key: text for n, value in enumerate(tree) for key, text in _flatten(value, f"{path}/{n}").items()}
    return {path: "" if tree is None else str(tree)}


def _join(path: str, name: str) -> str:
    """Strings of one language come with their whole path as the key already."""
    return name if name.startswith("/") and not path else f"{path}/{name}"


def mark_changes(before: str, now: str) -> Markup:
    """The new words with what went away in <del> and what came in <ins>: lines are paired first, then their words."""
    pieces: list[str] = []
    for old, new in _compare_pieces(before.splitlines(keepends=True), now.splitlines(keepends=True)):
        if old == new:
            pieces.append(str(escape(new)))
        else:
            pieces += _mark_words(TOKEN.findall(old), TOKEN.findall(new))
    return Markup("".join(pieces))  # noqa: S704 - every piece is escaped above or in _mark_words


def _mark_words(old: list[str], new: list[str]) -> Iterator[str]:
    for gone, come in _compare_pieces(old, new):
        if gone == come:
            yield str(escape(come))
            continue
        if gone:
            yield f"<del>{escape(gone)}</del>"
        if come:
            yield f"<ins>{escape(come)}</ins>"


def _compare_pieces(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """(before, now) of each stretch, the same where nothing changed. Comparing takes time as the product of lengths."""
    if len(old) * len(new) > MOST_COMPARED:
        yield "".join(old), "".join(new)
        return
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i1:i2]), "".join(new[j1:j2])
