"""`concord status`: one line per part: who said what, what is missing, what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import click

from concord.approve.keep import find_unkept
from concord.approve.ledger import holds, is_acting
from concord.catalogues import load_catalogue
from concord.cli.amend import tell_link
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.derive.order import order_entry_sides
from concord.model.archive import Charter
from concord.model.charter import RoleName
from concord.pipeline import load
from concord.report.conditions import find_conditions
from concord.report.status import Seat, build_status, build_status_json, render_status


@click.command("status")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--as-of", type=DAY, help="Judge as of this day.")
@click.option("--all", "all_parts", is_flag=True, help="Show agreed parts too.")
@click.option("--entry", "entries", multiple=True, help="Only this entry; may be given several times.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", help="Language of the answer.")
def command(
    archive: Path, as_of: str | None, entries: tuple[str, ...], form: str, lang: str | None, *, all_parts: bool
) -> None:
    """Say where every part stands.

    Proposed words are normal: they are listed here, and never published before every side they need has agreed.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    loaded = load(archive, as_of)
    charter = loaded.agreement.rules.charter
    if charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    lines = [
        line
        for line in build_status(loaded.agreement, lambda entry: order_entry_sides(loaded.archive, entry.id))
        if not entries or line.entry in entries
    ]
    conditions = {
        judged.id: find_conditions(loaded.archive, judged, loaded.store, loaded.as_of)
        for judged in loaded.agreement.subjects
        if not entries or judged.id in entries
    }
    if form == "json":
        click.echo(json.dumps(build_status_json(lines, conditions), ensure_ascii=False, indent=2))
        return
    for verdict in loaded.agreement.rules.links:
        if not verdict.is_in_force(loaded.as_of):
            click.echo(tell_link(verdict, say))
    stewards = find_stewards(charter, loaded.as_of)
    click.echo(render_status(lines, conditions, say, all_parts=all_parts, stewards=stewards), nl=False)
    if unkept := sum(1 for _ in find_unkept(loaded.agreement, loaded.store)):
        sentence = say("Agreed and not kept yet: {number} parts. They are not published before; next: {command}")
        click.echo(sentence.format(number=unkept, command="concord approve --keep"))


def find_stewards(charter: Charter, day: str) -> dict[str, tuple[Seat, ...]]:
    """The stewards in office, by side; a side that has paused or left is spoken for by nobody."""
    sides = charter.sides.value.sides
    found: dict[str, tuple[Seat, ...]] = {}
    for handle, person in sorted(charter.people.value.people.items()):
        is_there = person.side in sides and is_acting(sides[person.side], day)
        if person.side and is_there and holds(person, RoleName.STEWARD, day):
            found[person.side] = (*found.get(person.side, ()), Seat(handle, person.reads))
    return found
