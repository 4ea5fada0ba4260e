"""Photographs a built site as readers see it: every kind of page, in every edition, on phone, tablet, desk and paper.

`scripts/screenshots` starts it. A machine cannot judge the pictures; docs/look.md lists what to ask of them.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from browser.browser_checks import serve_folder, start_chromium
from browser.turns import STATES, find_stand_ins

SIZES = {"phone": (360, 740), "tablet": (768, 1024), "desk": (1280, 900)}
THEMES = ("light", "dark")
# Beyond this a picture shows nothing that its first part does not, and no viewer opens it.
TALLEST = 9000
PAPER = ("basmati", "mohenjo-daro-necklace", "heer-waris-shah")


@dataclass(frozen=True)
class Shot:
    """One picture to be taken."""

    address: str
    size: str
    theme: str

    @property
    def name(self) -> str:
        """A file name that sorts pages together."""
        stem = self.address.removesuffix("index.html").removesuffix(".html").strip("/").replace("/", "_") or "chooser"
        return f"{stem}-{self.size}-{self.theme}.png"


def find_addresses(site: Path) -> list[str]:
    """One page of every kind in every edition, and every entry that shows a state of its own."""
    return find_stand_ins((path.relative_to(site).as_posix() for path in site.rglob("*.html")), named=STATES)


def plan(addresses: Iterable[str], sizes: Iterable[str], themes: Iterable[str], wanted: str) -> Iterator[Shot]:
    """The pictures in the order of their names; `wanted` is a part of an address."""
    yield from (
        Shot(address, size, theme)
        for address in addresses
        for size in sizes
        for theme in themes
        if (not wanted or wanted == address or (wanted in address and wanted != "index.html"))
    )


def photograph(browser: Browser, address: str, shots: Iterable[Shot], folder: Path) -> int:
    """Takes the pictures and says how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, shot in enumerate(shots, 1):  # noqa: B007 - the last number is the answer
        with open_page(browser, address + shot.address, shot.size, dark=shot.theme == "dark") as page:
            _take(page, folder / shot.name)
    return count


class open_page:  # noqa: N801 - used as a verb
    """A page at rest: its fonts and all its pictures there, nothing moving."""

    def __init__(self, browser: Browser, url: str, size: str, *, dark: bool = False) -> None:
        width, height = SIZES[size]
        self.url = url
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            service_workers="block",
            locale="en",
            timezone_id="UTC",
        )

    def __enter__(self) -> Page:
        page = self.context.new_page()
        page.goto(self.url, wait_until="networkidle")
        settle(page)
        return page

    def __exit__(self, *_: object) -> None:
        self.context.close()


def settle(page: Page) -> None:
    """Lazy pictures are asked for as if a reader had come to them; fonts are waited for."""
    page.evaluate(
        """() => Promise.all([document.fonts.ready, ...[...document.images].map(image => {
          image.loading = 'eager';
          return image.decode().catch(() => null);
        })]).then(() => true)"""
    )


def _take(page: Page, target: Path) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    height = min(TALLEST, int(page.evaluate("() => document.documentElement.scrollHeight")))
    page.screenshot(
        path=target, full_page=True, animations="disabled", clip={"x": 0, "y": 0, "width": width, "height": height}
    )


def print_pages(browser: Browser, address: str, pages: Iterable[str], folder: Path) -> list[Path]:
    """The pages as they leave a printer: a PDF each, and pictures of its sheets where Ghostscript is at hand."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for page_address in pages:
        target = folder / f"{page_address.strip('/').replace('/', '_')}.pdf"
        with open_page(browser, address + page_address, "desk") as page:
            page.pdf(path=target, format="A4", prefer_css_page_size=True)
        made += [target, *_draw_sheets(target)]
    return made


def _draw_sheets(document: Path) -> list[Path]:
    program = shutil.which("gs")
    if program is None:
        return []
    pattern = document.with_name(f"{document.stem}-sheet-%02d.png")
    command = [program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-r72", "-dTextAlphaBits=4"]
    command += ["-dGraphicsAlphaBits=4", f"-sOutputFile={pattern}", str(document)]
    subprocess.run(command, check=True, capture_output=True)
    return sorted(document.parent.glob(f"{document.stem}-sheet-*.png"))


def find_papers(site: Path) -> list[str]:
    """Entries with accounts and with verse, in every edition and with all languages beside each other."""
    entries = {path.parent.relative_to(site).as_posix() + "/" for path in site.glob("*/entries/*/index.html")}
    both = entries | {path.parent.relative_to(site).as_posix() + "/" for path in site.glob("parallel/*/index.html")}
    chosen = sorted(page for page in both if page.split("/")[-2] in PAPER)
    return chosen or sorted(both)[:4]


def main() -> int:
    """Photographs one site."""
    wanted = _parse_arguments()
    shots = plan(find_addresses(wanted.site), wanted.sizes, wanted.themes, wanted.only)
    with start_chromium() as browser, serve_folder(wanted.site) as address:
        if not wanted.paper_only:
            print(photograph(browser, address, shots, wanted.out), "pictures in", wanted.out)
        if not wanted.screen_only:
            papers = [page for page in find_papers(wanted.site) if wanted.only in page]
            print(len(print_pages(browser, address, papers, wanted.out / "paper")), "files in", wanted.out / "paper")
    return 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("out", type=Path, help="the folder to put the pictures into")
    parser.add_argument("--only", default="", help="only pages with this in their address")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--paper-only", action="store_true")
    parser.add_argument("--screen-only", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
