"""`concord rules`: every rule on one line, or the manual as pages for docs/rules."""

from __future__ import annotations

from pathlib import Path

import click

from concord.catalogues import load_catalogue
from concord.check.manual import render_demands, render_manual
from concord.check.rules import RULES
from concord.cli.language import find_language


@click.command("rules")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write the manual's pages to this folder."
)
@click.option("--demands", is_flag=True, help="Print which rule answers which demand of the design, as Markdown.")
@click.option("--lang", help="Language of the sentences, e.g. hi, ur, en.")
def command(out: Path | None, lang: str | None, *, demands: bool) -> None:
    """List the rules, or write their pages."""
    if demands:
        click.echo(render_demands(RULES.values()), nl=False)
        return
    if out is None:
        say = load_catalogue(find_language(lang)).gettext
        for module in RULES.values():
            click.echo(
                f"{module.RULE.code}  {module.RULE.severity:7}  {module.RULE.name:30}  {say(module.RULE.message)}"
            )
        return
    out.mkdir(parents=True, exist_ok=True)
    pages = render_manual(RULES.values())
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{len(pages)} pages in {out}")
