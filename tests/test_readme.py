"""The pages that people read first stay true: links lead somewhere, folders and commands are those that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "plugins/concord/README.md"])


def find_dead_links(page: Path) -> list[str]:
    """Relative links and pictures of a Markdown page that lead to nothing."""
    # What stands as code is shown, not followed.
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    return [target for target in targets if "://" not in target and not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert find_dead_links(page) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "here.md").write_text(
        "[`a`](here.md#top) ![b](gone.png) `[c](c.md)` [d](https://x.invalid/)", encoding="utf-8"
    )
    assert find_dead_links(tmp_path / "here.md") == ["gone.png"]


def find_table(heading: str) -> list[str]:
    """First cells, as written in code, of the table below a heading of the README."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)


def test_the_map_shows_every_folder_and_no_other() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    folders = {path.split("/")[0] for path in listed if "/" in path}
    shown = {path.strip("/").split("/")[0] for path in find_table("Map")}
    assert shown == folders - {".ci", "LICENSES"}


def test_the_readme_shows_every_command_and_no_other() -> None:
    done = subprocess.run([sys.executable, "-m", "concord", "--help"], capture_output=True, text=True, check=True)
    commands = re.findall(r"^  ([a-z-]+) ", done.stdout.split("Commands:")[1], flags=re.MULTILINE)
    assert [shown.split()[1] for shown in find_table("Commands")] == sorted(commands)


def test_the_two_commands_of_the_readme_are_there() -> None:
    shown = re.findall(r"^python3 (scripts/\w+)$", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert shown == ["scripts/serve", "scripts/test"]
    assert all((ROOT / path).is_file() for path in shown)


def test_no_page_names_a_machine_of_ours() -> None:
    for page in PAGES:
        assert re.findall(r"(?<!\w)/(?:work|home|root|tmp|opt)/", page.read_text(encoding="utf-8")) == [], page.name
