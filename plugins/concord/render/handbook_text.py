"""Text of the handbook: Markdown through the sanitiser, with links that hold, names of the interface, and pictures.

`{{About}}` stands for what the interface says in the page's language, so that a button is called here as it is there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from markupsafe import Markup

from concord.render.markdown import render_markdown

Say = Callable[[str], Markup]
"""A sentence of the interface as markup, in the page's language."""
Lead = Callable[[str], str | None]
"""From the target of a link, as it is written, to the way there; None where nothing is there."""

Mark = Callable[[str, str], Markup]
"""Words of a language with its direction and script."""

_TITLE: Final = re.compile(r"\A# +(.+?) *\n")
_TASK: Final = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_SHOT: Final = re.compile(r"^!\[([^\]\n]+)\]\(([a-z-]+)\.webp\)$", re.MULTILINE)
# What is typed, what stands in a file, or what the program answers: `answer` is read in the direction of its words.
_FENCE: Final = re.compile(r"^```([a-z]*)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_NAME: Final = re.compile(r"\{\{([^{}%\n]+)\}\}")
_LINK: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_IMAGE: Final = re.compile(r"<img\b[^>]*>")
# In a file that is shown: a language, and words in it that are not of plain letters.
_SAID: Final = re.compile(r"^( +)([a-z]{2,3}): (.*[^\x00-\x7f].*)$", re.MULTILINE)
_WORD: Final = re.compile(r"\S+")
_TASK_TAG: Final = re.compile("<h2>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or a picture by its name with the words that stand for it."""

    text: str
    picture: str | None = None


def find_title(page: str) -> str | None:
    """The heading with which a page begins."""
    found = _TITLE.match(page)
    return found[1] if found else None


def find_tasks(page: str) -> tuple[str, ...]:
    """The headings of a page below its title, each a task."""
    return tuple(match[1] for match in _TASK.finditer(page))


def find_pictures(page: str) -> tuple[str, ...]:
    """Names of the pictures that a page shows."""
    return tuple(match[2] for match in _SHOT.finditer(page))


def find_fences(page: str) -> tuple[tuple[str, str], ...]:
    """What stands in a page to be typed or copied: the kind and the lines."""
    return tuple((match[1], match[2]) for match in _FENCE.finditer(page))


def find_names(page: str) -> tuple[str, ...]:
    """What of the interface a page names."""
    return tuple(match[1] for match in _NAME.finditer(page))


def cut_pieces(page: str) -> Iterator[Piece]:
    """A page without its title, cut at its pictures."""
    page, at = _TITLE.sub("", page), 0
    for match in _SHOT.finditer(page):
        if page[at : match.start()].strip():
            yield Piece(page[at : match.start()])
        yield Piece(match[1], match[2])
        at = match.end()
    if page[at:].strip():
        yield Piece(page[at:])


def name_task(number: int) -> str:
    """The anchor of a task: by number, so that it is the same in all languages."""
    return f"task-{number}"


def render_text(text: str, first: int, say: Say, lead: Lead, mark: Mark) -> Markup:
    """A stretch of text; its tasks are numbered from `first`."""
    made, at = [], 0
    for fence in _FENCE.finditer(text):
        made += [_render_words(text[at : fence.start()], say, lead), _render_fence(fence[1], fence[2], mark)]
        at = fence.end()
    made.append(_render_words(text[at:], say, lead))
    numbers = count(first)
    return Markup(_TASK_TAG.sub(lambda _: f'<h2 id="{name_task(next(numbers))}">', "\n".join(made)))  # noqa: S704 - what the sanitiser let through, and what was escaped here


def _render_words(text: str, say: Say, lead: Lead) -> str:
    def turn(match: re.Match[str]) -> str:
        way = lead(html.unescape(match[1]))
        return match[2] if way is None else f'<a href="{html.escape(way)}">{match[2]}</a>'

    safe = _LINK.sub(turn, _IMAGE.sub("", render_markdown(text)))
    # File names and commands run from left to right, also where no style is applied.
    safe = safe.replace("<code>", '<code dir="ltr" translate="no">')
    return _NAME.sub(lambda match: str(say(html.unescape(match[1]))), safe)


def _render_fence(kind: str, text: str, mark: Mark) -> str:
    if kind == "answer":
        lines = "".join(f'<p dir="auto">{html.escape(line)}</p>' for line in text.split("\n"))
        return f'<div class="answer">{lines}</div>'
    if kind:
        shown = _SAID.sub(
            lambda said: f"{said[1]}{said[2]}: {mark(said[2], html.unescape(said[3]))}", html.escape(text)
        )
    else:
        # A word of a command stays whole where a line holds it: browsers would break it behind its hyphens.
        shown = _WORD.sub(lambda word: f'<span class="unit">{html.escape(word[0])}</span>', text)
    return f'<pre class="command" dir="ltr" translate="no"><code>{shown}</code></pre>'


def say_plainly(text: str, say: Callable[[str], str]) -> str:
    """A line without markup, names filled in."""
    return _NAME.sub(lambda match: say(match[1]), text)
