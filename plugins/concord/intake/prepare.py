"""Makes of a parcel the drafts that go into the archive: lawful names, one form of text, bare pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from concord.check.contacts import find_contacts
from concord.intake.parcel import ENTRY, MEDIA, Parcel, refuse
from concord.intake.picture import clean_picture
from concord.model.archive import Archive
from concord.model.document import Document, KeyPath, Tree
from concord.problems import N_, Location, Problem
from concord.read.canonical import make_canonical
from concord.read.faults import Faults
from concord.read.yaml_document import build_document
from concord.sheets.ids import find_used, make_id, suggest_id
from concord.sheets.judge import check_entries, read_entry

_RIGHTS: Final = "RT"
_CONTACT: Final = "contact-in-text"


@dataclass
class Prepared:
    """Drafts by name, each with its files; what was done to them, and what the check finds in them."""

    drafts: dict[str, dict[str, bytes]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Drafts whose answers cannot be read, so that nobody knows what is in them."""


def prepare(parcel: Parcel, archive: Archive, path: str, as_of: str, wanted: str | None) -> Prepared:
    """The drafts of the parcel at `path`; `wanted` names the only one. Raises ParcelError."""
    if not parcel.folders:
        raise refuse(N_("there is no draft in it"))
    if wanted and len(parcel.folders) > 1:
        raise refuse(N_("there is more than one draft in it, so that one name cannot be for all"))
    used, prepared = find_used(archive), Prepared()
    for folder, files in sorted(parcel.folders.items()):
        if ENTRY not in files:
            raise refuse(N_("a folder without the file entry.yml"), folder or ENTRY)
        name = _name_draft(folder, files[ENTRY], wanted)
        if name in used or name in prepared.drafts:
            raise refuse(N_("there is an entry {entry} already; choose another name with --id"), folder, entry=name)
        if folder and folder != name:
            prepared.notes.append(_note("name-mended", path, folder, other=folder, entry=name))
        prepared.drafts[name] = _prepare_files(name, folder, files, path, prepared.notes)
    entries = {name: read_entry(name, files) for name, files in prepared.drafts.items()}
    prepared.unread = [name for name, (entry, _) in entries.items() if entry.file is None]
    prepared.findings = [problem for _, faults in entries.values() for problem in faults]
    prepared.findings += check_entries(archive, {name: entry for name, (entry, _) in entries.items()}, as_of)
    prepared.findings += _find_remarks(prepared)
    return prepared


def is_dangerous(problem: Problem, code: str) -> bool:
    """Whether a finding is about what must not go into a history that others copy."""
    return code.startswith(_RIGHTS) or problem.rule == "media-metadata"


def _name_draft(folder: str, raw: bytes, wanted: str | None) -> str:
    """The name asked for, else the folder's, else the one in the file, else one from its title."""
    tree = _read_tree(raw)
    facts = tree if isinstance(tree, dict) else {}
    own = facts.get("id")
    titles = facts.get("title")
    said = {lang: text for lang, text in titles.items() if isinstance(text, str)} if isinstance(titles, dict) else {}
    for name in (wanted, folder, own if isinstance(own, str) else ""):
        if name and (lawful := make_id(name)):
            return lawful
    return suggest_id(folder, said)[0]


def _read_tree(raw: bytes) -> Tree:
    document = build_document(make_canonical(raw), Faults(ENTRY))
    return document.tree if document else None


def _prepare_files(
    name: str, folder: str, files: Mapping[str, bytes], path: str, notes: list[Problem]
) -> dict[str, bytes]:
    prepared, renamed = {}, {}
    for file, raw in sorted(files.items()):
        member = f"{folder}/{file}".lstrip("/")
        if not file.startswith(f"{MEDIA}/"):
            prepared[file] = make_canonical(raw)
            if prepared[file] != raw:
                what = N_("one form of letters and of ends of lines")
                notes.append(_note("words-changed", path, member, what=what))
            continue
        old = file.partition("/")[2]
        picture = clean_picture(old, raw, member)
        if picture.name in prepared:
            raise refuse(N_("two files have the same name"), member)
        prepared[picture.name] = picture.raw
        if picture.removed:
            notes.append(_note("picture-cleaned", path, member, found=", ".join(picture.removed)))
        if picture.name != file:
            renamed[old] = picture.name.partition("/")[2]
            notes.append(_note("name-mended", path, member, other=old, entry=renamed[old]))
    prepared[ENTRY] = _mend_names(prepared[ENTRY], name, renamed)
    return prepared


def _mend_names(raw: bytes, name: str, renamed: Mapping[str, str]) -> bytes:
    """The facts with the names that the draft and its pictures have here, and nothing else changed."""
    document = build_document(raw, Faults(ENTRY))
    if document is None or not isinstance(document.tree, dict):
        return raw
    changes: list[tuple[KeyPath, str, str]] = []
    own = document.tree.get("id")
    if isinstance(own, str) and own != name:
        changes.append((("id",), own, name))
    media = document.tree.get("media")
    for index, item in enumerate(media if isinstance(media, list) else ()):
        file = item.get("file") if isinstance(item, dict) else None
        if isinstance(file, str) and file in renamed:
            changes.append((("media", index, "file"), file, renamed[file]))
    return _replace(raw, document, changes)


def _replace(raw: bytes, document: Document, changes: list[tuple[KeyPath, str, str]]) -> bytes:
    """Values put in place of others where these stand as they are; what stands there in another form is left."""
    lines = raw.decode().split("\n")
    for path, old, new in changes:
        line, column = document.places[path]
        text, at = lines[line - 1], column - 1
        at += text[at : at + 1] in ('"', "'")
        if text.startswith(old, at):
            lines[line - 1] = text[:at] + new + text[at + len(old) :]
    return "\n".join(lines).encode()


def _find_remarks(prepared: Prepared) -> Iterator[Problem]:
    """Ways to reach people that stand in remarks, where no reader of words sees them."""
    found = {
        (problem.location.path, problem.location.line) for problem in prepared.findings if problem.rule == _CONTACT
    }
    for name, files in prepared.drafts.items():
        place = f"entries/{name}/{ENTRY}"
        for number, line in enumerate(files[ENTRY].decode("utf-8", "replace").split("\n"), 1):
            for at, what in find_contacts(line):
                if (place, number) not in found:
                    yield Problem(_CONTACT, Location(place, number, at + 1), {"what": what})


def _note(kind: str, path: str, member: str, **values: str) -> Problem:
    return Problem(kind, Location(f"{path}/{member}" if member else path), values)
