"""Law: nothing that a reader could see changes without a digest changing; how YAML is laid out does not count."""

from __future__ import annotations

import copy
import random

from hypothesis import given
from hypothesis import strategies as st

from concord.approve.digest import digest_bytes
from concord.approve.parts import split_facts
from concord.model.document import Tree
from concord.model.entry import EntryFile
from concord.read.yaml_document import read_yaml
from generator.yaml_text import write_yaml
from laws.strategies import entry_trees, prose

seeds = st.integers(0, 2**32).map(random.Random)


def _digests(tree: Tree) -> dict[str, str]:
    return {name: digest_bytes(raw) for name, raw in split_facts(tree).items()}


def _leaves(tree: Tree, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(tree, list):
        return [leaf for index, value in enumerate(tree) for leaf in _leaves(value, (*path, index))]
    return [path]


def _shuffle(tree: Tree, rnd: random.Random) -> Tree:
    if isinstance(tree, dict):
        return {key: _shuffle(tree[key], rnd) for key in rnd.sample(sorted(tree), len(tree))}
    return [_shuffle(value, rnd) for value in tree] if isinstance(tree, list) else tree


@given(entry_trees(), prose, st.data())
def test_a_changed_leaf_changes_exactly_its_own_part(tree, text, data):
    path = data.draw(st.sampled_from(_leaves(tree)))
    other = copy.deepcopy(tree)
    place = other
    for step in path[:-1]:
        place = place[step]
    if place[path[-1]] == text:
        text += "x"
    place[path[-1]] = text
    before, after = _digests(tree), _digests(other)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    if path[-1] == "id" and len(path) > 1:
        assert "facts" in changed, "words are found by the id of their item, so they may move with it"
    else:
        assert len(changed) == 1, (path, changed)


@given(entry_trees(), st.data())
def test_items_of_a_list_cannot_change_places_unseen(tree, data):
    """Order is meaning in a list: which source is named before another is agreed to."""
    lists = [key for key, value in tree.items() if isinstance(value, list) and len(value) > 1]
    key = data.draw(st.sampled_from(lists))
    # Lists of bare words have their order in the strings of each language; all others have it in `facts`.
    turned = tree[key][::-1]
    assert (_digests({**tree, key: turned}) != _digests(tree)) is (turned != tree[key])


@given(entry_trees(), seeds)
def test_the_order_of_keys_does_not_matter(tree, rnd):
    assert _digests(_shuffle(tree, rnd)) == _digests(tree)


@given(entry_trees(), seeds)
def test_layout_and_comments_do_not_matter(tree, rnd):
    text = write_yaml(_shuffle(tree, rnd)).replace("\n", "\n# a remark\n\n", 20)
    document, problems = read_yaml("entry.yml", text.encode())
    assert not problems
    assert _digests(document.tree) == _digests(tree)


@given(entry_trees())
def test_every_field_of_the_model_is_in_some_part(tree):
    """A field that the model knows and no digest covered could be changed behind everybody's back."""
    parts = b"".join(split_facts(tree).values()).decode()
    assert EntryFile.model_validate(tree)
    assert all(f'"{key}"' in parts or f'"/{key}' in parts for key in tree)
