"""A rule's manual page, out of the docstring of its module: what `concord explain` and docs/rules show."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from concord.check.rule import RuleModule

_SECTION = re.compile(r"^(What|Why|Bad|Good|Fix):[ ]?(.*)$")


class PageError(ValueError):
    """A docstring that is no manual page; a test sees to it that none is."""


@dataclass(frozen=True, slots=True)
class Page:
    """Title and the five sections, in the order in which they are read."""

    title: str
    what: str
    why: str
    bad: str
    good: str
    fix: str


def parse_page(module: RuleModule) -> Page:
    """The page of a rule. Raises PageError when a section is missing or empty."""
    title, _, rest = inspect.cleandoc(module.__doc__ or "").partition("\n")
    sections: dict[str, list[str]] = {}
    name = ""
    for line in rest.strip().split("\n"):
        match = _SECTION.match(line)
        if match:
            name = match[1]
            sections[name] = [match[2]]
        elif name:
            sections[name].append(line)
    missing = [name for name in ("What", "Why", "Bad", "Good", "Fix") if not "".join(sections.get(name, [])).strip()]
    if missing or not title.endswith("."):
        raise PageError(f"{module.RULE.name}: {', '.join(missing) or 'title'}")
    return Page(
        title=title,
        what=_join(sections["What"]),
        why=_join(sections["Why"]),
        bad=_keep(sections["Bad"]),
        good=_keep(sections["Good"]),
        fix=_join(sections["Fix"]),
    )


def _join(lines: list[str]) -> str:
    """Prose: line ends mean nothing."""
    return " ".join(" ".join(lines).split())


def _keep(lines: list[str]) -> str:
    """An example: line ends and indentation are part of it."""
    return inspect.cleandoc("\n".join(lines)).strip("\n")
