"""What all sides agreed about the archive itself has been changed.

What: A file of the charter is not the one that the last link of the chain names. Before the founding nothing is
sealed, and nothing is reported.
Why: Sides, people, languages and policy decide who may speak. They change by agreement of all active sides, in the
open.
Bad:
    charter/people.yml, edited
Good:
    charter/people.yml, and charter/chain/2.yml that names it
Fix: Restore the file, or have all sides agree to the change and run `concord seal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.seal import find_unsealed
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Location, Problem, Related, Rule, Severity

RULE = Rule(
    code="AP019",
    name="charter-unsealed",
    severity=Severity.ERROR,
    message=N_("{file} is not as all sides agreed to it."),
    help=N_("Restore it, or have all sides agree to the change and run: concord seal"),
    demands=("S46", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Charter files against the last link."""
    charter = context.archive.charter
    if charter and charter.chain:
        for name in find_unsealed(charter):
            last = Related(charter.chain[-1].at("files", name), N_("what was agreed to stands here"))
            yield build_problem(RULE, Location(f"charter/{name}"), last, file=f"charter/{name}")
