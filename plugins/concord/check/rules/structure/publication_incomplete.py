"""An entry asks to be shown and lacks what every shown entry has.

What: The status is no longer `draft`, and a field is missing that a page of the archive rests on: `format`, `id`,
`owned_by`, `order`, `contested` (true or false), `access` or `share: yes`, `rights` with `basis`, a source, `when`
with `edtf`, `where`, `title` and `summary`. Something short needs less, since it says less: an entry that is closed
or withdrawn only `format`, `id`, `owned_by` and `order`; one that stands as a stub these, `title`, `summary`, a
source, and `access` or `share: yes`.
Why: A draft may be typed in ten minutes. What is shown under the name of all sides has been looked at by a steward.
Bad:
    status: published
    # and entry.yml has no `rights`
Good:
    status: published
    # entry.yml:
    rights: {text: CC-BY-4.0, basis: own}
Fix: Add the field, or set the status to `draft` until it is there. Of a day that nobody can know,
`certainty: tradition` or `certainty: uncertain` says so in place of `edtf`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.forms import Form, find_form
from concord.check.rule import build_problem
from concord.model.entry import EntryFile, Share
from concord.model.record import Status
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST028",
    name="publication-incomplete",
    severity=Severity.ERROR,
    message=N_("“{field}” is missing, and this entry is no longer a draft."),
    help=N_("Add a line like this one, or set the status to draft until it is there: {line}"),
    demands=("S03", "S36", "S37", "S38"),
)

# An id is never given again and an order is drawn once, so that even a withdrawn entry keeps both and its owners.
_ALWAYS = ("format", "id", "owned_by", "order")
_NEEDED = {
    Form.WHOLE: (
        *_ALWAYS, "title", "summary", "when.edtf", "where", "contested", "access", "rights.basis", "sources",
    ),
    Form.STUB: (*_ALWAYS, "title", "summary", "access", "sources"),
    Form.LABEL: _ALWAYS,
    Form.TOMBSTONE: _ALWAYS,
}  # fmt: skip

# What is missing, as it is written; the dots are for what nobody else can know.
_LINES = {
    "format": "format: concord-entry/1",
    "when.edtf": "edtf: 19XX / certainty: uncertain",
    "contested": "contested: false",
    "access": "access: open",
    "rights.basis": "rights: {text: CC-BY-4.0, basis: own}",
    "sources": "sources: [{id: s1, cite: ...}]",
}

# A steward has looked and found that there is no date to give: words say what is told or that nothing is known.
_DATELESS = frozenset({"tradition", "uncertain"})


def check(context: Context) -> Iterator[Problem]:
    """Fields of every entry that is no draft, by the form in which it stands."""
    for record in context.records:
        if record.entry.status is not Status.DRAFT:
            file = record.file
            for name in _NEEDED[find_form(file.value)]:
                if not _has(file.value, name):
                    yield build_problem(
                        RULE, file.at_key(*name.split(".")), field=name, line=_LINES.get(name, f"{name}: ...")
                    )


def _has(file: EntryFile, name: str) -> bool:
    match name:
        case "access":
            return bool(file.access) or file.share is Share.YES
        case "contested":
            return file.contested is not None
        case "when.edtf":
            return bool(file.when and (file.when.edtf or file.when.certainty in _DATELESS))
        case "rights.basis":
            return bool(file.rights and file.rights.basis)
    return bool(getattr(file, name))
