"""The optional map: off unless all sides agreed, points and lines alone, and no line that anybody drew on land."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from concord.approve.policy import Policy
from concord.catalogues import load_catalogue
from concord.cli import run
from concord.derive import sketch as drawn
from concord.derive.facets import find_shelves
from concord.derive.places import find_spots, has_map
from concord.derive.site import Site
from concord.derive.sketch import WIDTH, draw_sketch, find_frame, load_coast
from concord.model.charter import PolicyFile
from concord.model.tables import NamesFile, PlacesFile
from concord.pipeline import derive, load
from concord.publish.pages import find_facets, find_hubs
from concord.publish.registry import find_outputs
from concord.render.places_page import build_places_page
from concord.render.press import make_press
from concord.takedown.apply import apply_notices
from concord.takedown.notice import Notice
from concord.verify.words import Theme

ROOT = Path(__file__).parents[1]
ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
PAST = "2026-11-24"
"""A day that has come: a proof of another is none."""
SVG = "{http://www.w3.org/2000/svg}"
EDGE = 18_000
SCARCE = st.tuples(st.integers(-EDGE, EDGE), st.integers(-9000, 9000))


def derive_from(root: Path, *, proposed: bool = False) -> Site:
    site = derive(load(root, DAY), proposed=proposed)
    assert isinstance(site, Site), site
    return site


@pytest.fixture(scope="module")
def four() -> Site:
    return derive_from(ARCHIVES / "four-sides" / "archive")


def with_policy(site: Site, **values: object) -> Site:
    policy = site.policy
    assert isinstance(policy, Policy)
    return replace(site, policy=replace(policy, **values))


def with_places(site: Site, *places: dict[str, object]) -> Site:
    """As if these were the places of the table, all named by one entry."""
    table = PlacesFile.model_validate({"format": "concord-places/1", "places": list(places)})
    entry = site.entries["ford-song"]
    where = entry.file.where
    assert where is not None
    refs = tuple(place.id for place in table.places)
    file = entry.file.model_copy(update={"where": where.model_copy(update={"refs": refs})})
    return replace(site, tables=replace(site.tables, places=table), entries={"ford-song": replace(entry, file=file)})


def make_place(site: Site, id_: str, lon: str = "", lat: str = "", **values: object) -> dict[str, object]:
    point = {"point": {"lat": lat, "lon": lon}} if lon else {}
    return {"id": id_, "name": dict.fromkeys(site.languages, id_), **point, **values}


def say_in_french(sentence: str) -> str:
    """As the catalogue says it, and as it stands in HTML."""
    assert load_catalogue("fr").has(sentence)
    return str(escape(load_catalogue("fr").gettext(sentence)))


def print_places(site: Site, lang: str = "fr") -> str:
    press = make_press(site)
    return press.render("places", lang, build_places_page(press, lang))


def read_marks(page: str) -> list[dict[str, str]]:
    tree = html5lib.parse(page)
    return [dict(link.attrib) for link in tree.iter(f"{SVG}a")]


# --- whether there is one


def test_no_preset_has_a_map_and_no_file_has_one_by_saying_nothing() -> None:
    assert PolicyFile.model_validate({"format": "concord-policy/1", "preset": "light"}).place_map is None
    for path in ROOT.glob("archive/charter/policy.yml"):
        assert "place_map" not in path.read_text(encoding="utf-8")


def test_without_the_word_of_all_sides_there_is_no_page_no_shelf_and_no_way(four: Site) -> None:
    off = with_policy(four, place_map=False)
    assert has_map(four)
    assert not has_map(off)
    assert find_spots(off) == ()
    press = make_press(off)
    pages = {one.path: one.make().decode() for find in (find_hubs, find_facets) for one in find(press)}
    assert [path for path in pages if "/places/" in path or "/browse/place/" in path] == []
    assert not [path for path, page in pages.items() if "/places/" in page or "/browse/place/" in page]
    assert "place" not in find_shelves(off, "fr")


def test_a_policy_that_only_stands_in_the_tree_switches_nothing_on(tmp_path: Path) -> None:
    root = shutil.copytree(ARCHIVES / "two-sides" / "archive", tmp_path / "archive")
    policy = root / "charter" / "policy.yml"
    policy.write_text(policy.read_text(encoding="utf-8") + "place_map: true\n", encoding="utf-8", newline="\n")
    loaded = load(root, DAY)
    assert loaded.agreement is not None
    assert not isinstance(found := derive(loaded), Site) or not has_map(found)


def test_without_a_map_the_points_of_the_table_are_in_no_file(tmp_path: Path) -> None:
    """Not in the proof either: bytes that no page shows are published nowhere."""
    root = shutil.copytree(ARCHIVES / "four-sides" / "archive", tmp_path / "archive")
    on = {one.path: one.make() for one in find_outputs(make_press(derive_from(root)))}
    assert any(b'"36.8"' in raw for path, raw in on.items() if path.startswith("proof/agreed/"))
    off = derive_from(ARCHIVES / "two-sides" / "archive")
    assert off.evidence is not None
    assert "places" not in off.evidence.shown


def test_the_site_with_a_map_is_made_again_from_its_proof(tmp_path: Path) -> None:
    out = tmp_path / "site"
    root = str(ARCHIVES / "four-sides" / "archive")
    assert run(["build", "--archive", root, "--out", str(out), "--as-of", PAST, "--workers", "1"]) == 0
    assert (out / "fr" / "places" / "index.html").is_file()
    assert run(["verify", str(out)]) == 0
    page = out / "fr" / "places" / "index.html"
    moved = re.sub(r'cx="\d+"', 'cx="500"', page.read_text(encoding="utf-8"))
    page.write_text(moved, encoding="utf-8", newline="\n")
    assert run(["verify", str(out)]) != 0


# --- what is drawn


def walk_paths(page: str) -> Iterator[tuple[str, str]]:
    for path in html5lib.parse(page).iter(f"{SVG}path"):
        yield path.attrib["class"], path.attrib["d"]


def test_the_drawing_holds_lines_and_points_and_no_area(four: Site) -> None:
    page = print_places(four)
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert set(re.findall(r"<([a-z]+)", svg)) == {"svg", "g", "path", "a", "circle", "text"}
    found = list(walk_paths(page))
    assert [name for name, _ in found] == ["net", "rivers", "coast"]
    for _, d in found:
        assert re.fullmatch(r"[MlHV0-9 -]*", d)
    css = (ROOT / "overrides" / "assets" / "concord.css").read_text(encoding="utf-8")
    assert ".sketch path { fill: none;" in css
    assert not re.search(r"\.sketch \.?(?:net|rivers|coast|path)[^{]*\{[^}]*fill: (?!none)", css)


def test_the_file_of_the_coast_knows_no_state_and_says_where_it_is_from() -> None:
    raw = json.loads((ROOT / "plugins" / "concord" / "derive" / "coast.json").read_text(encoding="ascii"))
    assert {key for key, one in raw.items() if isinstance(one, list)} == {"coast", "rivers"}
    assert "Natural Earth" in raw["source"]
    assert raw["licence"].startswith("Public domain")
    told = json.dumps({key: one for key, one in raw.items() if not isinstance(one, list)})
    assert not re.search("countr|admin|bound|state", told, re.IGNORECASE)


def test_every_coast_comes_back_to_where_it_began() -> None:
    """A boundary on land has two ends at the sea. A coast has none, but where the sheet itself ends."""
    for line in load_coast()["coast"]:
        if line[0] != line[-1]:
            assert abs(line[0][0]) == EDGE
            assert abs(line[-1][0]) == EDGE


def test_lines_of_the_file_lie_on_the_earth() -> None:
    for lines in load_coast().values():
        for line in lines:
            assert len(line) > 1
            assert all(abs(lon) <= EDGE and abs(lat) <= EDGE // 2 for lon, lat in line)


@given(st.lists(SCARCE, min_size=1, max_size=6))
def test_every_point_is_in_the_frame_and_none_is_led_to_a_door(points: list[tuple[int, int]]) -> None:
    frame = find_frame(points)
    assert frame.width >= min(drawn._LEAST, EDGE)
    assert frame.height >= drawn._LEAST
    assert -EDGE // 2 <= frame.south <= frame.south + frame.height <= EDGE // 2
    for point in points:
        x, y = frame.place(point)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= frame.rows


@given(st.lists(SCARCE, min_size=1, max_size=6))
def test_the_frame_depends_on_the_points_and_not_on_who_names_them_first(points: list[tuple[int, int]]) -> None:
    assert find_frame(points) == find_frame(list(reversed(points)))


def test_islands_on_both_sides_of_the_sheet_s_edge_are_neighbours() -> None:
    frame = find_frame([(17_900, -1700), (-17_900, -1700)])
    assert frame.width < 2000
    assert draw_sketch([(17_900, -1700), (-17_900, -1700)]).coast


@pytest.mark.parametrize(
    "points",
    [[(-7000, -3300), (14000, 3500), (2000, 6000)], [(6810, 2730), (7430, 3150)], [(2000, 4500)], [(0, 0)]],
)
def test_a_drawing_is_light(four: Site, points: list[tuple[int, int]]) -> None:
    places = [
        make_place(four, f"at-{number}", f"{lon / 100:.1f}", f"{lat / 100:.1f}")
        for number, (lon, lat) in enumerate(points)
    ]
    assert len(print_places(with_places(four, *places)).encode()) < 60_000


# --- points


def test_points_are_rounded_whatever_the_table_says(four: Site) -> None:
    site = with_places(four, make_place(four, "exact", "10.26", "36.84"))
    (spot,) = find_spots(site)
    assert spot.point == (1030, 3680)
    (coarse,) = find_spots(with_policy(site, place_decimals=0))
    assert coarse.point == (1000, 3700)
    said = say_in_french(
        "Points are rounded to whole degrees, about a hundred kilometres. A place that asks for care has none."
    )
    assert said in print_places(with_policy(site, place_decimals=0))
    assert said not in print_places(site)


def test_a_place_that_asks_for_care_is_nowhere(four: Site) -> None:
    site = with_places(
        four, make_place(four, "open", "10.2", "36.8"), make_place(four, "secret", "3.1", "31.1", sensitive=True)
    )
    page = print_places(site)
    assert "secret" not in page
    assert len(read_marks(page)) == 1
    assert {shelf.value for shelf in find_shelves(site, "fr")["place"]} == {"open"}


def test_an_entry_whose_location_is_kept_back_leads_to_no_place(four: Site) -> None:
    site = with_places(four, make_place(four, "open", "10.2", "36.8"))
    entry = site.entries["ford-song"]
    kept = replace(entry, file=entry.file.model_copy(update={"sensitivity": ("location",)}))
    assert find_spots(replace(site, entries={"ford-song": kept})) == ()


@pytest.mark.parametrize(("lat", "lon"), [("91", "0"), ("0", "181"), ("90.1", "0"), ("999", "0"), ("1e1", "0")])
def test_a_position_that_is_not_on_the_earth_is_no_point(four: Site, lat: str, lon: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        with_places(four, make_place(four, "nowhere", lon, lat))


def test_every_point_leads_to_its_entries_and_is_in_the_list(four: Site) -> None:
    for lang in ("ar", "fr", "zgh"):
        page = print_places(four, lang)
        marks = read_marks(page)
        assert [mark["href"] for mark in marks] == [f"../../{lang}/browse/place/trial-place-{n}/" for n in (1, 2, 3)]
        shelves = {one.path for one in find_facets(make_press(four))}
        assert {f"{lang}/browse/place/trial-place-{n}/index.html" for n in (1, 2, 3, 4)} <= shelves
        for number, mark in enumerate(marks, 1):
            assert mark["aria-label"].startswith(f"{number}. ")
            listed = page[page.index(f'id="place-trial-place-{number}"') :]
            assert f'<span class="n">{number}</span>' in listed[: listed.index("</li>")]
        assert "trial-place-5" not in page


def test_a_map_is_not_mirrored(four: Site) -> None:
    def find_places(lang: str) -> set[tuple[str, str]]:
        return set(re.findall(r'class="point" cx="(\d+)" cy="(\d+)"', print_places(four, lang)))

    assert find_places("ar") == find_places("fr")
    assert list(walk_paths(print_places(four, "ar"))) == list(walk_paths(print_places(four, "fr")))


def test_places_that_share_a_point_share_its_mark(four: Site) -> None:
    site = with_places(four, make_place(four, "aa", "10.2", "36.8"), make_place(four, "bb", "10.2", "36.8"))
    (mark,) = read_marks(print_places(site))
    assert mark["aria-label"] == "1, 2. aa · bb"
    assert mark["href"] == "#place-aa"


def test_a_place_without_entries_in_this_language_says_so(four: Site) -> None:
    site = with_places(four, make_place(four, "open", "10.2", "36.8"))
    entry = replace(site.entries["ford-song"], languages=("ar",))
    page = print_places(replace(site, entries={"ford-song": entry}))
    assert read_marks(page)[0]["href"] == "#place-open"
    assert say_in_french("No entry on it is in this language yet.") in page


def test_where_sides_call_a_place_differently_all_forms_stand_in_an_order_that_turns(four: Site) -> None:
    orders = set()
    for number in range(12):
        id_ = f"spot-{number}"
        forms = {side: [{"text": f"As {side} says", "lang": "fr"}] for side in four.sides.sides}
        thing = {"id": id_, "about": dict.fromkeys(four.languages, "it"), "forms": forms}
        names = NamesFile.model_validate({"format": "concord-names/1", "names": [thing]})
        site = with_places(four, make_place(four, id_, "10.2", "36.8"))
        page = print_places(replace(site, tables=replace(site.tables, names=names)))
        said = re.findall(r"As (\w+) says</a>", page)
        assert set(said) == set(four.sides.sides)
        assert page.index(f">{id_}</a>") < page.index(f"As {said[0]} says")
        orders.add(said[0])
    assert len(orders) > 2


def test_the_same_site_gives_the_same_drawing(four: Site) -> None:
    first = print_places(four)
    drawn.load_coast.cache_clear()
    assert print_places(four) == first


@pytest.mark.parametrize("is_proven", [True, False], ids=["made again", "cut"])
def test_a_point_goes_with_the_entry_that_is_hidden(tmp_path: Path, is_proven: bool) -> None:
    out = tmp_path / "site"
    root = str(ARCHIVES / "four-sides" / "archive")
    assert run(["build", "--archive", root, "--out", str(out), "--as-of", DAY, "--workers", "1"]) == 0
    if not is_proven:
        shutil.rmtree(out / "proof" / "charter")
    applied = apply_notices(out, None, [Notice("couscous", None)], Theme())
    assert applied.is_remade is is_proven
    page = (out / "fr" / "places" / "index.html").read_text(encoding="utf-8")
    assert "trial-place-3" not in page
    assert not (out / "fr" / "browse" / "place" / "trial-place-3" / "index.html").is_file() or (
        "couscous" not in (out / "fr" / "browse" / "place" / "trial-place-3" / "index.html").read_text(encoding="utf-8")
    )
