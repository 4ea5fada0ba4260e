"""What a reader should know around the words: care, reviews, disputes, claims of ownership, consent, rights, credit."""

from __future__ import annotations

from collections.abc import Iterator

from concord.derive.site import SiteEntry
from concord.derive.views import CareView, DisputeView, OwnershipView, Phrase, ReviewView, Term
from concord.model.items import ClaimType, Consent
from concord.render import entry_labels as words
from concord.render import labels
from concord.render.assemble import CitationBook
from concord.render.cards import choose
from concord.render.languages import name_language
from concord.render.press import Press


def build_care(press: Press, entry: SiteEntry, lang: str) -> CareView | None:
    """The note before the text, if the owners wrote one or named what asks for care."""
    file = entry.file
    concerns = tuple(press.say(lang, words.CONCERNS[concern]) for concern in file.sensitivity)
    said = press.choose(file.care, lang)
    return CareView(said, concerns) if said or concerns else None


def build_review(press: Press, entry: SiteEntry, lang: str) -> ReviewView | None:
    """The last peer review, where the page says what is contested or true of a day only."""
    review, dates = entry.books.review, press.dates[lang]
    ages = entry.file.is_contested or any(claim.type is not ClaimType.FACT for claim in entry.file.claims)
    if review is None or not ages:
        return None
    return ReviewView(dates.say_day(review.on), review.on, dates.say_day(review.due), review.due, review.is_overdue)


def build_disputes(press: Press, entry: SiteEntry, lang: str) -> tuple[DisputeView, ...]:
    """Quarrels over the words, the oldest first."""
    dates = press.dates[lang]
    return tuple(
        DisputeView(
            opened=dates.say_day(one.opened),
            opened_iso=one.opened,
            closed=dates.say_day(one.closed or ""),
            closed_iso=one.closed or "",
            outcome=one.outcome,
        )
        for one in entry.books.disputes
    )


def build_ownership_claims(press: Press, entry: SiteEntry, lang: str, book: CitationBook) -> tuple[OwnershipView, ...]:
    """Who asks for the thing, in the entry's order."""
    return tuple(
        OwnershipView(
            id=claim.id,
            by=choose(press, claim.by, lang),
            ground=choose(press, claim.ground, lang),
            since=press.dates[lang].say_edtf(claim.since),
            answer=press.choose(claim.answer, lang),
            citations=book.point_all(claim.sources),
        )
        for claim in entry.file.ownership_claims
    )


def build_terms(press: Press, entry: SiteEntry, lang: str) -> tuple[Term, ...]:
    """Consent, credit, why it is ours to give, labels of communities, and the same thing elsewhere."""
    file = entry.file
    found = [
        *(_say_consent(press, file.consent, lang) if file.consent else ()),
        *_say_credit(press, entry, lang),
        *_say_rights(press, entry, lang),
    ]
    same = press.say(lang, words.SAME_AS)
    found += (Term("same-as", same, (press.tongues.say(url, "zxx"),), url) for url in file.same_as)
    return tuple(found)


def _say_consent(press: Press, consent: Consent, lang: str) -> Iterator[Term]:
    """The terms in words; never who signed what."""

    def say(message: str) -> Phrase:
        return press.say(lang, message)

    given = press.dates[lang].say_edtf(consent.given)
    final = say(words.REVIEWED) if consent.reviewed_text else None
    said = (say(words.CONSENT_BY[consent.by]), given, final)
    yield Term("consent", say(words.CONSENT), tuple(one for one in said if one))
    yield Term("uses", say(words.USES_LABEL), tuple(say(words.USES[use]) for use in consent.uses))
    if consent.languages:
        names = tuple(name_language(press, tag) for tag in consent.languages)
        yield Term("consent-languages", say(words.CONSENT_LANGUAGES), names)
    if consent.restrictions:
        yield Term("restrictions", say(words.RESTRICTIONS), (choose(press, consent.restrictions, lang),))
    if consent.identity:
        yield Term("identity", say(words.IDENTITY_LABEL), (say(words.IDENTITIES[consent.identity]),))
    yield from _say_ends(press, consent, lang)


def _say_ends(press: Press, consent: Consent, lang: str) -> Iterator[Term]:
    """How long it holds, and how to take it back."""
    days = ((words.CONSENT_UNTIL, consent.until), (words.CONSENT_AGAIN, consent.review_on))
    for number, (label, day) in enumerate(days, 1):
        if said := press.dates[lang].say_edtf(day):
            yield Term(f"day-{number}", press.say(lang, label), (said,))
    if consent.withdraw_to:
        office = labels.OFFICES.get(consent.withdraw_to)
        to = press.say(lang, office) if office else press.tongues.say(consent.withdraw_to, "zxx")
        yield Term("withdraw", press.say(lang, words.WITHDRAW), (to,))


def _say_credit(press: Press, entry: SiteEntry, lang: str) -> Iterator[Term]:
    named = press.choose(entry.file.credited_to, lang)
    if named and entry.file.credit in ("handle", "organisation"):
        yield Term("credit", press.say(lang, words.CREDIT), (named,))


def _say_rights(press: Press, entry: SiteEntry, lang: str) -> Iterator[Term]:
    rights = entry.file.rights
    if rights and rights.basis:
        yield Term("basis", press.say(lang, words.OURS_TO_GIVE), (press.say(lang, words.BASES[rights.basis]),))
    names = {voice.community: choose(press, voice.name, lang) for voice in entry.file.voices}
    label = press.say(lang, words.COMMUNITY_LABELS)
    for one in rights.labels if rights else ():
        said = (press.tongues.say(one.label, "zxx"), *((names[one.community],) if one.community in names else ()))
        yield Term(f"label-{one.label}", label, said, one.url)
