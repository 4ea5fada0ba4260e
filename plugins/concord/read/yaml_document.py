"""A guarded YAML file as a value that knows its places: text, lists and names, and nothing that surprises.

Every plain value stays text, so `no`, `1921` and `2001-01-01` are what they look like. Refused: anchors, aliases, merge
keys, tags, directives, second documents, names that are not text, the same name twice, and depth or size beyond reason.
"""

from __future__ import annotations

import sys
import unicodedata
from typing import Any, Final

import yaml

from concord.model.document import Document, Tree
from concord.problems import N_, Location, Problem, Related
from concord.read.canonical import read_text
from concord.read.characters import is_plain, show
from concord.read.faults import Faults
from concord.read.limits import MAX_DEPTH, MAX_NODES, check_line_lengths
from concord.read.yaml_blocks import find_faults
from concord.read.yaml_characters import blank_suspects, check_characters, check_escapes
from concord.read.yaml_events import YamlError, iter_events
from concord.read.yaml_places import Locator, PlaceTable

_NOTHING: Final = frozenset(("", "~", "null"))
Container = dict[str, Tree] | list[Tree]


class _Stop(Exception):  # noqa: N818  # no error: the rest of the file is not worth reading
    """The file's shape is beyond reason; what was found so far is kept."""


def read_yaml(path: str, raw: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in a file's bytes and what is wrong with them; None when its values cannot be relied on."""
    faults = Faults(path)
    document = build_document(raw, faults)
    return document if faults.is_sound else None, faults.problems()


def build_document(raw: bytes, faults: Faults) -> Document | None:
    """As much of a document as can be read. `faults.is_sound` says whether its values may be used."""
    text = read_text(raw, faults)
    if text is None:
        return None
    check_line_lengths(text, faults)
    is_odd = not is_plain(text) or "\r" in text
    clean = blank_suspects(text) if is_odd else text
    found = Faults(faults.path)
    builder = _Builder(clean, found)
    error = builder.run()
    locator = Locator(raw)
    if error:
        clean, builder, found = _read_the_rest(text, clean, error, faults)
        locator = Locator(clean.encode())
    faults.take(found)
    if builder.repeats:
        _note_repeats(locator, faults)
    if is_odd:
        check_characters(text, clean, faults)
    if "\\" in text:
        check_escapes(clean, faults)
    if builder.is_broken:
        return None
    names = PlaceTable(locator, of_names=True)
    return Document(faults.path, raw, builder.root, PlaceTable(locator, of_names=False), names)


def _read_the_rest(text: str, clean: str, error: YamlError, faults: Faults) -> tuple[str, _Builder, Faults]:
    """What can be read of a text that breaks: its other fields. Every field that is to blame is noted."""
    rest, names, errors = find_faults(text, clean)
    for one in errors if rest != clean else (error,):
        faults.add("yaml-invalid", one.place, what=one.what, detail=one.detail)
    faults.unread |= names
    found = Faults(faults.path)
    builder = _Builder(rest, found)
    builder.run()
    return rest, builder, found


def _note_repeats(locator: Locator, faults: Faults) -> None:
    found = locator.find()
    for path, place in found.repeats:
        first = Related(Location(faults.path, *found.names[path]), N_("it stands here already"))
        faults.add("yaml-key-duplicate", place, first, key=show(str(path[-1])))


class _Builder:
    """Puts the values of a text together, event by event. Most of the time of reading an archive is spent here."""

    __slots__ = ("_container", "_faults", "_has_begun", "_key", "_stack", "_text", "is_broken", "repeats", "root")

    def __init__(self, text: str, faults: Faults) -> None:
        self.root: Tree = None
        self.repeats = False
        self.is_broken = False
        self._text = text
        self._faults = faults
        self._has_begun = False
        self._container: Container | None = None
        self._key: str | None = None
        self._stack: list[tuple[Container | None, str | None]] = []

    def run(self) -> YamlError | None:
        """Reads the text to its end, or says where it breaks."""
        try:
            for count, event in enumerate(iter_events(self._text)):
                if type(event) is yaml.ScalarEvent:
                    self._take_scalar(event)
                else:
                    self._take_other(event)
                if count > MAX_NODES:
                    self._stop_count(event)
        except _Stop:
            self.is_broken = True
        except YamlError as error:
            self.is_broken = True
            return error
        return None

    def _take_scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        value, container = event.value, self._container
        if type(container) is dict:
            if self._key is None:
                self._take_key(event, value, container)
                return
            # The same name twice is noted at the name; its first value stays.
            container.setdefault(self._key, None if not event.style and value in _NOTHING else value)
            self._key = None
        else:
            self._put(None if not event.style and value in _NOTHING else value)

    def _take_key(self, event: Any, name: str, container: dict[str, Tree]) -> None:
        if not name.isascii():
            name = unicodedata.normalize("NFC", name)
        if name in container:
            self.repeats = True
        if name in ("<<", "") and not event.style:
            self._refuse(event.start_mark, N_("a merge key (<<)") if name else N_("an empty name"))
        # The same few names stand in every file: one string for each, not one for each place.
        self._key = sys.intern(name)

    def _put(self, value: Tree) -> None:
        """Puts a value where the stream stands."""
        container = self._container
        if isinstance(container, list):
            container.append(value)
        elif isinstance(container, dict):
            container.setdefault(self._key or "", value)
            self._key = None
        else:
            self.root = value

    def _take_other(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._container, self._key = self._stack.pop()
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.AliasEvent:
            self._take_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._start_document(event)
        elif kind is yaml.DocumentEndEvent and event.explicit:
            self._refuse(event.start_mark, N_("the sign for the end of a document (...)"))

    def _open(self, event: Any, inner: Container) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if len(self._stack) >= MAX_DEPTH:
            self._faults.add("yaml-too-deep", _place(event.start_mark), limit=str(MAX_DEPTH))
            raise _Stop
        if self._awaits_name():
            self._refuse(event.start_mark, N_("a list or mapping used as a name"))
            raise _Stop
        self._put(inner)
        self._stack.append((self._container, None))
        self._container, self._key = inner, None

    def _awaits_name(self) -> bool:
        return self._key is None and isinstance(self._container, dict)

    def _take_alias(self, event: Any) -> None:
        self._refuse(event.start_mark, N_("an alias (*name)"))
        if self._awaits_name():
            self._key = f"*{event.anchor}"
        else:
            self._put(None)

    def _start_document(self, event: Any) -> None:
        if event.version or event.tags:
            self._refuse(event.start_mark, N_("a directive (%)"))
        if self._has_begun:
            self._refuse(event.start_mark, N_("a second document (---)"))
            raise _Stop
        self._has_begun = True

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event.start_mark, N_("an anchor (&name)"))
        if event.tag is not None:
            self._refuse(event.start_mark, N_("a tag (!name)"))

    def _refuse(self, mark: Any, what: str) -> None:
        self._faults.add("yaml-feature-refused", _place(mark), what=what)

    def _stop_count(self, event: Any) -> None:
        what = N_("more than {limit} values")
        self._faults.add(
            "file-too-large", _place(event.start_mark), what=what, size=str(MAX_NODES), limit=str(MAX_NODES)
        )
        raise _Stop


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
