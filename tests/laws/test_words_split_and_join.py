"""Law: dividing an entry into facts and words loses nothing, whatever the words are."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from concord.approve.parts import split_facts
from concord.model.document import Tree
from concord.model.entry import EntryFile
from concord.model.words import join_words, split_words
from laws.strategies import entry_trees


@given(entry_trees())
def test_joining_is_the_inverse_of_splitting(tree):
    facts, strings = split_words(tree, EntryFile)
    assert join_words(facts, strings) == tree


@given(entry_trees())
def test_the_inverse_holds_for_the_bytes_that_are_agreed_to(tree):
    """The site is made from canonical JSON: what is joined there validates to the same entry."""
    parts = split_facts(tree)
    facts = json.loads(parts["facts"])
    strings = {name.removeprefix("facts."): json.loads(raw) for name, raw in parts.items() if name != "facts"}
    assert EntryFile.model_validate(join_words(facts, strings)) == EntryFile.model_validate(tree)


@given(entry_trees(), st.data())
def test_no_language_knows_anything_of_another(tree, data):
    """Words of a language that is taken away leave facts and the other languages byte for byte as they were."""
    before = split_facts(tree)
    langs = sorted(name.removeprefix("facts.") for name in before if name != "facts")
    gone = data.draw(st.sampled_from(langs))
    after = split_facts(_without(tree, gone))
    kept = {name: raw for name, raw in before.items() if name not in {f"facts.{gone}", "facts"}}
    assert {name: raw for name, raw in after.items() if name != "facts"} == kept
    if len(langs) > 1:
        assert after["facts"] == before["facts"]


def _without(tree: Tree, lang: str) -> Tree:
    if isinstance(tree, dict):
        return {key: _without(value, lang) for key, value in tree.items() if key != lang}
    return [_without(value, lang) for value in tree] if isinstance(tree, list) else tree
