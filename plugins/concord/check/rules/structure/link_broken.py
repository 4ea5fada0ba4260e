"""A link leads to a file that does not exist.

What: A relative link leads to no text or picture of this archive.
Why: Readers would stand before a closed door, and a proof that is linked could not be looked up.
Bad:
    [the hospital](../hospitl/text.hi.md)
Good:
    [the hospital](../hospital/text.hi.md)
Fix: Correct the path: `../<entry>/text.<language>.md`, or `media/<file>` for a picture of this entry.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from concord.check.context import Context
from concord.check.markdown import SCHEME
from concord.check.rule import build_problem, take
from concord.model.archive import Entry
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST023",
    name="link-broken",
    severity=Severity.ERROR,
    message=N_("“{target}” leads to no file of this archive."),
    help=N_("Correct the path, e.g. ../<entry>/text.<language>.md."),
    demands=("S37",),
)


def check(context: Context) -> Iterator[Problem]:
    """Relative links of every text, looked up among the files that were read."""
    known = _find_files(context)
    for entry, _, text, markup in context.texts:
        broken = (
            link for link in markup.links if not _has_scheme(link.target) and not _leads(link.target, entry, known)
        )
        for link in take(broken):
            yield build_problem(RULE, text.at(link.offset), target=link.target)


def _find_files(context: Context) -> frozenset[str]:
    files = set()
    for entry in context.archive.entries.values():
        files |= {text.path for _, text in entry.texts.values()} | {media.path for _, media in entry.media.values()}
    return frozenset(files)


def _has_scheme(target: str) -> bool:
    return SCHEME.match(target) is not None or target.startswith(("//", "\\"))


def _leads(target: str, entry: Entry, known: frozenset[str]) -> bool:
    path = unquote(target.partition("#")[0].partition("?")[0])
    return not path or posixpath.normpath(f"{entry.folder}/{path}") in known
