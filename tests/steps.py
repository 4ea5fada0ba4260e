"""What people do to an archive in the stories of tests: one step after another, each a call on its folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

Step = Callable[[Path], None]


def write(path: str, text: str) -> Step:
    """A file as it should be."""

    def step(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")

    return step


def edit(path: str, old: str, new: str) -> Step:
    """Other words in one place of a file."""

    def step(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        changed, number = re.subn(old, new, text, count=1)
        assert number == 1, f"{old} does not stand in {path}"
        (root / path).write_text(changed, encoding="utf-8", newline="\n")

    return step


def add(path: str, text: str) -> Step:
    """A line more at the end of a file."""
    return lambda root: write(path, (root / path).read_text(encoding="utf-8") + text)(root)


def delete(path: str) -> Step:
    """Away with a file or a folder."""
    return lambda root: shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()


def move(path: str, target: str) -> Step:
    """The same under another name."""
    return lambda root: (root / path).rename(root / target)


def join(*steps: Step) -> Step:
    """One after another."""

    def step(root: Path) -> None:
        for one in steps:
            one(root)

    return step
