"""`concord codeowners`: whom a forge should ask about which file. A convenience, never the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from concord.approve.ledger import holds
from concord.catalogues import load_catalogue
from concord.cli.days import DAY, find_today
from concord.cli.language import find_language
from concord.model.archive import Archive, Charter
from concord.model.charter import RoleName
from concord.model.part import PartKind
from concord.read.archive import read_archive

_HEAD = """\
# Written by `concord codeowners`; write it anew when people change. A convenience, never the record: a forge's
# "approved" can be set by whoever owns the repository. Who agreed to what stands in {name}/statements/, and
# `concord check --base` judges it. Handles are those of {name}/charter/people.yml; give the same to the accounts.
"""
_SPOKEN = frozenset({PartKind.NARRATIVE, PartKind.RESERVATION})


@click.command("codeowners")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("archive"))
@click.option("--as-of", "day", type=DAY, default=find_today, help="Who is in office on this day; today unless given.")
@click.option("--lang", help="Language of the answer.")
def command(archive: Path, day: str, lang: str | None) -> None:
    """Print CODEOWNERS, by which a forge asks the right people. It is made from the people and sides of the charter.

    It decides nothing: approvals are files in the archive.
    """
    say = load_catalogue(find_language(lang), archive.parent / "locales").gettext
    read = read_archive(archive)
    if read.charter is None:
        raise click.ClickException(say("What all sides agreed cannot be read; run: concord check"))
    name = archive.resolve().name
    click.echo(_HEAD.format(name=name), nl=False)
    for path, handles in find_owners(read, read.charter, day):
        click.echo(" ".join([f"/{name}/{path}", *(f"@{handle}" for handle in handles)]))


def find_owners(archive: Archive, charter: Charter, day: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(path, handles) from the general to the special: the last line that fits a file counts."""
    stewards: dict[str, list[str]] = {}
    for handle, person in sorted(charter.people.value.people.items()):
        if person.side and holds(person, RoleName.STEWARD, day):
            stewards.setdefault(person.side, []).append(handle)
    everybody = tuple(sorted(handle for handles in stewards.values() for handle in handles))
    yield "", everybody
    for handle in sorted({statement.handle for statement in archive.statements} | set(everybody)):
        yield f"statements/{handle}/", (handle,)
    for _, entry in sorted(archive.entries.items()):
        if entry.file is None:
            continue
        owners = sorted(handle for side in entry.file.value.owned_by for handle in stewards.get(side, ()))
        yield f"{entry.folder}/", tuple(owners)
        for part, text in entry.texts.values():
            if part.kind in _SPOKEN and part.speaker in stewards:
                yield text.path, tuple(stewards[part.speaker])
