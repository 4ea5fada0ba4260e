"""Dates against their promise, and against two other programs that read them."""

from __future__ import annotations

import re

import edtf
import pytest
from edtf_validate.valid_edtf import is_valid as validates
from hypothesis import given
from hypothesis import strategies as st

from concord.model.edtf import MAX_LENGTH, Date, DateKind, EdtfError, End, parse_edtf

BOUNDS = {
    "1571": ((1571, 1, 1), (1571, 12, 31)),
    "1571-08": ((1571, 8, 1), (1571, 8, 31)),
    "1571-08-09": ((1571, 8, 9), (1571, 8, 9)),
    "157X": ((1570, 1, 1), (1579, 12, 31)),
    "15XX": ((1500, 1, 1), (1599, 12, 31)),
    "1571-XX": ((1571, 1, 1), (1571, 12, 31)),
    "1571-02-XX": ((1571, 2, 1), (1571, 2, 28)),
    "1571-XX-XX": ((1571, 1, 1), (1571, 12, 31)),
    "1572-02": ((1572, 2, 1), (1572, 2, 29)),
    "1571-21": ((1571, 1, 1), (1571, 12, 31)),
    "0000": ((0, 1, 1), (0, 12, 31)),
    "0000-02-29": ((0, 2, 29), (0, 2, 29)),
    "-0044-03-15": ((-44, 3, 15), (-44, 3, 15)),
    "-004X": ((-49, 1, 1), (-40, 12, 31)),
    "-00XX": ((-99, 1, 1), (0, 12, 31)),
    "Y170000": ((170000, 1, 1), (170000, 12, 31)),
    "Y-170000": ((-170000, 1, 1), (-170000, 12, 31)),
    "1570/1571": ((1570, 1, 1), (1571, 12, 31)),
    "1570~/1571-02?": ((1570, 1, 1), (1571, 2, 28)),
    "1570/..": ((1570, 1, 1), None),
    "../1571": (None, (1571, 12, 31)),
    "1570/": ((1570, 1, 1), None),
    "/1571": (None, (1571, 12, 31)),
    "2001-02-03T09:30:01Z": ((2001, 2, 3), (2001, 2, 3)),
    "[1667,1668,1670..1672]": ((1667, 1, 1), (1672, 12, 31)),
    "{1960,1961-12}": ((1960, 1, 1), (1961, 12, 31)),
    "[..1571]": (None, (1571, 12, 31)),
    "[1571..]": ((1571, 1, 1), None),
}

REFUSED = {
    "": (0, "a year"),
    "157": (0, "a year"),
    "1571-13": (5, "a month"),
    "1571-00": (5, "a month"),
    "1571-25": (5, "a month"),
    "1571-02-30": (8, "a day"),
    "1571-04-31": (8, "a day"),
    "1900-02-29": (8, "a day"),
    "1571-8": (4, "the end"),
    "-0000": (0, "0000"),
    "1571?~": (5, "the end"),
    "1571-XX-15": (8, "XX"),
    "2XXX": (0, "a year"),
    "157X-08": (4, "the end"),
    "Y1571": (1, "a year of five"),
    "/": (0, "a beginning"),
    "..": (0, "a year"),
    "1571/1570": (5, "an end"),
    "1571 /1572": (4, "the end"),
    "1570/1571/1572": (9, "the end"),
    "[1571]": (5, "a second date"),
    "[]": (1, "a year"),
    "[1571,1572": (10, "a comma"),
    "[1571,1572}": (10, "a comma"),
    "[1667, 1668]": (6, "a year"),
    "[1572..1571]": (7, "an end"),
    "１５７１": (0, "a year"),
    "1571\n": (4, "the end"),
    "157X/1580": (3, "a digit"),
    "1571-21-03": (7, "the end"),
    "1" * (MAX_LENGTH + 1): (MAX_LENGTH, "a shorter"),
}


@pytest.mark.parametrize(("text", "bounds"), BOUNDS.items(), ids=list(BOUNDS))
def test_bounds_are_days(text, bounds):
    date = parse_edtf(text)
    assert (date.earliest, date.latest) == bounds
    assert date.text == text


@pytest.mark.parametrize(("text", "fault"), REFUSED.items(), ids=[text[:20] or "empty" for text in REFUSED])
def test_what_is_no_date_is_refused_where_it_stops_making_sense(text, fault):
    offset, expected = fault
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    assert caught.value.offset == offset
    assert caught.value.expected.startswith(expected)


def test_open_and_unknown_ends_are_told_apart():
    assert (parse_edtf("1570/..").end, parse_edtf("1570/").end) == (End.OPEN, End.UNKNOWN)
    assert (parse_edtf("../1570").start, parse_edtf("/1570").start) == (End.OPEN, End.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1571", False, False),
        ("1571?", False, True),
        ("1571~", True, False),
        ("1571%", True, True),
        ("1570~/1571?", True, True),
    ],
)
def test_doubts_are_kept(text, approximate, uncertain):
    date = parse_edtf(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


def test_sets_say_whether_all_are_meant():
    assert parse_edtf("[1667,1668]").kind is DateKind.ONE_OF
    assert parse_edtf("{1667,1668}").kind is DateKind.ALL_OF
    assert [member.text for member in parse_edtf("[..1667,1670..1672,1680]").members] == [
        "..1667",
        "1670..1672",
        "1680",
    ]


def test_sorting_needs_no_other_knowledge():
    texts = ["1572", "1571-24", "1571-21", "../1400", "-0044", "Y-170000", "1571-01-01", "0000", "1571"]
    ordered = [date.text for date in sorted((parse_edtf(text) for text in texts), key=Date.sort_key)]
    assert ordered == ["../1400", "Y-170000", "-0044", "0000", "1571-01-01", "1571", "1571-21", "1571-24", "1572"]


YEARS = st.one_of(
    st.from_regex(r"-?[0-9]{4}", fullmatch=True),
    st.from_regex(r"-?[0-9]{3}X", fullmatch=True),
    st.from_regex(r"-?[0-9]{2}XX", fullmatch=True),
)
FIELDS = st.sampled_from(["", "-01", "-02", "-12", "-13", "-00", "-XX", "-21", "-24", "-25", "-1"])
DATES = st.tuples(
    YEARS, FIELDS, FIELDS | st.just("-29") | st.just("-30") | st.just("-31"), st.sampled_from("?~%") | st.just("")
).map("".join)
ENDS = DATES | st.sampled_from(["", "..", "1571", "2004-06"])
TEXTS = st.one_of(
    DATES,
    st.tuples(ENDS, ENDS).map("/".join),
    st.lists(DATES, max_size=3).map(lambda dates: f"[{','.join(dates)}]"),
    st.lists(DATES, max_size=3).map(lambda dates: f"{{{','.join(dates)}}}"),
    st.from_regex(r"Y-?[0-9]{1,7}", fullmatch=True),
    st.text("0123456789-/.X?~%[]{},YTZ:", max_size=14),
)


def _others_accept(text: str) -> tuple[bool, bool]:
    try:
        parsed = bool(edtf.parse_edtf(text))
    except Exception:  # noqa: BLE001  # the other program raises many kinds of error
        parsed = False
    try:
        return parsed, bool(validates(text))
    except Exception:  # noqa: BLE001
        return parsed, False


def _is_accepted(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError as error:
        fault = error
    else:
        return True
    assert 0 <= fault.offset <= len(text)
    return False


@given(TEXTS)
def test_whatever_is_accepted_another_program_accepts_too(text):
    assert not _is_accepted(text) or any(_others_accept(text)), text


PLAIN_DATES = st.tuples(
    st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04}"),
    st.sampled_from(["", "-02", "-04", "-12", "-13"]),
    st.sampled_from(["", "-01", "-28", "-30", "-31", "-32"]),
    st.sampled_from(["", "?", "~", "%"]),
).map("".join)
# A year and 28 is no day without a month but a spring of the south: level 2, which is not taken.
PLAIN_DATES = PLAIN_DATES.filter(lambda text: not re.match(r"-?[0-9]{4}-(2[5-9]|3[0-9]|4[01])(?![0-9])(?!-)", text))
LEVELS_0_AND_1 = st.one_of(
    PLAIN_DATES,
    st.tuples(PLAIN_DATES | st.sampled_from(["", ".."]), PLAIN_DATES | st.sampled_from(["", ".."])).map("/".join),
    st.from_regex(r"-?[0-9]{2}([0-9]X|XX)|-?[0-9]{4}-(XX(-XX)?|0[1-9]-XX|2[1-4])", fullmatch=True),
)


@given(LEVELS_0_AND_1)
def test_what_both_other_programs_accept_is_accepted(text):
    assert _is_accepted(text) or not all(_others_accept(text)), text


@given(st.text(max_size=40))
def test_no_text_raises_anything_else(text):
    _is_accepted(text)
