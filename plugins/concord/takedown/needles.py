"""The words of an entry by which one finds it in a file: from what the site says of it, and from the archive."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markupsafe import escape

from concord.model.entry import EntryFile
from concord.model.words import split_words
from concord.read.archive import read_archive
from concord.render import addresses
from concord.verify.files import list_files, read

# What is shorter stands anywhere; of names even a short one tells.
_SHORTEST: Final = 16
_SHORTEST_NAME: Final = 2
_NAMES: Final = frozenset({"title", "summary", "label"})
# Where Markdown may put markup between words, a piece of the text ends.
_MARKUP: Final = re.compile(r"[*_`\[\]()<>|\\{}#~^!]+|https?://\S+|(?<!\S)(?:[-+:>]|\d+\.)\s")

Said = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Needle:
    """Words to look for, in every form in which a file may hold them."""

    words: str
    forms: tuple[bytes, ...]
    is_name: bool
    """Whether the entry is called so, or summed up so: what else it says others may say by chance or as a formula."""

    def is_in(self, raw: bytes) -> bool:
        """Whether a file says these words. Short ones stand by chance in bytes that are no text, as of a picture."""
        return any(form in raw for form in self.forms) and (len(self.words) >= _SHORTEST or is_text(raw))


def find_left(site: Path, needles: Iterable[Needle]) -> dict[str, frozenset[Needle]]:
    """The files of a site in which some of these words still stand, by path, with those words."""
    found = {}
    needles = tuple(needles)
    for path in list_files(site):
        # Styles, script and fonts are the tool's own; in their bytes a short name stands by chance.
        raw = None if path.startswith("assets/") else read(site, path)
        if raw and (said := frozenset(needle for needle in needles if needle.is_in(raw))):
            found[path] = said
    return found


def find_needles(site: Path, archive: Path | None, ids: Iterable[str]) -> tuple[Needle, ...]:
    """Everything that can be read of these entries, longest first."""
    ids = frozenset(ids)
    found = [said for id_ in ids for said in _read_site(site, id_)]
    found += _read_tree(archive, ids) if archive else ()
    names = {words for words, is_name in found if is_name}
    said = sorted({words for words, _ in found}, key=lambda words: (-len(words), words))
    return tuple(_build(words, is_name=words in names) for words in said)


def _read_site(site: Path, id_: str) -> Iterator[Said]:
    raw = read(site, addresses.find_data(id_))
    try:
        data: Any = json.loads(raw or b"{}")
        entry, texts = data.get("entry", {}), data.get("texts", {})
        yield from _find_words(entry)
        for text in texts.values():
            yield from _find_pieces(str(text))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return


def _read_tree(archive: Path, ids: frozenset[str]) -> Iterator[Said]:
    """Words of the tree, which may say more than the site does, or the same where the site's own data is gone."""
    try:
        entries = read_archive(archive).entries
    except Exception:  # noqa: BLE001 - whatever a broken tree breaks, what is hidden is hidden all the same
        return
    for id_ in sorted(ids & entries.keys()):
        entry = entries[id_]
        if entry.file:
            yield from _find_words(entry.file.document.tree)
        for _, text in entry.texts.values():
            yield from _find_pieces(text.text)


def _find_words(tree: Any) -> Iterator[Said]:
    """Strings in a language: names whole, other words where they are long enough to be this entry's own."""
    _, strings = split_words(tree, EntryFile)
    for words in strings.values():
        for path, text in words.items():
            is_name = path.strip("/") in _NAMES
            if len(text.strip()) >= (_SHORTEST_NAME if is_name else _SHORTEST):
                yield text.strip(), is_name


def _find_pieces(text: str) -> Iterator[Said]:
    """Stretches of a text that no markup interrupts."""
    for line in text.splitlines():
        for piece in _MARKUP.split(line):
            if len(piece.strip()) >= _SHORTEST and " " in piece.strip():
                yield piece.strip(), False


def is_text(raw: bytes) -> bool:
    """Whether bytes are text in which words can be looked for."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _build(words: str, *, is_name: bool) -> Needle:
    quoted = json.dumps(words, ensure_ascii=False)[1:-1], json.dumps(words)[1:-1]
    forms = {words, *quoted, str(escape(words)), html.escape(words), html.escape(words, quote=False)}
    return Needle(words, tuple(sorted(form.encode() for form in forms)), is_name)
