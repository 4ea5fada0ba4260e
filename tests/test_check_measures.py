"""What rules measure by: words in every script alike, and positions on the earth however they are written."""

from __future__ import annotations

import pytest

from concord.check.coordinates import find_coordinates
from concord.check.lengths import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("दो किनारों के बीच एक पुल।", 6),
        ("دو کناروں کے بیچ ایک پل۔", 6),
        ("A bridge — between two banks.", 5),
        ("これは古い橋です。", 4),
        ("สะพานเก่าแก่ของหมู่บ้าน", 4),
        (" · — ، ", 0),
        ("", 0),
    ],
)
def test_words_are_counted_as_readers_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_script_without_spaces_has_no_more_room_than_others() -> None:
    """The same sentence is of about the same length; counted by spaces the Japanese one would be a single word."""
    assert count_words("二つの岸の間にある古い石の橋") >= 5


EXACT = [
    "27.3243, 68.1386",
    "27.3243,68.1386",
    "https://example.org/@27.3243,68.1386,17z",
    "https://example.org/#map=17/27.3243/68.1386",
    "-27.3243; 68.1386",
    "२७.३२४३, ६८.१३८६",
    "۲۷٫۳۲۴۳، ۶۸٫۱۳۸۶",
    "27°19′45″ N",
    "27° 19.5' N",
    "27.32° N",
    "27.32 N, 68.13 E",
]
ROUNDED = ["27.3, 68.1", "27.3° N"]
OTHER = ["12.50 and 13.75 rupees", "30 °C", "an angle of 90°", "version 1.2.3, 4.5.6", "1851/1927", "s. 12, 14"]


@pytest.mark.parametrize("text", EXACT)
def test_an_exact_position_is_found_in_every_writing(text: str) -> None:
    found = [*find_coordinates(f"See {text}.", any_exactness=False)]
    assert len(found) == 1
    first = next(at for at, sign in enumerate(text) if sign.isdecimal())
    assert found[0] >= len("See ") + first - 1


@pytest.mark.parametrize("text", ROUNDED)
def test_a_rounded_one_only_where_the_place_is_kept_back(text: str) -> None:
    assert not [*find_coordinates(text, any_exactness=False)]
    assert [*find_coordinates(text, any_exactness=True)]


@pytest.mark.parametrize("text", OTHER)
def test_numbers_that_lead_nowhere_are_left_alone(text: str) -> None:
    assert not [*find_coordinates(text, any_exactness=True)]
