"""A side's name for the thing is given in one language and left out in another.

What: `names` gives a form that one owning side uses in a language, and none of another owning side in that language,
although that side's name is given elsewhere in the entry.
Why: Readers of that language would meet the thing under one side's name alone.
Bad:
    names:
      - {text: Upper Bridge, lang: en, used_by: [east]}
      - {text: پرانا پل, lang: ur, used_by: [west]}
Good:
    names:
      - {text: Upper Bridge, lang: en, used_by: [east]}
      - {text: Old Bridge, lang: en, used_by: [west]}
      - {text: پرانا پل, lang: ur, used_by: [west, east]}
Fix: Ask the side what it says in that language. Where it says the same, name it under `used_by` too.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.entry import EntryFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN010",
    name="name-form-missing",
    severity=Severity.WARNING,
    message=N_("In {language} the name that “{side}” uses is not given, though another side's is."),
    help=N_("Add it. Where the side says the same, name it under used_by too."),
    demands=("S01", "S02", "F04"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Names of every entry, language by language, against the sides that own it."""
    for _, file in context.entries:
        for index, lang, side in _find_missing(file.value):
            yield build_problem(RULE, file.at("names", index), language=lang, side=side)


def _find_missing(file: EntryFile) -> Iterator[tuple[int, str, str]]:
    """(first name in the language, language, side without one there)."""
    first: dict[str, int] = {}
    used: dict[str, set[str]] = {}
    for index, name in enumerate(file.names):
        if owners := set(name.used_by).intersection(file.owned_by):
            first.setdefault(name.lang, index)
            used.setdefault(name.lang, set()).update(owners)
    heard = set().union(*used.values())
    for lang, sides in used.items():
        yield from ((first[lang], lang, side) for side in sorted(heard - sides))
