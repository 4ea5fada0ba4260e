"""A side's copy of the whole archive: the same bytes for every side but for one page that says whose it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.publish.output import Output
from concord.publish.proof import SUMS, digest, write_sums
from concord.publish.write import write_site
from concord.read.walk import find_tree, join

ARCHIVE, SITE = "archive", "site"
# What stands beside an archive and decides how its site reads.
_BESIDE_FILES: Final = ("mkdocs.yml",)
LOCALES: Final = "locales"


class InTheWayError(Exception):
    """The folder for the copy holds something, or lies inside the archive."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files were copied, and the paths of what was left out: links, names that not every system can store."""

    files: int
    left_out: tuple[str, ...]


def find_beside(root: Path, folders: Sequence[Path]) -> tuple[str, ...]:
    """Paths of the folders beside an archive on which its pages depend: its own catalogues, its own templates."""
    base = root.resolve().parent
    found = [folder.resolve() for folder in (root.parent / LOCALES, *folders) if folder.is_dir()]
    return tuple(path.relative_to(base).as_posix() for path in found if path != base and path.is_relative_to(base))


def write_copy(
    root: Path,
    beside: Sequence[str],
    outputs: Sequence[Output] | None,
    page: tuple[str, str],
    out: Path,
    workers: int,
) -> Copied:
    """Writes the copy aside and puts it in place when it is complete. `page` is the name and text of the one page.

    `beside` holds paths of folders that go with the archive. Raises InTheWayError before anything is written.
    """
    out = out.absolute()
    check_free(root, out)
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        aside.chmod(0o755)
        left_out = tuple(_copy_archive(root, beside, aside))
        if outputs is not None:
            write_site(outputs, aside / SITE, workers)
        sums = {path.relative_to(aside).as_posix(): digest(path) for path in aside.rglob("*") if path.is_file()}
        (aside / SUMS).write_bytes(write_sums(sums))
        name, text = page
        (aside / name).write_text(text, encoding="utf-8", newline="\n")
        if out.exists():
            out.rmdir()
        aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Copied(len(sums) + 2, left_out)


def check_free(root: Path, out: Path) -> None:
    """A copy replaces nothing, and a copy inside the archive would be part of the next one. Raises InTheWayError."""
    is_taken = out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir())))
    if is_taken or out.resolve().is_relative_to(root.resolve()):
        raise InTheWayError(str(out))


def _copy_archive(root: Path, beside: Sequence[str], target: Path) -> Iterator[str]:
    """Copies the archive and what its pages depend on; yields what is left out."""
    yield from _copy_tree(root, target / ARCHIVE, ARCHIVE)
    for name in _BESIDE_FILES:
        if (root.parent / name).is_file() and not (root.parent / name).is_symlink():
            _copy_file(root.parent / name, target / name)
    for path in beside:
        yield from _copy_tree(root.parent / path, target / path, path)


def _copy_tree(folder: Path, target: Path, name: str) -> Iterator[str]:
    tree = find_tree(folder)
    target.mkdir(parents=True, exist_ok=True)
    for place, files in sorted(tree.files.items()):
        for path in (join(place, file) for file in files):
            if ".git" not in path.split("/"):
                _copy_file(folder / path, target / path)
    yield from sorted(join(name, problem.location.path) for problem in tree.problems)


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target, follow_symlinks=False)
    # The same for every side, whatever the rights of the working copy.
    target.chmod(0o644)
