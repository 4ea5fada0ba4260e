"""A name stands in the common voice to which a side objects.

What: A form that the naming table (`names.yml`) lists under `barred` stands in a common text, in common ground, or in
a title, summary, fact, claim, caption or other sentence of `entry.yml`. Looked for as a whole word, as it is written
and in its own language only: a table that means an inflected form too lists it. Inside the agreed common form it may
stand.
Why: What all sides say together is said in words that all can say. In its own account each side names things as it
does, and so do communities, works, citations and the list of names.
Bad:
    names.yml:    barred: [{to: Eastern Bridge, lang: en, by: [west], ...}]   common: {en: the old bridge}
    text.en.md:   The Eastern Bridge was built in 1851.
Good:
    text.en.md:   The old bridge was built in 1851.
    narrative.east.en.md:   Our Eastern Bridge was built in 1851.
Fix: Write the agreed form, or describe the thing where there is none. The table itself changes only with all sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from concord.check.common_voice import find_in_common_voice
from concord.check.context import Context
from concord.check.naming import find_names
from concord.check.phrases import Phrases
from concord.check.rule import build_problem, take
from concord.model.document import KeyPath
from concord.model.tables import NamedThing, NamesFile, Objection
from concord.problems import N_, Problem, Related, Rule, Severity

RULE = Rule(
    code="NU012",
    name="name-barred",
    severity=Severity.ERROR,
    message=N_("“{form}” is not a name that all sides use; this side objects to it: {sides}."),
    help=N_("{hint} A side's own account may use it."),
    demands=("S01", "F04"),
    protects_side=True,
)

_INSTEAD, _UNNAMED = N_("Write “{common}” here."), N_("No common name is agreed: describe the thing instead.")
_TABLE = N_("the table of names says so")

Barred = tuple[KeyPath, NamedThing, Objection]


def check(context: Context) -> Iterator[Problem]:
    """The common voice against the table, each text once for all forms of its language."""
    names = find_names(context)
    if names is None:
        return
    barred = _find_barred(names.value)
    phrases = {lang: Phrases([it[2].to for it in of], _find_common(names.value, lang)) for lang, of in barred.items()}
    for _, found in find_in_common_voice(context, phrases):
        for find in take(found):
            path, thing, objection = barred[find.lang][find.number]
            common = (thing.common or {}).get(find.lang)
            yield build_problem(
                RULE,
                find.place,
                Related(names.at(*path), _TABLE),
                form=objection.to,
                sides=", ".join(objection.by),
                hint=_INSTEAD if common else _UNNAMED,
                common=common or "",
            )


def _find_barred(names: NamesFile) -> dict[str, list[Barred]]:
    """Forms by language, each with its place in the table."""
    barred: dict[str, list[Barred]] = defaultdict(list)
    for index, thing in enumerate(names.names):
        for number, objection in enumerate(thing.barred):
            barred[objection.lang].append((("names", index, "barred", number), thing, objection))
    return barred


def _find_common(names: NamesFile, lang: str) -> Iterator[str]:
    """Agreed forms: a common form may be made of forms that alone are barred."""
    return (thing.common[lang] for thing in names.names if thing.common and lang in thing.common)
