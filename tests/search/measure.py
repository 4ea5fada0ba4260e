"""What search costs and finds, as `scripts/bench --search` puts it into tables. Each call is a process of its own.

python tests/search/measure.py parity                    the table of tests/search/parity.py
python tests/search/measure.py index ARCHIVE OUT         makes the index of every edition, and nothing else
python tests/search/measure.py recall ARCHIVE OUT        rows of that table for an archive, by the index made in OUT
python tests/search/measure.py fetch ARCHIVE SITE        what a browser fetches for a first query, here and there
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from browser.browser_checks import start_chromium
from concord.derive.shown import Site
from concord.pipeline import derive, load
from concord.publish.search import find_search
from concord.render.press import make_press
from conftest import ROOT
from generate import generate
from search.parity import Question, make_questions, measure, measure_written, say_rows, say_table

DAY: Final = "2026-12-31"
TOGETHER: Final = (("ar", "he", "en"), ("el", "tr", "hy"), ("ka", "ko", "bn"), ("hi", "ur", "fa"))
ENTRIES: Final = 300
QUERIES: Final = 40
"""For each edition; a fresh browser for each."""
SHOWN: Final = 10


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    match arguments:
        case ["parity"]:
            say("\n".join(say_table(_measure_parity())))
        case ["recall", archive, out]:
            say("\n".join(_measure_recall(Path(archive), Path(out))))
        case ["index", archive, out]:
            say(json.dumps(_measure_index(Path(archive), Path(out))))
        case ["fetch", archive, site]:
            say(json.dumps(_measure_fetch(Path(archive), Path(site))))
        case _:
            say(str(__doc__))
            return 2
    return 0


def say(text: str) -> None:
    """What `scripts/bench` reads."""
    sys.stdout.write(text + "\n")


def _make_site(archive: Path) -> Site:
    site = derive(load(archive, DAY))
    assert isinstance(site, Site), site
    return site


def _measure_parity() -> dict[str, Any]:
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["the demonstration"] = measure(_make_site(ROOT / "archive"), Path(folder) / "demonstration")
        for number, languages in enumerate(TOGETHER):
            site = _make_site(_generate(languages, Path(folder) / str(number)))
            found[f"invented, {', '.join(languages)}"] = measure(site, Path(folder) / str(number) / "index")
    return found


def _measure_recall(archive: Path, out: Path) -> Iterator[str]:
    site = _make_site(archive)
    return say_rows({f"invented, {len(site.entries):,} entries": measure_written(site, out)})


def _generate(languages: tuple[str, ...], folder: Path) -> Path:
    return generate(folder, entries=ENTRIES, languages=languages, pictures_every=0, words=(150, 250), seed=5)


# --- making it -------------------------------------------------------------------------------------------------------


def _measure_index(archive: Path, out: Path) -> dict[str, float]:
    """Seconds of processor time for the index alone; reading and judging the archive is what every build does."""
    site = _make_site(archive)
    start = time.process_time()
    size = files = 0
    for output in find_search(make_press(site)):
        path = out / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = output.make()
        path.write_bytes(raw)
        size, files = size + len(raw), files + 1
    return {"seconds": time.process_time() - start, "bytes": size, "files": files}


# --- what a browser fetches ------------------------------------------------------------------------------------------


def _measure_fetch(archive: Path, folder: Path) -> dict[str, Any]:
    site = _make_site(archive)
    with _serve(folder) as (address, fetched), start_chromium() as browser:
        ways: dict[str, Callable[[Page, str, Question], list[str]]] = {
            "ours": functools.partial(_ask_ours, address),
            "pagefind": functools.partial(_ask_pagefind, address),
        }
        return {
            name: {
                lang: _ask_all(browser, ask, fetched, folder, lang, make_questions(site, lang, QUERIES, 0))
                for lang in site.languages
            }
            for name, ask in ways.items()
            if name == "ours" or (folder / "pagefind").is_dir()
        }


def _ask_all(
    browser: Browser,
    ask: Callable[[Page, str, Question], list[str]],
    fetched: list[Path],
    folder: Path,
    lang: str,
    questions: Sequence[Question],
) -> dict[str, float]:
    """Bytes as they lie on the server and as a server sends them compressed; and how many questions were answered."""
    raw, sent, answered = [], [], 0
    for question in questions:
        context = browser.new_context()
        try:
            fetched.clear()
            answered += question.entry in ask(context.new_page(), lang, question)
            wanted = [path for path in fetched if _is_of_search(path.relative_to(folder))]
            raw.append(sum(path.stat().st_size for path in wanted))
            sent.append(sum(min(path.stat().st_size, len(gzip.compress(path.read_bytes(), 6))) for path in wanted))
        finally:
            context.close()
    return {
        "median": statistics.median(raw),
        "worst": max(raw),
        "median_sent": statistics.median(sent),
        "worst_sent": max(sent),
        "found": 100 * answered / len(questions),
    }


def _is_of_search(path: Path) -> bool:
    """The scripts and files of a search, not the page around it: styles, fonts and the page are those of every page."""
    return path.parts[0] == "pagefind" or "search" in path.stem or (path.suffix == ".json" and "search" in path.parts)


def _ask_ours(address: str, page: Page, lang: str, question: Question) -> list[str]:
    page.goto(f"{address}{lang}/search/?q={quote(question.query)}")
    page.wait_for_selector("#said p", timeout=60_000)
    links = [str(link.get_attribute("href")) for link in page.locator("#hits h2 a").all()]
    return [link.split("/")[-2] for link in links]


def _ask_pagefind(address: str, page: Page, lang: str, question: Question) -> list[str]:
    page.goto(f"{address}pagefind-{lang}.html")
    urls = page.evaluate(
        """async ([query, shown]) => {
          const engine = await import("/pagefind/pagefind.js");
          await engine.init();
          const found = await engine.search(query);
          return (await Promise.all(found.results.slice(0, shown).map(one => one.data()))).map(one => one.url);
        }""",
        [question.query, SHOWN],
    )
    return [url.rstrip("/").split("/")[-1] for url in urls]


@contextmanager
def _serve(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """A server that writes down which files it was asked for."""
    fetched: list[Path] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def send_head(self) -> Any:
            path = Path(self.translate_path(self.path))
            if path.is_file():
                fetched.append(path)
            return super().send_head()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the parent's
            del format, args

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=os.fspath(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", fetched
    finally:
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
