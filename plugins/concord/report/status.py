"""Where every part stands, one line each: who said what, what is missing, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from concord.approve.agreement import Agreement, EntryAgreement, PartStatus
from concord.approve.ledger import Given, can_read
from concord.approve.verdict import Need
from concord.model.statement import ActName
from concord.problems import N_
from concord.report.conditions import Condition

# Babel does not look inside f-strings: what is said in one has to be marked for the catalogues outside.
ACTS: Final[Mapping[ActName, str]] = {ActName.AGREE: N_("agree"), ActName.OWN: N_("own"), ActName.SEEN: N_("seen")}


class State(StrEnum):
    """How the words in the tree relate to the words that may be shown."""

    AGREED = "agreed"
    PROPOSED = "proposed"
    TOGETHER = "waits-for-the-rest"
    ONLY_AGREED = "not-in-tree"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One part. `shown` says whether any words of it are shown to the public; `given` may be on these words only."""

    entry: str
    part: str
    lang: str | None
    state: State
    shown: bool
    given: tuple[Given, ...]
    missing: tuple[Need, ...]
    lapsed: tuple[str, ...]


def build_status(agreement: Agreement, order: Callable[[EntryAgreement], tuple[str, ...]]) -> Iterator[StatusLine]:
    """Every part of every entry and table but drafts; `order` gives an entry's sides in the order they are shown in."""
    for entry in agreement.subjects:
        if entry.is_draft:
            continue
        rank = {side: place for place, side in enumerate(order(entry))}
        for status in entry.parts.values():
            verdict = status.verdict or (status.agreed.verdict if status.agreed else None)
            given = verdict.given if verdict else ()
            missing = verdict.missing if verdict else ()
            yield StatusLine(
                entry=entry.id,
                part=status.part.name,
                lang=status.part.lang,
                state=find_state(status),
                shown=status.part.name in entry.published,
                given=tuple(sorted(given, key=lambda act: (rank.get(act.side, len(rank)), act))),
                missing=tuple(sorted(missing, key=lambda need: rank.get(need.side, len(rank)))),
                lapsed=verdict.lapsed if verdict else (),
            )


def find_state(status: PartStatus) -> State:
    """The state of one part."""
    if status.proposed is None:
        return State.ONLY_AGREED
    if status.is_agreed:
        return State.AGREED
    return State.TOGETHER if status.verdict and status.verdict.is_met else State.PROPOSED


Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Seat:
    """A steward in office, and the languages that this person reads."""

    handle: str
    reads: tuple[str, ...]


Seats = Mapping[str, tuple[Seat, ...]]
Conditions = tuple[Condition, ...]


def render_status(
    lines: Iterable[StatusLine], conditions: Mapping[str, Conditions], say: Say, *, all_parts: bool, stewards: Seats
) -> str:
    """The lines as text. Agreed parts are summed up in one line an entry unless `all_parts`.

    `conditions` names every entry and table, in order, with what is to be said of it as a whole.
    """
    by_entry: dict[str, list[StatusLine]] = {entry: [] for entry in conditions}
    for line in lines:
        by_entry[line.entry].append(line)
    return "".join(
        _render_entry(entry, conditions[entry], found, say, stewards, all_parts=all_parts)
        for entry, found in by_entry.items()
    )


def _render_entry(
    entry: str, conditions: Conditions, lines: list[StatusLine], say: Say, stewards: Seats, *, all_parts: bool
) -> str:
    agreed = [line for line in lines if line.state is State.AGREED]
    count = [say("{agreed} of {all} parts agreed").format(agreed=len(agreed), all=len(lines))] if lines else []
    said = [say(condition.message).format(**condition.values) for condition in conditions]
    text = f"{entry}: " + "; ".join(count + said) + "\n"
    width = max((len(line.part) for line in lines), default=0)
    for line in lines:
        if all_parts or line.state is not State.AGREED:
            text += f"  {line.part:<{width}}  {_render_line(line, say, stewards)}\n"
    return text


def _render_line(line: StatusLine, say: Say, stewards: Seats) -> str:
    told, not_yet = say("notified"), say("not yet")
    said = [f"{act.side}: {say(ACTS[act.act])} {act.date} ({act.handle})" for act in line.given]
    said += [f"{side}: {told}" for side in line.lapsed]
    waits = [f"{need.side}: {not_yet} ({say(ACTS[need.act])})" for need in line.missing if need.side not in line.lapsed]
    text = f"{_render_state(line, say)}  {' · '.join(said + waits)}".rstrip()
    steps = [_render_step(line, need, say, stewards) for need in line.missing if need.side not in line.lapsed]
    return "; ".join([text, *(step for step in steps if step)])


def _render_step(line: StatusLine, need: Need, say: Say, stewards: Seats) -> str:
    seats = stewards.get(need.side, ())
    if not seats:
        return say("{side} has no steward in office").format(side=need.side)
    spoken = {act.handle for act in line.given}
    free = [seat for seat in seats if seat.handle not in spoken] or [*seats]
    readers = [seat for seat in free if line.lang is None or can_read(seat.reads, line.lang)]
    handles = [seat.handle for seat in readers or free]
    target = f"{line.entry}/{line.part}" + ("" if readers else f" --relies-on {line.lang}=HANDLE")
    return say("next: concord approve --as {handle} {target}").format(
        handle=handles[0] if len(handles) == 1 else "HANDLE",
        # A choice is named beside the line: whatever joined the names inside it would mean something to a shell.
        target=target if len(handles) == 1 else f"{target} (HANDLE: {', '.join(handles)})",
    )


def _render_state(line: StatusLine, say: Say) -> str:
    match line.state:
        case State.AGREED:
            return say("agreed")
        case State.TOGETHER:
            return say("agreed, shown when the rest of the entry is")
        case State.ONLY_AGREED:
            return say("agreed earlier and no longer in the tree; the agreed words stay up")
        case State.PROPOSED:
            return say("proposed; the words agreed before stay up") if line.shown else say("proposed; not shown")


def build_status_json(
    lines: Iterable[StatusLine], conditions: Mapping[str, Conditions]
) -> dict[str, list[dict[str, object]]]:
    """The same as plain values for other programs."""
    return {"entries": _list_conditions(conditions), "parts": _list_parts(lines)}


def _list_conditions(conditions: Mapping[str, Conditions]) -> list[dict[str, object]]:
    return [
        {"entry": entry, "conditions": [{"name": one.name, **one.values} for one in found]}
        for entry, found in conditions.items()
    ]


def _list_parts(lines: Iterable[StatusLine]) -> list[dict[str, object]]:
    return [
        {
            "entry": line.entry,
            "part": line.part,
            "state": str(line.state),
            "shown": line.shown,
            "given": [
                {
                    "side": act.side,
                    "act": str(act.act),
                    "handle": act.handle,
                    "date": act.date,
                    "relies_on": act.relies_on,
                }
                for act in line.given
            ],
            "missing": [
                {"side": need.side, "act": str(need.act), "people": need.people, "by": need.by} for need in line.missing
            ],
            "lapsed": list(line.lapsed),
        }
        for line in lines
    ]
