"""An archive in which five entries wait for everybody: what a steward has before them at one sitting."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.registry import find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press

DAY = "2027-03-01"
FIVE = tuple(f"loaf-{number}" for number in range(1, 6))
READS_BOTH, READS_ONE, OTHER_SIDE = "nisliskhevi-steward-2", "nisliskhevi-steward-1", "lusajur-steward-1"
READER, OTHER_READER = "nisliskhevi-reader", "lusajur-reader"
_SOURCE = Path(__file__).resolve().parent / "archives" / "two-sides"


def make_archive(home: Path, *, changed: bool = True) -> Path:
    """The archive of two sides with five new entries; with `changed` an entry's agreed words are others too."""
    shutil.copytree(_SOURCE, home, dirs_exist_ok=True)
    entries = home / "archive" / "entries"
    for number, name in enumerate(FIVE, 1):
        shutil.copytree(entries / "walnut-flatbread", entries / name)
        edit(
            entries / name / "entry.yml",
            ("id: walnut-flatbread", f"id: {name}"),
            ("Ընկույզով հացը", f"Հաց {number}"),
            ("ნიგვზიანი პური", f"პური {number}"),
        )
        for lang, words in (("hy", f"Հաց {number}։"), ("ka", f"პური {number}.")):
            path = entries / name / f"text.{lang}.md"
            path.write_text(f"{words}\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8", newline="\n")
    if changed:
        edit(entries / "walnut-flatbread" / "entry.yml", ("Հացը թխելուց առաջ", "Հացը թխելուց հետո"))
        path = entries / "walnut-flatbread" / "text.hy.md"
        first, *rest = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join([f"{first} Եվ աղ։", *rest]), encoding="utf-8", newline="\n")
    return home / "archive"


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    """Other words in a file, which has to hold those that go."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8", newline="\n")


def derive_workshop(root: Path, day: str = DAY) -> Site:
    """The workshop edition of an archive."""
    site = derive(load(root, day), proposed=True)
    assert isinstance(site, Site), site
    return site


def build_workshop(root: Path, out: Path, day: str = DAY) -> Path:
    """Its files."""
    press = make_press(derive_workshop(root, day), root.parent / "locales")
    press.make_pictures()
    write_site(list(find_outputs(press)), out)
    return out


@dataclass(frozen=True)
class Choice:
    """What can be chosen on a page: a part, its place, and the line of its act for each reader."""

    target: str
    place: int
    lines: dict[str, str]


@dataclass(frozen=True)
class SittingFile:
    """What the page of a steward holds for its script."""

    head: str
    file: str
    choices: tuple[Choice, ...]

    def join(self, chosen: Iterable[Choice], reader: str = "") -> str:
        """What the script does, said once more: lines in the order of their places."""
        in_order = sorted(chosen, key=lambda choice: choice.place)
        return self.head + "".join(choice.lines.get("", choice.lines.get(reader, "")) for choice in in_order)


def read_sitting(page: bytes) -> SittingFile:
    """The page of a steward as a browser takes it."""
    tree: Element = html5lib.parse(page.decode(), namespaceHTMLElements=False)
    form = next(element for element in tree.iter("form") if element.get("id") == "sitting")
    choices = tuple(
        Choice(_say(field, "target").split()[0], int(_say(field, "place")), _load(field, "lines"))
        for field in form.iter("fieldset")
    )
    return SittingFile(_say(form, "head"), _say(form, "file"), choices)


def _say(element: Element, name: str) -> str:
    return element.attrib[f"data-{name}"]


def _load(element: Element, name: str) -> Any:
    return json.loads(_say(element, name))
