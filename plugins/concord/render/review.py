"""What a steward reads before saying yes: the exact words beside what was agreed before, changes marked.

Words come from a pull request, so they pass the same sanitiser as on the site. The same items stand on the local page
of `concord approve`, which is written to the steward's own disk, and in the workshop edition (`sitting_page`).
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup, escape

from concord.approve.sitting import Waiting
from concord.approve.store import AgreedStore
from concord.derive.direction import Tongues
from concord.derive.shown import SiteAsked, SiteMedia
from concord.derive.sittings import read_asked
from concord.derive.views.phrases import Phrase
from concord.derive.views.sitting import ReviewItem, ShotView, StringView
from concord.model.archive import Archive
from concord.model.items import find_media_form
from concord.model.part import PartKind
from concord.render.assets import load_assets
from concord.render.environment import load_wording, make_environment
from concord.render.marking import COME, GONE, Marks, mark_both, mark_stretches
from concord.render.preview import render_preview
from concord.render.wording import Wording

FONT = re.compile(r'url\("fonts/([a-z0-9.-]+\.woff2)"\)')
# Facts that are in no language: dates, digests, names of files.
NO_LANGUAGE = "zxx"
Show = Callable[[SiteMedia | None], ShotView | None]


def render_review(
    root: Path, archive: Archive, store: AgreedStore, waiting: Iterable[Waiting], handle: str, lang: str
) -> str:
    """The local page as HTML, self-contained but for pictures of the tree."""
    languages = archive.charter.archive.value.languages if archive.charter else {}
    tongues, tongue = Tongues(languages), Tongues({}).find(lang)
    wording = load_wording(tongue, root.parent / "locales")
    marks = make_marks(wording)
    items = [build_item(read_asked(root, store, item), tongues, marks, _find_on_disk, heading=3) for item in waiting]
    template = make_environment(wording, {}).get_template("concord/review.html")
    return template.render(items=items, handle=handle, tongue=tongue, styles=_inline_styles())


def _find_on_disk(media: SiteMedia | None) -> ShotView | None:
    return ShotView(media.path.resolve().as_uri(), find_media_form(media.file)) if media else None


def _inline_styles() -> Markup:
    """The site's own styles with the fonts inside, since a browser fetches none for a page from disk."""
    assets = load_assets(workshop=True)
    styles = "\n".join(content.decode() for name, content in assets.files.items() if name.endswith(".css"))

    def inline(found: re.Match[str]) -> str:
        font = assets.fonts.get(f"assets/fonts/{found[1]}")
        data = base64.b64encode(font.read_bytes()).decode() if font else ""
        return f"url(data:font/woff2;base64,{data})"

    return Markup(FONT.sub(inline, styles))  # noqa: S704 - our own style sheets


def make_marks(wording: Wording) -> Marks:
    """What is said of changes in the language of the page, which is not that of the words."""
    return Marks(_mark_unseen(wording.say(GONE)), _mark_unseen(wording.say(COME)))


def _mark_unseen(said: Phrase) -> Markup:
    marks = f'lang="{escape(said.lang)}" dir="{said.dir}" data-script="{said.script}"'
    return Markup(f'<span class="unseen" {marks}>{escape(said.text)} </span>')  # noqa: S704 - escaped on these lines


def build_item(asked: SiteAsked, tongues: Tongues, marks: Marks, show: Show, *, heading: int) -> ReviewItem:
    """One part as it is read."""
    waiting, part = asked.waiting, asked.waiting.status.part
    agreed, tongue = waiting.status.agreed, tongues.find(part.lang or NO_LANGUAGE)
    base = ReviewItem(
        target=waiting.target,
        act=str(waiting.act),
        sha256=waiting.sha256,
        tongue=Phrase("", tongue.lang, tongue.dir, tongue.script),
        needs_reader=waiting.needs_reader,
        is_same=agreed is not None and agreed.sha256 == waiting.sha256,
    )
    if part.kind is PartKind.MEDIA:
        return replace(base, is_media=True, picture=show(asked.picture), earlier=show(asked.earlier))
    now, before = _decode(asked.now) or "", None if base.is_same else _decode(asked.before)
    if part.kind in (PartKind.FACTS, PartKind.WORDS):
        return replace(base, strings=tuple(_compare_strings(now or "{}", before, marks)), source=now)
    is_timed = part.kind is PartKind.CAPTIONS
    return replace(
        base,
        now=show_captions(now) if is_timed else render_preview(now, f"{waiting.target} now", heading),
        before=None
        if before is None
        else show_captions(before)
        if is_timed
        else render_preview(before, f"{waiting.target} before", heading),
        changes=()
        if before is None
        else tuple(marked for is_changed, marked in mark_stretches(before, now, marks) if is_changed),
        source=now,
    )


def show_captions(text: str) -> Markup:
    """Captions line by line, with their times: what is approved is that these words belong to these moments."""
    return Markup("<pre>{}</pre>").format(text)


def _decode(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8", "replace")


def _compare_strings(now: str, before: str | None, marks: Marks) -> Iterator[StringView]:
    current = _flatten(json.loads(now))
    agreed = _flatten(json.loads(before)) if before else None
    for path in dict.fromkeys([*current, *(agreed or {})]):
        text, earlier = current.get(path, ""), None if agreed is None else agreed.get(path, "")
        if earlier is None or earlier == text:
            yield StringView(path, escape(text), None if earlier is None else escape(earlier), is_changed=False)
        else:
            old, new = mark_both(earlier, text, marks)
            yield StringView(path, new, old, is_changed=True)


def _flatten(tree: object, path: str = "") -> dict[str, str]:
    if isinstance(tree, dict):
        return {key: text for name, value in tree.items() for key, text in _flatten(value, _join(path, name)).items()}
    if isinstance(tree, list):
        return {key: text for n, value in enumerate(tree) for key, text in _flatten(value, f"{path}/{n}").items()}
    return {path: "" if tree is None else str(tree)}


def _join(path: str, name: str) -> str:
    """Strings of one language come with their whole path as the key already."""
    return name if name.startswith("/") and not path else f"{path}/{name}"
