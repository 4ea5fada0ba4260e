"""A work is called free, and its maker's rights may not have ended.

What: A work has `basis: public-domain`, and either nothing says when its maker died, or the years that all sides
agreed on (`rights_years` in the policy, usually 60) have not passed since. Of a work that nobody is known to have
made (no `by`), `made` counts in place of `died`.
Why: A term of rights differs from country to country. The archive goes by the longer one, so that no side's teachers
copy what they may not.
Bad:
    works:
      - {id: main, by: {en: A poet}, died: 1984, rights: PDM-1.0, basis: public-domain, ...}
Good:
    works:
      - {id: main, by: {en: A poet}, died: 1938, rights: PDM-1.0, basis: public-domain, ...}
Fix: Add the year, or another basis: the permission of those who hold the rights. Else name the work and do not quote
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.edtf import EdtfError, parse_edtf
from concord.model.items import Basis, Work
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT011",
    name="work-in-copyright",
    severity=Severity.ERROR,
    message=N_("This work is called free of rights, and {what}."),
    help=N_("Add the year, or the permission of those who hold the rights. Else name the work and do not quote it."),
    demands=("S26", "S37"),
    protects_side=True,
)

UNDATED = N_("nothing says when its maker died, or when it was made if nobody knows by whom")
TOO_SOON = N_("{years} years have not passed since {date}")


def check(context: Context) -> Iterator[Problem]:
    """Works in the public domain against the day of judging."""
    policy = context.agreement.policy if context.agreement else None
    for _, file in context.entries if policy else ():
        for index, work in enumerate(file.value.works):
            if policy and work.basis is Basis.PUBLIC_DOMAIN:
                key, date = _find_date(work)
                last = _find_last_year(date)
                if date is None:
                    yield build_problem(RULE, file.at("works", index, "basis"), what=UNDATED)
                elif last is not None and int(context.as_of[:4]) <= last + policy.rights_years:
                    values = {"years": str(policy.rights_years), "date": date}
                    yield build_problem(RULE, file.at("works", index, key), what=TOO_SOON, **values)


def _find_date(work: Work) -> tuple[str, str | None]:
    """The field from which the term runs, and what it says."""
    return ("made", work.made) if work.died is None and not work.by else ("died", work.died)


def _find_last_year(date: str | None) -> int | None:
    """The latest year a date may mean: doubt counts for the maker. None where date-invalid speaks."""
    try:
        parsed = parse_edtf(date) if date else None
    except EdtfError:
        return None
    return (parsed.latest[0] if parsed.latest else _FAR) if parsed else None


# Of an open end nothing can be said but that it is not over.
_FAR = 9999
