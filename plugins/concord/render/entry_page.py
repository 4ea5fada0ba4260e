"""The page of an entry in one edition."""

from __future__ import annotations

from concord.derive.site import SiteEntry, SiteText
from concord.derive.views import EntryPage, NarrativeView, Rendered, SideView
from concord.model.entry import Access
from concord.model.part import PartKind
from concord.render import addresses, labels
from concord.render.assemble import CitationBook, Place, assemble
from concord.render.cards import build_card, build_figure, choose, find_lead, render_image
from concord.render.evidence import (
    build_claims,
    build_custody,
    build_facts,
    build_names,
    build_source_groups,
    open_book,
)
from concord.render.press import Press
from concord.render.record import build_agreement, build_made, find_state, is_draft
from concord.render.shell import Frame, build_shell
from concord.render.texts import count_minutes, find_anchor, find_opening

# Headings in the common voice start under the page's h2, in a narrative under its own h3.
_UNDER_SECTION, _UNDER_NARRATIVE = 3, 4


def build_entry_page(press: Press, entry: SiteEntry, lang: str) -> EntryPage:
    """The view of an entry in a language that it is shown in."""
    file = entry.file
    address = addresses.find_entry(lang, entry.id)
    root = addresses.find_root(address)
    book = open_book(entry)
    writer = _Writer(press, entry, lang, root, book)
    title, lead = choose(press, file.title, lang), find_lead(entry)
    figures = (build_figure(press, entry, media, lang, root) for media in file.media if media is not lead)
    # The texts come before the sources: only then does the book know every place that cites one.
    text = writer.render_first(PartKind.TEXT)
    common_ground = writer.render_first(PartKind.COMMON_GROUND)
    narratives = tuple(view for side in find_tellers(entry, lang) for view in writer.build_narratives(side))
    return EntryPage(
        shell=build_shell(
            press,
            Frame(
                kind="entry",
                lang=lang,
                address=address,
                title=(title,),
                description=choose(press, file.summary, lang).text,
                order_key=f"entries/{entry.id}",
                editions={other: addresses.find_entry(other, entry.id) for other in entry.languages},
                parallel=addresses.find_parallel(entry.id),
                is_draft=is_draft(press.site, entry, (lang,)),
            ),
        ),
        id=entry.id,
        kind=file.kind.value,
        kind_label=press.say(lang, labels.KINDS[file.kind.value]),
        titles=(title,),
        names=build_names(press, entry, lang),
        summary=choose(press, file.summary, lang),
        summary_state=find_state(press, entry, f"facts.{lang}", lang),
        lead=build_figure(press, entry, lead, lang, root) if lead else None,
        figures=tuple(figure for figure in figures if figure),
        facts=build_facts(press, entry, lang, book),
        text=text,
        has_access_notice=file.effective_access is Access.NOTICE,
        is_contested=file.is_contested,
        common_ground=common_ground,
        narratives=narratives,
        claims=build_claims(press, entry, lang, book),
        custody=tuple(build_custody(press, entry, lang, book)),
        reflection=tuple(choose(press, question, lang) for question in file.reflection),
        source_groups=build_source_groups(press, entry, lang, book),
        related=tuple(build_card(press, other, lang, root) for other in _find_related(press, entry, lang)),
        owners=tuple(build_side(press, side, lang) for side in entry.order),
        agreement=build_agreement(press, entry, lang),
        made=build_made(press, entry, lang),
        licence=labels.LICENCES[file.rights.text if file.rights else press.site.archive.licence],
        licence_notes=press.choose(file.rights.notes, lang) if file.rights else None,
        data_url=root + addresses.find_data(entry.id),
    )


def find_tellers(entry: SiteEntry, *languages: str) -> tuple[str, ...]:
    """Sides that have a place for a narrative: all owners of a contested entry, else those who tell one."""
    told = {
        text.part.speaker
        for text in entry.texts.values()
        if text.part.kind is PartKind.NARRATIVE and text.part.lang in languages and text.part.speaker
    }
    owners = entry.order if entry.file.contested or told else ()
    return (*owners, *sorted(told - set(owners)))


def find_entry_address(press: Press, lang: str | None, entry: str, part: str) -> str | None:
    """Where a link to another entry's file leads: its page in this edition, else its parallel page, else nowhere."""
    other = press.site.entries.get(entry)
    if other is None:
        return None
    page = addresses.find_entry(lang, entry) if lang in other.languages and lang else addresses.find_parallel(entry)
    named = next((text.part for text in other.texts.values() if text.part.name == part), None)
    return f"{page}#{find_anchor(named)}" if named else page


def build_side(press: Press, side: str, lang: str) -> SideView:
    """A side as it names and describes itself."""
    known = press.site.sides.sides.get(side)
    if known is None:
        return SideView(side, press.name_side(side, lang), None, "active")
    description = press.choose(known.description, lang)
    return SideView(side, press.name_side(side, lang), description, known.status.value)


def _find_related(press: Press, entry: SiteEntry, lang: str) -> list[SiteEntry]:
    found = (press.site.entries.get(relation.to) for relation in entry.file.relations)
    return [other for other in found if other and lang in other.languages]


class _Writer:
    """Puts an entry's texts into their places on one page."""

    def __init__(self, press: Press, entry: SiteEntry, lang: str, root: str, book: CitationBook) -> None:
        self.press, self.entry, self.lang, self.root, self.book = press, entry, lang, root, book
        self.tongue = press.tongues.find(lang)

    def render_first(self, kind: PartKind) -> Rendered | None:
        """The one text of a kind."""
        text = next(self.entry.find_texts(kind, self.lang), None)
        return self.render(text, _UNDER_SECTION) if text else None

    def render(self, text: SiteText, heading: int) -> Rendered:
        """A text under a heading of the page."""
        fragment = self.press.find_texts(self.entry).find(text)
        html = assemble(fragment, self.find_place(find_anchor(text.part), heading))
        state = find_state(self.press, self.entry, text.part.name, self.lang)
        return Rendered(html, self.lang, self.tongue.dir, self.tongue.script, state)

    def find_place(self, anchor: str, heading: int) -> Place:
        press, lang, root = self.press, self.lang, self.root

        def find(entry: str, part: str) -> str | None:
            address = find_entry_address(press, lang, entry, part)
            return None if address is None else root + address

        return Place(
            prefix=f"{anchor}-",
            heading=heading,
            book=self.book,
            labels=find_labels(press, lang),
            find_entry=find,
            render_image=lambda path, said: render_image(press, self.entry, lang, root, path, said),
        )

    def build_narratives(self, side: str) -> list[NarrativeView]:
        """A side's accounts, or its place kept when there is none."""
        texts = list(self.entry.find_texts(PartKind.NARRATIVE, self.lang, side))
        return [self.build_narrative(side, text) for text in texts] or [self.build_narrative(side, None)]

    def build_narrative(self, side: str, text: SiteText | None) -> NarrativeView:
        press, known = self.press, self.press.site.sides.sides.get(side)
        name = press.name_side(side, self.lang)
        fragment = press.find_texts(self.entry).find(text) if text else ()
        return NarrativeView(
            side=side,
            name=name,
            heading=choose(press, known.heading, self.lang) if known else name,
            anchor=find_anchor(text.part) if text else f"narrative-{side}",
            state="present" if text else "awaits" if self.is_proposed_by(side) else "none",
            body=self.render(text, _UNDER_NARRATIVE) if text else None,
            opening=find_opening(fragment),
            minutes=count_minutes(fragment),
        )

    def is_proposed_by(self, side: str) -> bool:
        """Whether the side has written words in this language that are not agreed yet."""
        wanted = PartKind.NARRATIVE, side, self.lang
        parts = (status.part for status in self.entry.statuses.values() if status.proposed)
        return any((part.kind, part.speaker, part.lang) == wanted for part in parts)


def find_labels(press: Press, lang: str) -> dict[str, str]:
    """Words of the interface inside a text, for attributes."""
    wording = press.wordings[lang]
    return {
        "notes": wording.plain(labels.NOTES),
        "table": wording.plain(labels.TABLE),
        "back": wording.plain(labels.BACK),
    }
