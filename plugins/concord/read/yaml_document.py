"""A guarded YAML file as a value that knows its places: text, lists and names, and nothing that surprises.

Every plain value stays text, so `no`, `1921` and `2001-01-01` are what they look like. Refused: anchors, aliases, merge
keys, tags, directives, second documents, names that are not text, the same name twice, and depth or size beyond reason.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from concord.model.document import Document, KeyPath, Tree
from concord.problems import N_, Location, Problem, Related
from concord.read.canonical import read_text
from concord.read.characters import Where, is_plain, show
from concord.read.faults import Faults
from concord.read.limits import MAX_DEPTH, MAX_NODES, check_line_lengths
from concord.read.yaml_characters import Span, blank_suspects, check_characters, check_escaped
from concord.read.yaml_events import YamlError, iter_events

_NOTHING: Final = frozenset(("", "~", "null"))
_BLOCK: Final = ("|", ">")
_AGAIN: Final = "\0again"


class _Stop(Exception):  # noqa: N818  # no error: the rest of the file is not worth reading
    """The file's shape is beyond reason; what was found so far is kept."""


@dataclass(slots=True)
class _Frame:
    """An open mapping or list; `key` is the name that waits for its value."""

    container: dict[str, Tree] | list[Tree]
    path: KeyPath
    key: str | None = None


def read_yaml(path: str, raw: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in a file's bytes and what is wrong with them; None when its values cannot be relied on."""
    faults = Faults(path)
    document = build_document(raw, faults)
    return document if faults.is_sound else None, faults.problems()


def build_document(raw: bytes, faults: Faults) -> Document | None:
    """As much of a document as can be read. `faults.is_sound` says whether its values may be used."""
    text = read_text(raw, faults)
    if text is None or not check_line_lengths(text, faults):
        return None
    is_odd = not is_plain(text) or "\r" in text
    builder = _Builder(faults, keeps_spans=is_odd, has_escapes="\\" in text)
    is_whole = _build(builder, blank_suspects(text) if is_odd else text)
    if is_odd:
        check_characters(text, builder.spans, faults)
    return Document(faults.path, raw, builder.root, builder.places, builder.keys) if is_whole else None


def _build(builder: _Builder, text: str) -> bool:
    try:
        for event in iter_events(text):
            builder.take(event)
    except _Stop:
        return False
    except YamlError as error:
        builder.faults.add("yaml-invalid", error.place, what=error.what, detail=error.detail)
        return False
    return True


@dataclass(slots=True)
class _Builder:
    """Puts values and their places together, event by event."""

    faults: Faults
    keeps_spans: bool
    has_escapes: bool
    root: Tree = None
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        """One event of the stream."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._take_scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._frames.pop()
        elif kind is yaml.AliasEvent:
            self._take_alias(event)
        elif kind is yaml.DocumentStartEvent or kind is yaml.DocumentEndEvent:
            self._take_document(event)

    def _take_scalar(self, event: Any) -> None:
        mark = event.start_mark
        self._count(mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        frame = self._frames[-1] if self._frames else None
        is_key = frame is not None and frame.key is None and type(frame.container) is dict
        if self.keeps_spans:
            self.spans.append(Span(mark.index, event.end_mark.index, _where(event.style, is_key=is_key)))
        if self.has_escapes and event.style == '"':
            check_escaped(event.value, (mark.line + 1, mark.column + 1), self.faults, is_key=is_key)
        if is_key and frame:
            self._take_key(frame, event)
        else:
            self._place(None if not event.style and event.value in _NOTHING else event.value, mark)

    def _take_key(self, frame: _Frame, event: Any) -> None:
        name, mark = event.value, event.start_mark
        if not name.isascii():
            name = unicodedata.normalize("NFC", name)
        if not event.style and name in ("<<", ""):
            self._refuse(mark, N_("a merge key (<<)") if name else N_("an empty name"))
        path = (*frame.path, name)
        if path in self.keys:
            first = Related(Location(self.faults.path, *self.keys[path]), N_("it stands here already"))
            self.faults.add("yaml-key-duplicate", (mark.line + 1, mark.column + 1), first, key=show(name))
        else:
            self.keys[path] = (mark.line + 1, mark.column + 1)
        frame.key = name

    def _place(self, value: Tree, mark: Any) -> KeyPath:
        """Puts a value where the stream stands and remembers its place."""
        if not self._frames:
            self.root = value
            path: KeyPath = ()
        else:
            path = self._put(self._frames[-1], value)
        self.places[path] = (mark.line + 1, mark.column + 1)
        return path

    def _put(self, frame: _Frame, value: Tree) -> KeyPath:
        container = frame.container
        if isinstance(container, list):
            container.append(value)
            return (*frame.path, len(container) - 1)
        name, frame.key = frame.key or "", None
        if name in container:  # the name stands here twice, which is noted already; the first keeps its place
            return (*frame.path, name, _AGAIN)
        container[name] = value
        return (*frame.path, name)

    def _open(self, event: Any, container: dict[str, Tree] | list[Tree]) -> None:
        mark = event.start_mark
        self._count(mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if len(self._frames) >= MAX_DEPTH:
            self.faults.add("yaml-too-deep", (mark.line + 1, mark.column + 1), limit=str(MAX_DEPTH))
            raise _Stop
        if self._frames and self._frames[-1].key is None and type(self._frames[-1].container) is dict:
            self._refuse(mark, N_("a list or mapping used as a name"))
            raise _Stop
        self._frames.append(_Frame(container, self._place(container, mark)))

    def _take_alias(self, event: Any) -> None:
        mark = event.start_mark
        self._count(mark)
        self._refuse(mark, N_("an alias (*name)"))
        frame = self._frames[-1] if self._frames else None
        if frame and frame.key is None and type(frame.container) is dict:
            frame.key = f"*{event.anchor}"
        else:
            self._place(None, mark)

    def _take_document(self, event: Any) -> None:
        mark = event.start_mark
        if type(event) is yaml.DocumentEndEvent:
            if event.explicit:
                self._refuse(mark, N_("the sign for the end of a document (...)"))
            return
        self._documents += 1
        if event.version or event.tags:
            self._refuse(mark, N_("a directive (%)"))
        if self._documents > 1:
            self._refuse(mark, N_("a second document (---)"))
            raise _Stop

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event.start_mark, N_("an anchor (&name)"))
        if event.tag is not None:
            self._refuse(event.start_mark, N_("a tag (!name)"))

    def _refuse(self, mark: Any, what: str) -> None:
        self.faults.add("yaml-feature-refused", (mark.line + 1, mark.column + 1), what=what)

    def _count(self, mark: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.faults.add(
                "file-too-large", (mark.line + 1, mark.column + 1),
                what=N_("more than {limit} values"), size=str(self._nodes), limit=str(MAX_NODES),
            )  # fmt: skip
            raise _Stop


def _where(style: str | None, *, is_key: bool) -> Where:
    if is_key:
        return Where.KEY
    if not style:
        return Where.PLAIN
    return Where.BLOCK if style in _BLOCK else Where.QUOTED
