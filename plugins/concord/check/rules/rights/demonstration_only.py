"""Something that is allowed only in a demonstration stands in a real archive.

What: The archive is not a demonstration, and a text is a project's draft or an approval is marked as demonstrated.
Why: What was made to show how things work must never pass for what people agreed to.
Bad:
    method: project-draft      # demonstration: false
Good:
    method: human
Fix: Have people of the sides write and approve the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.record import Method
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT008",
    name="demonstration-only",
    severity=Severity.ERROR,
    message=N_("This is allowed in a demonstration only."),
    help=N_("Have people of the sides write and approve these words."),
    demands=("S05", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Drafts of the project and demonstrated approvals, unless the charter says that this is a demonstration."""
    charter = context.archive.charter
    if charter is None or charter.archive.value.demonstration:
        return
    for record in context.records:
        for index, work in enumerate(record.record.value.contributions):
            if work.method is Method.PROJECT_DRAFT:
                yield build_problem(RULE, record.record.at("contributions", index, "method"))
    for statement in context.archive.statements:
        if statement.file.value.demonstration:
            yield build_problem(RULE, statement.file.at("demonstration"))
