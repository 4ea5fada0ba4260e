"""A work is announced and its words are not there.

What: `works` names an original or a version, and the file that would hold it is absent: `work.<language>.md` for the
work with the id `main`, `work.<id>.<language>.md` for any other.
Why: Nobody can agree that words may be shown which nobody has seen; the whole entry would wait for them.
Bad:
    works:
      - {id: main, lang: pa-Guru, ...}     # and no work.pa-Guru.md
Good:
    works:
      - {id: main, lang: pa-Guru, ...}     # and work.pa-Guru.md beside it
Fix: Add the file, correct the language, or take the line out.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.parts import name_work
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.document import KeyPath
from concord.model.entry import EntryFile
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST032",
    name="work-file-missing",
    severity=Severity.ERROR,
    message=N_("The words of this work are not there ({file})."),
    help=N_("Add the file {file}, or take these lines out."),
    demands=("S37",),
)


def check(context: Context) -> Iterator[Problem]:
    """Originals and versions against the files of the folder."""
    for entry, file in context.entries:
        for path, name in _iter_names(file.value):
            if not context.has_text(entry, name):
                yield build_problem(RULE, file.at(*path), file=f"{name}.md")


def _iter_names(file: EntryFile) -> Iterator[tuple[KeyPath, str]]:
    """(key path, name of the part) of every original and version."""
    for index, work in enumerate(file.works):
        yield ("works", index, "lang"), name_work(work.id, work.lang)
        for at, version in enumerate(work.versions):
            yield ("works", index, "versions", at, "lang"), name_work(work.id, version.lang)
