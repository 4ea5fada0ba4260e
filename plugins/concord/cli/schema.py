"""`concord schema`: writes the JSON Schemas of an archive's files and the reference page of their fields."""

from __future__ import annotations

import json
from pathlib import Path

import click

from concord.model.schema import FORMATS, build_schema, render_reference


@click.command("schema")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to; printed without it.")
def command(out: Path | None) -> None:
    """Write the JSON Schema of every kind of file. Editors use it; a page that explains the fields comes with it.

    A file follows its schema in most editors when its first line is
    `# yaml-language-server: $schema=PATH/entry.schema.json`.
    """
    for name, text in render_files().items():
        if out is None:
            click.echo(text, nl=False)
            continue
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(out / name)


def render_files() -> dict[str, str]:
    """Every file of the reference by its name."""
    files = {
        f"{kind.name}.schema.json": json.dumps(build_schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in FORMATS
    }
    return {**files, "fields.md": render_reference()}
