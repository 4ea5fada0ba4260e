"""The main path, to be read from top to bottom: load, check, derive; `publish` makes the files of what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from concord.approve.agreement import Agreement, assess_archive
from concord.approve.store import AgreedStore, StoreError
from concord.clock import find_as_of
from concord.derive.site import Site, SiteError, derive_site
from concord.model.archive import Archive
from concord.problems import Location, Problem
from concord.read.archive import read_archive

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An archive as read and judged on one day."""

    root: Path
    archive: Archive
    agreement: Agreement
    store: AgreedStore
    as_of: str


@dataclass(frozen=True, slots=True)
class Checked:
    """An archive with everything that is wrong with it."""

    loaded: Loaded
    problems: tuple[Problem, ...]


def load(root: Path, as_of: str | None = None, progress: Progress | None = None) -> Loaded:
    """Reads an archive and judges who agreed to what. Never raises on content: problems travel in the archive."""
    archive = read_archive(root, progress=progress)
    day = find_as_of(root, archive, as_of)
    store = AgreedStore(root / "agreed")
    return Loaded(root, archive, assess_archive(archive, store, day), store, day)


def check(root: Path, as_of: str | None = None, progress: Progress | None = None) -> Checked:
    """Loads an archive and asks every rule."""
    return check_loaded(load(root, as_of, progress))


def check_loaded(loaded: Loaded) -> Checked:
    """Asks every rule about an archive that is loaded already."""
    from concord.check.context import Context  # noqa: PLC0415 - until the runner is there
    from concord.check.runner import check_archive  # noqa: PLC0415

    context = Context(
        archive=loaded.archive, agreement=loaded.agreement, as_of=loaded.as_of, store=loaded.store
    )
    return Checked(loaded, check_archive(context))


def derive(loaded: Loaded, *, proposed: bool = False) -> Site | Problem:
    """What may be shown, or the one problem that lets nothing be shown."""
    try:
        return derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store, proposed=proposed)
    except SiteError as error:
        return Problem(error.reason, Location("charter"), {"detail": error.detail})
    except StoreError as error:
        return Problem(f"agreed-words-{error.reason}", Location(f"agreed/{error.sha256}"), {"sha256": error.sha256})
