"""What the guarded reader of YAML takes, what it refuses, and where it says so. None of it may raise, hang or crash."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from concord.model.charter import PolicyFile
from concord.problems import Location
from concord.read.faults import Faults
from concord.read.limits import MAX_DEPTH, MAX_NODES
from concord.read.model_values import read_model
from concord.read.yaml_document import read_yaml
from concord.read.yaml_events import YamlError, iter_events


def find_faults(text: str | bytes) -> list[tuple[str, str]]:
    """(line:column, rule) of every fault of a text."""
    raw = text.encode() if isinstance(text, str) else text
    _, problems = read_yaml("x.yml", raw)
    return [(str(problem.location).partition(":")[2], problem.rule) for problem in problems]


def read(text: str):
    document, problems = read_yaml("x.yml", text.encode())
    assert not problems, problems
    return document


PLAIN = {
    "no": "no", "on": "on", "1921": "1921", "0123": "0123", "1.10": "1.10", "2001-01-01": "2001-01-01",
    "12:30:45": "12:30:45", "1e3": "1e3", ".nan": ".nan", "0x1F": "0x1F", "1_000": "1_000", "true": "true",
    "'null'": "null", '"~"': "~", "Null": "Null",
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), PLAIN.items(), ids=list(PLAIN))
def test_plain_values_are_the_text_they_look_like(written, meant):
    assert read(f"a: {written}\n").tree == {"a": meant}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written):
    assert read(f"a: {written}\n").tree == {"a": None}


def test_names_are_text_too():
    assert read("on: 1\n1: 2\n1.0: 3\ntrue: 4\nnull: 5\n").tree == {
        "on": "1",
        "1": "2",
        "1.0": "3",
        "true": "4",
        "null": "5",
    }


def test_every_value_and_name_knows_its_place():
    document = read("title:\n  hi: नमस्ते दुनिया\n  'ur': \"سلام\"\nlist:\n  - a\n  - {b: c, d: [e, f]}\nempty:\n")
    assert document.at("title", "hi") == Location("x.yml", 2, 7)
    assert document.at_key("title", "ur") == Location("x.yml", 3, 3)
    assert document.at("list", 1, "d", 1) == Location("x.yml", 6, 19)
    assert document.at_key("list", 1, "d") == Location("x.yml", 6, 12)
    assert document.at("empty") == Location("x.yml", 7, 7)
    assert document.at("title", "en") == document.at("title") == Location("x.yml", 2, 3)
    assert document.at_key("nowhere") == Location("x.yml", 1, 1)


def test_columns_count_code_points_not_bytes():
    assert read("{क्षे: a, 😀: b}\n").at_key("😀") == Location("x.yml", 1, 11)


REFUSED = {
    "anchor": ("a: &x b\n", [("1:4", "yaml-feature-refused")]),
    "anchor on a list": ("a: &x [b]\n", [("1:4", "yaml-feature-refused")]),
    "alias": ("a: *x\n", [("1:4", "yaml-feature-refused")]),
    "alias of itself": ("a: &x [*x]\n", [("1:4", "yaml-feature-refused"), ("1:8", "yaml-feature-refused")]),
    "alias as a name": ("*x : b\n", [("1:1", "yaml-feature-refused")]),
    "merge key": ("<<: {a: b}\n", [("1:1", "yaml-feature-refused")]),
    "tag": ("a: !!binary aGk=\n", [("1:4", "yaml-feature-refused")]),
    "python tag": ("a: !!python/object/apply:os.system [ls]\n", [("1:4", "yaml-feature-refused")]),
    "tag that says nothing": ("a: ! b\n", [("1:4", "yaml-feature-refused")]),
    "tag on a name": ("!!str a: b\n", [("1:1", "yaml-feature-refused")]),
    "directive": ("%YAML 1.1\n---\na: b\n", [("1:1", "yaml-feature-refused")]),
    "second document": ("a: b\n---\nc: d\n", [("2:1", "yaml-feature-refused")]),
    "end of document": ("a: b\n...\n", [("2:1", "yaml-feature-refused")]),
    "list as a name": ("? [a]\n: b\n", [("1:3", "yaml-feature-refused")]),
    "mapping as a name": ("{{a: b}: c}\n", [("1:2", "yaml-feature-refused")]),
    "empty name": ("? \n: b\n", [("1:2", "yaml-feature-refused")]),
    "same name twice": ("a: 1\nb: 2\na: 3\n", [("3:1", "yaml-key-duplicate")]),
    "same name below": ("x: {a: {q: 1}, a: {q: 2}}\n", [("1:16", "yaml-key-duplicate")]),
    "same name in NFC": ("\u00e9: 1\ne\u0301: 2\n", [("2:1", "text-not-canonical"), ("2:1", "yaml-key-duplicate")]),
    "same name in quotes": ("a: 1\n'a': 2\n", [("2:1", "yaml-key-duplicate")]),
    "tab as indentation": ("a:\n\tb: c\n", [("2:1", "yaml-white-space")]),
    "tab after a value": ("a: b\t# c\n", [("1:5", "yaml-white-space")]),
    "tab in quotes": ("a: 'b\tc'\n", [("1:6", "yaml-white-space")]),
    "NBSP as indentation": ("a:\n\u00a0 b: c\n", [("2:1", "yaml-white-space")]),
    "NBSP in a plain value": ("a: b\u00a0c\n", [("1:5", "yaml-white-space")]),
    "NBSP in a comment": ("a: b #\u00a0c\n", [("1:7", "yaml-white-space")]),
    "ideographic space": ("a:\u3000b\n", [("1:3", "yaml-white-space")]),
    "NBSP before a block's line": ("a: |\n  \u00a0b\n", [("2:3", "yaml-white-space")]),
    "NEL": ("a: 'b\u0085c'\n", [("1:6", "yaml-white-space")]),
    "line separator": ("a: 'b\u2028c'\nd: 'e\u2029f'\n", [("1:6", "yaml-white-space"), ("2:6", "yaml-white-space")]),
    "BOM": ("\ufeffa: b\n", [("1:1", "text-not-canonical")]),
    "BOM inside": ("a: 'b\ufeffc'\n", [("1:6", "character-refused")]),
    "Windows line ends": ("a: b\r\nc: d\r\n", [("1:5", "text-not-canonical")]),
    "old line end": ("a: 'b\rc'\n", [("1:6", "text-not-canonical")]),
    "no last line end": ("a: b", [("1:5", "text-not-canonical")]),
    "two last line ends": ("a: b\n\n", [("2:1", "text-not-canonical")]),
    "not composed": ("a: b\nc: xe\u0301y\n", [("2:5", "text-not-canonical")]),
    "not UTF-8": (b"a: b\nc: d\xffe\n", [("2:5", "file-unreadable")]),
    "UTF-16": ("a: b\n".encode("utf-16"), [("1:1", "file-unreadable")]),
    "surrogate": (b"a: \xed\xa0\x80\n", [("1:4", "file-unreadable")]),
    "NUL": ("a: b\x00c\n", [("1:5", "character-refused")]),
    "escape character": ("a: 'b\x1bc'\n", [("1:6", "character-refused")]),
    "empty": (b"", [("1:1", "text-not-canonical")]),
    "colon in a value": ("a: b: c\n", [("1:5", "yaml-invalid")]),
    "no space after the colon": ("a:b\nc: d\n", [("1:2", "yaml-invalid")]),
    "no space after the colon, values below": ("a: b\nc:d\n  e: f\n", [("2:2", "yaml-invalid")]),
    "open quote": ("a: 'b\nc: d\n", [("1:4", "yaml-invalid")]),
    "reserved sign": ("a: b\nc: @d\n", [("2:4", "yaml-invalid")]),
    "lost indentation": ("a:\n    b: c\n  d: e\n", [("3:3", "yaml-invalid")]),
    "override in a name": ("na\u202eme: b\n", [("1:3", "character-refused")]),
    "zero width space in a name": ("na\u200bme: b\n", [("1:3", "character-refused")]),
    "joiner in a name": ("na\u200dme: b\n", [("1:3", "character-refused")]),
    "override unquoted": ("a: b\u202ec\u202c\n", [("1:5", "character-refused"), ("1:7", "character-refused")]),
    "override in a comment": ("a: b # \u202e\n", [("1:8", "character-refused")]),
    "override not closed": ('a: "b \u202ec"\n', [("1:7", "character-refused")]),
    "isolate closed by the other sign": (
        'a: "\u2067b\u202c"\n', [("1:5", "character-refused"), ("1:7", "character-refused")],
    ),
    "closed in another value": (
        'a: "\u2067b"\nc: "d\u2069"\n', [("1:5", "character-refused"), ("2:6", "character-refused")],
    ),
    "override that is closed": ('a: "b \u202ec\u202c"\n', [("1:7", "direction-mark")]),
    "override behind an escape": (
        'a: "b \\u202ec\\u202c"\n', [("1:4", "character-refused"), ("1:4", "character-refused")],
    ),
    "second override behind an escape": (
        'a: "\u202eb\u202c \\u202ec"\n', [("1:4", "character-refused"), ("1:5", "direction-mark")],
    ),
    "not composed behind an escape": ('a: "e\\u0301"\n', [("1:4", "text-not-canonical")]),
    "control behind an escape": ('a: "b\\ac"\n', [("1:4", "character-refused")]),
    "surrogate behind an escape": ('a: "\\ud800"\n', [("1:7", "yaml-invalid")]),
    "soft hyphen": ("a: b\u00adc\n", [("1:5", "character-invisible")]),
    "presentation form": ("a: \ufefb\n", [("1:4", "character-refused")]),
    "private use": ("a: \ue000\n", [("1:4", "character-refused")]),
    "noncharacter": ("a: \ufdd0\n", [("1:4", "character-refused")]),
    "unassigned": ("a: \u0378\n", [("1:4", "character-refused")]),
    "newer than Unicode 14": ("a: \U0001fae8\n", [("1:4", "character-refused")]),
    "tag characters": ("a: x\U000e0041\n", [("1:5", "character-refused")]),
    "joiner between Latin letters": ("a: b\u200dc\n", [("1:5", "character-refused")]),
    "variation of a letter": ("a: b\ufe0f\n", [("1:5", "character-refused")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_refused_is_refused_at_its_place(text, faults):
    assert find_faults(text) == faults


ALLOWED = {
    "NBSP in quotes": "a: 'b\u00a0: c'\n",
    "NBSP inside a block's line": "a: |\n  b\u00a0c\n",
    "ZWNJ in Persian and Urdu": "a: می\u200cخواهم\n",
    "ZWJ in Hindi": "a: क्\u200dष\n",
    "marks of direction": "a: \u200fb\u200e\n",
    "ornate brackets and honorifics": "a: \ufd3e ﷺ \ufd3f\n",
    "emoji in its coloured form": "a: ☀\ufe0f\n",
    "a leading document sign": "---\na: b\n",
    "comment, blank line, folded text": "# c\n\na: >-\n  b\n  c\n",
    "newer than Unicode 13": "a: \U0001fae0\n",
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=list(ALLOWED))
def test_what_real_languages_need_is_allowed(text):
    assert find_faults(text) == []


def test_a_repeated_name_points_at_the_first():
    _, problems = read_yaml("x.yml", b"a: 1\nb: 2\na: 3\n")
    assert [related.location for related in problems[0].related] == [Location("x.yml", 1, 1)]


def test_several_faults_are_found_in_one_run():
    text = "a: &x b\r\nc:\td\ne: 'f\u202eg'\na: 1\nh: !!set {}\n"
    rules = {rule for _, rule in find_faults(text)}
    assert rules == {
        "yaml-feature-refused", "text-not-canonical", "yaml-white-space", "character-refused", "yaml-key-duplicate",
    }  # fmt: skip


def test_values_of_a_faulty_file_are_not_handed_on():
    assert read_yaml("x.yml", b"a: 1\na: 2\n")[0] is None
    assert read_yaml("x.yml", b"a: 1\r\n")[0] is not None


def test_a_flood_of_faults_is_counted_not_listed():
    _, problems = read_yaml("x.yml", b"a: 1\n" * 2000)
    assert len(problems) == 51
    assert [problem.values["size"] for problem in problems if problem.rule == "file-too-large"] == [str(1999 - 50)]


def test_depth_and_number_have_an_end():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert find_faults(f"{deepest}\n") == []
    assert find_faults(f"[{deepest}]\n") == [(f"1:{MAX_DEPTH + 1}", "yaml-too-deep")]
    assert find_faults("- a\n" * (MAX_NODES + 10))[0][1] == "file-too-large"


def test_a_long_line_is_refused_where_it_becomes_too_long():
    assert find_faults(f"a: {'b' * 30_000}\n") == [("1:20001", "file-too-large")]


CRASHERS = {
    "brackets": "'[' * 32000",
    "braces": "'{a: ' * 32000",
    "question marks": "'? ' * 50000",
    "dashes": "'- ' * 100000",
    "brackets a line each": "'[\\n' * 32000",
    "quotes in brackets": "'[\"' + 'a\\n' * 100000",
    "one line": "'a' * 250000",
    "colons": "':' * 250000",
    "tabs": "'\\t' * 250000",
    "controls": "'\\x01' * 250000",
    "overrides": "'a: \"' + '\\u202e' * 80000 + '\"'",
    "joiners": "'a: ' + '\\u200d' * 80000",
}


@pytest.mark.parametrize("expression", CRASHERS.values(), ids=list(CRASHERS))
def test_what_kills_other_readers_ends_in_a_place(expression):
    """In a process of its own: a fault in C would end the interpreter, and no test could catch that."""
    program = textwrap.dedent(f"""
        from concord.read.yaml_document import read_yaml
        document, problems = read_yaml("x.yml", ({expression}).encode())
        assert document is None or expression.startswith("'a: '"), document
        print(len(problems), problems[0].rule, min(problem.location for problem in problems if problem.location.line))
    """).replace("expression.", f"{expression!r}.")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r" x\.yml:[0-9]+:[0-9]+$", done.stdout.strip())


VALUES = st.recursive(
    st.none() | st.text("ab 'ہन\u200c:#-", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def _write(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"'{key}': {_write(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_write(inner) for inner in value) + "]"
    return "null" if value is None else "'" + value.replace("'", "''") + "'"


@given(st.dictionaries(st.text("xyz", min_size=1, max_size=3), VALUES, max_size=4))
def test_what_is_written_is_read(tree):
    raw = f"{_write(tree)}\n".encode()
    document, _ = read_yaml("x.yml", raw)
    assert document is not None
    assert document.tree == tree


@given(
    st.text(st.sampled_from("ab: -#[]{},'\"|>&*!?%@`\\\n\t\u00a0\u202e\u0085\u200dé"), max_size=60)
    | st.binary(max_size=60)
)
def test_rubbish_ends_in_places(rubbish):
    raw = rubbish.encode() if isinstance(rubbish, str) else rubbish
    document, problems = read_yaml("x.yml", raw)
    assert document is not None or problems
    lines = raw.decode(errors="replace").split("\n")
    for problem in problems:
        assert 0 <= problem.location.line <= len(lines)
    if document is not None:
        list(document.places.items())


@given(st.text(st.sampled_from("ab: -#[]{},'\"|>\n"), max_size=40))
def test_both_parsers_tell_the_same_events(text):
    """The one in C and the one in Python, which is there for builds without the other."""

    def tell(*, pure: bool) -> list[object]:
        told: list[object] = []
        try:
            told += ((type(event).__name__, getattr(event, "value", None)) for event in iter_events(text, pure=pure))
        except YamlError:
            told.append("error")
        return told

    native, pure = tell(pure=False), tell(pure=True)
    # They differ in a few texts that neither should take; what both take, both understand alike.
    assert native == pure or "error" in (native[-1], pure[-1])


def test_the_fast_parser_is_there():
    assert yaml.__with_libyaml__


def test_a_run_of_one_character_is_one_fault():
    assert find_faults("a: b\t\t\t\t# c\n#\t\td\n") == [("1:5", "yaml-white-space"), ("2:2", "yaml-white-space")]


def test_what_is_no_mapping_is_named_by_its_file():
    faults = Faults("charter/policy.yml")
    assert read_model(b"- a\n", PolicyFile, faults) is None
    assert faults.problems()[0].values["field"] == "policy.yml"


def test_thousands_of_unknown_fields_end_soon():
    faults = Faults("x.yml")
    raw = "".join(f"presett{number}: a\n" for number in range(9_000)).encode()
    assert read_model(raw, PolicyFile, faults) is None
    assert len(faults.problems()) == 51
