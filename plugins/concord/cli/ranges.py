"""A server that gives pieces of files: without, no player can leap, and each leap in a recording ends at its start."""

from __future__ import annotations

import http.server
import io
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

_ASKED: Final = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")


class RangeHandler(http.server.SimpleHTTPRequestHandler):
    """As the server of the standard library; one range of a file is answered as such (RFC 9110, 14)."""

    def send_head(self) -> Any:
        """The piece that was asked for; whatever asks for more than one piece gets the whole."""
        asked, path = _ASKED.fullmatch(self.headers.get("Range", "")), Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            return super().send_head()
        raw = path.read_bytes()
        first, last = int(asked[1]), min(int(asked[2] or len(raw)), len(raw) - 1)
        if first > last:
            self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            return None
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(raw)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        return io.BytesIO(raw[first : last + 1])
