"""What can be wrong with a sheet, a mapping or a parcel: kinds of problem beside the rules, which judge archives only.

The codes IM001 and on stand in docs/importing.md. A draft that a rule refuses keeps the code of that rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from concord.problems import N_, Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Refusal(Exception):  # noqa: N818 - it refuses a whole file; what is wrong in a row travels as a problem
    """A whole file cannot be used. Holds the kind of problem, a line and column, and values; never a sentence."""

    def __init__(self, kind: str, line: int = 0, column: int = 0, /, **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.line = line
        self.column = column
        self.values = values


def _index(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    return MappingProxyType({rule.name: rule for rule in rules})


KINDS: Final = _index(
    (
        Rule(
            "IM001",
            "sheet-unreadable",
            ERROR,
            N_("This file cannot be read: {what}."),
            N_("Save it again as CSV (UTF-8) or as XLSX, and try that."),
        ),
        Rule(
            "IM002",
            "sheet-too-large",
            ERROR,
            N_("This is more than is read at once: {what}."),
            N_("Divide it into several files."),
        ),
        Rule(
            "IM003",
            "mapping-missing",
            ERROR,
            N_("Nothing says yet which column answers which question."),
            N_("Add --propose, and read what it writes."),
        ),
        Rule(
            "IM004",
            "mapping-wrong",
            ERROR,
            N_("The mapping cannot be used here: {what}."),
            N_("What may stand there is listed in docs/importing.md."),
        ),
        Rule(
            "IM005",
            "column-missing",
            ERROR,
            N_("This sheet has no column “{column}”."),
            N_("Write the name as it stands in the first row."),
        ),
        Rule(
            "IM006",
            "column-unused",
            WARNING,
            N_("Nothing is taken from the column “{column}”."),
            N_("Map it, or name it below `left_out`."),
        ),
        Rule(
            "IM007",
            "answer-open",
            ERROR,
            N_("This row does not say yet: {what}"),
            N_("Fill the cell, or answer for all rows with `{field}` below `defaults`."),
        ),
        Rule(
            "IM008",
            "value-unknown",
            ERROR,
            N_("“{found}” is no answer to `{field}`."),
            N_("Lawful are: {choices}. What words of the sheet mean is said below `values`."),
        ),
        Rule(
            "IM009",
            "key-missing",
            ERROR,
            N_("This row has no permanent key."),
            N_("Give each row a key of its own that never changes."),
        ),
        Rule(
            "IM010",
            "key-repeated",
            ERROR,
            N_("Row {row} has the same permanent key."),
            N_("Give each row a key of its own that never changes."),
        ),
        Rule(
            "IM011",
            "row-not-shared",
            NOTE,
            N_("This row is not to be shared, so nothing was made of it."),
            N_("What is not to be shared does not belong here; ask a steward first."),
        ),
        Rule(
            "IM012",
            "words-changed",
            NOTE,
            N_("The form of these words was changed: {what}."),
            N_("Compare the draft with the row."),
        ),
        Rule(
            "IM013",
            "name-taken",
            NOTE,
            N_("Another entry has the name {other}, so this one is called {entry}."),
            N_("Look whether both are the same thing."),
        ),
        Rule(
            "IM014",
            "draft-changed",
            WARNING,
            N_("This row changed, and people changed its draft {entry}; the draft was left alone."),
            N_("Bring over by hand what changed."),
        ),
        Rule(
            "IM015",
            "draft-gone",
            WARNING,
            N_("The draft {entry} of this row was taken away; it is not made again."),
            N_("Give the row another key if it should be."),
        ),
        Rule(
            "IM016",
            "entry-there",
            ERROR,
            N_("There is another entry {entry} already, and not from this sheet."),
            N_("Give it another name."),
        ),
        Rule(
            "IM017",
            "file-wanted",
            NOTE,
            N_("To this row belongs a file, which was not fetched: {address}"),
            N_("Bring it yourself, without hidden data: concord strip"),
        ),
        Rule(
            "IM018",
            "row-gone",
            NOTE,
            N_("The draft {entry} came from a row that is no longer there; it stays."),
            N_("Take it out by hand if it should go."),
        ),
        Rule(
            "IM019",
            "position-left-out",
            NOTE,
            N_("Positions are never taken over: nothing comes from the column “{column}”."),
            N_("Say the place in words; a rounded point may go into places.yml."),
        ),
        Rule(
            "IM020",
            "cell-unknown",
            ERROR,
            N_("What this cell shows is not in the file: {what}."),
            N_("Put the words themselves into the cell."),
        ),
        Rule(
            "IM021",
            "row-too-long",
            ERROR,
            N_("This row has more cells than there are columns."),
            N_("Put cells that hold a separator between quotes."),
        ),
        Rule(
            "IM022",
            "date-in-words-only",
            NOTE,
            N_("“{found}” is no date in figures, so it stands in words only."),
            N_("A steward can add it, such as 1947-08 or 1522~."),
        ),
        Rule(
            "IM023",
            "archive-unwritable",
            ERROR,
            N_("{entry} could not be written: {reason}"),
            N_("Mend that and run the same again; nothing is done twice."),
        ),
        Rule(
            "IM024",
            "parcel-refused",
            ERROR,
            N_("This is not taken in: {what}."),
            N_("Send entry.yml, texts such as text.hi.md, and pictures, in one folder."),
        ),
        Rule(
            "IM025",
            "name-mended",
            NOTE,
            N_("“{other}” is called {entry} here."),
            N_("Names hold a-z, 0-9 and single hyphens."),
        ),
        Rule(
            "IM026",
            "picture-cleaned",
            NOTE,
            N_("Hidden data was taken out of this picture: {found}"),
            N_("Tell the giver, so that it is done before sending."),
        ),
        Rule(
            "IM028",
            "ledger-unreadable",
            ERROR,
            N_("The list of earlier imports in {file} cannot be used: {what}."),
            N_("Bring it back from a copy; without it nobody knows which drafts people have changed."),
        ),
        Rule(
            "IM027",
            "language-open",
            ERROR,
            N_("In which language the column “{name}” is written nobody has said."),
            N_("Add --in and the tag of a language: {choices}"),
        ),
    )
)
