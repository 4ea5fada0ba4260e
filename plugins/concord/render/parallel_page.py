"""The parallel page: all languages of an entry beside each other, block by block where their texts agree in shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from concord.derive.site import SiteEntry, SiteText
from concord.derive.views import ParallelCell, ParallelColumn, ParallelGroup, ParallelPage, ParallelSection, Phrase
from concord.model.part import PartKind
from concord.render import addresses, labels
from concord.render.assemble import CitationBook, Place, assemble_block
from concord.render.cards import build_figure, choose, find_lead, render_image
from concord.render.entry_page import find_entry_address, find_labels, find_tellers
from concord.render.evidence import build_source_groups, open_book
from concord.render.fragments import Block, Fragment
from concord.render.press import MUL, Press
from concord.render.record import build_agreement, find_awaited, find_state, is_draft
from concord.render.shell import Frame, build_shell

# One language's blocks of one row; None where that language has no such text.
Row = tuple[tuple[Block, ...] | None, ...]


def build_parallel_page(press: Press, entry: SiteEntry) -> ParallelPage:
    """The view of an entry in all its languages."""
    site, file = press.site, entry.file
    address = addresses.find_parallel(entry.id)
    root = addresses.find_root(address)
    columns = tuple(_build_column(press, entry, lang, root) for lang in site.order_languages(f"entries/{entry.id}"))
    titles = tuple(choose(press, file.title, column.lang) for column in columns)
    writer = _Writer(press, entry, tuple(column.lang for column in columns), root, open_book(entry))
    lead, sections = find_lead(entry), tuple(writer.build_sections())
    return ParallelPage(
        shell=build_shell(
            press,
            Frame(
                kind="parallel",
                lang=MUL,
                address=address,
                title=titles,
                description=choose(press, file.summary, entry.languages[0]).text,
                order_key=f"entries/{entry.id}",
                editions={lang: addresses.find_entry(lang, entry.id) for lang in entry.languages},
                is_draft=is_draft(site, entry, entry.languages),
            ),
        ),
        id=entry.id,
        titles=titles,
        columns=columns,
        lead=build_figure(press, entry, lead, entry.languages[0], root) if lead else None,
        sections=sections,
        source_groups=build_source_groups(press, entry, None, writer.book),
        agreement=build_agreement(press, entry, entry.languages[0], all_languages=True),
    )


def align(fragments: Sequence[Fragment | None]) -> list[Row]:
    """Rows of blocks that answer each other.

    Texts are cut at their headings. Where every language has the same number of sections these answer each other;
    inside, blocks do if there are equally many. Otherwise the section, or the whole text, is one row: a wrong pair is
    worse than a long row. Notes stand at the end, in a row of their own.
    """
    bodies = [_without_notes(fragment) for fragment in fragments]
    cut = [None if body is None else _cut(body) for body in bodies]
    rows: list[Row] = []
    if len({len(sections) for sections in cut if sections is not None}) <= 1:
        count = next((len(sections) for sections in cut if sections is not None), 0)
        for number in range(count):
            rows += _align_section([None if sections is None else sections[number] for sections in cut])
    else:
        rows.append(tuple(bodies))
    notes = tuple(None if fragment is None else _only_notes(fragment) for fragment in fragments)
    return [*rows, notes] if any(notes) else rows


def _without_notes(fragment: Fragment | None) -> Fragment | None:
    return None if fragment is None else tuple(block for block in fragment if not block.is_notes)


def _only_notes(fragment: Fragment) -> Fragment:
    return tuple(block for block in fragment if block.is_notes)


def _cut(fragment: Fragment) -> list[tuple[Block, ...]]:
    """Sections of a text, each beginning with its heading; what stands before the first heading is one too."""
    numbers = _count_headings(fragment)
    numbered = groupby(zip(numbers, fragment, strict=True), lambda pair: pair[0])
    return [tuple(block for _, block in section) for _, section in numbered]


def _count_headings(fragment: Fragment) -> list[int]:
    count, numbers = 0, []
    for block in fragment:
        count += bool(block.level)
        numbers.append(count)
    return numbers


def _align_section(sections: Sequence[tuple[Block, ...] | None]) -> list[Row]:
    shapes = {tuple(bool(block.level) for block in blocks) for blocks in sections if blocks is not None}
    if len(shapes) != 1:
        return [tuple(sections)]
    count = len(next(iter(shapes)))
    return [tuple(None if blocks is None else (blocks[number],) for blocks in sections) for number in range(count)]


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
        """Title and summary, the common voice, common ground, and every side's accounts in the entry's order."""
        yield self._build_title()
        yield from self._build_common(PartKind.TEXT)
        yield from self._build_common(PartKind.COMMON_GROUND)
        for side in find_tellers(self.entry, *self.languages):
            yield from self._build_accounts(side)

    def _build_title(self) -> ParallelSection:
        rows = (self.entry.file.title, self.entry.file.summary)
        groups = tuple(self._build_words_row(number, words) for number, words in enumerate(rows, 1))
        return ParallelSection("title", "title", None, self._say_all(labels.NAME_AND_SUMMARY), groups)

    def _build_words_row(self, number: int, words: dict[str, str]) -> ParallelGroup:
        def build(lang: str) -> ParallelCell:
            html = Markup(f"<p>{escape(words[lang])}</p>") if lang in words and lang in self.entry.languages else None  # noqa: S704
            return self._build_cell(lang, html, f"facts.{lang}")

        return ParallelGroup(f"title-{number}", number, tuple(build(lang) for lang in self.languages))

    def _build_common(self, kind: PartKind) -> Iterable[ParallelSection]:
        texts = [next(self.entry.find_texts(kind, lang), None) for lang in self.languages]
        if any(texts):
            name = kind.value
            headings = self._say_all(labels.PARTS[kind])
            yield self._build_section(name, None, headings, texts)

    def _build_accounts(self, side: str) -> Iterable[ParallelSection]:
        found = [text for lang in self.languages for text in self.entry.find_texts(PartKind.NARRATIVE, lang, side)]
        slugs = sorted({text.part.slug or "" for text in found}) or [""]
        known = self.press.site.sides.sides.get(side)
        heading = known.heading if known else {"und": side}
        headings = tuple(choose(self.press, heading, lang) for lang in self.languages)
        for slug in slugs:
            by_lang = {text.part.lang: text for text in found if (text.part.slug or "") == slug}
            texts = [by_lang.get(lang) for lang in self.languages]
            name = ".".join(word for word in ("narrative", side, slug) if word)
            yield self._build_section(name, side, headings, texts)

    def _build_section(
        self,
        name: str,
        side: str | None,
        headings: tuple[Phrase, ...],
        texts: Sequence[SiteText | None],
    ) -> ParallelSection:
        fragments = [self.press.find_texts(self.entry).find(text) if text else None for text in texts]
        anchor = name.replace(".", "-")
        places = [self._find_place(f"{anchor}-{lang}-", lang) for lang in self.languages]
        rows = align(fragments) or [tuple(None for _ in self.languages)]
        parts = [f"{name}.{lang}" for lang in self.languages]
        groups = tuple(self._build_row(f"{anchor}-{n}", n, row, places, parts) for n, row in enumerate(rows, 1))
        kinds: dict[str, Literal["text", "common-ground"]] = {"text": "text", "common-ground": "common-ground"}
        return ParallelSection(anchor, kinds.get(name, "narrative"), side, headings, groups)

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
        def find(entry: str, part: str) -> str | None:
            address = find_entry_address(self.press, lang, entry, part)
            return None if address is None else self.root + address

        return Place(
            prefix=prefix,
            heading=3,
            book=self.book,
            labels=find_labels(self.press, lang),
            find_entry=find,
            render_image=lambda path, said: render_image(self.press, self.entry, lang, self.root, path, said),
        )

    def _say_all(self, message: str) -> tuple[Phrase, ...]:
        return tuple(self.press.say(lang, message) for lang in self.languages)
