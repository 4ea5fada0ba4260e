"""The archive to compare with, from git or from a folder, for as long as a command needs it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from concord.catalogues import load_catalogue
from concord.check.base import Base
from concord.cli.language import find_language
from concord.clock import find_newest_day
from concord.pipeline import Loaded, load_base
from concord.problems import N_
from concord.read.archive import read_archive
from concord.read.history import HistoryError, extract_commit

REASONS: Final = MappingProxyType(
    {
        "no-git": N_("This archive is in no git repository that can be read; compare with a folder: --base-dir"),
        "no-commit": N_("This copy of the repository does not hold all of {ref}; fetch it first, with its history."),
        "no-archive": N_("There is no archive at {ref}."),
        "too-large": N_("The archive at {ref} holds too many files."),
    }
)


@contextmanager
def open_base(loaded: Loaded, ref: str | None, folder: Path | None, lang: str | None) -> Iterator[Base | None]:
    """The base that the command line names, or None. What cannot be had ends the command; it is never passed over."""
    say = load_catalogue(find_language(lang), loaded.root.parent / "locales").gettext
    if ref is not None and folder is not None:
        raise click.UsageError(say("Give --base or --base-dir, not both."))
    if folder is not None:
        if not (folder / "charter").is_dir():
            reason = REASONS["no-archive"]
            raise click.UsageError(say(reason).format(ref=folder))
        yield load_base(folder, find_newest_day(read_archive(folder)) or loaded.as_of, loaded.as_of)
    elif ref is not None:
        with tempfile.TemporaryDirectory(prefix="concord-base-") as place:
            try:
                day = extract_commit(loaded.root, ref, Path(place))
            except HistoryError as error:
                raise click.UsageError(say(REASONS[error.reason]).format(ref=ref)) from error
            yield load_base(Path(place), day, loaded.as_of)
    else:
        yield None
