"""A tag is opened and not closed, or closed and not opened.

What: A `<span>`, `<bdi>` or ruby tag has no partner, or the partners overlap.
Why: The language and direction of everything after it would be wrong.
Bad:
    the word <span lang="ur">پل means bridge
Good:
    the word <span lang="ur">پل</span> means bridge
Fix: Close each tag before the one around it, in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concord.check.context import Context
from concord.check.markdown import Tag
from concord.check.rule import build_problem, take
from concord.model.markup import RAW_TAGS
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST022",
    name="markup-unclosed",
    severity=Severity.ERROR,
    message=N_("The tag <{tag}> has no partner."),
    help=N_("Close each tag before the one around it."),
    demands=("S35",),
)


def check(context: Context) -> Iterator[Problem]:
    """Allowed tags without a partner; others are refused already."""
    for _, _, text, markup in context.texts:
        for tag in take(_find_single(tag for tag in markup.tags if tag.name in RAW_TAGS)):
            yield build_problem(RULE, text.at(tag.offset), tag=f"/{tag.name}" if tag.closing else tag.name)


def _find_single(tags: Iterable[Tag]) -> Iterator[Tag]:
    opened: list[Tag] = []
    for tag in tags:
        if not tag.closing:
            opened.append(tag)
        elif opened and opened[-1].name == tag.name:
            opened.pop()
        else:
            yield tag
    yield from opened
