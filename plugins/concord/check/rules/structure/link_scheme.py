"""A link is of a kind that the site does not open.

What: A link has an address other than http, https or a path in the archive.
Why: `javascript:` and `data:` run what is hidden in them; other kinds open programs on the reader's computer.
Bad:
    [look](javascript:alert(1))
Good:
    [look](https://example.org/)
Fix: Give the address of a page, or name the source without a link.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.markdown import SCHEME
from concord.check.rule import build_problem, take
from concord.model.markup import URL_SCHEMES
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST024",
    name="link-scheme",
    severity=Severity.ERROR,
    message=N_("A link of this kind is not opened here: “{target}”."),
    help=N_("Give an address that begins with https://, or name the source without a link."),
    demands=("S25",),
)


def check(context: Context) -> Iterator[Problem]:
    """Links of every text that have a scheme; mail and telephone are reported as contact data."""
    for _, _, text, markup in context.texts:
        for link in take(link for link in markup.links if _is_refused(link.target)):
            yield build_problem(RULE, text.at(link.offset), target=link.target)


def _is_refused(target: str) -> bool:
    # Browsers leave control characters and blanks out of a scheme, so they are left out before looking.
    plain = "".join(letter for letter in target if letter > " ")
    if plain.startswith(("//", "\\")):
        return True
    scheme = SCHEME.match(plain)
    return scheme is not None and scheme[1].lower() not in URL_SCHEMES | {"mailto", "tel"}
