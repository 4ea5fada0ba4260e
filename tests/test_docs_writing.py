"""The page on writing an entry: whoever types what stands there gets one with nothing wrong in it, in each language."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from concord.cli import concord
from concord.model.entry import Kind

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = {"en": "writing-an-entry.md", "hi": "writing-an-entry.hi.md", "ur": "writing-an-entry.ur.md"}
DAY = "2026-12-01"
_BLOCK = re.compile(r"^ *```(yaml|markdown)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_FILES = {"share: yes": "entry.yml"}


def read_page(lang: str) -> str:
    return (DOCS / PAGES[lang]).read_text(encoding="utf-8")


def find_blocks(lang: str) -> dict[str, str]:
    """The files that the page has typed, and the pieces that may be added to the facts, by their beginning."""
    blocks: dict[str, str] = {}
    for kind, indented in _BLOCK.findall(read_page(lang)):
        block = textwrap.dedent(indented)
        beginning = block.partition("\n")[0]
        blocks[f"text.{lang}.md" if kind == "markdown" else _FILES.get(beginning, beginning)] = block
    return blocks


def write_entry(lang: str, root: Path, *more: str) -> Path:
    """Types the files of the page into an archive, these pieces of it in place of what they replace or at the end."""
    blocks = find_blocks(lang)
    folder = root / "entries" / "karachi-halwa"
    folder.mkdir()
    facts = blocks["entry.yml"]
    for piece in more:
        facts = re.sub(rf"^{piece}\n(?: [^\n]*\n)*", "", facts, flags=re.MULTILINE) + blocks[piece]
    for name, words in (("entry.yml", facts), (f"text.{lang}.md", blocks[f"text.{lang}.md"])):
        (folder / name).write_text(words, encoding="utf-8", newline="\n")
    return folder


def check(root: Path) -> Result:
    return CliRunner().invoke(concord, ["check", str(root), "--lang", "en", "--as-of", DAY])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "archive", tmp_path / "archive"))


@pytest.mark.parametrize("lang", PAGES)
def test_the_smallest_draft_is_in_order(root: Path, lang: str) -> None:
    write_entry(lang, root)
    done = check(root)
    assert done.exit_code == 0, done.output
    assert "karachi-halwa" not in done.output
    status = CliRunner().invoke(concord, ["status", str(root), "--entry", "karachi-halwa", "--lang", "en"]).output
    assert "karachi-halwa: a draft" in status, "it was read, and nobody is asked yet"


@pytest.mark.parametrize("lang", PAGES)
def test_nothing_in_the_smallest_draft_is_too_much(root: Path, lang: str) -> None:
    """Each line that begins a field is needed; so the page asks for nothing in vain."""
    facts = write_entry(lang, root) / "entry.yml"
    whole = facts.read_text(encoding="utf-8")
    fields = re.findall(r"^[a-z_]+:[^\n]*\n(?:[ -][^\n]*\n)*", whole, flags=re.MULTILINE)
    assert len(fields) == whole.count("\n") - len(re.findall(r"^[ -]", whole, flags=re.MULTILINE))
    for field in fields:
        facts.write_text(whole.replace(field, ""), encoding="utf-8", newline="\n")
        name = field.partition(":")[0]
        said = check(root).output
        assert f"The field “{name}” is missing" in said or f"Add a line like this: {name}: " in said


@pytest.mark.parametrize("lang", PAGES)
def test_a_date_and_a_picture_can_be_added_as_shown(root: Path, lang: str) -> None:
    folder = write_entry(lang, root, "when:", "media:")
    said = check(root).output
    assert re.findall(r"error\[(\w+)\]", said) == ["MD001"], "only the picture itself is not there"
    (folder / "media").mkdir()
    shutil.copy(ROOT / "archive/entries/mohenjo-daro-necklace/media/necklace.png", folder / "media" / "halwa.png")
    facts = folder / "entry.yml"
    facts.write_text(facts.read_text("utf-8").replace("halwa.jpg", "halwa.png"), encoding="utf-8", newline="\n")
    assert check(root).exit_code == 0


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_knows_every_kind_and_its_siblings(lang: str) -> None:
    page = read_page(lang)
    row = re.search(r"^ *\| `kind` \|.*$", page, flags=re.MULTILINE)
    assert row is not None
    assert re.findall(r"`([a-z-]+)`", row[0])[1:] == [str(kind) for kind in Kind]
    links = re.findall(r"\]\((?!\.\./)([^)]+)\)", page)
    assert {name for other, name in PAGES.items() if other != lang} <= set(links)
    assert all((DOCS / link).is_file() for link in links)
