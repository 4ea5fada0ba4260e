"""A letter of another language's alphabet stands in a word.

What: A word holds a letter that looks like one of its language's and is another: Arabic yeh, kaf or heh in Urdu, for
example.
Why: The eye sees no difference, but no search finds the word, and the same words would need another approval.
Bad:
    كتاب (Arabic kaf)
Good:
    کتاب (Urdu kaf)
Fix: Type the word with a keyboard for its language. Mark words of another language with `<span lang="…">`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from concord.check.context import Context
from concord.check.inside import find_inside
from concord.check.letters import find_lookalikes, find_meant, name_letter
from concord.check.markdown import iter_runs
from concord.check.rule import build_problem, take
from concord.check.strings import Said
from concord.model.archive import Sourced
from concord.model.document import KeyPath, TextFile
from concord.model.entry import EntryFile
from concord.model.tables import NamesFile
from concord.problems import N_, Location, Problem, Rule, Severity

RULE = Rule(
    code="LN003",
    name="letters-foreign",
    severity=Severity.ERROR,
    message=N_("{character} is not a letter of {language}; {instead} is meant."),
    help=N_('Type the word with a keyboard for {language}, or mark words of another language with <span lang="…">.'),
    demands=("F25",),
)


def check(context: Context) -> Iterator[Problem]:
    """Texts run by run, then strings, names and citations, each by the alphabet of its own language and script."""
    for _, part, text, markup in context.texts:
        if part.lang:
            yield from take(_check_text(text, iter_runs(text.text, markup.tags, part.lang)))
    for _, file, strings in context.said:
        yield from _check_words(file, (*_iter_strings(strings), *_iter_names(file.value)))
    for table, strings in context.tables:
        forms = _iter_forms(table.value) if isinstance(table.value, NamesFile) else ()
        yield from _check_words(table, (*_iter_strings(strings), *forms))


def _check_words(file: Sourced[Any], words: Iterable[tuple[KeyPath, str, str]]) -> Iterator[Problem]:
    """The first such letter in each of (key path, language, words)."""
    for path, lang, text in words:
        letters = find_lookalikes(lang)
        match = letters.search(text) if letters else None
        if match:
            yield _build(find_inside(file, path, text, match.start()), match[0], lang)


def _iter_strings(strings: Iterable[Said]) -> Iterator[tuple[KeyPath, str, str]]:
    for said in strings:
        yield (*said.path, said.lang), said.lang, said.text


def _iter_names(entry: EntryFile) -> Iterator[tuple[KeyPath, str, str]]:
    for index, name in enumerate(entry.names):
        yield ("names", index, "text"), name.lang, name.text
    for index, source in enumerate(entry.sources):
        yield ("sources", index, "cite"), source.lang, source.cite


def _iter_forms(table: NamesFile) -> Iterator[tuple[KeyPath, str, str]]:
    for index, named in enumerate(table.names):
        for side, forms in named.forms.items():
            for at, form in enumerate(forms):
                yield ("names", index, "forms", side, at, "text"), form.lang, form.text
        for at, barred in enumerate(named.barred):
            yield ("names", index, "barred", at, "to"), barred.lang, barred.to
    for index, phrase in enumerate(table.ownership_words):
        yield ("ownership_words", index, "text"), phrase.lang, phrase.text


def _check_text(text: TextFile, runs: Iterable[tuple[int, int, str]]) -> Iterator[Problem]:
    for start, end, lang in runs:
        letters = find_lookalikes(lang)
        if letters:
            for match in letters.finditer(text.text, start, end):
                yield _build(text.at(match.start()), match[0], lang)


def _build(place: Location, letter: str, lang: str) -> Problem:
    instead = find_meant(lang, letter)
    return build_problem(RULE, place, character=name_letter(letter), instead=name_letter(instead), language=lang)
