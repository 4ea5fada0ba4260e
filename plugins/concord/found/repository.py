"""Everything around the charter: settings, workflows of the forges, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from concord.catalogues import find_languages, load_catalogue
from concord.found.charter import render_charter
from concord.found.forms import Speakers, render_forms
from concord.found.founding import Founding
from concord.found.written import RECORD, digest, render_record
from concord.problems import N_

HERE: Final = Path(__file__).parent / "forges"
FILES: Final = {
    "github": tuple(f".github/workflows/{name}.yml" for name in ("check", "answer", "keep", "site", "offline")),
    "gitlab": (".gitlab-ci.yml",),
}
MKDOCS: Final = """\
# `concord build` and `mkdocs build` read this file.
site_name: {id}
docs_dir: archive
site_dir: site
use_directory_urls: true
theme:
  name: material
  font: false
plugins:
  - concord-check
  - concord-site
  - concord-publish
validation:
  nav:
    omitted_files: ignore
"""
IGNORED: Final = "/site/\n/site.*/\n/.venv/\n*.mo\n"
# Words are agreed to byte by byte: no machine may turn the ends of their lines.
ATTRIBUTES: Final = "archive/** -text\n"
TOOL: Final = "# The tool, and its exact version: whoever changes it changes how the archive looks.\n{tool}\n"

TITLE = N_("Founding an archive together")
INTRODUCTION = N_(
    "What is left to do, in this order. Each side does it with its own people; nobody does it for another."
)
STEPS: Final = (
    N_(
        "Decide who keeps the account on the forge, the domain and the key for publishing, in at least two "
        "sides, and write down what happens if one of them disappears."
    ),
    N_(
        "Choose handles for the people in archive/charter/people.yml: no names, no addresses, nothing by "
        "which somebody could be found. Take out languages that a person does not read."
    ),
    N_(
        "Write everything that still has three dots in archive/charter/: what the archive is called, what "
        "each side calls itself. Each side writes its own words."
    ),
    N_("Read archive/charter/policy.yml together: who has to say what before words are shown."),
    N_("Run: concord check. Mend what it names, until nothing is left."),
    N_(
        "Seal the founding together: concord seal. Write the fingerprint of archive/charter/chain/1.yml on "
        "paper, each side for itself; whoever checks the site needs it."
    ),
    N_(
        "Write a first entry as a draft, let one side take it into care: concord adopt. Then a steward of "
        "each side agrees: concord approve."
    ),
    N_("Look at it: concord serve. Publish it: the workflow builds the site each day and after every change."),
    N_(
        "Each side builds the site once for itself and compares: concord verify. From then on nobody has to "
        "trust anybody else's computer."
    ),
)


def render_repository(founding: Founding, tool: str) -> Iterator[tuple[str, str]]:
    """(path, text) of every file of a new archive. `tool` is what pip is asked for."""
    for path, text in render_charter(founding):
        yield f"archive/{path}", text
    yield "requirements.txt", TOOL.format(tool=tool)
    for lang in find_spoken(founding):
        yield f"FOUNDING.{lang}.md", render_checklist(load_catalogue(lang).gettext)
    scripts = {tongue.tag: tongue.script for tongue in founding.languages}
    around = dict(render_around(founding.id, Speakers(scripts, founding.tags), founding.forges))
    yield from around.items()
    yield RECORD, render_record({path: digest(text.encode()) for path, text in around.items()})


def render_around(
    id_: str, speakers: Speakers, forges: Iterable[str], address: str | None = None
) -> Iterator[tuple[str, str]]:
    """(path, text) of what stands around an archive and follows from the tool alone: `concord upgrade` renews it."""
    forges = tuple(forges)
    yield "mkdocs.yml", MKDOCS.format(id=id_)
    yield ".gitignore", IGNORED
    yield ".gitattributes", ATTRIBUTES
    for forge in forges:
        for path in FILES[forge]:
            yield path, (HERE / forge / Path(path).name).read_text(encoding="utf-8")
    yield from render_forms(speakers, forges, address)


def find_spoken(founding: Founding) -> tuple[str, ...]:
    """The archive's languages in which the tool speaks; English where there is none of them."""
    known = {"en", *find_languages()}
    return tuple(tag for tag in founding.tags if tag in known) or ("en",)


def find_unspoken(founding: Founding) -> tuple[str, ...]:
    """The archive's languages in which the tool does not speak yet."""
    known = {"en", *find_languages()}
    return tuple(tag for tag in founding.tags if tag not in known)


def render_checklist(say: Callable[[str], str]) -> str:
    """What is left to do, as a list to tick off."""
    steps = "\n".join(f"- [ ] {say(step)}" for step in STEPS)
    return f"# {say(TITLE)}\n\n{say(INTRODUCTION)}\n\n{steps}\n"
