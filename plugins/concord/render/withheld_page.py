"""The page of something not shown: closed, embargoed, withdrawn, hidden for safety. No word of what it says."""

from __future__ import annotations

from concord.approve.clocks import find_last_day
from concord.derive.site import SiteClosed, SiteDisputed, SiteHidden, SiteLapsed, SiteTombstone, Withheld
from concord.derive.views import Card, Phrase, WithheldPage
from concord.model.entry import Access
from concord.render import addresses, labels
from concord.render.disputed_page import DISPUTED, build_disputed_page
from concord.render.entry_page import build_side
from concord.render.press import Press
from concord.render.shell import Frame, build_shell


def build_withheld_page(press: Press, withheld: Withheld, lang: str) -> WithheldPage:
    """The view of what stands in the place of an entry, in one edition."""
    title = name_withheld(press, withheld, lang)
    frame = Frame(
        kind="withheld",
        lang=lang,
        address=addresses.find_entry(lang, withheld.id),
        title=(title,),
        description=title.text,
        order_key=f"entries/{withheld.id}",
        editions={other: addresses.find_entry(other, withheld.id) for other in press.site.languages},
    )
    shell = build_shell(press, frame)
    match withheld:
        case SiteHidden(id_, since):
            say_day, until = press.dates[lang].say_day, find_last_day(since) if since else ""
            return WithheldPage(
                shell, id_, "undecided" if _is_over(press, until) else "hidden", title, None, (),
                since=say_day(since or ""), since_iso=since or "",
                until=say_day(until), until_iso=until, is_over=_is_over(press, until),
            )  # fmt: skip
        case SiteDisputed():
            return build_disputed_page(press, withheld, lang, shell, title)
        case SiteLapsed(id_, until):
            say_day = press.dates[lang].say_day
            return WithheldPage(
                shell, id_, "consent-ended", title, None, (), until=say_day(until), until_iso=until, is_over=True
            )
        case SiteTombstone(id_, ground, on, _, note):
            return WithheldPage(
                shell, id_, "tombstone", title, None, (),
                ground=press.say(lang, labels.GROUNDS[ground]),
                since=press.dates[lang].say_day(on),
                since_iso=on,
                note=press.choose(note, lang),
            )  # fmt: skip
        case SiteClosed(id_, kind, access, order, _, last):
            label = press.say(lang, labels.KINDS[kind])
            owners = tuple(build_side(press, side, lang) for side in order)
            return WithheldPage(
                shell, id_, "closed" if access is Access.CLOSED else "embargo", title, label, owners,
                until=press.dates[lang].say_day(last or ""), until_iso=last or "", is_over=_is_over(press, last),
            )  # fmt: skip


def build_withheld_card(press: Press, withheld: Withheld, lang: str, root: str) -> Card:
    """It in a list: its label and what has become of it."""
    state = press.say(lang, _find_state(press, withheld))
    kind = withheld.kind if isinstance(withheld, SiteClosed) else ""
    return Card(
        id=withheld.id,
        url=root + addresses.find_entry(lang, withheld.id),
        title=name_withheld(press, withheld, lang),
        summary=state,
        kind=kind,
        kind_label=press.say(lang, labels.KINDS[kind]) if kind else state,
        picture=None,
        languages=press.site.languages,
    )


def _is_over(press: Press, until: str | None) -> bool:
    return bool(until) and str(until) < press.site.as_of


def _find_state(press: Press, withheld: Withheld) -> str:
    match withheld:
        case SiteHidden(since=since):
            # One side's word for it holds for its days; what all have let go by is said in words of nobody.
            return labels.UNDECIDED if since and _is_over(press, find_last_day(since)) else labels.HIDDEN
        case SiteDisputed():
            return DISPUTED
        case SiteLapsed():
            return labels.CONSENT_ENDED
        case SiteTombstone():
            return labels.WITHDRAWN
        case SiteClosed(access=access):
            return labels.CLOSED if access is Access.CLOSED else labels.EMBARGOED


def name_withheld(press: Press, withheld: Withheld, lang: str) -> Phrase:
    """What it is called where it is listed: the agreed label, or in plain words what has become of it."""
    match withheld:
        case SiteTombstone(title=words) | SiteClosed(label=words) | SiteDisputed(title=words) if words and (
            said := press.choose(words, lang)
        ):
            return said
    return press.say(lang, _find_state(press, withheld))
