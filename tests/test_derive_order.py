"""Orders: fair, whole, and decided by nothing that a side could choose."""

from __future__ import annotations

from collections import Counter

import pytest

from concord.derive.collate import sort_key
from concord.derive.direction import Tongues, find_direction, find_script
from concord.derive.order import order_languages, order_owners, order_sides
from concord.model.charter import Language


@pytest.mark.parametrize("sides", [("a", "b"), ("a", "b", "c", "d"), ("x", "y", "z")])
def test_over_many_things_every_side_comes_first_about_equally_often(sides: tuple[str, ...]) -> None:
    firsts = Counter(order_sides(sides, sides, f"entries/item-{n}")[0] for n in range(3000))
    assert set(firsts) == set(sides)
    assert max(firsts.values()) / min(firsts.values()) < 1.2


def test_an_order_is_a_turn_of_the_cycle() -> None:
    cycle = ("north", "east", "south")
    assert {order_sides(cycle, cycle, str(n)) for n in range(50)} == {
        ("north", "east", "south"),
        ("east", "south", "north"),
        ("south", "north", "east"),
    }


def test_members_the_cycle_forgets_are_not_lost() -> None:
    assert set(order_languages(("hi", "ur"), ("ur", "en", "hi"), "home")) == {"hi", "ur", "en"}


def test_an_entry_keeps_the_order_it_was_given() -> None:
    assert order_owners(("b", "a"), ("a", "b"), ("a", "b"), "entries/x") == ("b", "a")


def test_an_owner_missing_from_a_stored_order_follows_it() -> None:
    assert order_owners(("b", "stranger", "b"), ("a", "b", "c"), ("a", "b", "c"), "entries/x")[0] == "b"
    assert sorted(order_owners(("b",), ("a", "b", "c"), ("a", "b", "c"), "entries/x")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("ur", "Aran", "rtl"),
        ("hi", "Deva", "ltr"),
        ("ar", "Arab", "rtl"),
        ("ur-Latn", "Latn", "ltr"),
        ("pa-Arab-PK", "Arab", "rtl"),
        ("zh-TW", "Hant", "ltr"),
        ("zgh", "Tfng", "ltr"),
        ("sr-Cyrl", "Cyrl", "ltr"),
        ("xx", "Latn", "ltr"),
    ],
)
def test_direction_comes_from_the_script_and_not_from_the_language(tag: str, script: str, direction: str) -> None:
    assert (find_script(tag), find_direction(tag)) == (script, direction)


def test_the_charter_decides_the_script_of_its_languages() -> None:
    tongues = Tongues({"pa": Language.model_validate({"name": "پنجابی", "script": "Aran", "required": "true"})})
    said = tongues.say("سلام", "pa")
    assert (said.script, said.dir) == ("Aran", "rtl")


def test_titles_sort_as_their_language_does() -> None:
    urdu = ["یاد", "پانی", "بات", "ٹوپی", "تار", "چاند", "گھر", "کام"]
    assert sorted(urdu, key=lambda title: sort_key(title, "ur")) == [
        "بات",
        "پانی",
        "تار",
        "ٹوپی",
        "چاند",
        "کام",
        "گھر",
        "یاد",
    ]
    assert sorted(["Zebra", "Évora", "eel", "apple"], key=lambda title: sort_key(title, "en")) == [
        "apple",
        "eel",
        "Évora",
        "Zebra",
    ]
    # Vowel signs count: without them these would be one word.
    assert sort_key("दिन", "hi") != sort_key("दान", "hi")
