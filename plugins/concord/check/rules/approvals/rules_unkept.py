"""What all sides agreed at an earlier time is not kept, so that nobody can judge what changed since.

What: A file in `charter/chain/` names the fingerprints of four files. They are neither the files as they stand now nor
files in `agreed/`, or what is there cannot be read.
Why: Whether a change of the rules was agreed to is judged by the rules before it. Who takes these away can claim any.
Bad:
    charter/chain/2.yml   # and nothing in agreed/ of what charter/chain/1.yml names
Good:
    agreed/9b44b4...   # written by concord seal
Fix: Bring the files back from an earlier copy under the names that the link gives, into `agreed/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP046",
    name="rules-unkept",
    severity=Severity.ERROR,
    message=N_("What all sides agreed as number {number} about the archive is not kept here."),
    help=N_("Bring the four files back into {folder} under the names that stand here."),
    demands=("S46", "S42", "F02"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every link of which a file is missing; the last one is the charter as it stands, and other rules speak of it."""
    charter = context.archive.charter
    for link, sealed in zip(charter.chain[:-1] if charter else (), context.archive.sealed, strict=False):
        if sealed is None:
            yield build_problem(RULE, link.at("files"), number=str(link.value.n), folder="agreed/")
