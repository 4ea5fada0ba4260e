"""The verdict on one part's exact words: evidence, never a bare yes or no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from concord.approve.ledger import Given
from concord.approve.policy import Policy
from concord.model.charter import AuthorMayAgree
from concord.model.part import Part, PartKind, Voice
from concord.model.statement import ActName


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """What a side has to say before the words count as agreed, and the policy line that asks for it."""

    side: str
    act: ActName
    people: int
    by: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Needed, given, missing and outdated for one part and one digest.

    `missing` holds what is still lacking, with the number of people; `lapsed` names sides whose `seen` was
    not given in time and counts as notified; `outdated` are acts on other words of the same part;
    `not_counted` are authors' own acts that policy leaves out; `away` names sides that are not waited for.
    """

    part: Part
    sha256: str
    needed: tuple[Need, ...]
    given: tuple[Given, ...]
    missing: tuple[Need, ...]
    lapsed: tuple[str, ...] = ()
    outdated: tuple[Given, ...] = ()
    not_counted: tuple[Given, ...] = ()
    away: tuple[str, ...] = ()
    """Sides that had paused or left, in whose absence less may be said: see `_find_away`."""

    @property
    def is_met(self) -> bool:
        """True when nothing that policy asks is missing."""
        return bool(self.needed) and not self.missing

    @property
    def date(self) -> str:
        """The day of the latest act that counts, or nothing."""
        return max((act.date for act in self.given), default="")


def _nobody_is_away(_side: str, _since: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Panel:
    """Who decides on an entry: its owning sides, how many stewards a side had on a day, and each part's authors."""

    sides: tuple[str, ...]
    count_stewards: Callable[[str, str], int]
    authors: dict[str, frozenset[str]]
    is_away: Callable[[str, str], bool] = _nobody_is_away
    """Whether a side had paused or left on any day from one until now. Once true it stays so: no return undoes it."""
    says_less: bool = False
    """The words belong to a neutral stub: nothing new is said, so that sides which are away need not be waited for."""


# One side alone decides nothing.
FEWEST_VOICES = 2


def assess_part(part: Part, sha256: str, acts: Iterable[Given], panel: Panel, policy: Policy, as_of: str) -> Verdict:
    """Judges one digest of one part by the acts on it; acts on other words are looked at by `find_outdated`."""
    on_these = tuple(acts)
    counted, left_out = _count_authors(part, on_these, panel, policy)
    needed = find_needs(part, panel.sides, policy)
    open_needs = [left for need in needed if (left := _still_missing(need, counted))]
    lapsed = _find_lapsed(needed, open_needs, counted, policy, as_of)
    lapsed += tuple(side for side in _find_unseen_away(needed, open_needs, counted, panel) if side not in lapsed)
    away = _find_away(needed, open_needs, counted, panel)
    return Verdict(
        part=part,
        sha256=sha256,
        needed=needed,
        given=counted,
        missing=tuple(need for need in open_needs if need.side not in (lapsed if need.act is ActName.SEEN else away)),
        lapsed=lapsed,
        not_counted=left_out,
        away=away,
    )


@lru_cache(maxsize=4096)
def find_needs(part: Part, sides: tuple[str, ...], policy: Policy) -> tuple[Need, ...]:
    """What policy asks for a part (domain.md 4.2): agree by all, or own by its side and seen by the others.

    Nothing at all, which is never met, for the account of one who is no owner: others having seen it is no reason
    to put it into anybody's mouth.
    """
    people = policy.people_per_side
    by = f"{policy.preset}.people_per_side"
    if part.voice is not Voice.ATTRIBUTED:
        return tuple(Need(side, ActName.AGREE, people, by) for side in sorted(sides))
    if part.kind is not PartKind.VOICE and part.speaker not in sides:
        return ()
    own = (Need(part.speaker, ActName.OWN, people, by),) if part.speaker in sides and part.speaker else ()
    if part.kind is PartKind.RESERVATION or not (policy.seen_by_others or part.kind is PartKind.VOICE):
        return own
    others = (side for side in sorted(sides) if side != part.speaker)
    return own + tuple(Need(side, ActName.SEEN, 1, f"{policy.preset}.seen_by_others") for side in others)


def _still_missing(need: Need, acts: tuple[Given, ...]) -> Need | None:
    people = {act.handle for act in acts if act.side == need.side and act.act is need.act}
    lacking = need.people - len(people)
    return Need(need.side, need.act, lacking, need.by) if lacking > 0 else None


def _count_authors(
    part: Part, acts: tuple[Given, ...], panel: Panel, policy: Policy
) -> tuple[tuple[Given, ...], tuple[Given, ...]]:
    """Leaves out authors' own agreement unless policy lets it count (S05); owning one's narrative is always fine."""
    authors = panel.authors.get(part.name, frozenset())
    if policy.author_may_agree is AuthorMayAgree.ALWAYS or not authors:
        return acts, ()

    def counts(act: Given) -> bool:
        if act.act is not ActName.AGREE or act.handle not in authors:
            return True
        others_agree = any(other.side != act.side and other.handle not in authors for other in acts)
        single = panel.count_stewards(act.side, act.date) <= 1
        return policy.author_may_agree is AuthorMayAgree.SINGLE_STEWARD and single and others_agree

    return tuple(act for act in acts if counts(act)), tuple(act for act in acts if not counts(act))


def _find_lapsed(
    needed: tuple[Need, ...],
    missing: list[Need],
    counted: tuple[Given, ...],
    policy: Policy,
    as_of: str,
) -> tuple[str, ...]:
    """Sides that had their days to look at another side's narrative: silence is no veto (F16)."""
    days = policy.seen_lapses_days
    owned = [need for need in needed if need.act is ActName.OWN]
    if days is None or not owned or any(need.act is ActName.OWN for need in missing):
        return ()
    since = _find_owned_day(owned[0], counted)
    # Day numbers and no dates: any number of days may stand in a policy, and no calendar reaches beyond 9999.
    if dt.date.fromisoformat(as_of).toordinal() < dt.date.fromisoformat(since).toordinal() + days:
        return ()
    return tuple(need.side for need in missing if need.act is ActName.SEEN)


def _find_unseen_away(
    needed: tuple[Need, ...], missing: list[Need], counted: tuple[Given, ...], panel: Panel
) -> tuple[str, ...]:
    """Sides that had paused or left when they would have looked at another side's narrative."""
    owned = [need for need in needed if need.act is ActName.OWN]
    if not owned or any(need.act is ActName.OWN for need in missing):
        return ()
    since = _find_owned_day(owned[0], counted)
    return tuple(need.side for need in missing if need.act is ActName.SEEN and panel.is_away(need.side, since))


def _find_away(
    needed: tuple[Need, ...], missing: list[Need], counted: tuple[Given, ...], panel: Panel
) -> tuple[str, ...]:
    """Sides that are not waited for: away after two or more others, all that were there, had agreed to a stub (F01)."""
    present = [need for need in needed if need not in _widen(needed, missing)]
    if not panel.says_less or len(present) < FEWEST_VOICES:
        return ()
    since = max(_find_need_day(need, counted) for need in present)
    return tuple(need.side for need in missing if need.act is ActName.AGREE and panel.is_away(need.side, since))


def _widen(needed: tuple[Need, ...], missing: list[Need]) -> list[Need]:
    """Needs as they were before some people had spoken."""
    open_ = {(need.side, need.act) for need in missing}
    return [need for need in needed if (need.side, need.act) in open_]


def _find_owned_day(need: Need, counted: tuple[Given, ...]) -> str:
    """The day on which enough people of the side had said `own`; a later one does not start the days anew."""
    days = sorted({act.handle: act.date for act in sorted(counted, reverse=True) if act.act is ActName.OWN}.values())
    return days[need.people - 1]


def find_met_day(verdict: Verdict) -> str:
    """The day on which the last need was met; what is said again later does not move it."""
    needed = (need for need in verdict.needed if need.side not in verdict.away)
    return max((_find_need_day(need, verdict.given) for need in needed), default="")


def find_shown_day(verdict: Verdict, lapses_days: int | None, as_of: str) -> str:
    """The day from which words that are met may be shown: as `find_met_day`, but silence of others ends by itself.

    A side that looked only after its days were over did not hold the words up until then.
    """
    days = []
    owned = next((need for need in verdict.needed if need.act is ActName.OWN), None)
    lapse = _find_lapse_day(owned, verdict.given, lapses_days, as_of) if owned else None
    for need in verdict.needed:
        if need.side in verdict.away:
            continue
        day = _find_need_day(need, verdict.given)
        if need.act is ActName.SEEN and lapse:
            day = min(day or lapse, lapse)
        days.append(day)
    return max(days, default="")


def _find_lapse_day(owned: Need, given: tuple[Given, ...], lapses_days: int | None, as_of: str) -> str | None:
    """The day on which the days of the others were over; None while they are not, and where there are none."""
    since = _find_need_day(owned, given)
    if lapses_days is None or not since:
        return None
    day = dt.date.fromisoformat(since).toordinal() + lapses_days
    return dt.date.fromordinal(day).isoformat() if day <= dt.date.fromisoformat(as_of).toordinal() else None


def _find_need_day(need: Need, given: tuple[Given, ...]) -> str:
    first: dict[str, str] = {}
    for act in sorted(given):
        if (act.side, act.act) == (need.side, need.act):
            first.setdefault(act.handle, act.date)
    return sorted(first.values())[need.people - 1] if len(first) >= need.people else ""


def find_outdated(acts: Iterable[Given], sha256: str) -> tuple[Given, ...]:
    """Each person's latest act on other words of this part, unless the person has since acted on these."""
    acts = tuple(acts)
    current = {act.handle for act in acts if act.sha256 == sha256}
    latest: dict[str, Given] = {}
    for act in acts:
        if act.handle not in current:
            latest[act.handle] = max(
                act, latest.get(act.handle, act), key=lambda given: (given.rev, given.date, given.seq)
            )
    return tuple(latest[handle] for handle in sorted(latest))
