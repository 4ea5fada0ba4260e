"""The four files of a charter as drafts: what can be drawn or derived is there, and a blank for what sides must say."""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.rules.structure.blank_left import BLANK
from concord.found.founding import Founding
from concord.model.charter import Preset

_YEARS = 2
_STEWARDS = {Preset.LIGHT: 1, Preset.STANDARD: 2, Preset.STRICT: 2}


def render_charter(founding: Founding) -> Iterator[tuple[str, str]]:
    """(path in the archive, text) of each file."""
    yield "charter/archive.yml", _join(_iter_archive(founding))
    yield "charter/sides.yml", _join(_iter_sides(founding))
    yield "charter/people.yml", _join(_iter_people(founding))
    yield "charter/policy.yml", _join(_iter_policy(founding))


def _iter_archive(founding: Founding) -> Iterator[str]:
    yield "format: concord-archive/1"
    yield f"id: {founding.id}"
    yield from _ask("title", "What the archive is called, in each language.", founding)
    yield from _ask("summary", "What it is, in one or two sentences.", founding)
    yield "# Where it will stand, once you know: address: https://..."
    yield "languages:"
    for tongue in founding.languages:
        yield f"  {tongue.tag}:"
        yield f"    name: {tongue.name}"
        yield f"    script: {tongue.script}"
        yield "    required: true"
    yield "# Orders of languages are turned from this cycle; it was drawn from the archive's id."
    yield f"language_cycle: [{', '.join(founding.tags)}]"
    yield "licence: CC-BY-4.0"
    yield from _ask("baseline", "What every entry is held against: the human rights that all sides accept.", founding)
    yield from _ask("scope", "What the archive leaves out, and why.", founding)


def _iter_sides(founding: Founding) -> Iterator[str]:
    yield "format: concord-sides/1"
    yield "sides:"
    for side in founding.sides:
        yield f"  {side}:"
        yield from _indent(_ask("name", "What this side calls itself; it writes this itself.", founding))
        yield from _indent(_ask("heading", "What stands above its own accounts.", founding))
        yield from _indent(_ask("description", "How it describes itself.", founding))
    yield "# Orders of sides are turned from this cycle; it was drawn from the archive's id."
    yield f"cycle: [{', '.join(founding.sides)}]"


def _iter_people(founding: Founding) -> Iterator[str]:
    until = f"{int(founding.day[:4]) + _YEARS}-12-31"
    yield "# Handles, never names, and nothing by which somebody could be found. Rename them before you seal."
    yield "format: concord-people/1"
    yield "people:"
    for number in range(1, _STEWARDS[founding.preset] + 1):
        for side in founding.sides:
            yield f"  {side}-steward-{number}:"
            yield f"    side: {side}"
            yield from _indent(
                _ask("affiliation", "On whose behalf this person acts or is paid; none is said too.", founding)
            )
            yield "    roles:"
            yield f"    - {{role: steward, since: {founding.day}, until: {until}}}"
            yield "    # The languages that this person reads; take out the others."
            yield f"    reads: [{', '.join(founding.tags)}]"


def _iter_policy(founding: Founding) -> Iterator[str]:
    yield "# What a preset asks for stands in the tool's docs/policy.md; a line of your own here departs from it."
    yield "format: concord-policy/1"
    yield f"preset: {founding.preset.value}"


def _ask(key: str, question: str, founding: Founding) -> Iterator[str]:
    """A language map of blanks under its question."""
    yield f"# {question}"
    yield f"{key}:"
    for tag in founding.tags:
        yield f"  {tag}: {BLANK}"


def _indent(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _join(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"
