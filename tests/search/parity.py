"""Whether search is as good in one language of an archive as in another: the same number of questions to each edition.

A question is a person who knows a thing and types one to four of its words, one of them in some habit of hers. So many
words are taken, and so much of a beginning, that at most ten entries hold all of them in print: then the thing belongs
among the first ten.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from concord.derive.shown import Site, SiteEntry
from concord.model.part import PartKind
from concord.publish.search import find_search
from concord.render.press import make_press
from concord.render.said import find_words
from search.asking import ask
from search.habits import HABITS

ASKED: Final = 200
MOST: Final = 10
_TEXTS: Final = (PartKind.TEXT, PartKind.COMMON_GROUND, PartKind.NARRATIVE)
_WORD: Final = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0590-\u05c7\u064b-\u0670\u0900-\u0963\u0966-\u0dff\u200c'’])*"
)
_OFTEN: Final = {"title": 4, "name": 2, "text": 4}
"""Where the words of ten questions come from."""
# Nobody writes a whole sentence in letters that are not its own, but names of things every day.
_NAMES_ONLY: Final = frozenset({"Latin letters"})


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the entry that is meant."""

    habit: str
    query: str
    entry: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many questions of an edition were answered, by habit, and which were not."""

    lang: str
    asked: Mapping[str, int]
    answered: Mapping[str, int]
    missed: tuple[Question, ...] = field(repr=False)

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * sum(self.answered.values()) / sum(self.asked.values())


def measure(site: Site, folder: Path, asked: int = ASKED, seed: int = 0) -> list[Found]:
    """Writes the index of every edition into a folder, asks it, and says what came of it."""
    for output in find_search(make_press(site)):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.make())
    return measure_written(site, folder, asked, seed)


def measure_written(site: Site, folder: Path, asked: int = ASKED, seed: int = 0) -> list[Found]:
    """The same of an index that stands in the folder already."""
    return [_measure_edition(site, folder, lang, asked, seed) for lang in sorted(site.languages)]


def _measure_edition(site: Site, folder: Path, lang: str, asked: int, seed: int) -> Found:
    questions = make_questions(site, lang, asked, seed)
    answers = ask(folder / lang / "search", [question.query for question in questions])
    missed = [one for one, answer in zip(questions, answers, strict=True) if one.entry not in answer.ids[:MOST]]
    every, lost = Counter(one.habit for one in questions), Counter(one.habit for one in missed)
    return Found(lang, every, {habit: count - lost[habit] for habit, count in every.items()}, tuple(missed))


def make_questions(site: Site, lang: str, count: int, seed: int) -> list[Question]:
    """So many questions, the habits of the language in equal shares; the same on every machine."""
    rnd = random.Random(f"{seed} {lang}")
    book = _Book(site, lang)
    questions: list[Question] = []
    habits = [habit for habit in HABITS if any(book.ask(habit, rnd) for _ in range(2000))]
    while len(questions) < count:
        habit = habits[len(questions) % len(habits)]
        question = next(filter(None, (book.ask(habit, rnd) for _ in range(4000))), None)
        assert question, (lang, habit)
        questions.append(question)
    return questions


class _Book:
    """The words of an edition, by where they stand and by entry."""

    def __init__(self, site: Site, lang: str) -> None:
        self.lang = lang
        self.entries = [entry for entry in site.find_entries(lang) if not entry.is_stub]
        self.lines = {entry.id: _find_lines(entry, lang) for entry in self.entries}
        self.holders: dict[str, set[str]] = defaultdict(set)
        for id_, lines in self.lines.items():
            for line in (line for found in lines.values() for line in found):
                for word in line:
                    self.holders[word.casefold()].add(id_)
        self.words = sorted(self.holders)

    def ask(self, habit: str, rnd: random.Random) -> Question | None:
        """A question, if the words that were drawn make one."""
        entry = rnd.choice(self.entries).id
        place = rnd.choices([*_OFTEN], [*_OFTEN.values()])[0]
        lines = self.lines[entry][place]
        if not lines or (habit in _NAMES_ONLY and place == "text"):
            return None
        line = rnd.choice(lines)
        start = rnd.randrange(len(line))
        for count in range(rnd.randint(1, 3), 5):
            words = line[start : start + count]
            if len(words) < count or len(words[0]) < 2:
                return None
            if len(set.intersection(*(self.holders[word.casefold()] for word in words))) <= MOST:
                return self._change(habit, words, entry, rnd)
        return None

    def _change(self, habit: str, words: Sequence[str], entry: str, rnd: random.Random) -> Question | None:
        """The habit shows in one word; who types in Latin letters types all words so."""
        change = HABITS[habit]
        if habit in _NAMES_ONLY:
            changed = [change(word, self.lang, rnd) or "" for word in words]
        else:
            # While somebody types it is the last word of which the end is missing.
            at = len(words) - 1 if habit == "beginning" else rnd.randrange(len(words))
            changed = [change(word, self.lang, rnd) or "" if n == at else word for n, word in enumerate(words)]
        if not all(changed) or (habit == "beginning" and not self._is_telling(changed)):
            return None
        return Question(habit, " ".join(changed), entry, " ".join(words))

    def _is_telling(self, words: Sequence[str]) -> bool:
        """Whether few entries hold the words with one that begins like the last."""
        *whole, start = (word.casefold() for word in words)
        first, last = bisect_left(self.words, start), bisect_left(self.words, start + "\U0010ffff")
        begun = (self.holders[word] for word in self.words[first:last])
        return len(set.intersection(set.union(*begun), *(self.holders[word] for word in whole))) <= MOST


def _find_lines(entry: SiteEntry, lang: str) -> dict[str, list[list[str]]]:
    """Words that stand in one line, by where they stand."""
    texts = (text.text for kind in _TEXTS for text in entry.find_texts(kind, lang))
    lines = {
        "title": [entry.file.title.get(lang, "")],
        "name": [name.text for name in entry.file.names if name.lang == lang],
        "text": [line for text in texts for line in find_words(text).splitlines()],
    }
    return {place: [words for line in found if (words := _WORD.findall(line))] for place, found in lines.items()}


def say_table(archives: Mapping[str, Sequence[Found]]) -> Iterator[str]:
    """Rows of a table: by archive and language the share of questions answered, whole and by habit, in percent."""
    yield f"| archive | language | all | {' | '.join(HABITS)} |"
    yield "|---" * (3 + len(HABITS)) + "|"
    yield from say_rows(archives)


def say_rows(archives: Mapping[str, Sequence[Found]]) -> Iterator[str]:
    """The rows of that table without its head."""
    for name, editions in archives.items():
        for one in editions:
            cells = [
                f"{100 * one.answered[habit] / one.asked[habit]:.0f}" if habit in one.asked else "-" for habit in HABITS
            ]
            yield f"| {name} | {one.lang} | **{one.recall:.1f}** | {' | '.join(cells)} |"


def find_spread(editions: Sequence[Found]) -> float:
    """How far the best and the worst language of an archive are apart, in points."""
    found = [one.recall for one in editions]
    return max(found) - min(found)
