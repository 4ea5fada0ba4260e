"""Takes hidden entries out of a site: made again from its own proof where that can be, else cut out of its files.

The archive is asked only for what is hidden and for words to look for. The new site is written aside and swapped in.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.publish.proof import FOLDER, SUMS, sum_folder
from concord.publish.write import swap
from concord.render import addresses
from concord.takedown.cut import GIT, can_be_searched, cut_site, find_digests, is_of, list_site
from concord.takedown.needles import Needle, find_left, find_needles
from concord.takedown.notice import Notice, is_id
from concord.takedown.remake import RemakeError, find_remade
from concord.verify.files import list_files, read
from concord.verify.source import is_plain, read_sums
from concord.verify.words import Theme

# What others say in words of their own: a page around them may hold words of the hidden entry as well.
_SOURCES: Final = (f"{FOLDER}/agreed/", f"{FOLDER}/charter/", "data/entries/")
File = tuple[str, Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class Applied:
    """What has become of a site. `left` are files that still say words of what is hidden, which must not be.

    `elsewhere` are files that say a name of it for a reason of their own: others have agreed to say it.
    """

    is_remade: bool
    left: tuple[str, ...]
    elsewhere: tuple[str, ...]
    gone: tuple[str, ...] = ()
    """Files that went although they are of no hidden entry by their name: they say such words, or nobody can tell."""


def apply_notices(
    site: Path, archive: Path | None, notices: Iterable[Notice], theme: Theme, *, thorough: bool = False
) -> Applied:
    """Takes every entry that has a notice out of the site in a folder. A crash leaves the old site or the new one.

    With `thorough` whatever else calls one of them by its name goes as well, agreed to or not.
    """
    # Of a link what it leads to: a site that is served lies there.
    site = site.resolve()
    hidden = {one.id: one for one in notices}
    needles = find_needles(site, archive, hidden)
    aside = Path(tempfile.mkdtemp(dir=site.parent, prefix=f".{site.name}-"))
    try:
        aside.chmod(0o755)
        own = _find_own(site, hidden, needles)
        if thorough:
            names = {needle for needle in needles if needle.is_name}
            own = (*own, *sorted(names - set(own), key=lambda needle: needle.words))
            hidden |= _find_naming(site, hidden, names)
        files = _find_files(site, hidden, theme)
        is_remade = files is not None
        if files is not None:
            _write(aside, files)
            _write(aside, _find_foreign(site, aside, own))
            if find_left(aside, own):
                _cut_again(aside, hidden, own, theme)
        else:
            _write(aside, cut_site(site, hidden, own, theme.locales))
        if (site / SUMS).exists():
            (aside / SUMS).write_bytes(sum_folder(aside))
        left, kept = find_left(aside, needles), set(list_files(aside))
        gone = tuple(path for path in list_site(site) if path not in kept and path != SUMS and not is_of(path, hidden))
        _swap(aside, site)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    mine = frozenset(own)
    return Applied(
        is_remade,
        left=tuple(path for path, said in left.items() if said & mine),
        elsewhere=tuple(
            path for path, said in left.items() if not said & mine and any(needle.is_name for needle in said)
        ),
        gone=gone,
    )


def _swap(aside: Path, site: Path) -> None:
    """The new site in place of the old one; a repository in which it is kept stays with it."""
    repository = site / GIT
    is_kept = repository.is_symlink() or repository.exists()
    if is_kept:
        repository.rename(aside / GIT)
    try:
        swap(aside, site)
    except BaseException:
        if is_kept and not repository.exists() and (aside / GIT).exists():
            (aside / GIT).rename(repository)
        raise


def _find_files(site: Path, hidden: dict[str, Notice], theme: Theme) -> list[File] | None:
    """The files of the site made again: with the archive's own templates, or without where those are broken."""
    for one in dict.fromkeys((theme, Theme())):
        try:
            made = find_remade(site, hidden, one)
            # Made here and now, so that what cannot be made is known before anything is relied on.
            return [_hold(output.path, output.make()) for output in made if output.path != SUMS]
        except RemakeError:
            continue
        except Exception:  # noqa: BLE001, S112 - whatever breaks the pages, the other way never waits for them
            continue
    return None


def _hold(path: str, raw: bytes) -> File:
    return path, lambda: raw


def _write(folder: Path, files: Iterable[File]) -> None:
    for path, make in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(make())


def _find_foreign(site: Path, aside: Path, needles: tuple[Needle, ...]) -> Iterator[File]:
    """What somebody has put beside the site's own files, such as a server's settings, unless it says any such word."""
    ours = read_sums(read(site, SUMS) or b"")
    if not ours:
        # Nobody can tell what is the site's own, and so of the entries that go.
        return
    for path in list_site(site):
        raw = read(site, path)
        if path in ours or path == SUMS or raw is None or (aside / path).exists():
            continue
        # A name that no list of files can hold would make the list of all files one that nobody can read.
        if not is_plain(path) or not can_be_searched(path, raw):
            continue
        if not any(needle.is_in(raw) for needle in needles):
            yield _hold(path, raw)


def _find_naming(site: Path, hidden: dict[str, Notice], names: Iterable[Needle]) -> dict[str, Notice]:
    """Other entries that say one of these names."""
    left = find_left(site, names)
    paths = {
        addresses.find_data(path.stem): path.stem
        for path in (site / "data" / "entries").glob("*.json")
        if is_id(path.stem)
    }
    return {id_: Notice(id_, None) for path, id_ in sorted(paths.items()) if path in left and id_ not in hidden}


def _find_own(site: Path, hidden: dict[str, Notice], needles: tuple[Needle, ...]) -> tuple[Needle, ...]:
    """The words that nobody but a hidden entry says: not in what else was agreed to, nor in the interface."""
    mine = {f"{FOLDER}/agreed/{sha256}" for sha256 in find_digests(site, hidden)}
    mine |= {addresses.find_data(id_) for id_ in hidden}
    sources = [
        read(site, path) or b""
        for path in list_files(site)
        if (path.startswith(_SOURCES) and path not in mine) or path == "404.html"
    ]
    return tuple(needle for needle in needles if not any(needle.is_in(raw) for raw in sources))


def _cut_again(aside: Path, hidden: dict[str, Notice], needles: tuple[Needle, ...], theme: Theme) -> None:
    """Cuts what a site made again says all the same."""
    kept = dict(cut_site(aside, hidden, needles, theme.locales))
    for path in list_files(aside):
        if path in kept:
            (aside / path).write_bytes(kept[path]())
        else:
            (aside / path).unlink()
