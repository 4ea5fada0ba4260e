"""Hostile packages and servers: `concord verify` says why it looks at nothing, and writes nothing elsewhere."""

from __future__ import annotations

import contextlib
import http.server
import shutil
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.verify import source
from concord.verify.source import SourceError, is_plain, open_source, read_sums
from forge import ARCHIVES, build, call, refuse


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two sides, finished."""
    return build(ARCHIVES / "two-sides" / "archive", tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """The same, to be spoiled."""
    return shutil.copytree(built, tmp_path / "site")


# Packages


Pack = Callable[[zipfile.ZipFile], None]


def pack_up(packed: zipfile.ZipFile) -> None:
    packed.writestr("../outside.txt", "x")


def pack_absolute(packed: zipfile.ZipFile) -> None:
    packed.writestr("/outside.txt", "x")


def pack_backslash(packed: zipfile.ZipFile) -> None:
    packed.writestr("..\\outside.txt", "x")


def pack_drive(packed: zipfile.ZipFile) -> None:
    packed.writestr("C:/outside.txt", "x")


def pack_dots(packed: zipfile.ZipFile) -> None:
    packed.writestr("hy/.../x", "x")


def pack_letters(packed: zipfile.ZipFile) -> None:
    packed.writestr("hy/अ.html", "x")


def pack_twice(packed: zipfile.ZipFile) -> None:
    packed.writestr("index.html", "one")
    packed.writestr("INDEX.html", "two")


def pack_into_a_file(packed: zipfile.ZipFile) -> None:
    packed.writestr("hy", "one")
    packed.writestr("hy/index.html", "two")


def pack_link(packed: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed.writestr(link, "/etc/passwd")


def pack_bomb(packed: zipfile.ZipFile) -> None:
    packed.writestr("bomb.html", b"\0" * 60_000_000)


@pytest.mark.parametrize(
    "pack",
    [pack_up, pack_absolute, pack_backslash, pack_drive, pack_dots, pack_letters, pack_twice, pack_into_a_file,
     pack_link, pack_bomb],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_package(pack: Pack, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("SHA256SUMS", "")
        pack(packed)
    code, said = call(tmp_path / "site.zip")
    assert code == 2, said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site.zip"]


def test_a_package_that_lies_about_its_sizes(tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("SHA256SUMS", b"\0" * 60_000_000)
    raw = path.read_bytes().replace((60_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(raw)
    assert call(path)[0] == 2


@pytest.mark.parametrize("cut", [0, 1, 30, -1, -30])
def test_a_package_cut_off(cut: int, built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as packed:
        packed.write(built / "SHA256SUMS", "SHA256SUMS")
    (tmp_path / "site.zip").write_bytes((tmp_path / "whole.zip").read_bytes()[:cut])
    assert call(tmp_path / "site.zip")[0] == 2


def test_packages_within_packages_are_files(site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(site / "more.zip", "w") as packed:
        packed.writestr("x", "x")
    assert "more.zip" in refuse(site)


# Servers


Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


@contextlib.contextmanager
def serve(answer: Answer) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(OSError):
                answer(self)

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def give(handler: http.server.BaseHTTPRequestHandler, body: bytes, length: int | None = None) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def give_endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"0" * 1_000_000)


def give_elsewhere(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://site.example/SHA256SUMS")
    handler.end_headers()


def give_no_list(handler: http.server.BaseHTTPRequestHandler) -> None:
    give(handler, b"<html>not a list</html>")


def give_way_out(handler: http.server.BaseHTTPRequestHandler) -> None:
    give(handler, b"0" * 64 + b"  ../../outside.txt\n")


def give_file_as_folder(handler: http.server.BaseHTTPRequestHandler) -> None:
    give(handler, b"".join(b"0" * 64 + b"  " + name + b"\n" for name in (b"a", b"a/b", b"A/b")))


def give_itself(handler: http.server.BaseHTTPRequestHandler) -> None:
    give(handler, b"0" * 64 + b"  SHA256SUMS\n")


def give_half(handler: http.server.BaseHTTPRequestHandler) -> None:
    give(handler, b"0" * 64 + b"  index.html\n", 1000)


def give_noise(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01 no protocol\r\n\r\n" * 10)


def give_endless_head(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        handler.wfile.write(f"X-{number}: x\r\n".encode())


@pytest.mark.parametrize(
    "answer",
    [give_endless, give_elsewhere, give_no_list, give_way_out, give_file_as_folder, give_itself, give_half, give_noise,
     give_endless_head],
)  # fmt: skip
def test_a_hostile_server(answer: Answer) -> None:
    with serve(answer) as address:
        code, said = call(address)
    assert code == 2, said


def test_a_server_that_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps no reader: after a while it is too much."""
    stop = threading.Event()

    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.05):
            handler.wfile.write(b"0")

    monkeypatch.setattr(source, "_SECONDS_OF_FILE", 1)
    with serve(drip) as address:
        assert call(address)[0] == 2
        stop.set()


def test_a_server_that_gives_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    names = b"".join(b"0" * 64 + f"  {number}.html\n".encode() for number in range(50))

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        give(handler, names if handler.path == "/SHA256SUMS" else b"x" * 1000)

    monkeypatch.setattr(source, "MOST_BYTES", 20_000)
    with serve(answer) as address, pytest.raises(SourceError), open_source(address):
        pass


def test_a_file_that_redirects_is_a_file_that_is_not_there() -> None:
    asked = []

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        if handler.path == "/SHA256SUMS":
            give(handler, b"0" * 64 + b"  index.html\n")
        else:
            give_elsewhere(handler)

    with serve(answer) as address:
        said = refuse(address)
    assert asked == ["/SHA256SUMS", "/index.html"]
    assert "index.html: This file is missing" in said


# Small readers


@pytest.mark.parametrize("path", ["a", "a/b.html", "a-b_c/.well-known/x", "...a"])
def test_plain_paths(path: str) -> None:
    assert is_plain(path)


@pytest.mark.parametrize(
    "path", ["", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a\\b", "a b", "a\nb", "ä", "a:b", "a\0"]
)
def test_paths_that_are_not_plain(path: str) -> None:
    assert not is_plain(path)


@given(st.binary(max_size=300))
def test_a_list_of_sums_is_read_or_not(raw: bytes) -> None:
    found = read_sums(raw)
    assert found is None or all(is_plain(path) for path in found)
