"""One run over an archive: the tree that was found and the problems so far. Passed from reader to reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from concord.model.archive import Sourced
from concord.model.fields import Model
from concord.problems import Location, Problem
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_YAML
from concord.read.model_values import read_model
from concord.read.walk import Tree, join

M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Reading:
    """What every reader needs: where the archive lies, what is in it, and a place for problems."""

    root: Path
    tree: Tree
    problems: list[Problem] = field(default_factory=list)

    def files(self, folder: str) -> list[str]:
        """Names of the plain files in a folder, sorted; none if there is no such folder."""
        return self.tree.files.get(folder, [])

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder, sorted."""
        return self.tree.folders.get(folder, [])

    def read_model(self, path: str, model: type[M]) -> Sourced[M] | None:
        """The value in a YAML file, or None with its problems noted."""
        faults = Faults(path)
        raw = read_bytes(self.root, MAX_YAML, faults)
        value = read_model(raw, model, faults) if raw is not None else None
        self.close(faults)
        return value

    def close(self, faults: Faults) -> None:
        """Takes over the problems of a file that has been read."""
        self.problems += faults.problems()

    def note_unexpected(self, folder: str, name: str) -> None:
        """A file or folder that has no place here: it is ignored, and its owner told so."""
        self.problems.append(Problem("file-unexpected", Location(join(folder, name)), {"name": name}))

    def expect_only(
        self, folder: str, files: frozenset[str] = frozenset(), folders: frozenset[str] = frozenset()
    ) -> None:
        """Notes everything in a folder but these."""
        for name in self.files(folder):
            if name not in files:
                self.note_unexpected(folder, name)
        for name in self.folders(folder):
            if name not in folders:
                self.note_unexpected(folder, name)
