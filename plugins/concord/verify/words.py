"""Makes every file of a site again from its proof and compares: the level of words, and what stands around them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord import __version__
from concord.derive.site import derive_again
from concord.publish.proof import FOLDER, SUMS
from concord.publish.registry import KINDS
from concord.render.assets import Assets, load_assets
from concord.render.media import Derivative
from concord.render.press import Press, make_press
from concord.verify.difference import (
    ASSET_DIFFERS,
    CANNOT_REPEAT,
    FOREIGN,
    MISSING,
    PAGE_DIFFERS,
    PAGE_MISSING,
    PICTURE_DIFFERS,
    WORDS_DIFFER,
    Difference,
    Level,
)
from concord.verify.pieces import Book
from concord.verify.proof import Proof, WordsFile
from concord.verify.source import MOST_BYTES_OF_FILE

_APART: Final = frozenset({"assets", "proof", "sums"})


@dataclass(frozen=True, slots=True)
class Theme:
    """What an owner's pages are made of besides the tool: own catalogues and own templates."""

    locales: Path | None = None
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """What came of making the site again. `made_with` names another version of the tool, where that made it."""

    differences: tuple[Difference, ...]
    count: int = 0
    made_with: str | None = None
    """Then only words are compared: what stands around them may differ between versions."""


def repeat_site(site: Path, proof: Proof, theme: Theme) -> Repeated:
    """Compares each file with the same file made anew."""
    words = proof.words
    if words is None or proof.agreement is None:
        return Repeated((Difference(Level.WORDS, FOLDER, CANNOT_REPEAT),))
    is_same = words.made_with == __version__
    try:
        press = _make_press(proof, words, theme)
        expected = _find_expected(press)
        found = list(_compare(site, press, expected, is_same=is_same))
    except Exception:  # noqa: BLE001 - a proof may hold anything; whatever it breaks, it proves nothing
        return Repeated((Difference(Level.WORDS, FOLDER, CANNOT_REPEAT),))
    if is_same:
        found += _compare_assets(site, words, theme)
        found += _find_foreign(site, words, proof, set(expected))
    return Repeated(tuple(sorted(found)), len(expected), None if is_same else words.made_with)


def _make_press(proof: Proof, words: WordsFile, theme: Theme) -> Press:
    if proof.agreement is None:
        raise ValueError(FOLDER)
    site = derive_again(proof.root, proof.archive, proof.agreement, proof.store, words.books)
    press = make_press(site, theme.locales, theme.folders)
    fonts = dict.fromkeys(words.assets.fonts, proof.root)
    press.assets = Assets({}, words.assets.addresses, fonts, words.assets.preloads)
    for sha256, made in words.pictures.items():
        press.derivatives[sha256] = tuple(Derivative(**one.model_dump()) for one in made)
    press.make_pictures()
    return press


def _find_expected(press: Press) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """How each file is made, by path."""
    return {
        output.path: (kind.name, output.make)
        for kind in KINDS
        if kind.name not in _APART
        for output in kind.find(press)
    }


def _compare(
    site: Path, press: Press, expected: dict[str, tuple[str, Callable[[], bytes]]], *, is_same: bool
) -> Iterator[Difference]:
    book, known = Book(press), {one.file for made in press.derivatives.values() for one in made}
    for path, (kind, make) in expected.items():
        actual = read(site, path)
        if kind == "media":
            yield from _compare_picture(press, path, actual, known)
            continue
        made = make()
        if actual is None:
            level, message = (
                (Level.WORDS, PAGE_MISSING) if kind in ("entries", "data") else (Level.PRESENTATION, MISSING)
            )
            yield Difference(level, path, message)
        elif actual != made:
            touched = sorted(book.find_touched(path, made, actual))
            for about, part in touched:
                yield Difference(Level.WORDS, path, WORDS_DIFFER, {"about": about, "part": part})
            if not touched and is_same:
                yield Difference(Level.PRESENTATION, path, PAGE_DIFFERS)


def _compare_picture(press: Press, path: str, actual: bytes | None, known: set[str]) -> Iterator[Difference]:
    file = path.removeprefix("media/")
    blob = press.pictures.find_blob(file)
    if actual is None:
        yield Difference(Level.WORDS, path, PAGE_MISSING)
        return
    # Of a picture whose original is not in the proof only the name speaks: it begins with the digest.
    is_named = file in known and file.startswith(hashlib.sha256(actual).hexdigest()[:24])
    if actual != blob.read_bytes() if blob.is_file() else not is_named:
        yield Difference(Level.WORDS, path, PICTURE_DIFFERS)


def _compare_assets(site: Path, words: WordsFile, theme: Theme) -> Iterator[Difference]:
    """Styles and script are the tool's own; fonts are those that the proof names, and the tool's where it has them."""
    own = load_assets(theme.folders)
    for name, address in words.assets.addresses.items():
        mine = own.files.get(own.addresses.get(name, ""))
        # Which faces a style sheet for fonts names depends on what was fetched.
        if mine is not None and name != "fonts.css" and read(site, address) != mine:
            yield Difference(Level.PRESENTATION, address, ASSET_DIFFERS)
    for address, sha256 in words.assets.fonts.items():
        actual = read(site, address)
        is_named = actual is not None and hashlib.sha256(actual).hexdigest() == sha256
        if not is_named or (address in own.fonts and actual != own.fonts[address].read_bytes()):
            yield Difference(Level.PRESENTATION, address, ASSET_DIFFERS)


def _find_foreign(site: Path, words: WordsFile, proof: Proof, expected: set[str]) -> Iterator[Difference]:
    """Files that nothing calls for, even where the list of all files names them."""
    evidence = {f"{FOLDER}/agreed/{sha256}" for sha256 in proof.archive.agreed} | {SUMS}
    lawful = expected | evidence | set(words.assets.addresses.values()) | set(words.assets.fonts)
    for path in list_files(site):
        # What is wrong with files of the proof is said on the level of agreement.
        if path not in lawful and not path.startswith(f"{FOLDER}/"):
            yield Difference(Level.PRESENTATION, path, FOREIGN)


def list_files(site: Path) -> list[str]:
    """Every file below a folder by its path, sorted; a link is a file."""
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_symlink() or not p.is_dir())


def read(site: Path, path: str) -> bytes | None:
    """The bytes of a plain file of the site; None for anything else. Follows no link in any of its folders."""
    target = site / path
    steps = [target, *target.parents][: path.count("/") + 1]
    if any(step.is_symlink() for step in steps) or not target.is_file() or target.stat().st_size > MOST_BYTES_OF_FILE:
        return None
    return target.read_bytes()
