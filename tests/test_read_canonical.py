"""The one form of a text: what departs from it is found, what is mended stays mended, and only form is touched."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from concord.read.canonical import find_canonical_faults, make_canonical

TEXTS = st.text(st.sampled_from("ab \n\r\t\ufeffe\u0301\u0958क\u093c\u2028\U0001fae8\u1fef#"), max_size=30)


@given(TEXTS)
def test_mending_twice_is_mending_once(text):
    once = make_canonical(text.encode())
    assert make_canonical(once) == once


@given(TEXTS)
def test_what_is_mended_has_no_fault_left_but_emptiness(text):
    mended = make_canonical(text.encode())
    faults = find_canonical_faults("x.md", mended)
    assert not faults or not mended.decode().strip("\n\r\ufeff")


@given(TEXTS)
def test_what_has_no_fault_is_left_alone(text):
    raw = text.encode()
    if not find_canonical_faults("x.md", raw):
        assert make_canonical(raw) == raw


@given(TEXTS.filter(lambda text: text.strip("\n\r\ufeff")))
def test_only_form_changes(text):
    """Without line ends and the mark in front, the mended text is equal to the first under NFC."""

    def bare(words: str) -> str:
        return unicodedata.normalize("NFC", words.lstrip("\ufeff").replace("\r", "\n")).replace("\n", "")

    assert bare(make_canonical(text.encode()).decode()) == bare(text)


@given(st.binary(max_size=40))
def test_bytes_that_are_no_text_come_back(raw):
    try:
        raw.decode()
    except UnicodeDecodeError:
        assert make_canonical(raw) == raw


def test_text_beyond_the_repertoire_is_not_composed():
    """A newer Python may know how to; machines that do not have to agree with it."""
    assert make_canonical("e\u0301 \U0001fae8\n".encode()) == "e\u0301 \U0001fae8\n".encode()
