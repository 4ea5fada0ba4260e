"""Code inside right-to-left sentences keeps its own direction, and nothing slips past the encoder on the way."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from concord.catalogues import load_catalogue
from concord.report.isolation import isolate_code

CASES = {
    "چلائیں: concord approve --keep": ["concord approve --keep"],
    "--relies-on کے ساتھ پھر سے": ["--relies-on"],
    'الفاظ پر <span lang="…"> لگائیں۔': ['<span lang="…">'],
    "جیسے ../<entry>/text.<language>.md۔": ["../<entry>/text.<language>.md"],
    "## سے شروع کریں": ["##"],
    "1522~ یا 1851/1927؛": ["1522~"],
    "قدر * & ! یا % سے": ["* &", "%"],
    "درجہ 1 (2) کا، 0-9": [],
}


@pytest.mark.parametrize("text", CASES)
def test_pieces_of_code_get_a_frame(text):
    found = re.findall(r'<span dir="ltr">(.*?)</span>', isolate_code(text, escape))
    assert [unescape(piece) for piece in found] == CASES[text]


def test_words_stay_what_they_are():
    for forms in load_catalogue("ur").messages.values():
        for form in forms:
            framed = isolate_code(form, escape)
            assert unescape(re.sub(r'<span dir="ltr">|</span>', "", framed)) == form


def test_no_markup_but_the_frame_gets_through():
    framed = isolate_code('یہ <script>alert("x")</script> اور </span><b>', escape)
    assert set(re.findall(r"<[^>]*>", framed)) == {'<span dir="ltr">', "</span>"}
    assert framed.count('<span dir="ltr">') == framed.count("</span>")
