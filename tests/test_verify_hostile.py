"""Hostile proofs and pages: `concord verify` ends with 1 or 2 and a sentence, whatever it is given."""

from __future__ import annotations

import json
import os
import resource
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.verify.difference import CANNOT_REPEAT
from concord.verify.run import compare_mirrors
from forge import ARCHIVES, build, call, edit_words, ends, judge, refuse, reseal, say

ENTRY = "bridge-of-two-arches"
LIST = "proof/words.json"
NESTED = b"[" * 900 + b"]" * 900
GARBAGE = (b"", b"\x00\xff\xfe", b"{", NESTED, b"[" * 200_000, b'"\\ud800"', b"1" * 5000, b"NaN", b"x" * 3_000_000)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two sides, finished."""
    return build(ARCHIVES / "two-sides" / "archive", tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """The same, to be spoiled."""
    return shutil.copytree(built, tmp_path / "site")


# Files of the proof


@pytest.mark.parametrize("number", range(len(GARBAGE)))
def test_garbage_in_every_file_of_the_proof(number: int, built: Path, site: Path) -> None:
    """One file after another, each put back before the next."""
    kinds = {}
    for path in sorted((built / "proof").rglob("*")):
        if path.is_file():
            kinds.setdefault(path.parent.relative_to(built).as_posix() + path.suffix, path.relative_to(built))
    names = [*kinds.values(), *(Path("proof/charter") / f"{name}.yml" for name in ("sides", "people", "policy"))]
    for name in names:
        (site / name).write_bytes(GARBAGE[number])
        refuse(site)
        shutil.copyfile(built / name, site / name)
    assert call(site)[0] == 0


@pytest.mark.parametrize(
    "name", ["proof/words.json", "SHA256SUMS", "proof/charter/sides.yml", f"data/entries/{ENTRY}.json"]
)
@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "gone"])
def test_something_else_in_the_place_of_a_file(kind: str, name: str, site: Path, tmp_path: Path) -> None:
    path = site / name
    elsewhere = shutil.copyfile(path, tmp_path / "elsewhere")
    path.unlink()
    match kind:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(elsewhere)
        case "pipe":
            os.mkfifo(path)
    refuse(site)


@pytest.mark.parametrize("name", ["proof", "proof/agreed", "proof/charter", "proof/statements", "hy", "media"])
def test_a_folder_that_is_a_link(name: str, site: Path, tmp_path: Path) -> None:
    shutil.move(site / name, tmp_path / "elsewhere")
    (site / name).symlink_to(tmp_path / "elsewhere")
    refuse(site)


def test_a_folder_that_leads_round_in_a_circle(site: Path) -> None:
    (site / "hy/round").symlink_to(site)
    assert "hy/round" in refuse(site)


def test_names_that_are_no_text(site: Path) -> None:
    Path(os.fsdecode(os.fsencode(site / "hy") + b"/\xff\x1b[31m.html")).write_bytes(b"x")
    said = refuse(site)
    assert "\x1b" not in said
    said.encode()
    json.loads(call("--format", "json", site)[1])


# The list of what is shown where


def set_at(tree: Any, path: tuple[str | int, ...], value: Any) -> None:
    *steps, last = path
    for step in steps:
        tree = tree[step]
    tree[last] = value


DEEP: Any = "x"
for _ in range(400):
    DEEP = {"a": DEEP}
VALUES: list[Any] = [
    None,
    [],
    {},
    "",
    "x",
    -1,
    10**30,
    1.5,
    True,
    "\ud800",
    "2026-02-30",
    "9999-12-31",
    "../../etc",
    "0" * 64,
]
PLACES: list[tuple[str | int, ...]] = [
    ("genesis",), ("made_with",), ("format",), ("parts",), ("assets",), ("pictures",), ("books",),
    ("parts", 0, "about"), ("parts", 0, "part"), ("parts", 0, "sha256"), ("parts", 0, "pages"),
    ("parts", 0, "in_proof"),
    ("assets", "addresses"), ("assets", "fonts"), ("assets", "addresses", "concord.css"),
    ("books", "as_of"), ("books", "entries"), ("books", "tables"), ("books", "closed"), ("books", "hidden"),
    ("books", "waits"), ("books", "tombstones"), ("books", "entries", ENTRY), ("books", "entries", ENTRY, "short"),
    ("books", "entries", ENTRY, "shown"), ("books", "entries", ENTRY, "shown", "facts"),
    ("books", "entries", ENTRY, "authors"), ("books", "entries", ENTRY, "contributions"),
    ("books", "entries", ENTRY, "followed"), ("books", "entries", ENTRY, "outdated"),
    ("books", "entries", ENTRY, "review"), ("books", "entries", ENTRY, "disputes"),
    ("books", "entries", ENTRY, "waiting"),
]  # fmt: skip
PLACE = {"kind": "place", "owned_by": [], "order": []}
HOLLOW: dict[tuple[str | int, ...], list[Any]] = {
    ("books", "entries", ENTRY, "short"): [
        {"facts": DEEP, "words": {}},
        {"facts": {"stub": DEEP}, "words": {}},
        {"facts": {}, "words": {"hy": {"/title": "x"}}},
        {"facts": {**PLACE, "stub": {"since": "x"}}, "words": {"xx": {"/a/b/c": "x"}}},
        {"facts": {**PLACE, "owned_by": ["no"], "order": ["no"], "title": 1.5}, "words": {}},
    ],
    ("books", "entries", ENTRY, "review"): [{"on": "x", "due": "y", "is_overdue": True}],
    ("books", "entries", ENTRY, "disputes"): [[{"opened": "never", "closed": "\x00", "outcome": None}]],
    ("books", "entries", ENTRY, "followed"): [{"no.such": "part"}, {"text.hy": "text.hy"}],
    ("books", "entries", ENTRY, "waiting"): [
        {"no-part-at-all": []},
        {"narrative.x.hy": [{"side": "\x00", "act": "own", "people": 10**12, "by": "?"}]},
    ],
    ("books", "entries", ENTRY, "contributions"): [
        [{"part": "x", "role": "wrote", "side": "no", "handle": "no", "method": "human"}]
    ],
    ("books", "closed"): [[{"id": "../x", "kind": "\x00", "access": "closed", "order": ["no"], "label": {"xx": "x"}}]],
    ("books", "hidden"): [[{"id": ENTRY, "since": "x"}]],
    ("books", "tombstones"): [[{"id": "x/y", "ground": "example", "on": "x", "title": {}, "note": {"hy": "<script>"}}]],
    ("assets", "addresses"): [{"concord.css": "assets/../../x"}, {"concord.css": "assets/concord.css"}],
    ("assets", "fonts"): [{"assets/fonts/../../../x": "0" * 64}],
    ("pictures",): [{"0" * 64: [{"file": "0" * 24 + ".webp", "width": 10, "height": 10, "type": "image/webp"}]}],
}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(map(str, place)))
def test_values_of_any_kind_anywhere_in_the_list(place: tuple[str | int, ...], built: Path, site: Path) -> None:
    for value in (*VALUES, *HOLLOW.get(place, [])):
        shutil.copyfile(built / LIST, site / LIST)
        before = json.loads((site / LIST).read_bytes())
        after = json.loads((site / LIST).read_bytes())
        set_at(after, place, value)
        if after != before:
            (site / LIST).write_text(json.dumps(after), encoding="utf-8")
            refuse(site)
            refuse("--format", "json", "--max-age", "1", site)


def test_a_list_of_more_values_than_any_archive_has(site: Path) -> None:
    """Twelve million empty lists would take a gigabyte."""
    (site / LIST).write_bytes(b"[" + b"[]," * 12_000_000 + b"[]]")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "cannot be read" in refuse(site)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500 * 1024


@settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=60)
@given(data=st.data())
def test_a_list_changed_anywhere_is_refused_or_the_same(data: st.DataObject, built: Path, shared: Path) -> None:
    """Some value of the list, at any depth, becomes another."""
    tree = json.loads((built / LIST).read_bytes())
    node, path = tree, []
    while isinstance(node, (dict, list)) and node:
        step = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        path.append(step)
        node = node[step]
        if data.draw(st.integers(0, 3)) == 0:
            break
    json_values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    )
    set_at(tree, tuple(path), data.draw(json_values | st.sampled_from([x for x in VALUES if x != "\ud800"])))
    is_same = tree == json.loads((built / LIST).read_bytes())
    (shared / LIST).write_text(json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    code, said = call(shared)
    assert code == (0 if is_same else 1), said


@pytest.fixture(scope="module")
def shared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy whose list is written anew for every example."""
    return shutil.copytree(built, tmp_path_factory.mktemp("shared") / "site")


# Pages made to keep a reader waiting


@pytest.mark.parametrize("line", ["\n", "</div>\n", "<div>\n", "a"])
def test_a_page_of_many_equal_lines(line: str, site: Path) -> None:
    page = site / f"hy/entries/{ENTRY}/index.html"
    page.write_text(page.read_text(encoding="utf-8") + line * 200_000, encoding="utf-8")
    refuse(site)


def test_agreed_words_made_to_keep_a_reader_waiting(tmp_path: Path) -> None:
    """An archive of the forger's own: what it approves is as hostile as what it shows."""
    root = shutil.copytree(ARCHIVES / "two-sides", tmp_path / "copy") / "archive"
    own = (root / "entries" / ENTRY / "text.hy.md").read_bytes()
    text = own + (b"\n" + b"[a](../walnut-flatbread/text.hy.md) " * 20 + b"\n") * 40
    for handle in ("lusajur-steward-1", "nisliskhevi-steward-1"):
        say(root, handle, f"entries/{ENTRY}", {"text.hy": ("agree", text)}, 2, "2026-12-01")
    (root / "entries" / ENTRY / "text.hy.md").write_bytes(text)
    site = build(root, tmp_path / "site")
    with ends():
        assert judge(site).differences == ()
    page = site / f"hy/entries/{ENTRY}/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(">a</a>", ">b</a>"), encoding="utf-8")
    refuse(site)


def test_our_own_faults_do_not_pass_for_faults_of_a_site_unnoticed(site: Path) -> None:
    """What breaks while pages are made again is told with the name of what broke."""
    edit_words(site, lambda tree: tree["books"]["entries"][ENTRY].update(followed={"text.hy": "no part at all"}))
    reseal(site)
    broken = [one for one in judge(site).differences if one.message == CANNOT_REPEAT]
    assert all(one.values["error"] for one in broken)


def test_mirrors_of_anything(built: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert compare_mirrors(built, tmp_path / "empty").differences
    assert call("--mirror", built, tmp_path / "empty")[0] == 1
