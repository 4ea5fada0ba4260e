"""JSON Schemas of the archive's files and a reference page for people, made from the models. Asked by `cli.schema`.

The schemas describe a file as an editor reads it, with YAML 1.2's own types: `true` is a truth value there. `concord
check` is stricter: it knows other files, dates and references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from concord.model.charter import ArchiveFile, ChainLink, PeopleFile, PolicyFile, SidesFile
from concord.model.entry import EntryFile
from concord.model.fields import LANGUAGE_TAG, SHA256, SLUG
from concord.model.programme import DisputeFile, RedactionsFile, ReviewsFile
from concord.model.record import HideFile, RecordFile
from concord.model.release import ReleaseFile
from concord.model.statement import StatementFile
from concord.model.tables import GlossaryFile, NamesFile, PlacesFile

Schema = dict[str, Any]
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
# What pydantic writes that says nothing to a reader of the schema.
_NOISE: Final = ("title",)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, where it stands below `archive/`, and its model."""

    name: str
    path: str
    model: type[BaseModel]


FORMATS: Final = (
    Format("archive", "charter/archive.yml", ArchiveFile),
    Format("sides", "charter/sides.yml", SidesFile),
    Format("people", "charter/people.yml", PeopleFile),
    Format("policy", "charter/policy.yml", PolicyFile),
    Format("chain", "charter/chain/<n>.yml", ChainLink),
    Format("entry", "entries/<id>/entry.yml", EntryFile),
    Format("record", "entries/<id>/record.yml", RecordFile),
    Format("hide", "entries/<id>/hide.yml", HideFile),
    Format("names", "names.yml", NamesFile),
    Format("places", "places.yml", PlacesFile),
    Format("glossary", "glossary.yml", GlossaryFile),
    Format("reviews", "programme/reviews.yml", ReviewsFile),
    Format("dispute", "programme/disputes/<id>.yml", DisputeFile),
    Format("redactions", "programme/redactions.yml", RedactionsFile),
    Format("statement", "statements/<handle>/<seq>.yml", StatementFile),
    Format("release", "releases/<n>.yml", ReleaseFile),
)


def build_schema(kind: Format) -> Schema:
    """The JSON Schema (draft 2020-12) of one kind of file."""
    schema = _mend(kind.model.model_json_schema(by_alias=True))
    return {"$schema": DRAFT, "title": f"archive/{kind.path}", **schema}


def _mend(schema: Any) -> Any:
    """The schema without noise, with names of fields checked wherever a pattern names them."""
    if isinstance(schema, list):
        return [_mend(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {("minimum" if name == "ge" else name): value for name, value in sorted(schema.items())}
    mended = {name: _mend_inside(name, value) for name, value in schema.items() if not _is_noise(name, value)}
    if "patternProperties" in mended:
        ((pattern, value),) = mended.pop("patternProperties").items()
        mended |= {"propertyNames": {"pattern": pattern}, "additionalProperties": value}
    return mended


def _mend_inside(name: str, value: Any) -> Any:
    """Below `properties` and `$defs` stand names of fields and models, which are never noise."""
    if name in ("properties", "$defs", "patternProperties"):
        return {key: _mend(inner) for key, inner in value.items()}
    return value if name in ("default", "enum", "const") else _mend(value)


def _is_noise(name: str, value: Any) -> bool:
    return (name in _NOISE and not isinstance(value, dict)) or (name == "default" and value in (None, []))


def render_reference() -> str:
    """The reference page: every field of every kind of file, in Markdown."""
    lines = [
        "# Fields",
        "",
        "Made by `concord schema` from the models in `plugins/concord/model/`; change them there. Plain values are",
        "text; `true` and `false` are truth values only where this page says so. A field left empty is a field left",
        "out. The same as JSON Schema, for editors that complete and check while typing: the files beside this one.",
    ]
    for kind in FORMATS:
        lines += _render_format(kind)
    return "\n".join(lines) + "\n"


def _render_format(kind: Format) -> Iterator[str]:
    schema = build_schema(kind)
    models = schema.get("$defs", {})
    about = _explain(schema).partition(": ")[2]
    yield from ("", f"## `{kind.path}`", "", f"{about[:1].upper()}{about[1:]}", "")
    yield f"Schema: [{kind.name}.schema.json]({kind.name}.schema.json)"
    yield from _render_table(schema, models)
    for name, inner in models.items():
        if "properties" in inner:
            yield from ("", f"### {name} of `{kind.path}`", "", _explain(inner))
            yield from _render_table(inner, models)


def _render_table(schema: Schema, models: Schema) -> Iterator[str]:
    yield from ("", "| Field | Needed | Holds | Meaning |", "|---|---|---|---|")
    for name, field in schema["properties"].items():
        cells = (f"`{name}`", _need(name, field, schema), _describe(field, models), _mean(field, models))
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def _need(name: str, field: Schema, schema: Schema) -> str:
    if name in schema.get("required", ()):
        return "yes"
    default = field.get("default")
    return "no" if default is None else f"no: `{str(default).lower() if isinstance(default, bool) else default}`"


def _mean(field: Schema, models: Schema) -> str:
    """What a field says of itself, else what the values it holds say of themselves."""
    options = [option for option in (field, *field.get("anyOf", ())) if "$ref" in option]
    return _explain(field) or next((_explain(_follow(option, models)) for option in options), "")


def _explain(schema: Schema) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _follow(field: Schema, models: Schema) -> Schema:
    found = models.get(str(field.get("$ref", "")).rpartition("/")[2], field)
    return dict(found)


def _describe(field: Schema, models: Schema) -> str:
    """What a field holds, in words."""
    target = _follow(field, models)
    if "properties" in target:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in target or "const" in target:
        return ", ".join(f"`{value}`" for value in target.get("enum", [target.get("const")]))
    if "anyOf" in field:
        options = (_describe(option, models) for option in field["anyOf"] if option != {"type": "null"})
        return " or ".join(dict.fromkeys(options))
    return _describe_many(field, models) if "items" in field or field.get("type") == "object" else _describe_one(field)


def _describe_many(field: Schema, models: Schema) -> str:
    if "items" in field:
        return f"list of: {_describe(field['items'], models)}"
    pattern = str(field.get("propertyNames", {}).get("pattern", ""))
    return f"by {_KINDS.get(pattern, 'name')}: {_describe(field['additionalProperties'], models)}"


_KINDS: Final = {
    f"^{SLUG.pattern}$": "id",
    f"^{LANGUAGE_TAG.pattern}$": "language tag",
    f"^{SHA256.pattern}$": "SHA-256",
}
_TYPES: Final = {"boolean": "`true` or `false`", "integer": "whole number", "string": "text"}


def _describe_one(field: Schema) -> str:
    kind = field.get("type")
    if isinstance(kind, list):
        return "date (EDTF)"
    if field.get("format") == "date":
        return "day, `YYYY-MM-DD`"
    return _KINDS.get(str(field.get("pattern")), _TYPES.get(str(kind), ""))
