"""`concord serve`: shows the site to this computer, our own page for what is not there, and new words by itself."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import click
import pytest

from concord.cli import serve
from concord.cli.serve import Handler, take_marks
from concord.mkdocs_plugins.session import Settings
from generate import generate

DAY = "2026-12-31"
CANARY = "canarykestrelxylophone"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    generate(tmp_path, entries=1, seed=3, pictures_every=0, words=(20, 30), languages=("hy", "ka"))
    return tmp_path


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """The address of a workshop server, as it is printed."""
    command = [sys.executable, "-u", "-m", "concord", "serve", "--proposed", "--port", "0", "--as-of", DAY]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield find_address(server)
        finally:
            server.send_signal(signal.SIGINT)
            try:
                assert "Traceback" not in (server.communicate(timeout=30)[1] or "")
            finally:
                server.kill()  # where interrupts are ignored it would be waited for without end


def find_address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if match := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return match[0]
    raise AssertionError("it ended without an address")


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())


def test_new_words_appear_and_errors_keep_the_last_good_pages(project: Path, address: str) -> None:
    page = f"{address}hy/entries/item-00000/"
    assert CANARY not in fetch(page)
    text = project / "archive/entries/item-00000/text.hy.md"
    text.write_text(f"{CANARY}\n", encoding="utf-8")
    end = time.monotonic() + 400  # a guard against waiting for ever, not a measure
    while CANARY not in fetch_calmly(page):
        assert time.monotonic() < end
        time.sleep(0.2)
    (project / "archive/entries/item-00000/entry.yml").write_text("nonsense", encoding="utf-8")
    time.sleep(4)
    assert CANARY in fetch(page)


def fetch_calmly(url: str) -> str:
    """Between two renames there is a moment without a site."""
    try:
        return fetch(url)
    except (urllib.error.HTTPError, http.client.HTTPException):
        return ""


def test_what_is_saved_while_the_first_build_runs_is_built_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = project / "archive/entries/item-00000/text.hy.md"
    built: list[str] = []

    def build(settings: Settings, *_: object) -> int:
        built.append(text.read_text(encoding="utf-8"))
        if len(built) == 1:
            text.write_text(f"{CANARY}\n", encoding="utf-8")
            return 0
        raise KeyboardInterrupt

    looks = iter(range(200))

    def give_up(root: Path) -> serve.Marks:
        if next(looks, None) is None:
            raise KeyboardInterrupt
        return take_marks(root)

    monkeypatch.setattr(serve, "build", build)
    monkeypatch.setattr(serve, "take_marks", give_up)
    monkeypatch.setattr(serve, "POLL_SECONDS", 0.01)
    with pytest.raises(click.Abort):
        serve.command.main(["--archive", str(project / "archive"), "--port", "0"], standalone_mode=False)
    assert built[1:] == [f"{CANARY}\n"]


def test_what_is_not_there_gets_our_own_page(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("ours", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(urllib.error.HTTPError) as caught:
            fetch(f"http://127.0.0.1:{server.server_port}/deep/er/page")
        assert caught.value.code == 404
        assert caught.value.read() == b"ours"
        assert caught.value.headers["Cache-Control"] == "no-store"
        server.shutdown()


def test_marks_change_with_files_and_survive_what_vanishes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    before = take_marks(tmp_path)
    assert set(before) == {str(tmp_path / "a"), str(tmp_path / "dangling")}
    (tmp_path / "a").write_text("12", encoding="utf-8")
    assert take_marks(tmp_path) != before
