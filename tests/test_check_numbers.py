"""Which numbers count something, and which are years, days and ordinals; and months added to a day."""

from __future__ import annotations

import pytest

from concord.check.days import add_months
from concord.check.numbers import has_count


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("12,000 people crossed.", "en"),
        ("It cost 40 rupees in 1919.", "en"),
        ("300 families", "en"),
        ("1.2 से 1.5 करोड़ लोग", "hi"),
        ("४० लोग", "hi"),
        ("ایک کروڑ 20 لاکھ لوگ", "ur"),
        ("۴۰ لوگ", "ur"),
        ("40명이 왔다", "ko"),
        ("40 մարդ", "hy"),
    ],
)
def test_a_count_is_a_count_in_every_script(text, lang):
    assert has_count(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("It was built in 1851.", "en"),
        ("From 1851 to 1927", "en"),
        ("on 24 October 2019", "en"),
        ("on October 24, 2019", "en"),
        ("on 15 August", "en"),
        ("in the 19th century, the 1850s", "en"),
        ("24 अक्टूबर 2019 को", "hi"),
        ("16वीं सदी", "hi"),
        ("24 اکتوبر 2019", "ur"),
        ("16ویں صدی", "ur"),
        ("2019년 10월 24일", "ko"),
        ("24 algo 2019", "xx"),
        ("the museum's E15", "en"),
        ("Nobody knows.", "en"),
    ],
)
def test_a_date_is_no_count(text, lang):
    assert not has_count(text, lang)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-02-01", 6, "2026-08-01"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-15", 1, "2026-12-15"),
        ("9999-11-15", 24, "9999-12-31"),
    ],
)
def test_months_are_added_to_a_day(day, months, expected):
    assert add_months(day, months) == expected
