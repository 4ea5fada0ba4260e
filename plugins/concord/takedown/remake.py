"""Makes a site again from its own proof, without what is hidden: nothing of the archive around it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from concord.derive.books import Books
from concord.derive.evidence import Evidence
from concord.derive.shown import Site, SiteHidden
from concord.derive.site import derive_again
from concord.publish.output import Output, output_file
from concord.publish.registry import find_outputs
from concord.render.assets import Assets
from concord.render.media import Derivative
from concord.render.press import Press, make_press
from concord.takedown.notice import Notice
from concord.verify.files import read
from concord.verify.proof import Proof, WordsFile, read_proof
from concord.verify.source import is_plain
from concord.verify.words import Theme


class RemakeError(Exception):
    """Why a site cannot be made again from its proof."""


def find_remade(site: Path, notices: Mapping[str, Notice], theme: Theme) -> list[Output]:
    """Every file of the site without the entries of these notices. Raises RemakeError.

    The site is that of the same day: nothing is shown, agreed or awaited that was not before.
    """
    proof = read_proof(site)
    words = proof.words
    if words is None or proof.agreement is None or proof.differences:
        raise RemakeError(str(site))
    try:
        press = _make_press(site, words, _derive(proof, words.books, notices), theme)
        return [_keep(site, output) for output in find_outputs(press)]
    except Exception as error:  # a proof may hold anything; whatever it breaks, the site cannot be made from it
        raise RemakeError(str(error)) from error


def _derive(proof: Proof, books: Books, notices: Mapping[str, Notice]) -> Site:
    agreement = proof.agreement
    if agreement is None:
        raise RemakeError(str(proof.root))
    left = {id_: judged for id_, judged in agreement.entries.items() if id_ not in notices}
    kept = _hide(books, notices)
    site = derive_again(proof.root, proof.archive, replace(agreement, entries=left), proof.store, kept)
    # A proof has no records from which to learn who wrote what; its books have kept it.
    authors = {f"entries/{id_}": book.authors for id_, book in kept.entries.items() if book.authors}
    evidence = site.evidence
    if not isinstance(evidence, Evidence):
        raise RemakeError(str(proof.root))
    return replace(site, evidence=replace(evidence, authors=authors))


def _hide(books: Books, notices: Mapping[str, Notice]) -> Books:
    """The books with a notice for each entry that they knew; what was never shown is not announced."""
    known = {*books.entries, *books.withheld}
    hidden = {one.id: one for one in books.hidden if one.id not in notices}
    hidden |= {id_: SiteHidden(id_, one.on) for id_, one in notices.items() if id_ in known}
    return books.model_copy(
        update={
            "entries": {id_: book for id_, book in books.entries.items() if id_ not in notices},
            "closed": tuple(one for one in books.closed if one.id not in notices),
            "tombstones": tuple(one for one in books.tombstones if one.id not in notices),
            "lapsed": tuple(one for one in books.lapsed if one.id not in notices),
            "disputed": tuple(one for one in books.disputed if one.id not in notices),
            "hidden": tuple(hidden[id_] for id_ in sorted(hidden)),
            "waits": tuple(one for one in books.waits if one.id not in notices),
        }
    )


def _make_press(site: Path, words: WordsFile, made: Site, theme: Theme) -> Press:
    press = make_press(made, theme.locales, theme.folders)
    press.assets = Assets(
        files=dict(_read_assets(site, words)),
        addresses=words.assets.addresses,
        fonts={address: site / address for address in words.assets.fonts if read(site, address) is not None},
    )
    for sha256, pictures in words.pictures.items():
        press.derivatives[sha256] = tuple(Derivative(**one.model_dump()) for one in pictures)
    press.make_pictures()
    return press


def _read_assets(site: Path, words: WordsFile) -> Iterator[tuple[str, bytes]]:
    for address in (*words.assets.addresses.values(), *words.assets.fonts):
        if not is_plain(address):
            raise RemakeError(address)
    for address in words.assets.addresses.values():
        content = read(site, address)
        if content is None:
            raise RemakeError(address)
        yield address, content


def _keep(site: Path, output: Output) -> Output:
    """A picture as it stands on the site: where its original is not in the proof it cannot be made again."""
    is_there = output.kind in ("media", "tiles") and read(site, output.path) is not None
    return output_file(output.path, output.kind, site / output.path) if is_there else output
