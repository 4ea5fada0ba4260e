"""A date is not written in the form that programs of all languages read.

What: A date field holds something other than EDTF (ISO 8601-2, levels 0 and 1): `1921`, `1947-08`, `1522~`, `16XX`,
`1851/1927`.
Why: Dates in words differ in every language; one exact form beside the words lets each edition write its own.
Bad:
    when: {edtf: about 1921, words: {hi: 1921 के आसपास}}
Good:
    when: {edtf: "1921~", words: {hi: 1921 के आसपास}}
Fix: Write year, month and day in figures with hyphens; ~ means about, ? means perhaps, / stands between two dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.archive import Sourced
from concord.model.document import KeyPath
from concord.model.edtf import EdtfError, parse_edtf
from concord.model.entry import EntryFile
from concord.model.record import RecordFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST019",
    name="date-invalid",
    severity=Severity.ERROR,
    message=N_("“{date}” is not a date that can be read: at sign {position} {expected} was expected."),
    help=N_("Write it like 1921, 1947-08, 1904-08-16, 1522~ or 1851/1927; words go beside it."),
    demands=("S37",),
)


def check(context: Context) -> Iterator[Problem]:
    """Every EDTF field of entries and records."""
    for entry, file in context.entries:
        yield from _check_dates(file, _find_dates(file.value))
        if entry.record:
            yield from _check_dates(entry.record, _find_periods(entry.record.value))


def _find_dates(entry: EntryFile) -> Iterator[tuple[KeyPath, str | None]]:
    if entry.when:
        yield ("when", "edtf"), entry.when.edtf
    for index, custody in enumerate(entry.custody):
        yield ("custody", index, "since"), custody.since
        yield ("custody", index, "until"), custody.until
        yield ("custody", index, "as_of"), custody.as_of
    for index, claim in enumerate(entry.claims):
        yield ("claims", index, "as_of"), claim.as_of
    for index, ownership in enumerate(entry.ownership_claims):
        yield ("ownership_claims", index, "since"), ownership.since
    for index, work in enumerate(entry.works):
        yield ("works", index, "made"), work.made
        yield ("works", index, "died"), work.died
    if entry.consent:
        yield ("consent", "given"), entry.consent.given


def _find_periods(record: RecordFile) -> Iterator[tuple[KeyPath, str | None]]:
    for index, work in enumerate(record.contributions):
        yield ("contributions", index, "period"), work.period


def _check_dates(
    file: Sourced[EntryFile] | Sourced[RecordFile], dates: Iterator[tuple[KeyPath, str | None]]
) -> Iterator[Problem]:
    for path, date in dates:
        try:
            if date is not None:
                parse_edtf(date)
        except EdtfError as error:
            values = {"date": date or "", "position": str(error.offset + 1), "expected": error.expected}
            yield build_problem(RULE, file.at(*path), **values)
