"""The page of an entry in one edition."""

from __future__ import annotations

from dataclasses import replace

from concord.derive.site import SiteEntry
from concord.derive.views import Card, EntryPage, SideView
from concord.model.entry import Access
from concord.model.part import PartKind
from concord.render import addresses, entry_labels, labels
from concord.render.absences import build_absences
from concord.render.accounts import build_narratives, build_reservations, build_voices, find_tellers
from concord.render.cards import build_card, choose, find_lead
from concord.render.closer import build_close_figure, find_manifest_url, find_viewer_url
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
from concord.render.recordings import build_recordings
from concord.render.share_card import find_entry_card
from concord.render.shell import Frame, build_shell
from concord.render.terms import build_care, build_disputes, build_ownership_claims, build_review, build_terms
from concord.render.works import build_works
from concord.render.writer import Writer, find_older


def build_entry_page(press: Press, entry: SiteEntry, lang: str) -> EntryPage:
    """The view of an entry in a language that it is shown in."""
    file = entry.file
    address = addresses.find_entry(lang, entry.id)
    root = addresses.find_root(address)
    book = open_book(entry)
    writer = Writer(press, entry, lang, root, book)
    title, lead = choose(press, file.title, lang), find_lead(entry)
    shown = build_close_figure(press, entry, lead, lang, root) if lead else None
    others = (build_close_figure(press, entry, media, lang, root) for media in file.media if media is not lead)
    figures = tuple(figure for figure in others if figure)
    recordings = build_recordings(press, entry, lang, root)
    # The texts come before the sources: only then does the book know every place that cites one.
    text = writer.render_first(PartKind.TEXT)
    common_ground = writer.render_first(PartKind.COMMON_GROUND)
    works = build_works(press, entry, book, root, (lang,), lang)
    narratives = tuple(view for side in find_tellers(entry, lang) for view in build_narratives(writer, side))
    voices, reservations = build_voices(writer), build_reservations(writer)
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
                card=find_entry_card(press, entry, lang),
                has_recordings=bool(recordings),
            ),
        ),
        id=entry.id,
        kind=file.kind.value,
        kind_label=press.say(lang, labels.KINDS[file.kind.value]),
        titles=(title,),
        names=build_names(press, entry, lang),
        summary=choose(press, file.summary, lang),
        summary_state=find_state(press, entry, f"facts.{lang}", lang),
        follows_older=find_older(press, entry, f"facts.{lang}"),
        lead=shown,
        figures=figures,
        facts=build_facts(press, entry, lang, book),
        text=text,
        works=works,
        has_access_notice=file.effective_access is Access.NOTICE,
        care=build_care(press, entry, lang),
        review=build_review(press, entry, lang),
        disputes=build_disputes(press, entry, lang),
        absences=build_absences(press, entry, lang),
        is_contested=file.is_contested,
        common_ground=common_ground,
        open_questions=tuple(choose(press, question, lang) for question in file.open_questions),
        narratives=narratives,
        voices=voices,
        reservations=reservations,
        claims=build_claims(press, entry, lang, book),
        custody=tuple(build_custody(press, entry, lang, book)),
        ownership_claims=build_ownership_claims(press, entry, lang, book),
        reflection=tuple(choose(press, question, lang) for question in file.reflection),
        how_we_know=press.choose(file.how_we_know, lang),
        source_groups=build_source_groups(press, entry, lang, book),
        related=_build_related(press, entry, lang, root),
        owners=tuple(build_side(press, side, lang) for side in entry.order),
        agreement=build_agreement(press, entry, lang),
        made=build_made(press, entry, lang),
        terms=build_terms(press, entry, lang),
        licence=labels.LICENCES[file.rights.text if file.rights else press.site.archive.licence],
        licence_notes=press.choose(file.rights.notes, lang) if file.rights else None,
        data_url=root + addresses.find_data(entry.id),
        recordings=recordings,
        iiif_url=find_manifest_url(press, (shown, *figures, *recordings), entry, root),
        viewer_url=find_viewer_url(press, (shown, *figures), root),
    )


def build_side(press: Press, side: str, lang: str) -> SideView:
    """A side as it names and describes itself."""
    known = press.site.sides.sides.get(side)
    if known is None:
        return SideView(side, press.name_side(side, lang), None, "active")
    description = press.choose(known.description, lang)
    return SideView(side, press.name_side(side, lang), description, known.status.value)


def _build_related(press: Press, entry: SiteEntry, lang: str, root: str) -> tuple[Card, ...]:
    """Cards of what the entry is tied to, its own ties and those that others have to it."""
    ties = press.site.relations.get(entry.id, ())
    shown = ((tie, press.site.entries[tie.to]) for tie in ties)
    return tuple(
        replace(
            build_card(press, other, lang, root),
            note=press.say(lang, entry_labels.RELATIONS.get(tie.type, entry_labels.RELATED)),
        )
        for tie, other in shown
        if lang in other.languages
    )
