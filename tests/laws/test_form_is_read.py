"""Law: whatever is typed into the form, the check takes the file that it makes without a remark."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st

from concord.check.contacts import find_contacts
from concord.check.coordinates import find_coordinates
from concord.model.archive import Archive
from concord.model.entry import EntryFile
from concord.read.archive import read_archive
from concord.read.faults import Faults
from concord.read.model_values import read_model
from concord.read.repertoire import find_ranges
from concord.sheets.ids import make_id
from concord.sheets.judge import check_entries, read_entry
from conftest import ROOT
from contribute.drafting import build_files, find_dangers, make_ids, mend_there
from laws.strategies import prose

_SHARP = st.sampled_from(
    ["|-", "- ", ": ", " #", "'", '"', "\\", "\\n", "---", "...", "%", "null", "~", "yes", "*a", "&a", "!!x", "{", "[",
     "\n", "\n\n", "\r\n", "\r", "\t", " ", "\u00a0", "\u200c", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069",
     "\u2028", "\u0085", "\ufeff", "\0", "\x07", "e\u0301", "\u0958", "ﷺ", "ﻼ", "<b>", "क्\u200d", "ی", "ي",
     "👨\u200d👩\u200d👧", "❤\ufe0f", "\ufe0f", "\u00ad", "\ue000", "\U0001fae8", "\ud800", "ß", "İ", "😀",
     "©\ufe0e", "\U000e0041", "\u1160", "﴾", "\u0378"]
)  # fmt: skip
anything = st.lists(st.one_of(prose, _SHARP, st.text(max_size=6)), min_size=1, max_size=8).map("".join)
# What these find is in the words themselves: the form says the first three beside the field, the check the others.
_OF_WORDS = frozenset({"contact-in-text", "coordinates-in-text", "letters-foreign", "letters-mixed", "name-barred"})
_QUESTIONS = ("title", "summary", "where", "when", "how_we_know", "kept_by")


@cache
def _read() -> Archive:
    return read_archive(ROOT / "archive")


def find_remarks(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """What the check says of a draft as if it stood in the demonstration."""
    entry, faults = read_entry("well", files)
    found = [*faults, *check_entries(_read(), {"well": entry}, "2026-11-24")]
    return [(problem.rule, str(problem.values)) for problem in found if problem.rule not in _OF_WORDS]


@given(st.lists(anything, min_size=len(_QUESTIONS), max_size=len(_QUESTIONS)), st.sampled_from(["hi", "ur", "en"]))
@example(["null"] * 6, "en")
def test_any_words_pass_the_check_and_read_back(texts: list[str], lang: str) -> None:
    kept = mend_there(texts)
    words = {name: {lang: text if said else "x"} for name, text, said in zip(_QUESTIONS, texts, kept, strict=True)}
    files = build_files(words)
    assert find_remarks(files) == []
    faults = Faults("entry.yml")
    file = read_model(files["entry.yml"], EntryFile, faults)
    assert file
    assert file.value.title == {lang: kept[0] or "x"}
    assert file.value.where
    assert file.value.where.words == {lang: kept[2] or "x"}
    assert all(unicodedata.is_normalized("NFC", text) for text in kept)


# Links and notes are markup that people may write; where they lead the check says.
_PLAIN = st.text(st.sampled_from("aZक्षاب 1.,-=#>\\*_`~<b/!?\n"), max_size=60)


@given(_PLAIN)
@example("---\na: b\n---")
@example("# Title\n\n#### Deep")
@example("Title\n===\n\nTitle\n-")
@example("a <script>alert(1)</script> <!-- x -->")
def test_any_text_passes_the_check(text: str) -> None:
    if mend_there([text])[0]:
        words = {name: {"en": "x"} for name in _QUESTIONS} | {"text": {"en": text}}
        assert find_remarks(build_files(words)) == []


@given(st.lists(anything, min_size=1, max_size=4))
def test_what_is_kept_stays_as_it_is(texts: list[str]) -> None:
    kept = mend_there(texts)
    assert mend_there(kept) == kept


def test_lawful_words_are_left_alone() -> None:
    texts = [
        "नदी के पार",
        "کراچی اور بمبئی",
        "می\u200cخواهم",
        "क्\u200dष",
        "“Halwa”, it’s sweet: 1 + 1",
        "❤\ufe0f",
        "a\nb\n\nc",
    ]
    assert mend_there(texts) == texts


def test_the_script_knows_the_characters_that_the_check_knows() -> None:
    edges = [
        code for first, last in find_ranges() for code in (first - 1, first, last, last + 1) if 0xA0 <= code < 0xD800
    ]
    known = {code for first, last in find_ranges() for code in range(first, last + 1)}
    for code, said in zip(edges, mend_there([f"a{chr(code)}a" for code in edges]), strict=True):
        assert code in known or said == "aa", hex(code)


_NUMBERS = st.text(st.sampled_from("0123456789०१४९۰۵٠٣+-() .,°'NEtel:mailto@aक/٫"), max_size=30)


@given(st.lists(_NUMBERS, min_size=1, max_size=20), st.booleans())
@example(
    ["+92 21 1234567", "0300 1234567", "021-1234567", "a@b.example", "27.3243, 68.1386", "27° 19'", "1947-08-14"], False
)
def test_dangers_are_found_where_the_check_finds_them(texts: list[str], anywhere: bool) -> None:
    for text, said in zip(texts, find_dangers(texts, anywhere=anywhere), strict=True):
        is_contact = bool(list(find_contacts(text)))
        is_position = bool(list(find_coordinates(text, any_exactness=anywhere)))
        assert (said in ("mail", "phone")) is is_contact, (text, said)
        assert is_contact or (said == "position") is is_position, (text, said)


@given(st.lists(st.one_of(prose, st.text(max_size=80)), min_size=1, max_size=10))
@example(["Karachi halwa, Bombay halwa", "con", "naïve Café", "ß", "", "x " * 60, "y" * 90, "9\u093f"])
def test_names_are_made_by_the_rules_of_the_tool(texts: list[str]) -> None:
    for text, name in zip(texts, make_ids(texts), strict=True):
        assert name in (make_id(text), "") if re.search(r"[^\x00-\x7f]", text) else name == make_id(text)
