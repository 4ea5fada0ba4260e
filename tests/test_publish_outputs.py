"""Every kind of output: listed once, honest about itself, reciprocal, and written whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.output import Output
from concord.publish.registry import KINDS, find_outputs
from concord.publish.sitemap import find_sitemap
from concord.publish.write import WriteError, write_site
from concord.render import addresses
from concord.render.press import make_press

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
FIXTURES = sorted(path.parent.name for path in ARCHIVES.glob("*/archive"))


def make_site(name: str) -> Site:
    site = derive(load(ARCHIVES / name / "archive", DAY))
    assert isinstance(site, Site), site
    return site


@pytest.fixture(scope="module", params=FIXTURES)
def printed(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Every file of a fixture's site."""
    press = make_press(make_site(request.param), ARCHIVES / request.param / "locales")
    return {output.path: output.make() for output in find_outputs(press)}


def test_no_two_outputs_share_a_place() -> None:
    for name in FIXTURES:
        paths = Counter(output.path.lower() for output in find_outputs(make_press(make_site(name))))
        assert [path for path, count in paths.items() if count > 1] == []


def test_the_registry_names_each_kind_once_and_says_what_it_is() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert all(kind.about for kind in KINDS)


def test_paths_are_plain(printed: dict[str, bytes]) -> None:
    assert [path for path in printed if not re.fullmatch(r"[A-Za-z0-9._,/-]+", path) or ".." in path] == []


def test_every_link_leads_to_something_that_is_there(printed: dict[str, bytes]) -> None:
    """Pages, their places, pictures, styles: nothing relative leads nowhere, under any base."""
    trees = {
        path: html5lib.parse(raw.decode(), namespaceHTMLElements=False)
        for path, raw in printed.items()
        if path.endswith(".html")
    }
    ids = {path: [e.attrib["id"] for e in tree.iter() if "id" in e.attrib] for path, tree in trees.items()}
    faults = [f"{path}: id {name} twice" for path, found in ids.items() for name, n in Counter(found).items() if n > 1]
    for path, tree in trees.items():
        for element in tree.iter():
            for target in find_targets(element.attrib):
                faults += find_link_faults(path, target, printed, ids)
    assert faults == []


def find_targets(attributes: dict[str, str]) -> list[str]:
    found = [attributes[name] for name in ("href", "src") if name in attributes]
    return found + [part.split()[0] for part in attributes.get("srcset", "").split(",") if part.strip()]


def find_link_faults(path: str, target: str, printed: dict[str, bytes], ids: dict[str, list[str]]) -> list[str]:
    parts = urlsplit(urljoin(f"http://site.example/{path}", target))
    if parts.netloc != "site.example":
        return [] if parts.scheme in ("http", "https") else [f"{path}: {target}"]
    file = addresses.find_file(unquote(parts.path).removeprefix("/"))
    if file not in printed:
        return [f"{path}: {target} leads nowhere"]
    if parts.fragment and unquote(parts.fragment) not in ids.get(file, []):
        return [f"{path}: no place {target}"]
    return []


def test_languages_of_a_page_name_each_other(printed: dict[str, bytes]) -> None:
    """From any edition a reader reaches every other one at the same thing."""
    for path, raw in printed.items():
        if "/entries/" in path and path.endswith(".html"):
            linked = set(re.findall(rb'hreflang="([A-Za-z-]+)"', raw))
            lang = path.split("/")[0].encode()
            others = {other.split("/")[0].encode() for other in printed if other.endswith(path.split("/", 1)[1])}
            assert linked | {lang} >= others - {b"parallel", b"data"}, path


def test_every_page_has_its_language_and_direction(printed: dict[str, bytes]) -> None:
    for path, raw in printed.items():
        if not path.endswith(".html"):
            continue
        tree = html5lib.parse(raw.decode(), namespaceHTMLElements=False)
        lang = path.split("/")[0] if path.count("/") and not path.startswith("parallel/") else "mul"
        assert tree.attrib["lang"] == lang, path
        assert tree.attrib["dir"] in ("ltr", "rtl"), path
        # A group's language is that of its label alone; it is laid out along the page.
        bare = [e.tag for e in tree.iter() if "lang" in e.attrib and "dir" not in e.attrib and "role" not in e.attrib]
        assert bare == [], path


def test_no_page_holds_a_script_or_a_style_of_its_own(printed: dict[str, bytes]) -> None:
    for path, raw in printed.items():
        if path.endswith(".html"):
            tree = html5lib.parse(raw.decode(), namespaceHTMLElements=False)
            for element in tree.iter():
                assert element.tag != "style", path
                assert element.tag != "script" or not (element.text or "").strip(), path
                assert not [name for name in element.attrib if name == "style" or name.startswith("on")], path
            assert b"default-src" in raw, path


def test_data_says_what_is_shown_and_nothing_else(printed: dict[str, bytes]) -> None:
    catalogue = json.loads(printed["data/catalogue.json"])
    assert catalogue["format"] == "concord-data/1"
    for item in catalogue["entries"]:
        entry = json.loads(printed[item["data"]])
        assert entry["entry"]["id"] == item["id"]
        assert set(entry["texts"]) <= set(entry["digests"])


BASE = "https://archive.example/shared/"


def publish(site: Site) -> Site:
    return replace(site, archive=site.archive.model_copy(update={"address": BASE}))


def read_sitemap(raw: bytes) -> dict[str, dict[str, str]]:
    """By address its alternatives, by language; addresses as the site knows them."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.fromstring(raw).findall("s:url", names)  # noqa: S314 - written by us
    found = {
        str(url.findtext("s:loc", namespaces=names)): {
            link.attrib["hreflang"]: link.attrib["href"].removeprefix(BASE) for link in url.findall("x:link", names)
        }
        for url in urls
    }
    assert len(found) == len(urls)
    assert all(address.startswith(BASE) for address in found)
    return {address.removeprefix(BASE): others for address, others in found.items()}


def test_the_sitemap_is_only_there_with_an_address() -> None:
    assert list(find_sitemap(make_press(make_site("two-sides")))) == []


@pytest.mark.parametrize("name", FIXTURES)
def test_the_sitemap_lists_every_page_that_may_be_indexed_with_all_its_languages(name: str) -> None:
    site = publish(make_site(name))
    press = make_press(site, ARCHIVES / name / "locales")
    (output,) = find_sitemap(press)
    listed = read_sitemap(output.make())
    pages = {one.path.removesuffix("index.html"): one.make() for one in find_outputs(press) if ".html" in one.path}
    assert set(listed) == {address for address, raw in pages.items() if b'name="robots"' not in raw}
    assert len(listed) > len(site.entries) * (len(site.languages) + 1)
    for address, others in listed.items():
        lang, _, rest = address.partition("/")
        same = {tag: f"{tag}/{rest}" for tag in site.languages if f"{tag}/{rest}" in pages}
        assert others == (same if lang in site.languages else {}), address


def test_a_long_sitemap_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.publish.sitemap.MOST_ADDRESSES", 4)
    site = make_site("two-sides")
    public = replace(site, archive=site.archive.model_copy(update={"address": "https://archive.example"}))
    outputs = list(find_sitemap(make_press(public)))
    assert [output.path for output in outputs][:3] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert outputs[0].make().count(b"<sitemap>") == len(outputs) - 1


def test_canonical_addresses_are_of_the_public_site_alone() -> None:
    site = make_site("two-sides")
    public = replace(site, archive=site.archive.model_copy(update={"address": "https://archive.example/shared/"}))
    for shown, expected in ((site, 0), (public, 1), (replace(public, is_proposed=True), 0)):
        press = make_press(shown)
        page = next(output for output in find_outputs(press) if output.path == "hy/index.html").make()
        assert page.count(b'<link rel="canonical" href="https://archive.example/shared/hy/">') == expected
    missing = next(output for output in find_outputs(make_press(public)) if output.path == "404.html").make()
    assert b'href="/shared/hy/"' in missing


# --- writing ---------------------------------------------------------------------------------------------------------


def outputs(count: int, bad: int | None = None) -> list[Output]:
    def make(number: int) -> bytes:
        if number == bad:
            raise RuntimeError("broken")
        return f"{number}\n".encode()

    return [Output(f"pages/{n % 7}/{n}.txt", "page", lambda n=n: make(n)) for n in range(count)]  # type: ignore[misc]


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_everything_is_written(tmp_path: Path, workers: int) -> None:
    write_site(outputs(200), tmp_path / "site", workers)
    assert len([path for path in tmp_path.rglob("*.txt") if path.read_text() == f"{path.stem}\n"]) == 200
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(("workers", "bad"), [(1, 150), (2, 10), (2, 190), (3, 100)])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_failure_anywhere_leaves_the_old_site(tmp_path: Path, workers: int, bad: int) -> None:
    write_site(outputs(3), tmp_path / "site")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises((RuntimeError, WriteError)):
        write_site(outputs(200, bad), tmp_path / "site", workers)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(outputs(3), tmp_path / "site")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if target.name == "site" and path.name.startswith(".site-") and path.parent == tmp_path:
            raise OSError("disk full")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="disk full"):
        write_site(outputs(9), tmp_path / "site")
    monkeypatch.undo()
    assert len(list((tmp_path / "site").rglob("*.txt"))) == 3
    shutil.rmtree(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("", "en/", "en/"),
        ("en/entries/x/", "media/a.webp", "../../../media/a.webp"),
        ("en/", "", "../"),
        ("", "", "./"),
    ],
)
def test_ways_are_relative(page: str, target: str, way: str) -> None:
    assert addresses.relate(page, target) == way
