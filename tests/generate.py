"""Makes random archives for laws and benchmarks: `python tests/generate.py OUT --entries 1000 --languages hi,ur,en`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from concord.approve.parts import split_facts
from concord.model.document import Tree
from generator.charter import DAY, SIDES, build_founding
from generator.items import Item, Plan, build_items
from generator.sittings import Words, find_part, write_seal, write_sittings
from generator.yaml_text import write_yaml

_LANGUAGES = ("hi", "ur", "en")


def generate(
    root: Path,
    *,
    entries: int,
    sides: int | Sequence[str] = 2,
    languages: Sequence[str] = _LANGUAGES,
    seed: int = 0,
    approve: bool = True,
    pictures_every: int = 10,
    words: tuple[int, int] = (300, 600),
    preset: str = "standard",
) -> Path:
    """Writes `root/archive` and returns it. Same arguments, same bytes; without `approve` nothing is agreed yet."""
    names = SIDES[:sides] if isinstance(sides, int) else tuple(sides)
    plan = Plan(entries, tuple(names), tuple(languages), seed, pictures_every, words)
    archive = root / "archive"
    founding = build_founding(plan.sides, plan.languages, preset)
    for name, tree in founding.files.items():
        _write_yaml(archive / "charter" / name, tree)
    genesis = write_seal(archive, DAY)
    stewards = founding.stewards if preset == "strict" else founding.stewards[::2]
    items = (item for item in build_items(plan) if _write_item(archive, item))
    if approve:
        write_sittings(archive, genesis, stewards, _find_words(items), DAY)
    else:
        list(items)
    return archive


def _write_item(archive: Path, item: Item) -> bool:
    folder = archive / "entries" / item.id
    folder.mkdir(parents=True)
    _write_yaml(folder / "entry.yml", item.tree)
    _write_yaml(folder / "record.yml", _build_record(item))
    for part, text in item.texts.items():
        (folder / f"{part}.md").write_bytes(text.encode())
    for name, raw in item.pictures.items():
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / name).write_bytes(raw)
    return True


def _build_record(item: Item) -> Tree:
    parts = [*(f"facts.{lang}" for lang in _find_languages(item)), *item.texts]
    contributions: list[Tree] = [{"part": part, "role": "wrote", "method": "project-draft"} for part in parts]
    return {"format": "concord-record/1", "status": "published", "contributions": contributions}


def _find_languages(item: Item) -> list[str]:
    title = item.tree["title"]
    return [*title] if isinstance(title, dict) else []


def _find_words(items: Iterable[Item]) -> Iterable[Words]:
    """Every part of every entry, in the order in which a steward would go through them."""
    for item in items:
        parts = split_facts(item.tree)
        parts |= {name: text.encode() for name, text in item.texts.items()}
        parts |= {f"media/{name}": raw for name, raw in item.pictures.items()}
        for name, raw in parts.items():
            yield Words(item.id, find_part(name), raw, item.owners)


def _write_yaml(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_yaml(tree).encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; refuses to write into a folder that holds an archive already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--entries", type=int, default=250)
    parser.add_argument("--sides", default="2", help="how many, or their ids separated by commas")
    parser.add_argument("--languages", default=",".join(_LANGUAGES))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pictures-every", type=int, default=10, help="0 for none")
    parser.add_argument("--proposed", action="store_true", help="let nobody agree to anything")
    chosen = parser.parse_args(arguments)
    if (chosen.out / "archive").exists():
        parser.error(f"{chosen.out / 'archive'} exists already")
    generate(
        chosen.out,
        entries=chosen.entries,
        sides=int(chosen.sides) if chosen.sides.isdigit() else tuple(chosen.sides.split(",")),
        languages=tuple(chosen.languages.split(",")),
        seed=chosen.seed,
        approve=not chosen.proposed,
        pictures_every=chosen.pictures_every,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
