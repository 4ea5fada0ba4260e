"""One byte of a finished site is changed, anywhere: it is found, and said to touch agreed words where it does."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from concord.verify.difference import Difference
from forge import build, judge

# Fewer letters than these stand in many places, and nobody could say whose they are.
FEWEST_LETTERS = 12
SHORT, LONG = 20, 200
# The list of files that shows any change at all, and is no page.
SUMS = "SHA256SUMS"


@pytest.fixture(scope="module")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's site."""
    return build(root / "archive", tmp_path_factory.mktemp("demo") / "site")


@dataclass(frozen=True)
class Place:
    """One byte, and what it is changed into."""

    path: str
    at: int
    byte: int

    def __str__(self) -> str:
        return f"{self.path} at {self.at}"


def choose_places(site: Path, count: int, seed: int) -> Iterator[Place]:
    """Bytes of files chosen at random, so that small files have their turn; half of them in pages of entries."""
    chance = random.Random(seed)
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    entries = [path for path in paths if "/entries/" in path or path.startswith("parallel/")]
    for number in range(count):
        path = chance.choice(entries if number % 2 else paths)
        raw = (site / path).read_bytes()
        at = chance.randrange(len(raw))
        yield Place(path, at, chance.choice([byte for byte in range(256) if byte != raw[at]]))


def letters(text: str) -> str:
    """The letters alone: markup, marks of punctuation and white space differ between words and pages."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LM")


class Spans(HTMLParser):
    """Text between tags, by where it stands in the file."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = [0]
        for line in text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.found: list[tuple[int, str]] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, _tag: str) -> None:
        self.tags = self.tags[:-1]

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        if not self.tags or self.tags[-1] not in ("script", "style"):
            self.found.append((self.lines[line - 1] + column, data))


def read_agreed(site: Path) -> dict[tuple[str, str], str]:
    """Letters of everything that was agreed and is shown."""
    listed = json.loads((site / "proof/words.json").read_bytes())["parts"]
    there = [one for one in listed if one["in_proof"] and not one["part"].startswith("media/")]
    return {
        (one["about"], one["part"]): letters((site / "proof/agreed" / one["sha256"]).read_text(encoding="utf-8"))
        for one in there
    }


def find_owners(site: Path, place: Place, agreed: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Whose agreed words a byte of an entry's page belongs to, told by the words alone."""
    steps = place.path.split("/")
    if steps[-1] != "index.html" or not ({"entries", "parallel"} & set(steps[:2])):
        return set()
    raw = (site / place.path).read_bytes()
    at = len(raw[: place.at].decode(errors="ignore"))
    for start, words in Spans(raw.decode()).found:
        if start <= at < start + len(words) and len(letters(words)) >= FEWEST_LETTERS:
            about = f"entries/{steps[-2]}"
            return {key for key, text in agreed.items() if key[0] == about and letters(words) in text}
    return set()


def assert_found(site: Path, place: Place, agreed: dict[tuple[str, str], str]) -> None:
    path = site / place.path
    before = path.read_bytes()
    owners = find_owners(site, place, agreed)
    try:
        path.write_bytes(before[: place.at] + bytes([place.byte]) + before[place.at + 1 :])
        found = judge(site).differences
    finally:
        path.write_bytes(before)
    assert found, f"{place} was not found"
    assert {one.path for one in found} & {place.path, SUMS, "proof"}, f"{place} was found elsewhere: {found}"
    levels = {one.level.value for one in found}
    if place.path.startswith("proof/"):
        assert "agreement" in levels or place.path == "proof/words.json", f"{place}: {found}"
    elif owners:
        assert owners & set(find_named(found)), f"{place} lies in {owners}; found was {found}"
    assert "presentation" in levels, f"{place}: {found}"


def find_named(found: tuple[Difference, ...]) -> Iterator[tuple[str, str]]:
    for one in found:
        if one.level.value == "words" and "part" in one.values:
            yield one.values["about"], one.values["part"]


def test_a_changed_byte_is_found(demo: Path) -> None:
    agreed = read_agreed(demo)
    drawn = (list(choose_places(demo, SHORT, seed)) for seed in range(1, 50))
    # Files come and go; the first draw of which some bytes lie in agreed words.
    places = next(places for places in drawn if sum(bool(find_owners(demo, place, agreed)) for place in places) > 1)
    for place in places:
        assert_found(demo, place, agreed)
    assert judge(demo).differences == (), "the site was not put back"


@pytest.mark.long
def test_a_changed_byte_is_found_wherever_it_is(demo: Path) -> None:
    agreed = read_agreed(demo)
    for place in choose_places(demo, LONG, seed=2):
        assert_found(demo, place, agreed)


def test_agreed_words_are_told_from_what_is_around_them(demo: Path) -> None:
    """Every line of text on one page of each kind: what was agreed to is named as such, whatever says so above."""
    agreed = read_agreed(demo)
    for path in sorted(demo.glob("*/entries/basant/index.html")) + sorted(demo.glob("parallel/basant/index.html")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(demo).as_posix()
        spans = [(start, words) for start, words in Spans(text).found if len(letters(words)) >= FEWEST_LETTERS]
        for start, words in spans[:: max(1, len(spans) // 12)]:
            at = len(text[: start + len(words) // 2].encode())
            place = Place(name, at, ord("#"))
            if find_owners(demo, place, agreed):
                assert_found(demo, place, agreed)
