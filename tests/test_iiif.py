"""Pictures for the viewers of others: lawful, complete, nobody first, and gone with what is hidden."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from pydantic import ValidationError

import forge
import large
from browser.browser_checks import NODE_MODULES, find_node
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.iiif_words import guard
from concord.publish.output import Output
from concord.publish.registry import find_outputs
from concord.render.media import PictureError
from concord.render.press import Press, make_press
from concord.render.pyramid import LARGE, TILE, Pyramid, find_pyramid
from concord.render.tiles import TileStore
from concord.takedown.apply import apply_notices
from concord.takedown.notice import Notice
from concord.verify.words import Theme

ARCHIVES = Path(__file__).parent / "archives"
CHECKS = Path(__file__).parent / "iiif_checks.cjs"
ENTRY, DAY = large.ENTRY, large.DAY
FIXTURES = sorted(path.parent.name for path in ARCHIVES.glob("*/archive"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two large pictures in one entry."""
    return large.make_archive(tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module")
def built(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    return forge.build(archive, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Its site, to be spoiled."""
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


def make_site(archive: Path, **changes: Any) -> Press:
    site = derive(load(archive, DAY), **changes)
    assert isinstance(site, Site), site
    return make_press(site)


def find(press: Press) -> dict[str, Output]:
    return {output.path: output for output in find_outputs(press) if output.path.startswith("iiif/")}


def read(folder: Path) -> dict[str, Any]:
    """Every JSON file below `/iiif/`, by path."""
    files = sorted((folder / "iiif").rglob("*.json"))
    return {path.relative_to(folder).as_posix(): json.loads(path.read_bytes()) for path in files}


def list_ids(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        yield from ([tree["id"]] if isinstance(tree.get("id"), str) else ())
        for value in tree.values():
            yield from list_ids(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from list_ids(value)


# --- lawful


def find_faults(folder: Path) -> list[str]:
    """What two validators of others say: each manifest and collection, each address of a piece."""
    trees = read(folder)
    asked: list[dict[str, Any]] = [{"path": path, "tree": tree} for path, tree in trees.items() if "label" in tree]
    for path, tree in trees.items():
        if path.endswith("/info.json"):
            base = (folder / path).parent
            pieces = [piece.relative_to(base).as_posix() for piece in sorted(base.rglob("default.jpg"))]
            asked.append({"path": path, "service": {"info": tree, "pieces": pieces}})
    command = [str(find_node()), str(CHECKS), str(NODE_MODULES)]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return [*json.loads(done.stdout), *_validate(trees)]


def _validate(trees: dict[str, Any]) -> Iterator[str]:
    from iiif_prezi3 import Collection, Manifest

    for path, tree in trees.items():
        model = {"Manifest": Manifest, "Collection": Collection}.get(tree["type"])
        if model:
            try:
                back = json.loads(model(**tree).json())
            except ValidationError as error:
                yield f"{path}: {error}"
            else:
                yield from (f"{path}: {key} is lost" for key in tree if key not in back)


def test_the_demonstration_is_lawful_and_whole(demo_site: Path) -> None:
    trees = read(demo_site)
    assert [path for path in trees if path.endswith("manifest.json")]
    assert find_faults(demo_site) == []
    assert find_lost(demo_site) == []


@pytest.mark.parametrize("name", FIXTURES)
def test_the_fixtures_are_lawful_and_whole(name: str, tmp_path: Path) -> None:
    site = forge.build(ARCHIVES / name / "archive", tmp_path / "site")
    assert find_faults(site) == []
    assert find_lost(site) == []


def test_large_pictures_are_lawful_and_whole(built: Path) -> None:
    assert find_faults(built) == []
    assert find_lost(built) == []


@pytest.mark.parametrize("spoil", ["label", "items", "type", "rights"])
def test_the_validators_see_what_is_wrong(site: Path, spoil: str) -> None:
    path = site / "iiif" / ENTRY / "manifest.json"
    tree = json.loads(path.read_bytes())
    tree[spoil] = "wrong"
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert find_faults(site) != []


def find_lost(folder: Path) -> list[str]:
    """Names of ours that lead to no file; what belongs to a service is checked where its files are."""
    trees = read(folder)
    base = next(iter(trees["iiif/collection.json"]["id"].split("iiif/")))
    ids = {one.partition("#")[0] for tree in trees.values() for one in list_ids(tree) if one.startswith(base)}
    assert ids
    services = {f"{base}{path.removesuffix('/info.json')}" for path in trees if path.endswith("/info.json")}
    paths = [one.removeprefix(base) for one in ids - services]
    return [path for path in paths if not (folder / (f"{path}index.html" if path.endswith("/") else path)).is_file()]


# --- what it says


def test_words_are_agreed_named_by_language_and_in_the_order_of_the_pages(archive: Path) -> None:
    press = make_site(archive)
    entry = press.site.entries[ENTRY]
    tree = json.loads(find(press)[f"iiif/{ENTRY}/manifest.json"].make())
    assert tree["label"] == {lang: [entry.file.title[lang]] for lang in entry.languages}
    assert tuple(tree["label"]) == entry.languages
    assert [one["id"].rpartition("#side-")[2] for one in tree["provider"]] == list(entry.order)
    assert [one["language"] for one in tree["homepage"]] == [[lang] for lang in entry.languages]
    assert tree["seeAlso"][0]["id"].endswith(f"data/entries/{ENTRY}.json")
    for lang, said in tree["requiredStatement"]["value"].items():
        names = [press.site.sides.sides[side].name[lang] for side in entry.order]
        assert said[: len(names)] == names
        assert len(said) == len(names) + 1, "and that it is a demonstration"
    assert "rights" not in tree, "its two pictures have two licences"
    assert {canvas["rights"] for canvas in tree["items"]} == {
        "http://creativecommons.org/publicdomain/zero/1.0/",
        "http://creativecommons.org/licenses/by/4.0/",
    }
    assert "viewingDirection" not in tree


def test_no_account_of_a_side_is_handed_on(archive: Path) -> None:
    press = make_site(archive)
    said = b"".join(output.make() for path, output in find(press).items() if path.endswith(".json"))
    texts = [text.text for text in press.site.entries[ENTRY].texts.values()]
    lines = [line for text in texts for line in text.splitlines() if len(line) > 30]
    assert lines
    assert not [line for line in lines if line.encode() in said]


def test_addresses_are_the_archives_own_where_it_knows_one(archive: Path) -> None:
    press = make_site(archive)
    assert press.site.genesis
    nowhere = f"https://{press.site.genesis[:32]}.concord.invalid/"
    for address, base in ((None, nowhere), ("https://a.example/b", "https://a.example/b/")):
        known = press.site.archive.model_copy(update={"address": address})
        outputs = find(replace_site(press, replace(press.site, archive=known)))
        own = [
            one for output in outputs.values() if output.kind == "iiif" for one in list_ids(json.loads(output.make()))
        ]
        assert own
        assert all(one.startswith(base) for one in own)


def replace_site(press: Press, site: Site) -> Press:
    return Press(site, press.assets, press.wordings, press.dates)


def test_what_is_proposed_is_not_handed_on(archive: Path) -> None:
    assert find(make_site(archive, proposed=True)) == {}


def test_without_the_viewer_a_page_has_the_link_and_nothing_that_needs_it(archive: Path) -> None:
    """As after a build on a machine that has fetched nothing: less comfort, the same pictures."""
    press = make_site(archive)
    page = f"hy/entries/{ENTRY}/index.html"
    for fonts, expected in ((press.assets.fonts, True), ({}, False)):
        press.assets = replace(press.assets, fonts=fonts)
        text = next(output for output in find_outputs(press) if output.path == page).make().decode()
        assert text.count("data-closer=") == 2
        assert ("<dialog" in text) is expected
        assert ("zoom." in text.split("</head>")[0]) is expected


def test_an_archive_without_pictures_has_no_collection(archive: Path) -> None:
    press = make_site(archive)
    bare = {id_: replace(entry, media={}) for id_, entry in press.site.entries.items()}
    assert find(replace_site(press, replace(press.site, entries=bare))) == {}


def test_words_that_look_like_markup_stay_words() -> None:
    said = {"en": ["<b>loud</b>", "a < b > c", " <img src=x> "]}
    assert guard(said) == {
        "en": ["<span>&lt;b&gt;loud&lt;/b&gt;</span>", "a < b > c", "<span>&lt;img src=x&gt;</span>"]
    }


# --- pieces


@given(st.integers(1, 16_000), st.integers(1, 16_000))
@example(2049, 2049)  # the last tile is one pixel, at two factors
def test_tiles_cover_a_picture_once_at_every_factor(width: int, height: int) -> None:
    pyramid = find_pyramid(width, height)
    assert (pyramid is None) is (max(width, height) <= LARGE)
    if pyramid is None:
        return
    pieces = list(pyramid.list_pieces())
    assert len({piece.path for piece in pieces}) == len(pieces)
    for factor in pyramid.factors:
        tiles = list(pyramid.cut(factor)) if factor != pyramid.factors[-1] else pieces[-1:]
        assert {piece.path for piece in tiles} <= {piece.path for piece in pieces}
        assert sum(piece.box[2] * piece.box[3] for piece in tiles) == width * height
        assert sum(piece.size[0] * piece.size[1] for piece in tiles) == _area(pyramid.size_at(factor))
        assert all(max(piece.size) <= TILE for piece in tiles)
    assert max(pyramid.smallest) <= TILE


def open_picture(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def _area(size: tuple[int, int]) -> int:
    return size[0] * size[1]


def test_pieces_put_together_are_the_picture(built: Path) -> None:
    """No seam, nothing twice, nothing askew: only what JPEG takes away may differ."""
    base = built / "iiif" / ENTRY / "drawing"
    whole = open_picture(base / "full" / "max" / "0" / "default.jpg").convert("L")
    assert whole.size == large.SIZES["flatbread.png"]
    pyramid = Pyramid(*whole.size)
    for factor in pyramid.factors[:-1]:
        sheet = Image.new("L", pyramid.size_at(factor))
        for piece in pyramid.cut(factor):
            tile = open_picture(base / piece.path)
            assert tile.size == piece.size
            sheet.paste(tile.convert("L"), (piece.box[0] // factor, piece.box[1] // factor))
        expected = whole.resize(sheet.size, Image.Resampling.LANCZOS)
        unlike = sum(abs(a - b) > 40 for a, b in zip(sheet.tobytes(), expected.tobytes(), strict=True))
        assert unlike < _area(sheet.size) / 500


def make_picture(tmp_path: Path, size: tuple[int, int] = (1700, 900)) -> tuple[Path, str]:
    path = tmp_path / "picture.png"
    Image.linear_gradient("L").resize(size).save(path)
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("size", [(1700, 900), (2049, 1)])
def test_the_same_picture_gives_the_same_pieces_and_finds_them_again(size: tuple[int, int], tmp_path: Path) -> None:
    path, sha256 = make_picture(tmp_path, size)
    one, other = (TileStore(tmp_path / name).find(path, sha256) for name in "ab")
    assert one
    assert other
    assert one.pack.read_bytes() == other.pack.read_bytes()
    stamp = one.pack.stat().st_mtime_ns
    again = TileStore(tmp_path / "a").find(path, sha256)
    assert again == one
    assert one.pack.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("spoil", ["empty", "cut", "changed", "head", "other"])
def test_a_pack_that_was_tampered_with_is_made_anew(tmp_path: Path, spoil: str) -> None:
    path, sha256 = make_picture(tmp_path)
    made = TileStore(tmp_path / "cache").find(path, sha256)
    assert made
    good = made.pack.read_bytes()
    head, body = good.split(b"\n", 1)
    bad = {
        "empty": b"",
        "cut": good[:-1],
        "changed": good[:-1] + bytes([good[-1] ^ 1]),
        "head": b"[[[[\n" + body,
        "other": json.dumps({"pieces": [], "sha256": hashlib.sha256(body).hexdigest()}).encode() + b"\n" + body,
    }
    assert head
    made.pack.write_bytes(bad[spoil])
    assert TileStore(tmp_path / "cache").find(path, sha256) == made
    assert made.pack.read_bytes() == good


def test_small_long_false_and_linked_pictures_have_no_pieces(tmp_path: Path) -> None:
    store = TileStore(tmp_path / "cache")
    assert store.find(*make_picture(tmp_path, (1600, 1600))) is None
    assert store.find(*make_picture(tmp_path, (17_000, 4))) is None
    path, sha256 = make_picture(tmp_path)
    with pytest.raises(PictureError):
        store.find(path, "0" * 64)
    (tmp_path / "link").symlink_to(path)
    with pytest.raises(PictureError):
        store.find(tmp_path / "link", sha256)
    for raw in (b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40):
        path.write_bytes(raw)
        with pytest.raises(PictureError):
            store.find(path, hashlib.sha256(raw).hexdigest())


def test_pieces_hold_nothing_but_pixels(built: Path) -> None:
    for path in (built / "iiif").rglob("*.jpg"):
        picture = open_picture(path)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


# --- proof


def test_a_site_with_pieces_is_made_again_from_its_proof(built: Path) -> None:
    found = forge.judge(built)
    assert found.differences == ()
    assert found.repeated.count > 60


@pytest.mark.parametrize(
    "path", [f"iiif/{ENTRY}/drawing/full/max/0/default.jpg", f"iiif/{ENTRY}/oven/0,0,512,512/512,512/0/default.jpg"]
)
def test_another_piece_is_not_made_from_the_agreed_picture(site: Path, path: str) -> None:
    Image.new("RGB", open_picture(site / path).size).save(site / path, "JPEG")
    forge.reseal(site)
    assert (path, "") in forge.find(site, "words")


def test_another_word_in_a_manifest_is_an_altered_agreed_word(site: Path) -> None:
    path = f"iiif/{ENTRY}/manifest.json"
    title = json.loads((site / "data" / "entries" / f"{ENTRY}.json").read_bytes())["entry"]["title"]["hy"]
    forge.replace(site, path, title, title[::-1])
    forge.reseal(site)
    assert (path, "facts.hy") in forge.find(site, "words")


@pytest.mark.parametrize("what", ["file", "folder"])
def test_pieces_that_are_missing_or_foreign_are_told(site: Path, what: str) -> None:
    gone = f"iiif/{ENTRY}/drawing/0,0,512,512/512,512/0/default.jpg"
    (site / gone).unlink()
    foreign = f"iiif/{ENTRY}/drawing/9,9,9,9/9,9/0/default.jpg" if what == "file" else "iiif/other/manifest.json"
    (site / foreign).parent.mkdir(parents=True)
    (site / foreign).write_bytes(b"{}")
    forge.reseal(site)
    assert (gone, "") in forge.find(site, "words")
    assert (foreign, "") in forge.find(site, "presentation")


# --- hidden


@pytest.mark.parametrize("proof", ["whole", "gone"])
def test_what_is_hidden_leaves_no_piece_behind(site: Path, archive: Path, proof: str) -> None:
    """Made again, or cut out of a site without a proof: the others keep what is theirs."""
    others = {path: raw for path, raw in read_tree(site).items() if path.startswith("iiif/bridge-of-two-arches/")}
    assert others
    if proof == "gone":
        shutil.rmtree(site / "proof" / "charter")
    applied = apply_notices(site, archive, (Notice(ENTRY, "2026-12-28"),), Theme())
    assert applied.is_remade is (proof == "whole")
    assert not (site / "iiif" / ENTRY).exists()
    after = read_tree(site)
    assert {path: raw for path, raw in after.items() if path in others} == others
    collection = json.loads(after["iiif/collection.json"])
    assert [item["label"] for item in collection["items"]]
    assert ENTRY not in json.dumps(collection)
    assert find_faults(site) == []


def test_pieces_of_another_entry_stay_where_a_site_is_cut(site: Path, archive: Path) -> None:
    shutil.rmtree(site / "proof" / "charter")
    before = {path: raw for path, raw in read_tree(site).items() if path.startswith(f"iiif/{ENTRY}/")}
    apply_notices(site, archive, (Notice("bridge-of-two-arches", "2026-12-28"),), Theme())
    after = read_tree(site)
    assert [path for path, raw in before.items() if path.endswith(".jpg") and after.get(path) != raw] == []
    assert not any(path.startswith("iiif/bridge-of-two-arches/") for path in after)


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_made_again_keeps_its_pieces(site: Path, archive: Path) -> None:
    before = copy.copy(read_tree(site))
    apply_notices(site, archive, (Notice("ford-song", "2026-12-28"),), Theme())
    after = read_tree(site)
    assert {path for path in before if path.startswith("iiif/")} == {path for path in after if path.startswith("iiif/")}
