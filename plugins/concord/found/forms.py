"""What a forge asks of those who write to it: forms for what is wrong, for new entries and for translations.

Every form speaks all languages of the archive that the tool knows, side by side. None of them asks who somebody is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.catalogues import SOURCE_LANGUAGE, load_catalogue
from concord.derive.direction import find_direction
from concord.derive.order import order_languages
from concord.problems import N_

# Each sentence in a frame of its own, so that none turns its neighbour round.
_OPEN, _CLOSE, _BETWEEN = "\u2068", "\u2069", " · "


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and whether an answer is needed."""

    id: str
    words: str
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how it is called, what it is for, what has to be said first, what is asked."""

    id: str
    name: str
    about: str
    opening: tuple[str, ...]
    questions: tuple[Question, ...]


DANGER = N_(
    "Not here, if it could put somebody in danger: everybody can read what is written here, at once and for good. The "
    "page “Safety” of the archive says to whom one turns instead."
)
NOBODY = N_("Write no names, addresses or numbers of living people, not even your own.")
YOUR_LANGUAGE = N_("Write in your own language.")
PAGE = N_("On which page does it stand? Its address is enough.")
FORMS: Final = (
    Form(
        "wrong-or-harmful",
        N_("Something is wrong or harmful"),
        N_("A mistake, something hurtful, or something that should not be shown."),
        (DANGER, NOBODY, YOUR_LANGUAGE),
        (
            Question("page", PAGE),
            Question("what", N_("What is wrong or harmful?")),
            Question("better", N_("What would be right, and how do you know?"), is_needed=False),
        ),
    ),
    Form(
        "propose-an-entry",
        N_("Propose an entry"),
        N_("Something that belongs in the archive: a thing, a song, a place, a custom, an event."),
        (NOBODY, YOUR_LANGUAGE),
        (
            Question("title", N_("What is it called here?")),
            Question("summary", N_("What is it? Tell us in a few lines.")),
            Question("where", N_("Where? Words are enough."), is_needed=False),
            Question("when", N_("When? Words are enough."), is_needed=False),
            Question("how-we-know", N_("How do you know? From a person, a book, an object in hand?")),
            Question("kept-by", N_("Who looks after it, and who else calls it theirs?"), is_needed=False),
            Question("share", N_("May everyone see this, copy it and use it in class, and is it yours to give?")),
        ),
    ),
    Form(
        "correct-a-translation",
        N_("Correct a translation"),
        N_("Words that do not say what was meant."),
        (NOBODY, YOUR_LANGUAGE),
        (
            Question("page", PAGE),
            Question("now", N_("The words as they stand")),
            Question("better", N_("The words as they should be")),
            Question("why", N_("Why?"), is_needed=False),
        ),
    ),
)
PROPOSAL: Final = Form(
    "proposal",
    N_("A proposed change"),
    N_("Fill in one of these languages and take out the others."),
    (N_("Write the title in your language too: the answer comes in it."), NOBODY),
    (
        Question("what", N_("What does the change do?")),
        Question("given", N_("I wrote these words myself, or may give them under the licence of the archive.")),
        Question("safe", N_("Nothing in it leads to somebody who could be harmed by it.")),
    ),
)


ELSEWHERE = N_("If it could put somebody in danger")
WHOM = N_("To whom one turns where not everybody can read it.")


@dataclass(frozen=True, slots=True)
class Speakers:
    """The languages that speak in a form, with the script of each, and the cycle from which their order is turned."""

    scripts: Mapping[str, str]
    cycle: Sequence[str]
    locales: Path | None = None

    def say(self, message: str, key: str) -> list[tuple[str, str]]:
        """(tag, sentence) of every language that can say it; English where none can."""
        known = [tag for tag in self.scripts if load_catalogue(tag, self.locales).has(message)]
        tags = order_languages(self.cycle, known or [SOURCE_LANGUAGE], f"forms/{key}")
        return [(tag, load_catalogue(tag, self.locales).gettext(message)) for tag in tags]

    def join(self, message: str, key: str) -> str:
        """A sentence in all languages on one line."""
        said = [text for _, text in self.say(message, key)]
        return _BETWEEN.join(f"{_OPEN}{text}{_CLOSE}" for text in said) if len(said) > 1 else said[0]

    def open(self, tag: str) -> str:
        """The start of a block in a language."""
        return f'<div dir="{find_direction(tag, self.scripts.get(tag))}" lang="{tag}">'


def render_forms(speakers: Speakers, forges: Iterable[str], address: str | None = None) -> Iterator[tuple[str, str]]:
    """(path, text) of the forms of each forge. `address` is where the archive stands, once it is known."""
    if "github" in forges:
        yield ".github/ISSUE_TEMPLATE/config.yml", "\n".join(_iter_config(speakers, address)) + "\n"
        for form in FORMS:
            yield f".github/ISSUE_TEMPLATE/{form.id}.yml", _render_github(form, speakers)
        yield ".github/pull_request_template.md", _render_proposal(PROPOSAL, speakers)
    if "gitlab" in forges:
        for form in FORMS:
            yield f".gitlab/issue_templates/{form.id}.md", _render_page(form, speakers)
        yield ".gitlab/merge_request_templates/Default.md", _render_proposal(PROPOSAL, speakers)


def _iter_config(speakers: Speakers, address: str | None) -> Iterator[str]:
    """Beside the forms, the page of each edition that says to whom one turns instead."""
    yield "blank_issues_enabled: true"
    if address is None:
        return
    yield "contact_links:"
    for tag in order_languages(speakers.cycle, speakers.scripts, "forms/config"):
        say = load_catalogue(tag, speakers.locales).gettext
        yield f"- name: {_quote(say(ELSEWHERE))}"
        page = f"{address.rstrip('/')}/{tag}/safety/"
        yield f"  url: {_quote(page)}"
        yield f"  about: {_quote(say(WHOM))}"


def _render_github(form: Form, speakers: Speakers) -> str:
    opening = "\n".join(_iter_opening(form, speakers))
    lines = [
        f"name: {_quote(speakers.join(form.name, form.id))}",
        f"description: {_quote(speakers.join(form.about, form.id))}",
        "body:",
        "- type: markdown",
        "  attributes:",
        f"    value: {_quote(opening)}",
    ]
    for question in form.questions:
        lines += [
            "- type: textarea",
            f"  id: {question.id}",
            "  attributes:",
            f"    label: {_quote(speakers.join(question.words, form.id))}",
            "  validations:",
            f"    required: {str(question.is_needed).lower()}",
        ]
    return "\n".join(lines) + "\n"


def _iter_opening(form: Form, speakers: Speakers) -> Iterator[str]:
    """What has to be said first, a block for each language."""
    for message in form.opening:
        for tag, text in speakers.say(message, form.id):
            yield f"{speakers.open(tag)}\n\n{text}\n\n</div>\n"


def _render_page(form: Form, speakers: Speakers) -> str:
    """A form as a text to write into: questions as headings."""
    lines = list(_iter_opening(form, speakers))
    for question in form.questions:
        lines += [f"### {speakers.join(question.words, form.id)}\n", ""]
    return "\n".join(lines)


def _render_proposal(form: Form, speakers: Speakers) -> str:
    """What a proposed change begins with: the same in each language, of which one is filled in."""
    opening, *given = form.questions
    lines = [f"{speakers.join(form.about, form.id)}\n"]
    for tag, about in speakers.say(opening.words, form.id):
        words = [text for message in form.opening for lang, text in speakers.say(message, form.id) if lang == tag]
        boxes = [text for one in given for lang, text in speakers.say(one.words, form.id) if lang == tag]
        lines += [speakers.open(tag), "", *(f"<!-- {text} -->" for text in words), "", f"**{about}**", "", ""]
        lines += [*(f"- [ ] {text}" for text in boxes), "", "</div>", ""]
    return "\n".join(lines)


def _quote(text: str) -> str:
    """A text as YAML in double quotes, which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False)
