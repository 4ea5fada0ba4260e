"""Plays a forge for its workflow files: runs their steps in bash with the environment that it would give."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

ROOT = Path(__file__).resolve().parents[1]
REPOSITORY = "two/shores"
TOKEN = "token-of-the-run"
# The step in which pip is asked for the tool; here the tool at hand stands in for what it would bring.
SETUP = (
    'python3 -m venv "$RUNNER_TEMP/tool"\n"$RUNNER_TEMP/tool/bin/pip" install --quiet --requirement requirements.txt\n'
)
PLACE = re.compile(r"\$\{\{ (.+?) \}\}")


@dataclass
class Forge:
    """What the forge holds: changes, comments, files handed on; and everything that was asked of it."""

    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    artifacts: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    address: str = ""

    def answer(self, method: str, path: str, query: Mapping[str, list[str]], body: Any) -> Any:  # noqa: PLR0911
        """What the API says; None for what it does not know."""
        self.asked.append((method, path, body if body is not None else dict(query)))
        base = f"/repos/{REPOSITORY}"
        names = list(self.artifacts)
        if path == f"{base}/actions/runs/77/artifacts":
            return {"artifacts": [{"id": n, "name": name} for n, name in enumerate(names) if name in query["name"]]}
        if found := re.fullmatch(rf"{base}/actions/artifacts/(\d+)/zip", path):
            return self.artifacts[names[int(found[1])]]
        if path == f"{base}/pulls":
            owner, _, branch = query["head"][0].partition(":")
            return [one for one in self.pulls if (one["owner"], one["branch"]) == (owner, branch)]
        if found := re.fullmatch(rf"{base}/issues/(\d+)/comments", path):
            if method == "GET":
                page = int(query["page"][0])
                return self.comments[(page - 1) * 100 : page * 100]
            self.comments.append({"id": len(self.comments) + 1, "user": {"login": "github-actions[bot]"}, **body})
            return self.comments[-1]
        if found := re.fullmatch(rf"{base}/issues/comments/(\d+)", path):
            comment = next(one for one in self.comments if one["id"] == int(found[1]))
            comment.update(body)
            return comment
        return None

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was changed at the forge."""
        return [(method, path) for method, path, _ in self.asked if method != "GET"]


@contextmanager
def open_forge() -> Iterator[Forge]:
    """The forge's API on this machine."""
    forge = Forge()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply()

        do_POST = do_GET  # noqa: N815 - the server looks for these names
        do_PATCH = do_GET  # noqa: N815

        def reply(self) -> None:
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            known = self.headers.get("Authorization") == f"Bearer {TOKEN}"
            body = json.loads(raw) if raw else None
            said = forge.answer(self.command, parts.path, parse_qs(parts.query), body) if known else None
            sent = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(404 if said is None else 200)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    forge.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()


def bring_tool(place: Path) -> None:
    """The tool at hand as a program, in the place of a virtual environment."""
    program = place / "bin" / "concord"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT / "plugins"}" exec "{sys.executable}" -m concord "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)


@dataclass
class Run:
    """A run of a workflow: what each job said, wrote and handed on."""

    log: str = ""
    summary: str = ""
    ended: dict[str, int] = field(default_factory=dict)
    artifacts: dict[str, bytes] = field(default_factory=dict)


def run_workflow(path: Path, place: Path, forge: Forge, server: Path, event: Mapping[str, Any], sha: str) -> Run:
    """Every job in the order of the file, each on an empty machine; a job whose need failed is passed over."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    run, outputs = Run(), {}
    for name, job in flow["jobs"].items():
        needs = job.get("needs")
        if needs and run.ended[needs]:
            continue
        machine = Machine(place / f"{path.stem}-{name}", forge, server, event, sha, outputs)
        run.ended[name] = machine.run(job, run)
        values = machine.values()
        outputs[name] = {key: fill(said, values) for key, said in job.get("outputs", {}).items()}
    return run


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text of the workflow with the forge's values in it. What is not known here is a mistake in the file."""
    return PLACE.sub(lambda found: values[found[1]], text)


class Machine:
    """The machine of one job."""

    def __init__(
        self, place: Path, forge: Forge, server: Path, event: Mapping[str, Any], sha: str, outputs: Mapping[str, Any]
    ) -> None:
        self.work, self.temp = place / "work", place / "temp"
        self.files = {name: place / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for folder in (self.work, self.temp, place / "home"):
            folder.mkdir(parents=True)
        self.event, self.outputs = event, outputs
        self.steps: dict[str, dict[str, str]] = {}
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(place / "home"),
            "LANG": "C.UTF-8",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_SERVER_URL": server.as_uri(),
            "GITHUB_API_URL": forge.address,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SHA": sha,
            **{name: str(path) for name, path in self.files.items()},
        }

    def run(self, job: Mapping[str, Any], run: Run) -> int:
        """The steps of a job until one fails; how it ended."""
        for step in job["steps"]:
            ended = self.hand_on(step, run) if "uses" in step else self.do(step, job, run)
            if ended:
                return ended
        return 0

    def do(self, step: Mapping[str, Any], job: Mapping[str, Any], run: Run) -> int:
        """A step in bash, exactly as it stands; only what pip would bring is at hand already."""
        assert "${{" not in step["run"], "a value would be code"
        assert job["defaults"]["run"]["shell"] == "bash"
        if step["run"] == SETUP:
            self.bring_tool()
            return 0
        for path in self.files.values():
            path.write_bytes(b"")
        values = self.values()
        given = {key: fill(said, values) for key, said in step.get("env", {}).items()}
        script = self.temp / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.work, env={**self.environment, **given}, capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        run.log += (done.stdout + done.stderr).decode("utf-8", "replace")
        run.summary += self.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        if "id" in step:
            lines = self.files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
            self.steps[step["id"]] = dict(line.split("=", 1) for line in lines)
        return done.returncode

    def bring_tool(self) -> None:
        """The tool at hand, where pip would have put the one of requirements.txt."""
        asked = (self.work / "requirements.txt").read_text(encoding="utf-8")
        assert "evil" not in asked, "the tool would come from the change"
        bring_tool(self.temp / "tool")

    def hand_on(self, step: Mapping[str, Any], run: Run) -> int:
        """The one action that the steps may use: it packs a folder for others to take."""
        assert re.fullmatch(r"actions/upload-artifact@[0-9a-f]{40}", step["uses"])
        folder = Path(fill(step["with"]["path"], self.values()))
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        if not files:
            assert step["with"].get("if-no-files-found") == "ignore"
            return 0
        packed = self.temp / "packed.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            for path in files:
                archive.write(path, path.relative_to(folder).as_posix())
        run.artifacts[step["with"]["name"]] = packed.read_bytes()
        return 0

    def values(self) -> dict[str, str]:
        """Everything that the workflows may ask the forge for."""
        values = {"github.token": TOKEN, "runner.temp": str(self.temp)}
        values |= {f"github.event.{key}": said for key, said in self.event.items()}
        values |= {f"steps.{id_}.outputs.{key}": said for id_, all_ in self.steps.items() for key, said in all_.items()}
        values |= {
            f"needs.{job}.outputs.{key}": said for job, all_ in self.outputs.items() for key, said in all_.items()
        }
        return values
