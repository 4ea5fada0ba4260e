"""After this change words that all agreed to count no longer, or older ones stand in their place.

What: Something in the change (people, terms, sides, policy, approvals) makes the archive fall back: an entry to an
earlier version, an account to nothing.
Why: What was agreed stays up until all agree to something else. To take away the ground on which an agreement stands
is a way to undo it without asking.
Bad:
    people_per_side: 2   # and with one approval of each side everything agreed so far goes from the site
Good:
    people_per_side: 2   # after a second steward of each side has approved what stands
Fix: Undo what takes the agreement away; or have the sides approve the words as the new rules ask, in a change before
this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.agreement import EntryAgreement
from concord.check.context import Context
from concord.check.redactions import find_licence
from concord.check.rule import build_problem
from concord.model.part import Part, Voice
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="AP057",
    name="agreed-words-back",
    severity=Severity.ERROR,
    message=N_("{part} of {entry} was agreed; after this change it is not, or older words stand there."),
    help=N_("Undo what takes the agreement away: a person, a term, a side, a policy line or an approval."),
    demands=("S04", "S41", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """What was published against what is, once for each entry.

    Without a readable charter there is nothing to compare; under another founding nothing is agreed at all.
    """
    after_charter, before_charter = context.archive.charter, context.base.founded if context.base else None
    if context.base is None or context.agreement is None or after_charter is None or before_charter is None:
        return
    if after_charter.genesis != before_charter.genesis:
        return
    now = {subject.about: subject for subject in context.agreement.subjects}
    redacted, _ = find_licence(context)
    for before in context.base.published:
        after = now.get(before.about)
        part = next(_find_back(before, after), None) if after else None
        if part and before.id not in redacted:
            yield build_problem(RULE, _find_place(before, after, part), part=part, entry=before.id)


def _find_back(before: EntryAgreement, after: EntryAgreement) -> Iterator[str]:
    """Parts that went back. A common part may be absent from a later revision: all agreed to that."""
    for name in sorted(before.published):
        was, is_ = before.parts[name].agreed, after.parts[name].agreed if name in after.parts else None
        if was is None:
            continue
        if is_ is None:
            if _is_attributed(was.part) or after.rev <= before.rev:
                yield name
        elif is_.rev < was.rev or (is_.rev == was.rev and is_.sha256 != was.sha256 and is_.date <= was.date):
            yield name


def _is_attributed(part: Part) -> bool:
    return part.voice is Voice.ATTRIBUTED


def _find_place(before: EntryAgreement, after: EntryAgreement | None, part: str) -> Location:
    status = after.parts.get(part) if after else None
    path = status.proposed.path if status and status.proposed else before.about
    return Location(path if path.startswith("entries/") else before.id)
