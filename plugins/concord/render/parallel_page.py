"""The parallel page: all languages of an entry beside each other, block by block where their texts agree in shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from markupsafe import Markup

from concord.approve.parts import name_captions
from concord.derive.site import SiteEntry, SiteText
from concord.derive.views import ParallelCell, ParallelColumn, ParallelGroup, ParallelPage, ParallelSection, Phrase
from concord.model.part import PartKind
from concord.render import addresses, labels
from concord.render.absences import build_absences
from concord.render.accounts import find_tellers, has_reservations
from concord.render.align import Row, align
from concord.render.assemble import CitationBook, Place, assemble_block
from concord.render.cards import build_figure, choose, find_lead
from concord.render.entry_labels import ABSENT, NO_RESERVATION, OPEN_QUESTIONS
from concord.render.evidence import build_source_groups, open_book
from concord.render.fragments import Block
from concord.render.press import MUL, Press
from concord.render.record import build_agreement, find_awaited, find_state, is_draft
from concord.render.recordings import align_cues, find_recorded
from concord.render.shell import Frame, build_shell
from concord.render.works import build_works
from concord.render.writer import find_older, find_place

_Kind = Literal["text", "common-ground", "narrative", "voice", "reservation"]
_KINDS: dict[str, _Kind] = {
    "text": "text",
    "common-ground": "common-ground",
    "narrative": "narrative",
    "voice": "voice",
    "reservation": "reservation",
}


def build_parallel_page(press: Press, entry: SiteEntry) -> ParallelPage:
    """The view of an entry in all its languages."""
    site, file = press.site, entry.file
    address = addresses.find_parallel(entry.id)
    root = addresses.find_root(address)
    columns = tuple(_build_column(press, entry, lang, root) for lang in site.order_languages(f"entries/{entry.id}"))
    titles = tuple(choose(press, file.title, column.lang) for column in columns)
    writer = _Writer(press, entry, tuple(column.lang for column in columns), root, open_book(entry))
    lead, sections = find_lead(entry), tuple(writer.build_sections())
    spoken = tuple(column.lang for column in columns)
    # What stands once for all languages speaks the one that this page begins with, of those that the entry has.
    first = next(lang for lang in spoken if lang in entry.languages)
    works = build_works(press, entry, writer.book, root, spoken, spoken[0])
    return ParallelPage(
        shell=build_shell(
            press,
            Frame(
                kind="parallel",
                lang=MUL,
                address=address,
                title=titles,
                description=choose(press, file.summary, first).text,
                order_key=f"entries/{entry.id}",
                editions={lang: addresses.find_entry(lang, entry.id) for lang in entry.languages},
                is_draft=is_draft(site, entry, entry.languages),
            ),
        ),
        id=entry.id,
        titles=titles,
        columns=columns,
        absences=tuple(zip(*(build_absences(press, entry, column.lang) for column in columns), strict=True)),
        lead=build_figure(press, entry, lead, first, root) if lead else None,
        works=works,
        sections=sections,
        source_groups=build_source_groups(press, entry, first, writer.book),
        agreement=build_agreement(press, entry, first, all_languages=True),
    )


def _build_column(press: Press, entry: SiteEntry, lang: str, root: str) -> ParallelColumn:
    tongue = press.tongues.find(lang)
    url = root + addresses.find_entry(lang, entry.id) if lang in entry.languages else None
    return ParallelColumn(lang, press.site.archive.languages[lang].name, tongue.dir, tongue.script, url)


@dataclass(frozen=True)
class _Writer:
    """Puts an entry's texts into the rows of its parallel page."""

    press: Press
    entry: SiteEntry
    languages: tuple[str, ...]
    root: str
    book: CitationBook

    def build_sections(self) -> Iterable[ParallelSection]:
        """Title and summary, the common voice, common ground, what is open, then who speaks beside the common voice."""
        file = self.entry.file
        why = (file.stub.why,) if file.stub else ()
        yield self._build_words("title", self._say_all(labels.NAME_AND_SUMMARY), (file.title, file.summary, *why))
        yield from self._build_common(PartKind.TEXT)
        yield from self._build_common(PartKind.COMMON_GROUND)
        yield from self._build_recordings()
        if file.open_questions:
            yield self._build_words("questions", self._say_all(OPEN_QUESTIONS), file.open_questions)
        for side in find_tellers(self.entry, *self.languages):
            yield from self._build_accounts(side)
        for voice in file.voices:
            headings = tuple(choose(self.press, voice.name, lang) for lang in self.languages)
            yield self._build_speaker(PartKind.VOICE, voice.community, headings)
        for side in self.entry.order if has_reservations(self.entry) else ():
            kind = PartKind.RESERVATION
            names = {lang: self.press.name_side(side, lang).text for lang in self.languages}
            headings = tuple(self.press.say(lang, labels.PARTS[kind], side=name) for lang, name in names.items())
            yield self._build_speaker(kind, side, headings)

    def _build_words(
        self, name: Literal["title", "questions"], headings: tuple[Phrase, ...], rows: Sequence[dict[str, str]]
    ) -> ParallelSection:
        groups = tuple(self._build_words_row(name, number, words) for number, words in enumerate(rows, 1))
        return ParallelSection(name, name, None, headings, groups)

    def _build_words_row(self, name: str, number: int, words: dict[str, str]) -> ParallelGroup:
        def build(lang: str) -> ParallelCell:
            html = Markup(f"<p>{escape(words[lang])}</p>") if lang in words and lang in self.entry.languages else None  # noqa: S704
            return self._build_cell(lang, html, f"facts.{lang}")

        return ParallelGroup(f"{name}-{number}", number, tuple(build(lang) for lang in self.languages))

    def _build_common(self, kind: PartKind) -> Iterable[ParallelSection]:
        texts = [next(self.entry.find_texts(kind, lang), None) for lang in self.languages]
        if any(texts):
            name = kind.value
            headings = self._say_all(labels.PARTS[kind])
            yield self._build_section(name, None, headings, texts)

    def _build_recordings(self) -> Iterable[ParallelSection]:
        """What is heard in each sound and film, as the captions say it."""
        for media, _ in find_recorded(self.press, self.entry):
            parts = [name_captions(media.id, lang) for lang in self.languages]
            rows = align_cues([self.entry.texts.get(part) for part in parts])
            anchor = f"{PartKind.CAPTIONS.value}-{media.id}"
            groups = [
                ParallelGroup(f"{anchor}-{n}", n, tuple(map(self._build_cell, self.languages, row, parts)))
                for n, row in enumerate(rows, 1)
            ]
            groups[0] = replace(groups[0], cells=tuple(map(self._date, groups[0].cells, parts)))
            headings = tuple(choose(self.press, media.caption, lang) for lang in self.languages)
            yield ParallelSection(anchor, "captions", None, headings, tuple(groups))

    def _build_speaker(self, kind: PartKind, speaker: str, headings: tuple[Phrase, ...]) -> ParallelSection:
        """What a community or a side says in one text; a side that has stated no reservation keeps its place."""
        texts = [next(self.entry.find_texts(kind, lang, speaker), None) for lang in self.languages]
        is_silent = kind is PartKind.RESERVATION and not any(texts)
        said = NO_RESERVATION if is_silent else None
        return self._build_section(f"{kind.value}.{speaker}", speaker, headings, texts, said)

    def _build_accounts(self, side: str) -> Iterable[ParallelSection]:
        found = [text for lang in self.languages for text in self.entry.find_texts(PartKind.NARRATIVE, lang, side)]
        slugs = sorted({text.part.slug or "" for text in found}) or [""]
        known = self.press.site.sides.sides.get(side)
        heading = known.heading if known else {"und": side}
        headings = tuple(choose(self.press, heading, lang) for lang in self.languages)
        reason = next((one.reason for one in self.entry.file.no_narrative if one.side == side), None)
        said = ABSENT[reason] if reason and not found else None
        for slug in slugs:
            by_lang = {text.part.lang: text for text in found if (text.part.slug or "") == slug}
            texts = [by_lang.get(lang) for lang in self.languages]
            name = ".".join(word for word in ("narrative", side, slug) if word)
            yield self._build_section(name, side, headings, texts, said)

    def _build_section(
        self,
        name: str,
        side: str | None,
        headings: tuple[Phrase, ...],
        texts: Sequence[SiteText | None],
        said: str | None = None,
    ) -> ParallelSection:
        """A section of rows; where nothing is told and nothing will be, `said` stands in each language."""
        fragments = [self.press.find_texts(self.entry).find(text) if text else None for text in texts]
        anchor = name.replace(".", "-")
        places = [self._find_place(f"{anchor}-{lang}-", lang) for lang in self.languages]
        rows = align(fragments) or [tuple(None for _ in self.languages)]
        parts = [f"{name}.{lang}" for lang in self.languages]
        groups = [self._build_row(f"{anchor}-{n}", n, row, places, parts) for n, row in enumerate(rows, 1)]
        if said:
            groups = [self._silence(group, said) for group in groups]
        # Where a translation follows older words, its first block says so.
        groups[0] = replace(groups[0], cells=tuple(map(self._date, groups[0].cells, parts)))
        kind: _Kind = _KINDS[name.split(".", maxsplit=1)[0]]
        return ParallelSection(anchor, kind, side, headings, tuple(groups))

    def _silence(self, group: ParallelGroup, message: str) -> ParallelGroup:
        said = self._say_all(message)
        cells = zip(group.cells, said, strict=True)
        return replace(group, cells=tuple(replace(cell, said=words, awaits=()) for cell, words in cells))

    def _date(self, cell: ParallelCell, part: str) -> ParallelCell:
        return replace(cell, follows_older=find_older(self.press, self.entry, part)) if cell.html else cell

    def _build_row(
        self, anchor: str, number: int, row: Row, places: Sequence[Place], parts: Sequence[str]
    ) -> ParallelGroup:
        def build(lang: str, blocks: tuple[Block, ...] | None, place: Place, part: str) -> ParallelCell:
            html = None if blocks is None else Markup("\n".join(assemble_block(block, place) for block in blocks))  # noqa: S704
            return self._build_cell(lang, html, part)

        cells = map(build, self.languages, row, places, parts)
        return ParallelGroup(anchor, number, tuple(cells))

    def _build_cell(self, lang: str, html: Markup | None, part: str) -> ParallelCell:
        tongue = self.press.tongues.find(lang)
        awaits = self._find_awaits(part, lang) if html is None else ()
        state = None if html is None else find_state(self.press, self.entry, part, lang)
        return ParallelCell(lang, tongue.dir, tongue.script, html, awaits, state)

    def _find_awaits(self, part: str, lang: str) -> tuple[Phrase, ...]:
        """Whose words or word the reader waits for: whoever has not yet spoken, else the side or all owners."""
        status = self.entry.statuses.get(part)
        awaited = find_awaited(self.press, self.entry, status.verdict, lang) if status else ()
        if awaited:
            return tuple(one.side for one in awaited)
        sides = [side for side in self.entry.order if part.startswith(f"narrative.{side}.")] or self.entry.order
        return tuple(self.press.name_side(side, lang) for side in sides)

    def _find_place(self, prefix: str, lang: str) -> Place:
        return find_place(self.press, self.entry, lang, self.root, self.book, prefix, 3)

    def _say_all(self, message: str) -> tuple[Phrase, ...]:
        return tuple(self.press.say(lang, message) for lang in self.languages)
