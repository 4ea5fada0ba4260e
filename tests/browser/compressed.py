"""Serves a folder as hosts of static sites do: text travels compressed, what is not there answers with our own page."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from browser.browser_checks import run_server

COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}


@contextmanager
def serve_compressed(folder: Path) -> Iterator[str]:
    """The address, ending in a slash, at which a folder is served on this machine while the block runs."""
    with run_server(_Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))) as address:
        yield address


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has seen enough hangs up; that is no fault of a page."""
        del request, client_address


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.split("?")[0].endswith("/"):
            return super().send_head()
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self._send(HTTPStatus.NOT_FOUND, Path(self.directory, "404.html"))
        return self._send(HTTPStatus.OK, path)

    def _send(self, status: HTTPStatus, path: Path) -> io.BytesIO:
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the parent's
        del format, args
