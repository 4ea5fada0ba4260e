"""An entry that stands in short says more, or other, than its form.

What: A stub or tombstone has texts, pictures or works beside it, a tombstone has more than a title and a summary, an
entry is both stub and tombstone, or the status in `record.yml` says another thing than `entry.yml`: `status: stub`
without `stub`, `status: withdrawn` without `tombstone`, or the other way round.
Why: A stub stands where the sides found no common words, a tombstone where words were taken away. Whatever lies
beside them would say it all the same.
Bad:
    tombstone: {ground: consent, on: 2026-05-01}
    # status: published, and text.hi.md lies beside it
Good:
    tombstone: {ground: consent, on: 2026-05-01}
    # status: withdrawn, and nothing else in the folder
Fix: Take out what the short form leaves out, or take the short form out, and write the status that fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context, Record
from concord.check.forms import TOMBSTONE_FIELDS, iter_beyond
from concord.check.rule import build_problem
from concord.model.archive import Entry, Sourced
from concord.model.entry import EntryFile
from concord.model.record import Status
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="ST029",
    name="form-contradictory",
    severity=Severity.ERROR,
    message=N_("This cannot stand here: {what}."),
    help=N_("Take out what the short form leaves out, or write the status that fits."),
    demands=("S40", "S41", "F10", "F16"),
)

BOTH = N_("an entry is either a stub or withdrawn, not both")
BESIDE_STUB = N_("a stub has no texts, pictures or works")
BESIDE_TOMBSTONE = N_("of a withdrawn entry nothing stays but its title, ground and day")
NO_STUB, NO_TOMBSTONE = (
    N_("the status is stub, and entry.yml has no stub"),
    N_("the status is withdrawn, and entry.yml has no tombstone"),
)
OTHER_STATUS = N_("entry.yml says in which short form it stands, and the status says another")

_OF_STUB = frozenset({Status.DRAFT, Status.REVIEWED, Status.STUB})
_OF_TOMBSTONE = frozenset({Status.DRAFT, Status.WITHDRAWN})


def check(context: Context) -> Iterator[Problem]:
    """Short forms against what lies beside them, then against the status."""
    for entry, file in context.entries:
        if file.value.stub and file.value.tombstone:
            yield build_problem(RULE, file.at_key("tombstone"), what=BOTH)
        if file.value.stub or file.value.tombstone:
            yield from _check_beside(entry, file)
    for record in context.records:
        yield from _check_status(record)


def _check_beside(entry: Entry, file: Sourced[EntryFile]) -> Iterator[Problem]:
    what = BESIDE_TOMBSTONE if file.value.tombstone else BESIDE_STUB
    beyond = iter_beyond(file.value, TOMBSTONE_FIELDS | {"stub"}) if file.value.tombstone else ("media", "works")
    for name in beyond:
        if getattr(file.value, name):
            yield build_problem(RULE, file.at_key(name), what=what)
    files = [text.path for _, text in entry.texts.values()] + [media.path for _, media in entry.media.values()]
    for path in sorted(files):
        yield build_problem(RULE, Location(path), what=what)


def _check_status(record: Record) -> Iterator[Problem]:
    file, status = record.file.value, record.entry.status
    if status is Status.STUB and not file.stub:
        yield build_problem(RULE, record.record.at("status"), what=NO_STUB)
    elif status is Status.WITHDRAWN and not file.tombstone:
        yield build_problem(RULE, record.record.at("status"), what=NO_TOMBSTONE)
    elif (file.stub and status not in _OF_STUB) or (file.tombstone and status not in _OF_TOMBSTONE):
        yield build_problem(RULE, record.record.at("status"), what=OTHER_STATUS)
