"""A text holds HTML other than the few tags that are allowed.

What: Raw HTML other than `<span lang="…" dir="…">`, `<bdi>`, `<ruby>`, `<rb>`, `<rt>` and `<rp>`, or other
attributes of these.
Why: Scripts, styles and frames could watch readers, or change on the page what all sides agreed to in the text.
Bad:
    <b onclick="…">bridge</b>
Good:
    **bridge**, <span lang="ur" dir="rtl">پل</span>
Fix: Use Markdown instead. To show the sign itself, write `&lt;`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.markdown import Tag
from concord.check.rule import build_problem, take
from concord.model.fields import LANGUAGE_TAG
from concord.model.markup import DIRECTIONS, RAW_ATTRIBUTES, RAW_TAGS
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST021",
    name="markup-refused",
    severity=Severity.ERROR,
    message=N_("This piece of HTML is not allowed in a text."),
    help=N_("Use Markdown instead; to show the sign itself, write &lt;."),
    demands=("S25", "F11"),
)


def check(context: Context) -> Iterator[Problem]:
    """Every raw tag of every text, against the list that the sanitiser works by."""
    for _, _, text, markup in context.texts:
        for tag in take(tag for tag in markup.tags if not _is_allowed(tag)):
            yield build_problem(RULE, text.at(tag.offset))


def _is_allowed(tag: Tag) -> bool:
    if tag.name not in RAW_TAGS or (tag.closing and tag.attributes):
        return False
    allowed = RAW_ATTRIBUTES.get(tag.name, frozenset())
    return all(name in allowed and _is_sound(name, value) for name, value in tag.attributes)


def _is_sound(name: str, value: str) -> bool:
    return value in DIRECTIONS if name == "dir" else LANGUAGE_TAG.fullmatch(value) is not None
