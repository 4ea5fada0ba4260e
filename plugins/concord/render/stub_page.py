"""The page of a stub in one edition: what it is, why no more is said, the sources of every side, who agreed."""

from __future__ import annotations

from concord.derive.site import SiteEntry
from concord.derive.views import StubPage
from concord.render import addresses, labels
from concord.render.absences import build_absences
from concord.render.cards import choose
from concord.render.evidence import build_source_groups, open_book
from concord.render.press import Press
from concord.render.record import build_agreement, find_state, is_draft
from concord.render.share_card import find_entry_card
from concord.render.shell import Frame, build_shell
from concord.render.terms import build_disputes


def build_stub_page(press: Press, entry: SiteEntry, lang: str) -> StubPage:
    """The view of a stub."""
    file = entry.file
    title, summary = choose(press, file.title, lang), choose(press, file.summary, lang)
    since = file.stub.since if file.stub else None
    frame = Frame(
        kind="stub",
        lang=lang,
        address=addresses.find_entry(lang, entry.id),
        title=(title,),
        description=summary.text,
        order_key=f"entries/{entry.id}",
        editions={other: addresses.find_entry(other, entry.id) for other in entry.languages},
        parallel=addresses.find_parallel(entry.id),
        is_draft=is_draft(press.site, entry, (lang,)),
        card=find_entry_card(press, entry, lang),
    )
    return StubPage(
        shell=build_shell(press, frame),
        id=entry.id,
        kind_label=press.say(lang, labels.KINDS[file.kind.value]),
        title=title,
        summary=summary,
        why=press.choose(file.stub.why if file.stub else None, lang),
        state=find_state(press, entry, f"facts.{lang}", lang),
        since=press.dates[lang].say_day(since or ""),
        since_iso=since or "",
        disputes=build_disputes(press, entry, lang),
        absences=build_absences(press, entry, lang),
        source_groups=build_source_groups(press, entry, lang, open_book(entry)),
        agreement=build_agreement(press, entry, lang),
    )
