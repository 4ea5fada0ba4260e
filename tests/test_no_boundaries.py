"""No boundary gets in: whatever a contributor brings that draws areas is refused where it stands (F05)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concord.derive.site import Site
from concord.pipeline import check, derive, load
from concord.publish.registry import find_outputs
from concord.render.press import make_press

FIXTURE = Path(__file__).parent / "archives" / "four-sides" / "archive"
DAY = "2026-11-24"
ENTRY = "entries/ford-song"
CANARY = "kestrelxylophone"
AREA = f'{{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]], "name": "{CANARY}"}}'
_CHANGED = {"approval-outdated", "publication-incomplete", "charter-unsealed", "rules-unagreed"}
SHAPE = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L9 0L9 9Z"/><title>{CANARY}</title></svg>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(FIXTURE, tmp_path / "archive")


def find_rules(root: Path, path: str) -> set[str]:
    """Rules that refuse something of a file, but those that only say that it was changed."""
    found = check(root, DAY).problems
    return {problem.rule for problem in found if problem.location.path == path} - _CHANGED


FILES = {
    f"{ENTRY}/border.geojson": AREA,
    f"{ENTRY}/media/border.geojson": AREA,
    f"{ENTRY}/media/border.topojson": AREA,
    f"{ENTRY}/media/border.kml": AREA,
    f"{ENTRY}/media/border.svg": SHAPE,
    f"{ENTRY}/media/map.html": f'<iframe src="https://example.org/map">{CANARY}</iframe>',
    "borders.geojson": AREA,
    "borders.yml": f"format: concord-borders/1\nname: {CANARY}\n",
    "countries.json": AREA,
}


def write(root: Path, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(FILES[path], encoding="utf-8", newline="\n")


@pytest.mark.parametrize("path", FILES)
def test_files_of_areas_are_refused(root: Path, path: str) -> None:
    write(root, path)
    assert find_rules(root, path)


def test_files_of_areas_are_published_nowhere(root: Path) -> None:
    for path in FILES:
        write(root, path)
    site = derive(load(root, DAY))
    assert isinstance(site, Site)
    for output in find_outputs(make_press(site)):
        assert not output.path.endswith((".geojson", ".topojson", ".kml"))
        if output.kind != "sums":
            assert CANARY.encode() not in output.make(), output.path


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://example.org/map"></iframe>',
        SHAPE,
        '<object data="border.svg"></object>',
        '<embed src="border.svg">',
        '<img src="https://example.org/tiles/1/2/3.png" alt="x" usemap="#m">',
        '<map name="m"><area shape="poly" coords="0,0,9,0,9,9" href="x"></map>',
        '<canvas id="map"></canvas>',
        '<link rel="stylesheet" href="https://example.org/map.css">',
        "![x](https://example.org/tiles/1/2/3.png)",
        "![x](media/border.svg)",
    ],
)
def test_no_map_of_others_is_embedded_in_a_text(root: Path, markup: str) -> None:
    path = f"{ENTRY}/text.fr.md"
    with (root / path).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n{markup}\n")
    assert find_rules(root, path)


@pytest.mark.parametrize(
    "line",
    [
        "    polygon: [[0, 0], [1, 0], [1, 1]]",
        "    line: [[0, 0], [1, 0]]",
        "    boundary: border.geojson",
        "    country: ma",
        "    point: {lat: 31.1, lon: 3.1, radius: 50}",
        "    point: [{lat: 31.1, lon: 3.1}, {lat: 32.1, lon: 3.1}]",
        "    point: {lat: 91, lon: 3.1}",
        "    point: {lat: 31.1, lon: 180.1}",
        "    point: {lat: 31.14, lon: 3.1}",
        "    point: {lat: 31.1, lon: 3.1}\n    sensitive: true",
    ],
)
def test_the_table_of_places_holds_points_and_nothing_wider_or_finer(root: Path, line: str) -> None:
    path = root / "places.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  - id: more\n    name: {{ar: ا, fr: a, zgh: ⴰ}}\n{line}\n", encoding="utf-8", newline="\n")
    assert find_rules(root, "places.yml")


def test_a_point_is_good_as_it_should_be(root: Path) -> None:
    path = root / "places.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        f"{text}  - id: more\n    name: {{ar: ا, fr: a, zgh: ⴰ}}\n    point: {{lat: -31.1, lon: 179.9}}\n",
        encoding="utf-8",
        newline="\n",
    )
    assert find_rules(root, "places.yml") == set()


def test_whole_degrees_are_asked_for_where_all_sides_agreed_to_them(tmp_path: Path) -> None:
    """By the policy in force: the founding of an archive that says so."""
    root = shutil.copytree(FIXTURE, tmp_path / "archive")
    for folder in ("charter/chain", "statements", "agreed"):
        shutil.rmtree(root / folder)
    policy = root / "charter" / "policy.yml"
    policy.write_text(policy.read_text(encoding="utf-8") + "place_decimals: 0\n", encoding="utf-8", newline="\n")
    assert "place-too-exact" in find_rules(root, "places.yml")


@pytest.mark.parametrize("decimals", ["2", "-1", "one"])
def test_nobody_can_agree_to_more_than_a_tenth_of_a_degree(root: Path, decimals: str) -> None:
    policy = root / "charter" / "policy.yml"
    policy.write_text(
        policy.read_text(encoding="utf-8") + f"place_decimals: {decimals}\n", encoding="utf-8", newline="\n"
    )
    assert "field-invalid" in find_rules(root, "charter/policy.yml")


@pytest.mark.parametrize("status", ["agreed", "not agreed"])
def test_a_picture_that_is_said_to_be_a_map_is_refused_whoever_agreed(root: Path, status: str) -> None:
    """Stricter than the agreement of all owners: who agreed to the drawn map has not agreed to another's borders."""
    path = root / "entries" / "imagined-bowl" / "entry.yml"
    text = path.read_text(encoding="utf-8")
    assert "    file: " in text
    at = text.index("    file: ")
    path.write_text(f"{text[:at]}    shows: [map]\n{text[at:]}", encoding="utf-8", newline="\n")
    if status == "not agreed":
        shutil.rmtree(root / "statements")
    assert "media-shows-map" in find_rules(root, "entries/imagined-bowl/entry.yml")
