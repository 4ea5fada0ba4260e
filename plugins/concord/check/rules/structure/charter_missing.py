"""A file of the charter is absent or cannot be read.

What: One of `archive.yml`, `sides.yml`, `people.yml`, `policy.yml` in `charter/` cannot be used.
Why: Without what all sides agreed about the archive itself nothing can be judged, so nothing is shown.
Bad:
    charter/ without sides.yml
Good:
    charter/archive.yml sides.yml people.yml policy.yml
Fix: Add the file, or mend the faults reported in it.
"""

from __future__ import annotations

from concord.check.rule import found_by_reader
from concord.problems import N_, Rule, Severity

RULE = Rule(
    code="ST018",
    name="charter-missing",
    severity=Severity.ERROR,
    message=N_("Without {file} nothing in the archive can be judged or shown."),
    help=N_("Add the file, or mend the faults reported in it."),
    demands=("S46",),
)

check = found_by_reader
