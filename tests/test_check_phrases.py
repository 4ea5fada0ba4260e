"""Phrases in a text: whole words in every script, in one pass, and the same as a slow and simple search finds."""

from __future__ import annotations

import random

import pytest

from concord.check.phrases import Phrases


def find(text, *sought, allowed=()):
    """The pieces of a text that are found."""
    return [text[it.start : it.end] for it in Phrases(sought, allowed).find(text)]


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("The Eastern Bridge is old.", "Eastern Bridge"),
        ("the EASTERN bridge", "Eastern Bridge"),
        ("the **Eastern\nBridge**", "Eastern Bridge"),
        ("the Eastern-Bridge", "Eastern Bridge"),
        ("die STRASSE", "Straße"),
        ("caf\u00e9", "cafe\u0301"),
        ("राम ने कहा", "राम"),
        ("कहा राम।", "राम"),
        ("क़\u200dव्वाली", "क़व्वाली"),
        ("यह ‘लड़का’ है", "लड\u093cका"),
        ("یہ سندھ ہے۔", "سندھ"),
        ("یہ سنـــدھ ہے", "سندھ"),
        ("«Մոստ»", "մոստ"),
        ("ここは日本海です", "日本海"),
        ("ที่กรุงเทพมี", "กรุงเทพ"),
        ("동해 바다", "동해"),
        ("_Eastern_ Bridge", "Eastern Bridge"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(text, sought):
    assert len(find(text, sought)) == 1


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("Northeastern Bridge", "Eastern Bridge"),
        ("Eastern Bridges", "Eastern Bridge"),
        ("Eastern. Bridge", "Eastern Bridge"),
        ("Eastern\n\nBridge", "Eastern Bridge"),
        ("रामायण और रामा", "राम"),
        ("रामः", "राम"),
        ("राम\u0301", "राम"),
        ("سندھی", "سندھ"),
        ("سندھِ", "سندھ"),
        ("cafe\u0301s", "cafe\u0301"),
        ("cafe\u0301", "cafe"),
        ("กรุ", "กร"),
        ("", "a"),
        ("a", "!"),
    ],
)
def test_part_of_a_word_is_no_word(text, sought):
    assert find(text, sought) == []


def test_what_is_barred_may_stand_inside_what_is_agreed():
    agreed = ("the Eastern and Old Bridge",)
    text = "The Eastern and Old Bridge, or Old Bridge, is Eastern."
    assert find(text, "Old Bridge", "Eastern", allowed=agreed) == ["Old Bridge", "Eastern"]


def test_a_form_that_is_agreed_and_barred_is_barred():
    assert find("an old bridge", "old bridge", allowed=["old bridge"]) == ["old bridge"]


def search_slowly(words, sought):
    """(first word, word after the last) of the longest phrase that ends at each word."""
    found = []
    for end in range(1, len(words) + 1):
        lengths = [len(it) for it in sought if words[max(0, end - len(it)) : end] == it]
        if lengths:
            found.append((end - max(lengths), end))
    return found


@pytest.mark.parametrize("seed", range(200))
def test_it_finds_what_a_simple_search_finds(seed):
    rnd = random.Random(seed)
    words = [rnd.choice("abc") for _ in range(60)]
    sought = [[rnd.choice("abc") for _ in range(rnd.randint(1, 5))] for _ in range(rnd.randint(1, 8))]
    finds = Phrases([" ".join(it) for it in sought]).find(" ".join(words))
    # A word and the space behind it take two letters.
    assert [(it.start // 2, (it.end + 1) // 2) for it in finds] == search_slowly(words, sought)
