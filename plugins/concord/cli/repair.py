"""`concord repair`: brings back agreed words that are lost, from git's history or from any copy of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click

from concord.approve.repair import Lost, find_lost, find_unsound, iter_copied, iter_in_tree, keep_found
from concord.approve.store import AgreedStore
from concord.catalogues import load_catalogue
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.pipeline import load
from concord.problems import N_
from concord.read.blobs import iter_blobs
from concord.read.history import HistoryError
from concord.report.status import Say
from concord.verify.source import SourceError, open_source

Look = Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]
_MISSING = N_("Still missing: {file}, {part} of {entry}")
_ALTERED = N_("Still altered: {file}, {part} of {entry}")


@click.command("repair")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--from-git", is_flag=True, help="Look through the history in git; so it does when nothing is named.")
@click.option(
    "--from",
    "copies",
    multiple=True,
    metavar="WHERE",
    help="Look in a copy: a folder, a ZIP file, or a site at http://127.0.0.1:PORT/. May be given several times.",
)
@click.option("--as-of", type=DAY, help="Judge as of this day.")
@click.option("--lang", help="Language of the answer.")
def command(archive: Path, copies: tuple[str, ...], as_of: str | None, lang: str | None, *, from_git: bool) -> int:
    """Bring back agreed words that are missing or were altered.

    The entries themselves are looked at first, then the copies in the order given, then the history. Nothing is
    believed: only words that are, letter for letter, the ones that were approved are taken. Nothing but the folder
    of agreed words is changed.

    Ends with 0 when all agreed words are kept, with 1 when some are still missing.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    loaded = load(archive, as_of)
    if loaded.archive.charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    try:
        with ExitStack() as stack:
            # All are opened before anything is written: a name that is wrong ends the command.
            folders = {where: stack.enter_context(open_source(where)) for where in copies}
            found = _Found(archive, as_of, loaded.store)
            found.look_in_entries(say("from the entries themselves"))
            for where, folder in folders.items():
                found.look_everywhere(say("from {where}").format(where=where), partial(iter_copied, folder))
            if from_git or not copies:
                _look_in_git(found, say)
            found.look_in_entries(say("from the entries themselves"))
    except SourceError as error:
        raise click.UsageError(f"{', '.join(copies)}: {say(str(error))}") from error
    lost = found.find_lost()
    for line in _tell(found, lost, say):
        click.echo(line)
    return int(bool(lost))


@dataclass
class _Found:
    """What has been brought back so far: how many words from where. Words brought back can make more be missed."""

    root: Path
    as_of: str | None
    store: AgreedStore
    counts: dict[str, int] = field(default_factory=dict)

    def find_lost(self) -> tuple[Lost, ...]:
        """What is still missing or altered."""
        loaded = load(self.root, self.as_of)
        return find_lost(loaded.archive, loaded.agreement, self.store)

    def look_in_entries(self, name: str) -> None:
        """In the tree, for what is agreed and stands there unchanged."""
        loaded = load(self.root, self.as_of)
        lost = find_lost(loaded.archive, loaded.agreement, self.store)
        self._keep(name, iter_in_tree(self.root, loaded.agreement, [one.sha256 for one in lost]))

    def look_everywhere(self, name: str, look: Look) -> None:
        """In a place that holds nothing but words that were agreed once: earlier ones are evidence too."""
        loaded = load(self.root, self.as_of)
        self._keep(name, look(find_unsound(loaded.archive, self.store)))

    def look_for_lost(self, name: str, look: Look) -> None:
        """In a place that holds any words: only for what is agreed now."""
        self._keep(name, look([one.sha256 for one in self.find_lost()]))

    def _keep(self, name: str, found: Iterable[tuple[str, bytes]]) -> None:
        self.counts[name] = self.counts.get(name, 0) + keep_found(self.store, found)


def _look_in_git(found: _Found, say: Say) -> None:
    """Under their own names first, then among all words that ever stood in the repository."""
    name = say("from the history")
    try:
        found.look_everywhere(name, partial(iter_blobs, found.root, named=True))
        found.look_for_lost(name, partial(iter_blobs, found.root, named=False))
    except HistoryError:
        click.echo(say("The history in git cannot be read here; name a copy of the archive: --from WHERE"), err=True)


def _tell(found: _Found, lost: tuple[Lost, ...], say: Say) -> Iterator[str]:
    for name, count in found.counts.items():
        if count:
            yield say("Brought back {where}: {count}").format(where=name, count=count)
    for one in lost:
        sentence = _ALTERED if one.reason == "altered" else _MISSING
        yield say(sentence).format(file=f"agreed/{one.sha256}", part=one.part, entry=one.about)
    if lost:
        yield say("Ask the other sides: any copy of the archive, or of the site, may hold them.")
    else:
        yield say("All agreed words are kept.")
