"""Makes every file of a site again from its proof and compares: the level of words, and what stands around them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from concord import __version__
from concord.approve.agreement import Agreement
from concord.derive.site import derive_again
from concord.publish.proof import FOLDER, SUMS, WORDS, list_parts
from concord.publish.registry import KINDS
from concord.render.assets import Assets
from concord.render.media import Derivative
from concord.render.press import Press, make_press
from concord.verify.assets import compare_assets
from concord.verify.difference import (
    CANNOT_REPEAT,
    CAPTIONS_DIFFER,
    CARD_DIFFERS,
    FOREIGN,
    LISTED_WRONG,
    MISSING,
    OTHER_VERSION,
    PAGE_DIFFERS,
    PAGE_MISSING,
    PICTURE_DIFFERS,
    WORDS_DIFFER,
    Difference,
    Level,
    arrange,
)
from concord.verify.files import list_files, read
from concord.verify.pieces import Book
from concord.verify.proof import Proof, WordsFile
from concord.verify.shown import find_unshown, restrict

_APART: Final = frozenset({"assets", "proof", "sums"})
_OF_WORDS: Final = frozenset({"entries", "captions", "data", "cards", "iiif", "tiles"})
# Of which any other byte shows something else than what was agreed to.
_DRAWN: Final = {"captions": CAPTIONS_DIFFER, "cards": CARD_DIFFERS, "tiles": PICTURE_DIFFERS}


@dataclass(frozen=True, slots=True)
class Theme:
    """What an owner's pages are made of besides the tool: own catalogues and own templates."""

    locales: Path | None = None
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """What came of making the site again, and how many files were made."""

    differences: tuple[Difference, ...]
    count: int = 0


def repeat_site(site: Path, proof: Proof, theme: Theme) -> Repeated:
    """Compares each file with the same file made anew."""
    words = proof.words
    if words is None or proof.agreement is None:
        return Repeated((Difference(Level.WORDS, FOLDER, CANNOT_REPEAT),))
    is_same = words.made_with == __version__
    try:
        press = _make_press(proof, proof.agreement, words, theme)
        expected = _find_expected(press)
        found = [
            *_compare_list(proof.agreement, words, press),
            *_compare(site, press, expected, is_same=is_same),
        ]
    except Exception as error:  # noqa: BLE001 - a proof may hold anything; whatever it breaks, it proves nothing
        # The name of the error is for whoever mends the tool: a fault of ours must not pass for a fault of the site.
        values = {"error": type(error).__name__}
        return Repeated((Difference(Level.WORDS, FOLDER, CANNOT_REPEAT, values),))
    if is_same:
        found += compare_assets(site, words, theme.folders)
        found += _find_foreign(site, words, proof, set(expected))
    else:
        found.append(Difference(Level.PRESENTATION, WORDS, OTHER_VERSION, {"version": words.made_with}))
    return Repeated(arrange(found), len(expected))


def _make_press(proof: Proof, agreement: Agreement, words: WordsFile, theme: Theme) -> Press:
    readable = restrict(agreement, words, proof.sound)
    site = derive_again(proof.root, proof.archive, readable, proof.store, words.books)
    press = make_press(site, theme.locales, theme.folders)
    fonts = dict.fromkeys(words.assets.fonts, proof.root)
    press.assets = Assets({}, words.assets.addresses, fonts)
    press.presentation = words.presentation
    # Only of pictures whose originals are not here is believed what they became.
    for sha256, made in words.pictures.items():
        if sha256 in proof.archive.agreed:
            continue
        press.derivatives[sha256] = tuple(Derivative(**one.model_dump()) for one in made)
    press.make_pictures()
    return press


def _compare_list(agreement: Agreement, words: WordsFile, press: Press) -> Iterator[Difference]:
    """What is shown where: as the proof lists it, as the pages have it, as it was agreed to."""
    yield from find_unshown(agreement, words, press.site)
    evidence = press.site.evidence
    made = list_parts(press.site, evidence) if evidence else ()
    listed = {_list_part(one) for one in made}
    if listed != {_list_part(one.model_dump()) for one in words.parts} or len(words.parts) != len(listed):
        yield Difference(Level.AGREEMENT, WORDS, LISTED_WRONG)


def _list_part(one: Mapping[str, Any]) -> tuple[object, ...]:
    return one["about"], one["part"], one["sha256"], one["in_proof"], tuple(one["pages"])


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
    known |= {one.file for one in press.recordings.values() if one}
    for path, (kind, make) in expected.items():
        actual = read(site, path)
        if kind == "media":
            yield from _compare_picture(press, path, actual, known)
            continue
        yield from _compare_made(book, path, kind, make(), actual, is_same=is_same)


def _compare_made(
    book: Book, path: str, kind: str, made: bytes, actual: bytes | None, *, is_same: bool
) -> Iterator[Difference]:
    """One file with the same made here."""
    if actual is None:
        level, message = (Level.WORDS, PAGE_MISSING) if kind in _OF_WORDS else (Level.PRESENTATION, MISSING)
        yield Difference(level, path, message)
    elif actual != made and kind in _DRAWN:
        yield Difference(Level.WORDS, path, _DRAWN[kind])
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


def _find_foreign(site: Path, words: WordsFile, proof: Proof, expected: set[str]) -> Iterator[Difference]:
    """Files that nothing calls for, even where the list of all files names them."""
    evidence = {f"{FOLDER}/agreed/{sha256}" for sha256 in proof.archive.agreed} | {SUMS}
    lawful = expected | evidence | set(words.assets.addresses.values()) | set(words.assets.fonts)
    for path in list_files(site):
        # What is wrong with files of the proof is said on the level of agreement.
        if path not in lawful and not path.startswith(f"{FOLDER}/"):
            yield Difference(Level.PRESENTATION, path, FOREIGN)
