"""Who agreed to what, and how the words came to be: the record of an entry as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable

from concord.approve.agreement import PartStatus
from concord.approve.ledger import Given
from concord.approve.verdict import Verdict
from concord.derive.shown import is_shown
from concord.derive.site import Site, SiteEntry
from concord.derive.views import ActView, AgreementView, Awaited, MadeView, PartView, Phrase, WordsState
from concord.model.items import find_media_form
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import Contribution, Method
from concord.render import labels
from concord.render.languages import name_language
from concord.render.press import Press

_ORDER = (
    PartKind.FACTS,
    PartKind.WORDS,
    PartKind.TEXT,
    PartKind.WORK,
    PartKind.COMMON_GROUND,
    PartKind.NARRATIVE,
    PartKind.VOICE,
    PartKind.RESERVATION,
    PartKind.CAPTIONS,
)
SHORT = 12


def find_state(press: Press, entry: SiteEntry, part: str, lang: str) -> WordsState | None:
    """In the workshop edition, where the words of a part stand; on the public site nothing: they are agreed."""
    status = entry.statuses.get(part)
    if not press.site.is_proposed or status is None:
        return None
    return WordsState(status.is_agreed, () if status.is_agreed else find_awaited(press, entry, status.verdict, lang))


def find_awaited(press: Press, entry: SiteEntry, verdict: Verdict | None, lang: str) -> tuple[Awaited, ...]:
    """Whose word is missing, in the entry's order."""
    missing = {need.side: need for need in verdict.missing} if verdict else {}
    order = (*entry.order, *sorted(set(missing) - set(entry.order)))
    return tuple(
        Awaited(press.name_side(side, lang), missing[side].act.value, missing[side].people)
        for side in order
        if side in missing
    )


def build_agreement(press: Press, entry: SiteEntry, lang: str, *, all_languages: bool = False) -> AgreementView:
    """The agreement line of a page: the parts shown on it, in the order it shows them."""
    names = (name for name in sorted(entry.statuses) if is_shown(entry, name, lang, all_languages=all_languages))
    shown = [entry.statuses[name] for name in names]
    shown.sort(key=lambda status: rank_part(status.part, entry))
    views = tuple(_build_part(press, entry, status, lang) for status in shown)
    date = max((act.date_iso for view in views for act in view.acts), default="")
    return AgreementView(
        is_agreed=all(view.is_agreed for view in views),
        sides=tuple(press.name_side(side, lang) for side in entry.order),
        date=press.dates[lang].say_day(date),
        date_iso=date,
        parts=views,
        is_by_all=not any(view.away for view in views),
    )


def rank_part(part: Part, entry: SiteEntry) -> tuple[int, int, int, str]:
    """Where a part stands among those of its entry: sides in the entry's order."""
    kind = _ORDER.index(part.kind) if part.kind in _ORDER else len(_ORDER)
    side = entry.order.index(part.speaker) if part.speaker in entry.order else 0
    lang = entry.languages.index(part.lang) if part.lang in entry.languages else 0
    return kind, side, lang, part.name


def _build_part(press: Press, entry: SiteEntry, status: PartStatus, lang: str) -> PartView:
    words = status.proposed if press.site.is_proposed else status.agreed
    verdict = status.verdict if press.site.is_proposed else status.agreed.verdict if status.agreed else None
    part = status.part
    digest = words.sha256 if words else ""
    is_agreed = status.is_agreed or not press.site.is_proposed
    return PartView(
        part=part.name,
        label=label_part(press, part, lang, entry),
        lang=name_language(press, part.lang) if part.lang else None,
        rev=status.agreed.rev if status.agreed else 0,
        digest=digest,
        digest_short=digest[:SHORT],
        acts=tuple(_build_act(press, act, lang) for act in _order_acts(entry, verdict.given if verdict else ())),
        lapsed=tuple(press.name_side(side, lang) for side in entry.order if verdict and side in verdict.lapsed),
        awaits=() if is_agreed else find_awaited(press, entry, verdict, lang),
        is_agreed=is_agreed,
        away=tuple(press.name_side(side, lang) for side in entry.order if verdict and side in verdict.away),
    )


def label_part(press: Press, part: Part, lang: str, entry: SiteEntry | None = None) -> Phrase:
    """What a part is called in the interface; never its file name. A community is named as its entry names it."""
    is_recording = part.kind is PartKind.MEDIA and find_media_form(part.name).is_recording
    message = labels.RECORDING if is_recording else labels.PARTS[part.kind]
    if part.speaker is None:
        return press.say(lang, message)
    names = {voice.community: voice.name for voice in entry.file.voices} if entry else {}
    said = press.choose(names.get(part.speaker), lang) if part.kind is PartKind.VOICE else None
    return press.say(lang, message, side=(said or press.name_side(part.speaker, lang)).text)


def _order_acts(entry: SiteEntry, acts: Iterable[Given]) -> list[Given]:
    """Acts by the entry's order of sides, then by day: whoever was quicker does not come first."""
    rank = {side: number for number, side in enumerate(entry.order)}
    return sorted(acts, key=lambda act: (rank.get(act.side, len(rank)), act.side, act.date, act.handle, act.seq))


def _build_act(press: Press, act: Given, lang: str) -> ActView:
    return ActView(
        side=press.name_side(act.side, lang),
        handle=act.handle,
        act=act.act.value,
        act_label=press.say(lang, labels.ACTS[act.act.value]),
        date=press.dates[lang].say_day(act.date),
        date_iso=act.date,
        statement=f"{act.handle}/{act.seq}",
        relies_on=act.relies_on if act.relies_on in press.site.handles else None,
        is_signed=act.is_signed,
    )


def build_made(press: Press, entry: SiteEntry, lang: str) -> tuple[MadeView, ...]:
    """How the words shown came to be. The record is nobody's agreed words: only what names a part shown here passes."""
    views = [
        _build_made(press, entry, contribution, part, lang)
        for contribution in entry.contributions
        if (part := parse_part(contribution.part)) and part.name in entry.statuses
        if is_shown(entry, part.name, lang, all_languages=False)
    ]
    return tuple(views)


def _build_made(press: Press, entry: SiteEntry, contribution: Contribution, part: Part, lang: str) -> MadeView:
    source = parse_part(entry.books.followed.get(part.name, "")) if contribution.role == "translated" else None
    return MadeView(
        part=part.name,
        label=label_part(press, part, lang, entry),
        role=contribution.role,
        role_label=press.say(lang, labels.ROLES[contribution.role]),
        side=press.name_side(contribution.side, lang) if contribution.side in press.site.sides.sides else None,
        handle=contribution.handle if contribution.handle in press.site.handles else None,
        method=contribution.method.value,
        method_label=press.say(lang, labels.METHODS[contribution.method.value]),
        period=press.dates[lang].say_known_edtf(contribution.period),
        lang=name_language(press, part.lang) if part.kind is PartKind.WORK and part.lang else None,
        source=name_language(press, source.lang) if source and source.lang else None,
        is_outdated=source is not None and part.name in entry.books.outdated,
    )


def is_draft(site: Site, entry: SiteEntry, languages: Iterable[str]) -> bool:
    """Whether some words in these languages were drafted by the project and not yet read by a native reader."""
    shown = frozenset(languages)

    def concerns(contribution: Contribution) -> bool:
        part = parse_part(contribution.part)
        return part is not None and (part.lang is None or part.lang in shown)

    drafts = (one for one in entry.contributions if one.method is Method.PROJECT_DRAFT)
    return site.archive.demonstration and any(concerns(one) for one in drafts)
