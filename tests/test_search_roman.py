"""Hindi and Urdu typed with Latin letters: common words and names, each in the ways that people write it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from concord.derive.fold import build_table
from concord.publish.postings import Postings
from concord.render.said import TITLE, Said
from search.asking import ask

LINES = [
    line.split()
    for line in (Path(__file__).parent / "search" / "roman.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def write_index(folder: Path, lang: str, words: list[str]) -> None:
    """An index in which each word is the title of an entry, and nothing else."""
    postings = Postings(lang, is_latin=False, tongues={lang: 0})
    for number, word in enumerate(words):
        postings.add(number, [Said(word, lang, TITLE)])
    starts, shards = postings.build_shards(3)
    for number, shard in enumerate(shards):
        (folder / f"words-{number}.json").write_bytes(shard)
    index = {
        "count": len(words),
        "chunk": len(words),
        "latin": False,
        "starts": starts,
        "kinds": ["object"],
        "facets": "0" * len(words),
        "tongues": [[lang, "ltr", "Zzzz"]],
        "table": build_table(lang),
    }
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "entries-0.json").write_text(json.dumps([[word, word, "", []] for word in words]), encoding="utf-8")


def test_the_list_is_long_enough() -> None:
    assert len(LINES) >= 50


@pytest.mark.parametrize(("lang", "place"), [("hi", 0), ("ur", 1)])
def test_common_words_are_found_however_latin_letters_write_them(lang: str, place: int, tmp_path: Path) -> None:
    write_index(tmp_path, lang, [line[place] for line in LINES])
    asked = [(typed, line[place]) for line in LINES for typed in line[2:]]
    answers = ask(tmp_path, [typed for typed, _ in asked])
    missed = [
        (*one, answer.ids[:4]) for one, answer in zip(asked, answers, strict=True) if one[1] not in answer.ids[:3]
    ]
    assert missed == []
