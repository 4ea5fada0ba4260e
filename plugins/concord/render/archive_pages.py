"""Pages about the archive itself: who keeps it, how it works, how people are kept safe, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from concord.approve.ledger import holds
from concord.derive.shown import SiteClosed, SiteEntry, SiteHidden, SiteLapsed, SiteTombstone
from concord.derive.views import (
    AboutPage,
    Awaited,
    AwaitingPage,
    AwaitingPart,
    AwaitingRow,
    Count,
    HowPage,
    PersonView,
    RoleGroup,
    SafetyPage,
    StatusPage,
    Wanted,
    WantedGroup,
    WantedPage,
)
from concord.derive.waits import WaitingPart, Waits
from concord.model.charter import Approvals, Person, PublicActor, RoleName
from concord.model.part import parse_part
from concord.problems import N_
from concord.render import addresses, labels
from concord.render.cards import choose
from concord.render.entry_page import build_side
from concord.render.press import Press
from concord.render.record import label_part
from concord.render.shell import build_shell, has_hub, link_hubs
from concord.render.table_pages import build_hub_frame

PUBLISHED, CONTESTED = N_("Published"), N_("Told in more than one way")
STUB, SETTLED = N_("Standing in short"), N_("Published with reservations")
WAITING, OVERDUE = N_("With words that await approval"), N_("Whose review is overdue")
CLOSED, WITHDRAWN, HIDDEN = N_("Not open to the public"), N_("Withdrawn"), N_("Hidden for safety")


def build_about_page(press: Press, lang: str) -> AboutPage:
    """`/<lang>/about/`."""
    archive = press.site.archive
    shell = build_shell(press, build_hub_frame(press, "about", lang))
    return AboutPage(
        shell=shell,
        title=choose(press, archive.title, lang),
        summary=choose(press, archive.summary, lang),
        sides=tuple(build_side(press, side, lang) for side, _ in press.site.order_sides("about")),
        roles=tuple(find_offices(press, lang, tuple(RoleName))),
        baseline=press.choose(archive.baseline, lang),
        scope=press.choose(archive.scope, lang),
        links=link_hubs(press, lang, shell.root, labels.ABOUT),
    )


def build_how_page(press: Press, lang: str) -> HowPage:
    """`/<lang>/how/`: the policy in force, in sentences."""
    policy = press.site.policy
    if policy is None:
        raise ValueError(lang)
    shell = build_shell(press, build_hub_frame(press, "how", lang))
    return HowPage(
        shell=shell,
        people_per_side=policy.people_per_side,
        sees_others=policy.seen_by_others,
        seen_days=policy.seen_lapses_days,
        needs_readers=policy.readers_required,
        waits_for_all_languages=policy.publish_when.value == "all_languages",
        review_months=policy.review_months,
        reservation_words=policy.reservation_words,
        is_signed=policy.approvals is Approvals.SIGNED,
        names_people=policy.public_actor is PublicActor.HANDLE,
        has_map=has_hub(press, "places"),
        release=press.release,
        check=link_hubs(press, lang, shell.root, ["check"])[0],
    )


def build_safety_page(press: Press, lang: str) -> SafetyPage:
    """`/<lang>/safety/`."""
    shell = build_shell(press, build_hub_frame(press, "safety", lang))
    return SafetyPage(shell, tuple(find_offices(press, lang, (RoleName.SAFETY, RoleName.FACILITATOR))))


def find_offices(press: Press, lang: str, roles: Iterable[RoleName]) -> Iterator[RoleGroup]:
    """Who holds which role on the day of the site: by side in the page's order, those of no side last."""
    people = press.site.people.people if press.site.people else {}
    sides = [*(side for side, _ in press.site.order_sides("offices")), None]
    for side in sides:
        for role in roles:
            found = [
                _build_person(press, handle, person, role, lang)
                for handle, person in people.items()
                if person.side == side and holds(person, role, press.site.as_of)
            ]
            if found:
                name = press.name_side(side, lang) if side else None
                yield RoleGroup(name, press.say(lang, labels.OFFICES[role.value]), tuple(found))


def _build_person(press: Press, handle: str, person: Person, role: RoleName, lang: str) -> PersonView:
    until = max(held.until for held in person.roles if held.role is role)
    return PersonView(
        handle=handle,
        description=press.choose(person.description, lang),
        affiliation=press.choose(person.affiliation, lang),
        until=press.dates[lang].say_day(until),
        until_iso=until,
    )


def build_wanted_page(press: Press, lang: str) -> WantedPage:
    """`/<lang>/translations/`: language by language, what is missing and what follows older words."""
    shell = build_shell(press, build_hub_frame(press, "translations", lang))
    groups = (
        WantedGroup(wanted, press.tongues.say(press.site.archive.languages[wanted].name, wanted), found)
        for wanted in press.site.order_languages("translations")
        if (found := tuple(_find_wanted(press, wanted, lang, shell.root)))
    )
    return WantedPage(shell, tuple(groups))


def _find_wanted(press: Press, wanted: str, lang: str, root: str) -> Iterator[Wanted]:
    for entry in press.site.entries.values():
        if wanted not in entry.languages:
            url = root + addresses.find_parallel(entry.id)
            yield Wanted(choose(press, entry.file.title, lang), url, None, "missing")
            continue
        for name in sorted(entry.books.outdated):
            part = parse_part(name)
            if part and part.lang == wanted:
                url = root + addresses.find_entry(wanted, entry.id)
                label = label_part(press, part, lang)
                yield Wanted(choose(press, entry.file.title, lang), url, label, "outdated")


def build_awaiting_page(press: Press, lang: str) -> AwaitingPage:
    """`/<lang>/awaiting/`: parts by name; the words themselves are nowhere on this site."""
    shell = build_shell(press, build_hub_frame(press, "awaiting", lang))
    rows = tuple(_build_row(press, waits, lang, shell.root) for waits in press.site.waiting)
    return AwaitingPage(shell, rows, press.site.unnamed)


def _build_row(press: Press, waits: Waits, lang: str, root: str) -> AwaitingRow:
    entry = press.site.entries.get(waits.id)
    shown = entry if entry and lang in entry.languages else None
    label = labels.KINDS[waits.kind] if waits.kind else labels.TABLES[waits.id]
    return AwaitingRow(
        id=waits.id if waits.kind else "",
        title=choose(press, shown.file.title, lang) if shown else None,
        kind_label=press.say(lang, label),
        url=root + addresses.find_entry(lang, waits.id) if shown else None,
        parts=tuple(_build_part(press, waits, part, lang) for part in waits.parts),
        unnamed=waits.unnamed,
    )


def _build_part(press: Press, waits: Waits, waiting: WaitingPart, lang: str) -> AwaitingPart:
    tag = waiting.part.lang
    known = press.site.archive.languages.get(tag) if tag else None
    missing = {need.side: need for need in waiting.missing}
    order = [side for side, _ in press.site.order_sides(waits.about) if side in missing]
    return AwaitingPart(
        label=label_part(press, waiting.part, lang),
        language=press.tongues.say(known.name if known else tag, tag) if tag else None,
        awaits=tuple(
            Awaited(press.name_side(side, lang), missing[side].act.value, missing[side].people) for side in order
        ),
        is_shown=waiting.is_shown,
    )


def build_status_page(press: Press, lang: str) -> StatusPage:
    """`/<lang>/status/`: counts of entries, of languages, and of who came first how often."""
    site = press.site
    shell = build_shell(press, build_hub_frame(press, "status", lang))
    entries = list(site.entries.values())
    withheld = Counter(type(one) for one in site.withheld.values())
    counts = (
        (PUBLISHED, sum(not entry.is_stub for entry in entries)),
        (CONTESTED, sum(entry.file.is_contested and not entry.is_stub for entry in entries)),
        (SETTLED, sum(_has_reservations(entry) for entry in entries)),
        (STUB, sum(entry.is_stub for entry in entries)),
        (WAITING, site.unnamed + sum(waits.about.startswith("entries/") for waits in site.waiting)),
        (OVERDUE, sum(bool(entry.books.review and entry.books.review.is_overdue) for entry in entries)),
        (CLOSED, withheld[SiteClosed]),
        (WITHDRAWN, withheld[SiteTombstone]),
        (HIDDEN, withheld[SiteHidden]),
        (labels.CONSENT_ENDED, withheld[SiteLapsed]),
    )
    return StatusPage(
        shell=shell,
        entries=tuple(Count(press.say(lang, label), number) for label, number in counts),
        languages=tuple(
            Count(
                press.tongues.say(site.archive.languages[tag].name, tag), sum(tag in one.languages for one in entries)
            )
            for tag in site.order_languages("status")
        ),
        first_places=tuple(_count_first_places(press, entries, lang)),
        links=link_hubs(press, lang, shell.root, [name for name in labels.ABOUT if name != "status"]),
    )


def _has_reservations(entry: SiteEntry) -> bool:
    return any(dispute.outcome == "reservations" for dispute in entry.books.disputes)


def _count_first_places(press: Press, entries: Iterable[SiteEntry], lang: str) -> Iterator[Count]:
    """How often each side comes first in the orders of entries: what the rotation promises, shown (S02)."""
    first = Counter(entry.order[0] for entry in entries if entry.order)
    for side, _ in press.site.order_sides("status"):
        yield Count(press.name_side(side, lang), first[side])
