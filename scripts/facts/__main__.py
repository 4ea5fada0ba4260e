"""Follows every claim of the demonstration to the fact sheet it was written from, and shows what is left over.

The sheet is not part of the repository: `.venv/bin/python scripts/facts --sheet SHEET`. Without it only the traces in
`tests/demonstration/` are held against the archive, as the tests do.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
ENTRIES = ROOT / "archive" / "entries"
TRACES = ROOT / "tests" / "demonstration"
# What of an entry makes a claim of its own, and by which key an item is named.
ITEMS = {
    "claims": "id",
    "facts": "id",
    "custody": "id",
    "ownership_claims": "id",
    "works": "id",
    "voices": "community",
}
PARAGRAPHS = {
    "contested": "Contested:",
    "told-in": "Often told in India:",
    "told-pk": "Often told in Pakistan:",
    "common-ground": "Common ground:",
    "voices": "Voices:",
}


@dataclass(frozen=True)
class Section:
    """What the sheet says of one entry: its bullets, its named paragraphs, and all of it as one text."""

    bullets: tuple[str, ...]
    text: str


def main() -> int:
    """Prints what does not hold; ends with 1 if anything does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheet", type=Path, help="the fact sheet, in Markdown")
    sheet = parser.parse_args().sheet
    sections = read_sheet(sheet.read_text(encoding="utf-8")) if sheet else None
    count = 0
    for fault in find_faults(ENTRIES, TRACES, sections):
        print(fault)
        count += 1
    claims = sum(len(list(iter_items(read(path)))) for path in sorted(ENTRIES.glob("*/entry.yml")))
    print(f"{claims} claims, facts, stretches, works and voices traced; {count} faults")
    return 1 if count else 0


def find_faults(entries: Path, traces: Path, sections: dict[str, Section] | None) -> Iterator[str]:
    """Everything in the entries that no trace leads anywhere, and everything in the traces that is not so."""
    for folder in sorted(path for path in entries.iterdir() if (path / "entry.yml").is_file()):
        trace = traces / f"{folder.name}.yml"
        if not trace.is_file():
            yield f"{folder.name}: no trace"
            continue
        yield from (f"{folder.name}: {fault}" for fault in _compare(folder, read(trace), sections))
    for trace in sorted(traces.glob("*.yml")):
        if not (entries / trace.stem).is_dir():
            yield f"{trace.stem}: a trace of no entry"


def read(path: Path) -> dict[str, Any]:
    """A YAML file as plain text values."""
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
    return found if isinstance(found, dict) else {}


def iter_items(entry: dict[str, Any]) -> Iterator[str]:
    """Names of everything in an entry that makes a claim."""
    for name, key in ITEMS.items():
        for item in entry.get(name, ()):
            yield f"{name}/{item[key]}"


def _compare(folder: Path, trace: dict[str, Any], sections: dict[str, Section] | None) -> Iterator[str]:
    entry = read(folder / "entry.yml")
    bullets = trace.get("bullets", {})
    used = {ref for bullet in bullets.values() for ref in bullet.get("used", ())}
    # A paragraph that is left out is a mapping with its reason.
    used |= {ref for refs in trace.get("paragraphs", {}).values() if isinstance(refs, list) for ref in refs}
    yield from (f"{item} rests on nothing" for item in iter_items(entry) if item not in used)
    yield from (f"{ref} is not in the entry" for ref in sorted(used) if not _is_there(folder, entry, ref))
    yield from _judge_bullets(bullets)
    if sections is not None and trace.get("sheet") != "none":
        yield from _compare_with_sheet(entry, trace, sections)


def _judge_bullets(bullets: dict[str, Any]) -> Iterator[str]:
    for number, bullet in bullets.items():
        if not bullet.get("used") and not bullet.get("left_out"):
            yield f"bullet {number} is neither used nor left out"
        if bullet.get("mark") == "C" and bullet.get("used") and bullet.get("shown_as") != "conflict":
            yield f"bullet {number} is marked C and used"


def _is_there(folder: Path, entry: dict[str, Any], ref: str) -> bool:
    """Whether a reference leads to an item, a field or a text of the entry."""
    name, _, id_ = ref.partition("/")
    if id_:
        return any(item.get(ITEMS.get(name, "id")) == id_ for item in entry.get(name, ()))
    return name in entry or any(folder.glob(f"{name}.*.md"))


def read_sheet(text: str) -> dict[str, Section]:
    """The sections of the sheet by their short names, and its reserve entries as `reserve/<id>`."""
    sections: dict[str, Section] = {"head": Section((), text.partition("## Part A")[0])}
    for match in re.finditer(r"^### (E[0-9]{2}) .*?\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL):
        bullets = tuple(line[2:] for line in match[2].splitlines() if line.startswith("- "))
        sections[match[1]] = Section(bullets, match[2])
    for match in re.finditer(r"^- \*\*([a-z0-9-]+)\*\*.*$", text, re.MULTILINE):
        sections[f"reserve/{match[1]}"] = Section((match[0],), match[0])
    return sections


def _compare_with_sheet(entry: dict[str, Any], trace: dict[str, Any], sections: dict[str, Section]) -> Iterator[str]:
    name = trace.get("sheet", "")
    section = sections.get(name)
    if section is None:
        yield f"the sheet has no section {name}"
        return
    bullets = trace.get("bullets", {})
    if [str(number) for number in range(1, len(section.bullets) + 1)] != list(bullets):
        yield f"the sheet has {len(section.bullets)} bullets, the trace {len(bullets)}"
    for text, bullet in zip(section.bullets, bullets.values(), strict=False):
        mark = bullet.get("mark", "")
        if mark and not re.search(rf"\b{mark}\b", text):
            yield f"no mark {mark} in: {text[:60]}"
    for key, label in PARAGRAPHS.items():
        if key in trace.get("paragraphs", {}) and label not in section.text:
            yield f"the sheet has no paragraph “{label}”"
    # A source may be one that the sheet gives for another entry; the trace says for which.
    texts = " ".join(sections[other].text for other in (name, *trace.get("also", ())) if other in sections)
    yield from _find_strange_sources(entry, trace, texts)


def _find_strange_sources(entry: dict[str, Any], trace: dict[str, Any], texts: str) -> Iterator[str]:
    """Sources of years that the sheet does not have, but for those that the trace names one by one with its reason."""
    for source in entry.get("sources", ()):
        missing = [word for word in _find_marks(source["cite"]) if word not in texts]
        if missing and source["id"] not in trace.get("beyond", {}):
            yield f"source {source['id']}: not in the sheet's section: {', '.join(missing)}"


def _find_marks(cite: str) -> list[str]:
    """The years of a citation: what cannot be said in other words."""
    return re.findall(r"\b(?:1[5-9]|20)[0-9]{2}\b", cite)


if __name__ == "__main__":
    sys.exit(main())
