"""The page of the form without a browser: what it says, what its script packs, and what becomes of that."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from concord.intake.parcel import open_parcel
from concord.model.charter import Forge
from concord.pipeline import Refusal, prepare
from concord.publish.pages import find_hubs
from concord.read.characters import is_plain
from concord.render.contribute_page import write_sample
from concord.render.press import Press, make_press
from conftest import ROOT
from contribute.drafting import build_files, find_forge_page, pack
from laws.test_form_is_read import find_remarks
from sheets import DAY, call, found

FORGE = "forge:\n  kind: github\n  address: https://forge.example/two/banks\n"
WORDS = {name: {"hi": "कुआँ"} for name in ("title", "summary", "where", "when", "how_we_know", "kept_by")}


def open_press(archive: Path) -> Press:
    """What renders the pages of an archive."""
    site = prepare(archive, DAY)
    assert not isinstance(site, Refusal)
    return make_press(site, ROOT / "locales")


def read_pages(press: Press) -> Mapping[str, str]:
    """The page of the form by language."""
    return {page.path.split("/")[0]: page.make().decode() for page in find_hubs(press) if page.kind == "contribute"}


def read_rules(page: str) -> dict[str, object]:
    """What the page tells its script."""
    match = re.search(r'data-rules="([^"]*)"', page)
    assert match
    rules = json.loads(html.unescape(match[1]))
    assert isinstance(rules, dict)
    return rules


def found_with_forge(folder: Path) -> Path:
    """A founded and sealed archive whose charter names a forge."""
    root = found(folder)
    charter = root / "charter" / "archive.yml"
    charter.write_text(charter.read_text(encoding="utf-8") + FORGE, encoding="utf-8", newline="\n")
    done = call("seal", root, "--date", DAY)
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests of a worker."""
    return found_with_forge(tmp_path_factory.mktemp("founded"))


def test_every_edition_asks_and_only_a_named_forge_is_offered(archive: Path) -> None:
    pages = read_pages(open_press(archive))
    assert set(pages) == {"hi", "ur", "en"}
    for lang, page in pages.items():
        assert 'id="forge-pages"' in page
        assert read_rules(page)["forge"] == {
            "kind": "github", "address": "https://forge.example/two/banks", "branch": "main",
        }  # fmt: skip
        assert f'<textarea id="summary.{lang}"' in page
    without = read_pages(open_press(ROOT / "archive"))
    assert all('id="forge-pages"' not in page and read_rules(page)["forge"] is None for page in without.values())


@pytest.mark.parametrize(
    "forge",
    [
        {"kind": "github", "address": "http://forge.example/a/b"},
        {"kind": "github", "address": "https://forge.example/a?x=1"},
        {"kind": "github", "address": "https://forge.example"},
        {"kind": "mail", "address": "https://forge.example/a/b"},
        {"kind": "gitlab", "address": "https://forge.example/a/b", "branch": "a b"},
    ],
)
def test_a_forge_that_is_none_is_refused(forge: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"Forge\n"):
        Forge.model_validate(forge)


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_the_lines_to_copy_by_hand_make_a_draft(lang: str) -> None:
    assert find_remarks({"entry.yml": write_sample(lang).replace("...", "x").encode() + b"\n"}) == []


def test_the_page_of_a_forge_is_filled_where_it_takes_words_and_the_address_stays_short() -> None:
    for kind, way in (("github", "/new/main?filename="), ("forgejo", "/_new/main?filename=")):
        address, is_filled = find_forge_page(kind, "share: yes\n")
        assert (is_filled, address.endswith("&value=share%3A%20yes%0A")) == (True, True)
        assert way in address
        address, is_filled = find_forge_page(kind, "कुआँ" * 1000)
        assert (is_filled, "value=" in address, len(address) < 200) == (False, False, True)
    address, is_filled = find_forge_page("gitlab", "share: yes\n")
    assert address == "https://forge.example/a/b/-/new/main?file_name=archive%2Fentries%2Fwell%2Fentry.yml"
    assert not is_filled


def test_the_parcel_is_stored_of_no_day_and_always_the_same(tmp_path: Path) -> None:
    files = build_files({**WORDS, "text": {"hi": "कुआँ सौ साल से पुराना है।"}}) | {
        "media/picture.jpg": bytes(range(256)) * 9
    }
    raw = pack("old-well", files)
    assert raw == pack("old-well", dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert packed.testzip() is None
        assert {name.removeprefix("old-well/"): packed.read(name) for name in packed.namelist()} == files
        assert all(one.date_time == (1980, 1, 1, 0, 0, 0) for one in packed.infolist())
        assert all(one.external_attr >> 16 == 0o100644 for one in packed.infolist())
    path = tmp_path / "old-well.zip"
    path.write_bytes(raw)
    assert open_parcel(path).folders == {"old-well": files}


def test_what_the_form_packs_is_taken_in(archive: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(archive.parent, tmp_path / "repository"))
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "founded"]):
        known = ["-c", "user.name=a", "-c", "user.email=a@b.invalid"]
        subprocess.run(["git", *known, "-C", str(folder), *command], check=True)
    parcel = tmp_path / "old-well.zip"
    parcel.write_bytes(pack("old-well", build_files(WORDS)))
    done = call("intake", parcel, "--archive", folder / "archive", "--date", DAY, "--lang", "en")
    assert done.exit_code == 0, done.output
    branches = subprocess.run(["git", "-C", str(folder), "branch"], capture_output=True, text=True, check=True).stdout
    assert "intake/old-well" in branches


def test_what_the_page_tells_its_script_is_plain_text() -> None:
    for page in read_pages(open_press(ROOT / "archive")).values():
        assert is_plain(json.dumps(read_rules(page)))
        assert "<script>" not in page
