"""Law: what is written is read again as the same values, and every value is where the document says it is."""

from __future__ import annotations

from hypothesis import given

from concord.model.document import Tree
from concord.read.yaml_document import read_yaml
from generator.yaml_text import write_yaml
from laws.strategies import entry_trees, trees


def _paths(tree: Tree, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(below for key, value in inner for below in _paths(value, (*path, key)))]


@given(trees())
def test_any_tree_survives(tree):
    document, problems = read_yaml("any.yml", write_yaml(tree).encode())
    assert not problems
    assert document.tree == tree


@given(entry_trees())
def test_entries_survive(tree):
    document, problems = read_yaml("entry.yml", write_yaml(tree).encode())
    assert not problems
    assert document.tree == tree


@given(trees())
def test_every_value_has_its_place(tree):
    text = write_yaml(tree)
    document, _ = read_yaml("any.yml", text.encode())
    lines = text.split("\n")
    for path in _paths(tree)[1:]:
        line, column = document.places[path]
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        if isinstance(path[-1], str):
            line, column = document.keys[path]
            assert lines[line - 1][column - 1 :].startswith((path[-1], f'"{path[-1]}'))
