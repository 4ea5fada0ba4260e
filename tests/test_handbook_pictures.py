"""The pictures of the handbook show what is there today, and are light."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser import handbook_pictures
from concord.derive.site import Site
from concord.handbook import load_handbook
from concord.pipeline import derive, load
from concord.publish.pages import find_entries, find_hubs, find_sittings
from concord.render.press import make_press

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def pages() -> handbook_pictures.Read:
    """The pages that are photographed, as they are made today."""
    site = derive(load(ROOT / "archive", handbook_pictures.AS_OF))
    assert isinstance(site, Site), site
    press = make_press(site)
    outputs = {output.path: output for find in (find_hubs, find_entries) for output in find(press)}
    proposed = derive(load(ROOT / "archive", handbook_pictures.AS_OF), proposed=True)
    assert isinstance(proposed, Site), proposed
    outputs |= {f"{handbook_pictures.WORKSHOP}{one.path}": one for one in find_sittings(make_press(proposed))}
    return lambda path: outputs[path].make().decode()


def test_no_picture_is_old(pages: handbook_pictures.Read) -> None:
    """If it fails, a page or its styles have changed: run scripts/screenshots --handbook and look at what it made."""
    assert list(handbook_pictures.find_stale(pages)) == []


def test_pictures_are_light() -> None:
    sizes = [
        path.stat().st_size for lang in handbook_pictures.LANGUAGES for path in load_handbook(lang).pictures.values()
    ]
    assert max(sizes) <= handbook_pictures.HEAVIEST
    assert sum(sizes) <= handbook_pictures.HEAVIEST_TOGETHER


def test_a_change_of_what_is_shown_makes_a_picture_old(pages: handbook_pictures.Read) -> None:
    shown = handbook_pictures.SHOTS["wanted"]
    before = handbook_pictures.digest_shown(shown, "en", pages)
    changed = {
        "words": lambda path: pages(path).replace("</h1>", "!</h1>"),
        "class": lambda path: pages(path).replace('class="lines"', 'class="lines card"', 1),
    }
    for change in changed.values():
        assert handbook_pictures.digest_shown(shown, "en", change) != before
    for harmless in (
        lambda path: pages(path).replace("</footer>", "other words</footer>"),
        lambda path: re.sub(r"concord\.[0-9a-f]{10}\.css", "concord.0123456789.css", pages(path)),
    ):
        assert handbook_pictures.digest_shown(shown, "en", harmless) == before
