"""`concord serve`: shows the site to this computer, our own page for what is not there, and new words by itself."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import click
import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from concord.cli import serve
from concord.cli.build import build
from concord.cli.serve import Handler, take_marks
from concord.mkdocs_plugins.session import Settings
from concord.publish import search
from concord.publish.later import Later
from concord.publish.output import Output
from concord.publish.postings import Postings
from concord.publish.write import WriteError, cut_tasks, write_site
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


# --- what can wait ---------------------------------------------------------------------------------------------------


def test_a_rebuild_makes_no_index_and_a_browser_gets_the_same_one(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(root=project / "archive", out=tmp_path / "whole", as_of=DAY)
    assert build(settings, 1, "en") == 0
    later, made = Later(), []
    monkeypatch.setattr(search, "Postings", lambda *words: made.append(words) or Postings(*words))
    for _ in range(2):
        assert build(replace(settings, out=tmp_path / "served"), 1, "en", later) == 0
    assert made == []
    whole = {path: path.read_bytes() for path in (tmp_path / "whole").rglob("search/*.json")}
    assert len({path.parent for path in whole}) == 2
    assert not list((tmp_path / "served").rglob("search/*.json"))
    handler = partial(Handler, directory=tmp_path / "served", later=later)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for path, raw in whole.items():
            place = path.relative_to(tmp_path / "whole").as_posix()
            with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{place}?q=1", timeout=20) as answer:
                assert answer.read() == raw
                assert answer.headers["Content-Type"] == "application/json"
        server.shutdown()
    assert len(made) == 2  # once for each edition, however many files are asked for


def test_mkdocs_serve_makes_no_index_either(project: Path, tmp_path: Path, root: Path) -> None:
    shutil.copyfile(root / "mkdocs.yml", project / "mkdocs.yml")

    def load() -> MkDocsConfig:
        return load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "served"))

    config = load()
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        mkdocs_build(config)
        mkdocs_build(load())  # as the server does after a change: the plugin must still know of the server
        assert not list((tmp_path / "served").rglob("search/*.json"))
        server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path / "served"), "/here/")
        config.plugins.on_serve(server, config=config, builder=server.builder)
        said: list[str] = []
        answer = server.get_app()
        body = b"".join(answer({"PATH_INFO": "/here/hy/search/index.json"}, lambda status, _: said.append(status)))
        assert json.loads(body)["format"] == search.FORMAT
        page = b"".join(answer({"PATH_INFO": "/here/hy/search/"}, lambda status, _: said.append(status)))
        assert b"</html>" in page
        assert said == ["200 OK", "200 OK"]
        server.server_close()
    finally:
        config.plugins.on_shutdown()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one worker does it all where a process cannot be copied")
def test_workers_share_the_work_and_make_each_group_once(tmp_path: Path) -> None:
    def make(name: str) -> Output:
        def tell_who() -> bytes:
            return f"{name} {os.getpid()}".encode()

        return Output(name, "test", tell_who, group=name[:1] if name[0] < "d" else "")

    outputs = [make(f"{letter}{number:03}") for letter in "abcxyz" for number in range(100)]
    tasks = cut_tasks(outputs, 2)
    assert [{output.group for output in task} for task in tasks[:3]] == [{"a"}, {"b"}, {"c"}]
    assert sorted(output.path for task in tasks for output in task) == [output.path for output in outputs]
    write_site(outputs, tmp_path / "out", workers=2)
    makers = {output.path: (tmp_path / "out" / output.path).read_text().split() for output in outputs}
    assert all(name == path for path, (name, _) in makers.items())
    for letter in "abc":
        assert len({maker for path, (_, maker) in makers.items() if path[0] == letter}) == 1


def test_a_worker_that_fails_leaves_the_old_site(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> bytes:
        raise ValueError("spoiled")

    good = [Output(f"{number}", "test", lambda: b"new") for number in range(200)]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").write_text("old")
    with pytest.raises((ValueError, WriteError)):
        write_site([*good, Output("bad", "test", fail)], tmp_path / "out", workers=2)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ("bytes=0-", 206, b"0123456789"),
        ("bytes=3-5", 206, b"345"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=10-", 416, None),
        ("bytes=5-3", 416, None),
        ("bytes=-3", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
    ],
)
def test_a_player_can_ask_for_a_piece_of_a_recording(
    tmp_path: Path, asked: str, status: int, body: bytes | None
) -> None:
    (tmp_path / "song.mp3").write_bytes(b"0123456789")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        line.request("GET", "/song.mp3", headers={"Range": asked})
        answer = line.getresponse()
        assert answer.status == status
        assert body in (None, answer.read())
        line.close()
        server.shutdown()
