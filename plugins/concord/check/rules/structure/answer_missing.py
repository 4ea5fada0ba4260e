"""A draft leaves one of the nine questions open.

What: A draft needs an answer to each of nine questions, in one language: may it be shared, what is it called, what
kind of thing is it, what is it, where, when, how do you know, who looks after it, how shall we credit you. Where a
steward has written the fuller form of an answer already, that counts: `access` for `share`, `sources` for
`how_we_know`, `owned_by` for `kept_by`, `contributions` for `credit`. What is not to be shared needs none but the
first.
Why: Whoever knows the thing can answer in a few words today. Years later nobody can.
Bad:
    share: yes
    title: {hi: पुल}
    kind: place
    summary: {hi: दो किनारों के बीच एक पुल।}
Good:
    share: yes
    title: {hi: पुल}
    kind: place
    summary: {hi: दो किनारों के बीच एक पुल।}
    where: {words: {hi: नदी पर}}
    when: {words: {hi: पता नहीं}}
    how_we_know: {hi: गाँव की एक अध्यापिका ने बताया}
    kept_by: {hi: गाँव के लोग}
    credit: none
Fix: Answer in a few words. "Not known" is an answer too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from concord.check.context import Context
from concord.check.forms import Form, find_form
from concord.check.rule import build_problem
from concord.model.archive import Entry
from concord.model.entry import EntryFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST027",
    name="answer-missing",
    severity=Severity.ERROR,
    message=N_("This draft does not say yet: {what}"),
    help=N_("Add a line like this: {line}"),
    demands=("S25", "S26", "S44"),
)

# In the order in which they are asked; `kind` is missed while reading already. Dots stand for the answer.
QUESTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "share": (N_("May everyone see this, copy it and use it in class, and is it yours to give?"), "..."),
        "title": (N_("What is it called here?"), "{LANG: ...}"),
        "summary": (N_("What is it? Tell us in a few lines."), "{LANG: ...}"),
        "where": (N_("Where? Words are enough."), "{words: {LANG: ...}}"),
        "when": (N_("When? Words are enough."), "{words: {LANG: ...}}"),
        "how_we_know": (N_("How do you know? From a person, a book, an object in hand?"), "{LANG: ...}"),
        "kept_by": (N_("Who looks after it, and who else calls it theirs?"), "{LANG: ...}"),
        "credit": (N_("How shall we credit you? By a handle, an organisation, or not at all?"), "none"),
        "credited_to": (N_("Which handle or organisation shall we name?"), "{LANG: ...}"),
    }
)


def check(context: Context) -> Iterator[Problem]:
    """Every question, draft by draft; the finding stands at the answer before it."""
    for entry, file in context.drafts:
        if find_form(file.value) is Form.WHOLE:
            lang = _find_language(file.value, context.languages)
            before: tuple[str, ...] = ()
            for field, (question, sample) in QUESTIONS.items():
                if _is_answered(entry, file.value, field):
                    before = (field,) if (field,) in file.document.keys else before
                else:
                    line = f"{field}: {sample.replace('LANG', lang)}"
                    yield build_problem(RULE, file.at_key(*before), what=question, line=line)


def _is_answered(entry: Entry, file: EntryFile, field: str) -> bool:
    """Whether a question has its answer, in the giver's words or in a steward's fuller form."""
    fuller = {"share": file.access, "how_we_know": file.sources, "kept_by": file.owned_by}
    if field == "credit":
        return bool(file.credit or (entry.record and entry.record.value.contributions))
    if field == "credited_to":
        return bool(file.credited_to) or file.credit in (None, "none")
    return bool(getattr(file, field) or fuller.get(field))


def _find_language(file: EntryFile, languages: tuple[str, ...]) -> str:
    """A language for the example: one that the giver has written, else one of the archive."""
    return next(iter({**file.title, **file.summary}), languages[0] if languages else "en")
