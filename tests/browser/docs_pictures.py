"""The few pictures that docs/ shows, made anew: sheets of scripts and colours, components in their states, pages."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from browser.browser_checks import serve_folder, start_chromium
from browser.palette import read_tokens
from browser.screenshots import SIZES, open_page
from browser.sheets import write_sheets
from browser.specimens import Case, build_entry, build_parallel, write_site

# As much as a page of documentation should fetch for one picture.
HEAVIEST = 60_000
# So much of a page, in pixels, that its text has begun in every script.
BEGINNING = 1500
QUALITIES = (82, 74, 66, 58, 50)


class TooHeavyError(Exception):
    """A picture does not fit its budget at any quality worth looking at."""


def make_pictures(browser: Browser, site: Path, out: Path) -> list[Path]:
    """Every picture, by name."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="concord-sheets-") as folder:
        sheets = Path(folder)
        write_sheets(sheets)
        write_site(sheets, [("proposed.html", "entry", build_entry(Case("en", (2, 0), is_proposed=True)))])
        write_site(sheets, [("parallel.html", "parallel", build_parallel(Case(languages=("ur", "en", "hi"))))])
        with serve_folder(sheets) as made_up, serve_folder(site) as address:
            made = [
                _save(_photograph(browser, f"{made_up}{name}.html"), out / f"{name}.webp", width=1000)
                for name in ("scripts", "palette")
            ]
            made.append(
                _save(_join(list(_show_components(browser, address, made_up))), out / "components.webp", width=900)
            )
            made.append(_save(_show_pages(browser, address), out / "entry.webp", width=1500))
    return made


def _photograph(browser: Browser, url: str) -> Image.Image:
    with open_page(browser, url, "desk") as page:
        return _cut(page, "main")


def _show_components(browser: Browser, address: str, made_up: str) -> Iterator[Image.Image]:
    """Components of real pages as wide as a tablet, one under the other."""
    with open_page(browser, f"{address}en/entries/basmati/", "tablet") as page:
        yield _cut(page, ".mast")
        yield _cut(page, ".agreement")
        page.click(".agreement summary")
        yield _cut(page, ".agreement .parts > li:first-child")
    with open_page(browser, f"{made_up}proposed.html", "tablet") as page:
        yield _cut(page, "#text + div .state, .folio .section .state")
    with open_page(browser, f"{address}en/entries/mohenjo-daro-necklace/", "tablet") as page:
        yield _cut(page, "ol.custody")
    with open_page(browser, f"{made_up}parallel.html", "desk") as page:
        yield _cut(page, "#text-1")
        page.hover("#text-1")
        yield _cut(page, "#text-1")
        yield _cut(page, "#text-3")


def _show_pages(browser: Browser, address: str) -> Image.Image:
    """The beginning of one entry in three editions, on a desk and on a phone, all at one scale."""
    pieces = []
    for lang in ("ur", "en", "hi"):
        for size in ("desk", "phone"):
            with open_page(browser, f"{address}{lang}/entries/basmati/", size) as page:
                clip = {"x": 0, "y": 0, "width": SIZES[size][0], "height": BEGINNING}
                pieces.append(_open(page.screenshot(full_page=True, clip=clip)))
    return _join(pieces, across=True)


def _cut(page: Page, selector: str) -> Image.Image:
    return _open(page.locator(selector).first.screenshot(animations="disabled"))


def _open(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw)).convert("RGB")


def _join(pictures: list[Image.Image], *, across: bool = False, gap: int = 24) -> Image.Image:
    """Beside or below each other on paper."""
    widths, heights = [one.width for one in pictures], [one.height for one in pictures]
    between = gap * (len(pictures) + 1)
    size = (
        (sum(widths) + between, max(heights) + 2 * gap) if across else (max(widths) + 2 * gap, sum(heights) + between)
    )
    sheet = Image.new("RGB", size, read_tokens()["light"]["rule" if across else "paper"])
    at = gap
    for one in pictures:
        sheet.paste(one, (at, gap) if across else (gap, at))
        at += gap + (one.width if across else one.height)
    return sheet


def _save(picture: Image.Image, target: Path, width: int | None = None) -> Path:
    """As WebP, as good as the budget allows."""
    if width and picture.width > width:
        height = round(picture.height * width / picture.width)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    for quality in QUALITIES:
        picture.save(target, format="WEBP", quality=quality, method=6)
        if target.stat().st_size <= HEAVIEST:
            return target
    raise TooHeavyError(f"{target.name}: {target.stat().st_size:,} bytes")


def main() -> int:
    """Makes them from one built site."""
    parser = argparse.ArgumentParser(prog="docs_pictures", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    wanted = parser.parse_args()
    with start_chromium() as browser:
        for path in make_pictures(browser, wanted.site, wanted.out):
            print(path.name, f"{path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
