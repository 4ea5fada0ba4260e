"""How texts are laid beside each other: blocks answer each other only where the texts have the same shape."""

from __future__ import annotations

from concord.derive.direction import Tongues
from concord.render.align import align
from concord.render.fragments import Fragment, parse_fragment
from concord.render.markdown import render_markdown
from concord.render.texts import count_minutes, find_opening


def read(text: str) -> Fragment:
    return parse_fragment(render_markdown(text), Tongues({}))


def show(*texts: str | None) -> list[tuple[str | None, ...]]:
    rows = align([None if text is None else read(text) for text in texts])
    return [tuple(None if cell is None else " / ".join(block.plain for block in cell) for cell in row) for row in rows]


def test_texts_of_one_shape_stand_block_by_block() -> None:
    assert show("a\n\n## h\n\nb\n\n- c", "ا\n\n## ہ\n\nب\n\n- ج") == [("a", "ا"), ("h", "ہ"), ("b", "ب"), ("c", "ج")]


def test_a_section_of_other_shape_is_one_row_and_the_others_stay_apart() -> None:
    assert show("## h\n\na\n\nb\n\n## i\n\nc", "## ह\n\nक\n\n## ई\n\nग") == [
        ("h / a / b", "ह / क"),
        ("i", "ई"),
        ("c", "ग"),
    ]


def test_texts_with_other_headings_are_one_row() -> None:
    assert show("a\n\n## h\n\nb", "क\n\nख") == [("a / h / b", "क / ख")]


def test_a_missing_language_is_missing_in_every_row() -> None:
    assert show("a\n\nb", None, "क\n\nख") == [("a", None, "क"), ("b", None, "ख")]


def test_notes_stand_at_the_end_in_a_row_of_their_own() -> None:
    rows = show("a[^1]\n\n[^1]: note", "क")
    assert rows[0][1] == "क"
    assert rows[1] == ("note ↩".replace(" ", "\u00a0") if "\u00a0" in str(rows[1][0]) else "note ↩", "")


def test_nothing_gives_nothing() -> None:
    assert show(None, None) == []
    assert show("", "") == []


def test_minutes_are_counted_and_never_none() -> None:
    assert count_minutes(read("word")) == 1
    assert count_minutes(read("word " * 400)) == 3


def test_an_opening_is_the_first_sentence_in_any_script() -> None:
    assert (
        find_opening(read("## Heading\n\nThe string was divided in two. Then more."))
        == "The string was divided in two."
    )
    assert find_opening(read("माला को दो हिस्सों में बाँटा गया। फिर और।")) == "माला को दो हिस्सों में बाँटा गया।"
    assert find_opening(read("ہار کو دو حصوں میں بانٹا گیا۔ پھر اور۔")) == "ہار کو دو حصوں میں بانٹا گیا۔"
    assert find_opening(read("")) == ""
    assert find_opening(read("word " * 100)).endswith("…")
