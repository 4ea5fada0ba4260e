"""Lists what lies under `archive/`, in one order on every machine, and refuses what is no plain file or folder.

The whole tree is walked, also where nothing is read yet, since a link anywhere may lead out of the archive.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from concord.model.fields import MAX_SLUG
from concord.problems import N_, Location, Problem
from concord.read.characters import show
from concord.read.limits import MAX_FOLDERS_DEEP, MAX_PATHS

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_MAX_NAME: Final = 150
# Names that Windows keeps for devices, whatever follows the first dot; and endings it drops.
_WINDOWS: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*\.", re.IGNORECASE)


@dataclass(slots=True)
class Tree:
    """Folders by path, each with the names of its files and folders sorted; the root is the empty path."""

    files: dict[str, list[str]] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def note(self, rule: str, path: str, **values: str) -> None:
        """Notes a problem of a whole file or folder."""
        self.problems.append(Problem(rule, Location(path), values))


def find_tree(root: Path) -> Tree:
    """Every lawful file and folder under a root. What cannot be listed or may not be there becomes a problem."""
    tree = Tree()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        _list_folder(root, folder, tree)
        waiting += [join(folder, name) for name in tree.folders[folder]]
        if tree.count > MAX_PATHS:
            what = N_("more than {limit} files; nothing beyond them is read")
            tree.note("file-too-large", "", what=what, size=str(tree.count), limit=str(MAX_PATHS))
            break
    return tree


def join(folder: str, name: str) -> str:
    """A path below the archive's root."""
    return f"{folder}/{name}" if folder else name


def _list_folder(root: Path, folder: str, tree: Tree) -> None:
    files: list[str] = []
    folders: list[str] = []
    tree.files[folder], tree.folders[folder] = files, folders
    try:
        with os.scandir(root / folder) as entries:
            found = sorted((entry.name, entry) for entry in entries)
    except OSError:
        return tree.note("file-unreadable", folder, what=N_("it cannot be opened"))
    tree.count += len(found)
    is_deep = folder.count("/") >= MAX_FOLDERS_DEEP - 1
    for name, entry in found:
        if _is_lawful(folder, name, entry, tree):
            (folders if entry.is_dir(follow_symlinks=False) else files).append(name)
    _check_collisions(folder, files, folders, tree)
    if is_deep and folders:
        what = N_("folders inside each other more than {limit} deep")
        tree.note("file-too-large", folder, what=what, size=str(MAX_FOLDERS_DEEP + 1), limit=str(MAX_FOLDERS_DEEP))
        folders.clear()
    return None


def _is_lawful(folder: str, name: str, entry: os.DirEntry[str], tree: Tree) -> bool:
    """A plain file or folder with a name that every system can store."""
    kind = _find_kind(entry)
    if kind:
        tree.note("file-not-plain", join(folder, show(name)), what=kind)
        return False
    what = _find_fault(name)
    if what and folder == "entries":
        note_name(tree.problems, folder, name)
    elif what:
        tree.note("path-invalid", join(folder, show(name)), name=show(name), what=what)
    return not what


def note_name(problems: list[Problem], folder: str, name: str) -> None:
    """Notes a folder whose name is no id, with the id that is nearest to it where it has letters to make one of."""
    nearest = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    what = N_("an id of a-z, 0-9 and single hyphens")
    values = {"name": show(name), "what": what}
    if nearest and name.isascii():
        values |= {"what": N_("an id of a-z, 0-9 and single hyphens, such as {nearest}"), "nearest": nearest[:MAX_SLUG]}
    problems.append(Problem("path-invalid", Location(join(folder, show(name))), values))


def _find_kind(entry: os.DirEntry[str]) -> str:
    """What an entry is, if it is neither a plain file nor a folder. Asks the system only what the listing left open."""
    if entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction()):
        return N_("a link")
    is_plain = entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)
    return "" if is_plain else N_("a special file")


def _find_fault(name: str) -> str:
    if not _NAME.fullmatch(name):
        return N_("only the letters a-z and A-Z, digits, dots, hyphens and underscores")
    if len(name) > _MAX_NAME:
        return N_("a shorter name")
    return N_("a name that Windows can store too") if _WINDOWS.fullmatch(name) else ""


def _check_collisions(folder: str, files: list[str], folders: list[str], tree: Tree) -> None:
    """Names that some systems take for one: there, a checkout would lose one of the files."""
    seen: dict[str, str] = {}
    for name in sorted(files + folders):
        other = seen.setdefault(name.lower(), name)
        if other != name:
            what = N_("a name that differs from {other} in more than large and small letters")
            tree.note("path-invalid", join(folder, name), name=name, what=what, other=other)
