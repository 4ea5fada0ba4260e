"""The main path, to be read from top to bottom: load, check, derive; `publish` makes the files of what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from concord.approve.agreement import Agreement, assess_archive
from concord.approve.store import AgreedStore, StoreError
from concord.catalogues import load_catalogue
from concord.check.base import Base
from concord.check.context import Context
from concord.check.rules import find_rule
from concord.check.runner import Findings, run_checks
from concord.clock import find_as_of
from concord.derive.site import Site, SiteError, derive_site
from concord.model.archive import Archive
from concord.problems import Location, Problem, Rule, Severity
from concord.read.archive import read_archive
from concord.report.finding import Report, build_report
from concord.report.source import Sources, find_withheld

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
    findings: Findings

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found and not passed over."""
        return self.findings.problems

    def find_grave(self, *, strict: bool = False) -> tuple[Problem, ...]:
        """The problems that forbid a build: errors; with `strict` warnings too, but for those that pages tell of."""
        return tuple(problem for problem in self.problems if is_grave(find_rule(problem.rule).RULE, strict=strict))


def is_grave(rule: Rule, *, strict: bool) -> bool:
    """Whether a finding of a rule forbids a build."""
    return rule.severity is Severity.ERROR or (strict and rule.severity is Severity.WARNING and not rule.told_on_page)


def load(root: Path, as_of: str | None = None, progress: Progress | None = None) -> Loaded:
    """Reads an archive and judges who agreed to what. Never raises on content: problems travel in the archive."""
    archive = read_archive(root, progress=progress)
    day = find_as_of(root, archive, as_of)
    store = AgreedStore(root / "agreed")
    return Loaded(root, archive, assess_archive(archive, store, day), store, day)


def check(root: Path, as_of: str | None = None, progress: Progress | None = None) -> Checked:
    """Loads an archive and asks every rule."""
    return check_loaded(load(root, as_of, progress))


def load_base(root: Path, day: str, as_of: str) -> Base:
    """The archive before a change, from which it was there to see on `day`; judged on the day of the change."""
    archive = read_archive(root)
    store = AgreedStore(root / "agreed")
    # Never on an earlier day than its own: a change with an old date would find nothing agreed that it must not touch.
    return Base(root, archive, assess_archive(archive, store, max(day, as_of)), store, day)


def check_loaded(loaded: Loaded) -> Checked:
    """Asks every rule about an archive that is loaded already."""
    context = Context(archive=loaded.archive, agreement=loaded.agreement, as_of=loaded.as_of, store=loaded.store)
    return Checked(loaded, run_checks(context))


def derive(loaded: Loaded, *, proposed: bool = False) -> Site | Problem:
    """What may be shown, or the one problem that lets nothing be shown."""
    try:
        return derive_site(loaded.root, loaded.archive, loaded.agreement, loaded.store, proposed=proposed)
    except SiteError as error:
        return Problem(error.reason, Location("charter"), {"file": error.detail or "charter"})
    except StoreError as error:
        values = {"part": error.sha256[:12], "entry": "agreed"}
        return Problem(f"agreed-words-{error.reason}", Location(f"agreed/{error.sha256}"), values)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an archive is not built: everything that was found, and a report of it."""

    loaded: Loaded
    findings: Findings

    def report(self, lang: str) -> Report:
        """The findings in a language."""
        catalogue = load_catalogue(lang, self.loaded.root.parent / "locales")
        sources = Sources(self.loaded.root, find_withheld(self.loaded.archive))
        return build_report(self.findings, catalogue, sources, prefix=f"{self.loaded.root.name}/")


def prepare(
    root: Path,
    as_of: str | None = None,
    *,
    proposed: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Site | Refusal:
    """The whole path from files to what may be shown; an archive with errors is refused as a whole."""
    checked = check(root, as_of, progress)
    if checked.find_grave(strict=strict):
        return Refusal(checked.loaded, checked.findings)
    site = derive(checked.loaded, proposed=proposed)
    return Refusal(checked.loaded, Findings((site,), (), ())) if isinstance(site, Problem) else site
