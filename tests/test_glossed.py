"""Terms of the glossary in texts: the first use in each text leads to the meaning, and no word changes by it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from concord.derive.direction import Tongues
from concord.derive.site import Site
from concord.model.tables import GlossaryFile
from concord.pipeline import derive, load
from concord.publish.pages import find_entries
from concord.render.assemble import CitationBook, Place, assemble
from concord.render.fragments import parse_fragment
from concord.render.glossed import Glossary
from concord.render.markdown import render_markdown
from concord.render.press import make_press
from concord.verify.pieces import Book

DAY = "2026-12-31"
LINK = re.compile(r'<a class="term" href="([^"]*)">([^<]*)</a>')
TERMS = GlossaryFile.model_validate(
    {
        "format": "concord-glossary/1",
        "terms": [
            {"id": id_, "term": {"en": en, "ur": ur, "hi": hi}, "meaning": {"en": "x", "ur": "x", "hi": "x"}}
            for id_, en, ur, hi in (
                ("bread", "bread", "روٹی", "रोटी"),
                ("flat-bread", "flat bread", "چپٹی روٹی", "चपटी रोटी"),
                ("amp", "amp", "ں", "अ"),
            )
        ],
    }
).terms


def mark(markdown: str, lang: str = "en", glossary: str = "g/") -> str:
    fragment = Glossary(TERMS, lang).mark(parse_fragment(render_markdown(markdown, frozenset()), Tongues({})))
    labels = {"notes": "Notes", "table": "Table", "back": "Back"}
    place = Place("p-", 3, CitationBook({}), labels, lambda _, __: None, lambda _, __: "", glossary)
    return assemble(fragment, place)


def test_the_first_use_leads_to_the_meaning_and_the_longest_term_wins() -> None:
    html = mark("Warm flat bread, then Bread, then bread and flat\nbread.")
    assert LINK.findall(html) == [("g/#flat-bread", "flat bread"), ("g/#bread", "Bread")]
    assert LINK.sub(r"\2", html) == mark("Warm flat bread, then Bread, then bread and flat\nbread.", glossary="")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "breads breadth bread-like bread’s un-bread b**read** salt &amp; pepper"),
        ("en", "[the bread](https://example.org/) and [bread](../other/entry.yml)"),
        ("en", "## The bread\n\nIt rises."),
        ("ur", "روٹیاں اور روٹی‌والا"),
        ("hi", "रोटीवाला और रोटियाँ"),
    ],
)
def test_pieces_of_other_words_links_and_headings_stay_alone(lang: str, text: str) -> None:
    assert LINK.findall(mark(text, lang)) == []


@pytest.mark.parametrize(("lang", "word"), [("ur", "روٹی"), ("hi", "रोटी")])
def test_terms_of_every_script_are_found_with_signs_around_them(lang: str, word: str) -> None:
    for text in (f"({word})", f"{word}۔", f"{word}।", f"«{word}»", f"*{word}*"):
        assert LINK.findall(mark(text, lang)) == [("g/#bread", word)], text


def test_every_text_explains_its_own_first_use(root: Path) -> None:
    """A word that one account explains is explained in the other one too; each link has a target in its edition."""
    site = derive(load(root / "archive", DAY))
    assert isinstance(site, Site)
    press = make_press(site)
    ids = {term.id for term in site.tables.glossary.terms}
    count = 0
    for output in find_entries(press):
        html = output.make().decode()
        links = LINK.findall(html)
        count += len(links)
        edition = output.path.split("/")[0]
        for href, _ in links:
            way, _, term = href.partition("#")
            assert term in ids
            if edition in site.languages:
                assert way == f"../../../{edition}/glossary/"
    assert count > 100


def test_words_are_the_same_with_and_without_a_glossary(root: Path) -> None:
    """Nothing but the links differs; and who checks a page still learns which words were altered."""
    site = derive(load(root / "archive", DAY))
    assert isinstance(site, Site)
    bare = replace(site, tables=replace(site.tables, glossary=GlossaryFile(format="concord-glossary/1")))
    press, without = make_press(site), make_press(bare)
    entry = site.entries["basmati"]
    texts, plain = press.find_texts(entry), without.find_texts(entry)
    changed = 0
    for text in entry.texts.values():
        assert [block.plain for block in texts.find(text)] == [block.plain for block in plain.find(text)]
        changed += texts.find(text) != plain.find(text)
    assert changed > 3
    page = next(output for output in find_entries(press) if output.path == "en/entries/basmati/index.html").make()
    (start, word), *_ = [(match.start(2), match[2]) for match in LINK.finditer(page.decode())]
    text = page.decode()
    forged = f"{text[:start]}falsified{text[start + len(word) :]}".encode()
    assert any(
        part.endswith(".en") for _, part in Book(press).find_touched("en/entries/basmati/index.html", page, forged)
    )
