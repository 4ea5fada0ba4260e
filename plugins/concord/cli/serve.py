"""`concord serve`: builds into a folder of its own, shows it on this computer, and builds anew when files change."""

from __future__ import annotations

import http.server
import io
import os
import tempfile
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from concord.cli.build import CONFIG, FOLDER, build, find_settings
from concord.cli.days import DAY
from concord.cli.language import find_language
from concord.cli.ranges import RangeHandler
from concord.mkdocs_plugins.session import Settings
from concord.publish.later import Later

POLL_SECONDS = 1.0
Marks = dict[str, tuple[int, int]]


@click.command("serve")
@click.option("--config", type=CONFIG, default=Path("mkdocs.yml"), help="The archive's mkdocs.yml, if it has one.")
@click.option("--archive", type=FOLDER, help="Folder of the archive.")
@click.option("--as-of", type=DAY, help="Judge approvals as of this day.")
@click.option("--proposed", is_flag=True, help="Show the workshop edition: words as proposed, each marked.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes for building.")
@click.option("--lang", help="Language of messages.")
def command(
    config: Path, archive: Path | None, as_of: str | None, port: int, workers: int, lang: str | None, *, proposed: bool
) -> int:
    """Show the site on this computer, for nobody else. It is built again when the archive changes.

    The pages shown while the archive has errors are those of the last good build.
    """
    settings = find_settings(config, archive, None, as_of, proposed=proposed, strict=False)
    with tempfile.TemporaryDirectory(prefix="concord-serve-") as folder:
        settings = replace(settings, out=Path(folder) / "site")
        # Before the first build: what is saved while it runs is not in it.
        seen, later = take_marks(settings.root), Later()
        code = build(settings, workers, find_language(lang), later)
        if code:
            return code
        handler = partial(Handler, directory=settings.out, later=later)
        with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
            click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl+C ends)")
            threading.Thread(target=server.serve_forever, daemon=True).start()
            watch(settings, workers, find_language(lang), threading.Event(), later, seen)
    return 0


def watch(settings: Settings, workers: int, lang: str, stop: threading.Event, later: Later, seen: Marks) -> None:
    """Builds again whenever files differ from what was seen before the last build, until told to stop."""
    while not stop.wait(POLL_SECONDS):
        marks = take_marks(settings.root)
        if marks != seen:
            seen = marks
            build(settings, workers, lang, later)


def take_marks(root: Path) -> Marks:
    """Time and size of every file of the archive."""
    marks: Marks = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            try:
                stat = path.lstat()
            except OSError:
                continue
            marks[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return marks


class Handler(RangeHandler):
    """Serves the built folder, shows our own page for what is not there, and keeps nothing in the browser."""

    def __init__(self, *args: Any, directory: Path, later: Later | None = None, **kwargs: Any) -> None:
        # Before the base class, which answers the request in its own constructor.
        self.later = later
        super().__init__(*args, directory=str(directory), **kwargs)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> Any:
        """What was put off is made when somebody asks for it."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        body = self.later.find(path) if self.later else None
        if body is None:
            return super().send_head()
        self._start(http.HTTPStatus.OK, self.guess_type(path), body)
        return io.BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """404.html in place of the server's own words."""
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self._start(code, "text/html; charset=utf-8", body)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _start(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Says nothing of every request."""
