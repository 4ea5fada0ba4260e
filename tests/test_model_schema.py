"""The schemas and the page of fields: in step with the models, valid, and a second opinion on good and bad files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from concord.cli.schema import command, render_files
from concord.model.schema import FORMATS, build_schema, render_reference


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's few types, as editors read a file: text, whole numbers, truth values, nothing."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?[0-9]+$", "-0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def load(text: str):
    return without_nothing(yaml.load(text, Loader=CoreLoader))  # a safe loader with fewer types


def without_nothing(tree):
    if isinstance(tree, dict):
        return {name: without_nothing(value) for name, value in tree.items() if value is not None}
    return [without_nothing(item) for item in tree] if isinstance(tree, list) else tree


def validator(name: str) -> jsonschema.Draft202012Validator:
    kind = next(kind for kind in FORMATS if kind.name == name)
    return jsonschema.Draft202012Validator(
        build_schema(kind), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def find_files() -> list[tuple[str, Path]]:
    tests = Path(__file__).parent
    roots = [tests.parent / "archive", *sorted(tests.glob("archives/*/archive"))]
    patterns = {
        "archive": "charter/archive.yml", "sides": "charter/sides.yml", "people": "charter/people.yml",
        "policy": "charter/policy.yml", "chain": "charter/chain/*.yml", "entry": "entries/*/entry.yml",
        "record": "entries/*/record.yml", "statement": "statements/*/*.yml",
    }  # fmt: skip
    return [(name, file) for root in roots for name, pattern in patterns.items() for file in sorted(root.glob(pattern))]


@pytest.mark.parametrize("kind", FORMATS, ids=[kind.name for kind in FORMATS])
def test_schemas_are_schemas(kind):
    jsonschema.Draft202012Validator.check_schema(build_schema(kind))


def test_good_files_follow_their_schema():
    files = find_files()
    assert {name for name, _ in files} >= {"archive", "sides", "people", "policy", "entry", "record"}
    for name, file in files:
        errors = [error.message for error in validator(name).iter_errors(load(file.read_text(encoding="utf-8")))]
        assert not errors, f"{file}: {errors}"


BAD = {
    "unknown field": ("policy", "format: concord-policy/1\npreset: light\nfoo: bar\n"),
    "missing field": ("policy", "format: concord-policy/1\n"),
    "other choice": ("policy", "format: concord-policy/1\npreset: heavy\n"),
    "other format": ("policy", "format: concord-policy/2\npreset: light\n"),
    "number too small": ("policy", "format: concord-policy/1\npreset: light\npeople_per_side: 0\n"),
    "truth in words": ("policy", "format: concord-policy/1\npreset: light\nseen_by_others: yes\n"),
    "id": ("sides", "format: concord-sides/1\nsides: {Upper: {name: {hy: a}, heading: {hy: a}}}\ncycle: []\n"),
    "language": ("sides", "format: concord-sides/1\nsides: {upper: {name: {h_y: a}, heading: {hy: a}}}\ncycle: []\n"),
    "no words": ("sides", "format: concord-sides/1\nsides: {upper: {name: {hy: ' '}, heading: {hy: a}}}\ncycle: []\n"),
    "no language": ("sides", "format: concord-sides/1\nsides: {upper: {name: {}, heading: {hy: a}}}\ncycle: []\n"),
    "no day": (
        "people",
        "format: concord-people/1\npeople: {a: {roles: [{role: reader, since: 2026-02-30, until: 2027-01-01}]}}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), BAD.values(), ids=list(BAD))
def test_what_the_models_refuse_the_schemas_refuse_too(name, text, tmp_path):
    from concord.read.faults import Faults
    from concord.read.model_values import read_model

    model = next(kind.model for kind in FORMATS if kind.name == name)
    faults = Faults("x.yml")
    assert read_model(text.encode(), model, faults) is None
    assert faults.problems()
    assert list(validator(name).iter_errors(load(text)))


def test_the_pages_in_the_repository_are_up_to_date(root):
    """Run `concord schema --out docs/reference` after a change of the models."""
    written = {file.name: file.read_text(encoding="utf-8") for file in (root / "docs/reference").iterdir()}
    assert written == render_files()


def test_every_field_stands_on_the_page():
    page = render_reference()
    for kind in FORMATS:
        for name in build_schema(kind)["properties"]:
            assert f"| `{name}` |" in page


def test_the_command_writes_what_it_renders(tmp_path):
    result = CliRunner().invoke(command, ["--out", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert {file.name for file in (tmp_path / "new").iterdir()} == set(render_files())
    assert json.loads((tmp_path / "new/entry.schema.json").read_text(encoding="utf-8"))["type"] == "object"
    assert "## `entries/<id>/entry.yml`" in CliRunner().invoke(command, []).output
