"""The rights of a picture are named by a word that nobody knows.

What: `rights` of a picture is neither a licence of the archive nor a statement of rightsstatements.org in small
letters (`inc`, `noc-us`, `und` ...).
Why: A teacher has to know whether a picture may be copied.
Bad:
    rights: free
Good:
    rights: CC-BY-4.0
Fix: Write CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0 or PDM-1.0, or the short form of a rights statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT001",
    name="licence-unknown",
    severity=Severity.ERROR,
    message=N_("“{rights}” is no licence or rights statement that is known here."),
    help=N_("Write one of: {known}."),
    demands=("S34", "S37"),
)


LICENCES = ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "PDM-1.0")
# The twelve statements of rightsstatements.org by the last part of their addresses.
STATEMENTS = (
    "inc", "inc-edu", "inc-nc", "inc-ow-eu", "inc-ruu", "noc-cr", "noc-nc", "noc-oklr", "noc-us", "cne", "nkc", "und",
)  # fmt: skip


def check(context: Context) -> Iterator[Problem]:
    """Rights of every picture."""
    for _, file in context.entries:
        for index, media in enumerate(file.value.media):
            if media.rights not in LICENCES and media.rights not in STATEMENTS:
                known = ", ".join((*LICENCES, *STATEMENTS))
                yield build_problem(RULE, file.at("media", index, "rights"), rights=media.rights, known=known)
