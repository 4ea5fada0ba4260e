"""What a first visit weighs: a page opened by a browser that has kept nothing, each file as it travels.

Run by itself it prints the table of docs/performance.md: `python tests/browser/weight.py SITE` (scripts/bench --weigh).
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from browser.browser_checks import PHONE, serve_folder, start_chromium

# What a server compresses before it sends it; fonts and pictures are compressed already.
TEXTS = {".html": "html", ".css": "styles", ".js": "script", ".json": "data", ".svg": "script"}
OTHERS = {".woff2": "fonts", ".webp": "pictures", ".jpg": "pictures"}
KB = 1024
SETTLE = 400
HEAD = ("| page | edition | HTML | styles and script | fonts | pictures | first visit | sparing |", "|---" * 8 + "|")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of one first visit by kind."""

    kinds: Mapping[str, int]

    @property
    def total(self) -> int:
        """Everything that was asked for before the reader scrolled."""
        return sum(self.kinds.values())

    @property
    def sparing(self) -> int:
        """The same for a reader for whom pictures and fonts wait."""
        return self.total - self.kinds["fonts"] - self.kinds["pictures"]


def weigh(browser: Browser, site: Path, address: str, page: str) -> Weight:
    """A first visit as on a phone with a dense screen."""
    context = browser.new_context(viewport={"width": PHONE, "height": 740}, device_scale_factor=2)
    asked: set[str] = set()
    opened = context.new_page()
    opened.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path).lstrip("/")))
    opened.goto(f"{address}{page}", wait_until="load")
    # Faces are asked for when words are laid out, pictures after that: a busy machine may rest in between.
    opened.evaluate("() => document.fonts.ready.then(() => true)")
    opened.wait_for_timeout(SETTLE)
    opened.wait_for_load_state("networkidle")
    context.close()
    return add_up(site, asked)


def add_up(site: Path, paths: Iterable[str]) -> Weight:
    """The weight of some files of a site."""
    kinds = dict.fromkeys(("html", "styles", "script", "data", "fonts", "pictures"), 0)
    for path in paths:
        file = site / path
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            kinds[{**TEXTS, **OTHERS}[file.suffix]] += find_size(file)
    return Weight(kinds)


@cache
def find_size(file: Path) -> int:
    """The size of a file as it travels."""
    return len(gzip.compress(file.read_bytes(), mtime=0)) if file.suffix in TEXTS else file.stat().st_size


def find_editions(site: Path) -> list[str]:
    """The editions of a site, in no order of rank."""
    return sorted(path.parent.name for path in site.glob("*/index.html") if (path.parent / "how").is_dir())


def find_heaviest_entry(site: Path, edition: str) -> str:
    """The entry with most to read in an edition."""
    pages = (site / edition / "entries").glob("*/index.html")
    heaviest = max(pages, key=lambda page: (find_size(page), page.parent.name))
    return f"{edition}/entries/{heaviest.parent.name}/"


def find_rows(browser: Browser, site: Path) -> Iterator[tuple[str, str, Weight]]:
    """Kind of page, edition and weight."""
    editions = find_editions(site)
    with serve_folder(site) as address:
        for kind in ("home", "browse", "search", "timeline"):
            for edition in editions:
                page = f"{edition}/" if kind == "home" else f"{edition}/{kind}/"
                yield kind, edition, weigh(browser, site, address, page)
        for edition in editions:
            page = find_heaviest_entry(site, edition)
            yield "entry (the longest)", edition, weigh(browser, site, address, page)
        longest = max((site / "parallel").glob("*/index.html"), key=lambda page: (find_size(page), page.parent.name))
        yield "parallel (the longest)", "none", weigh(browser, site, address, f"parallel/{longest.parent.name}/")


def render_table(rows: Iterable[tuple[str, str, Weight]]) -> str:
    """The table, in KB, with how far editions are apart."""
    lines, totals = [*HEAD], {}
    for kind, edition, weight in rows:
        kinds = weight.kinds
        numbers = (
            kinds["html"],
            kinds["styles"] + kinds["script"],
            kinds["fonts"],
            kinds["pictures"],
            weight.total,
            weight.sparing,
        )
        lines.append(f"| {kind} | {edition} | {' | '.join(f'{number / KB:.1f}' for number in numbers)} |")
        totals.setdefault(kind, []).append(weight.total)
    apart = [f"{kind} {max(found) / min(found):.2f}" for kind, found in totals.items() if len(found) > 1]
    return "\n".join([*lines, "", f"Heaviest edition to lightest, with fonts and pictures: {', '.join(apart)}."])


if __name__ == "__main__":
    with start_chromium() as started:
        sys.stdout.write(render_table(find_rows(started, Path(sys.argv[1]))) + "\n")
