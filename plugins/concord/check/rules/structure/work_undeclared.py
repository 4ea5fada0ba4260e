"""The words of a work lie in the folder, and the entry does not say what they are.

What: A file `work.<language>.md` or `work.<name>.<language>.md` is no original and no version that `works` in
`entry.yml` names.
Why: Words of somebody else may be shown only if we know whose they are and why they are ours to show. What is not
declared is shown nowhere.
Bad:
    work.pa-Guru.md        # and no `works` in entry.yml
Good:
    works:
      - {id: main, lang: pa-Guru, title: ..., died: 1798, rights: PDM-1.0, basis: public-domain}
Fix: Add the work, or its version in this language and script, under `works`; or remove the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.parts import name_work
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.entry import EntryFile
from concord.model.part import PartKind
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="ST031",
    name="work-undeclared",
    severity=Severity.ERROR,
    message=N_("No lines in entry.yml say whose words these are, so they are shown nowhere."),
    help=N_("Add the work, or its version in this language, under works; or remove the file."),
    demands=("S26", "S37"),
)


def check(context: Context) -> Iterator[Problem]:
    """Files of works against the works that entries declare."""
    for entry, file in context.entries:
        declared = frozenset(_name_works(file.value))
        for name, (part, text) in sorted(entry.texts.items()):
            if part.kind is PartKind.WORK and name not in declared:
                yield build_problem(RULE, Location(text.path))


def _name_works(file: EntryFile) -> Iterator[str]:
    for work in file.works:
        yield name_work(work.id, work.lang)
        yield from (name_work(work.id, version.lang) for version in work.versions)
