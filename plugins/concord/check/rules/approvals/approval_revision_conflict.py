"""Two different wordings were approved as the same version.

What: Acts that count name the same words of an entry, the same version, and different contents, and all sides have
not agreed to a later version since.
Why: Nobody could say which of the two all sides agreed to.
Bad:
    amina: text.hi, version 2, one wording
    boris: text.hi, version 2, another
Good:
    amina and boris: text.hi, version 2, the same wording
Fix: Decide which wording stands; the others approve it with `concord approve`, which gives it a new version.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.agreement import EntryAgreement
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Related, Rule, Severity

RULE = Rule(
    code="AP014",
    name="approval-revision-conflict",
    severity=Severity.ERROR,
    message=N_("Version {rev} of {part} was approved in another wording too."),
    help=N_("Decide which wording stands and approve it again with concord approve."),
    demands=("S04", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Acts on entries whose candidates hold two digests at one revision."""
    conflicts = frozenset(_find_conflicts(context))
    if not conflicts:
        return
    seen: dict[tuple[str, str, int], dict[str, Location]] = {}
    for statement in context.archive.statements:
        for index, act in enumerate(statement.file.value.acts):
            key = (act.about, act.part, act.rev)
            if key in conflicts:
                places = seen.setdefault(key, {})
                other = next((place for sha256, place in places.items() if sha256 != act.sha256), None)
                place = statement.file.at("acts", index)
                if other and act.sha256 not in places:
                    first = Related(other, N_("the other wording was approved here"))
                    yield build_problem(RULE, place, first, rev=str(act.rev), part=act.part)
                places.setdefault(act.sha256, place)


def _find_conflicts(context: Context) -> Iterator[tuple[str, str, int]]:
    for entry in context.agreement.subjects if context.agreement else ():
        for part, revisions in entry.candidates.items():
            for rev, digests in revisions.items():
                if len(digests) > 1 and not _is_settled(entry, part, rev):
                    yield entry.about, part, rev


def _is_settled(entry: EntryAgreement, part: str, rev: int) -> bool:
    """Whether all have agreed to a later version of these words: statements stay, so the conflict would for ever."""
    status = entry.parts.get(part)
    return bool(status and status.agreed and status.agreed.rev > rev)
