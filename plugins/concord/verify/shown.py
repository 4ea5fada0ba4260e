"""Whether everything that was agreed of what is shown is shown: nobody's words are left out without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from concord.approve.agreement import Agreement, EntryAgreement
from concord.approve.parts import find_recordings, name_files
from concord.derive.shown import Site, SiteEntry
from concord.model.part import PartKind, parse_part
from concord.verify.difference import NOT_SHOWN, Difference, Level
from concord.verify.proof import WordsFile


def restrict(agreement: Agreement, words: WordsFile, there: frozenset[str]) -> Agreement:
    """An agreement about what can be read: words that were agreed to and have no place on a page are in no proof."""
    return replace(
        agreement,
        entries={id_: _restrict(judged, words, there) for id_, judged in agreement.entries.items()},
        tables={about: _restrict(judged, words, there) for about, judged in agreement.tables.items()},
    )


def _restrict(judged: EntryAgreement, words: WordsFile, there: frozenset[str]) -> EntryAgreement:
    book = words.books.entries.get(judged.id)
    if book and book.short:
        return judged
    published = {part: sha256 for part, sha256 in judged.published.items() if _is_there(part, sha256, there)}
    strings = {part.removeprefix("facts.") for part in published}
    return replace(judged, published=published, languages=judged.languages & strings)


def _is_there(part: str, sha256: str, there: frozenset[str]) -> bool:
    # The bytes of a picture may say too much for a proof; its made copies are told of by name.
    return sha256 in there or part.startswith("media/")


def find_unshown(agreement: Agreement, words: WordsFile, site: Site) -> Iterator[Difference]:
    """Agreed parts that have a place on a page and are not shown there."""
    listed = {(one.about, one.part) for one in words.parts}
    for judged in agreement.subjects:
        entry = site.entries.get(judged.id)
        for part in judged.published:
            if (judged.about, part) in listed:
                continue
            if (entry and not entry.is_stub and _has_place(entry, part)) or judged.about in words.books.tables:
                yield Difference(Level.AGREEMENT, "proof/words.json", NOT_SHOWN, {"about": judged.about, "part": part})


def _has_place(entry: SiteEntry, name: str) -> bool:
    part = parse_part(name)
    if part is None:
        return False
    match part.kind:
        case PartKind.FACTS | PartKind.WORDS:
            return True
        case PartKind.MEDIA | PartKind.WORK:
            return name in name_files(_dump(entry))
        case PartKind.CAPTIONS:
            return part.lang in entry.languages and part.slug in find_recordings(_dump(entry))
        case PartKind.VOICE:
            return part.lang in entry.languages and part.speaker in {voice.community for voice in entry.file.voices}
    return part.lang in entry.languages


def _dump(entry: SiteEntry) -> Mapping[str, object]:
    return entry.file.model_dump(mode="json", by_alias=True, exclude_none=True)
