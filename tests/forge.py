"""Sites built from archives, and what a forger does to one: with all that this tool can do, and with nobody's key."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from concord.cli import run
from concord.pipeline import Refusal, prepare
from concord.publish.proof import sum_folder
from concord.publish.registry import KINDS, find_outputs
from concord.publish.write import write_site
from concord.render.press import make_press
from concord.verify import words as again
from concord.verify.difference import Level
from concord.verify.proof import read_proof
from concord.verify.run import Verified, verify
from concord.verify.words import Theme

ARCHIVES = Path(__file__).resolve().parent / "archives"
DAY = "2026-12-31"


def build(archive: Path, out: Path, day: str = DAY) -> Path:
    """The site of an archive as `concord build` writes it."""
    site = prepare(archive, day)
    assert not isinstance(site, Refusal), [(found.rule, found.location.path) for found in site.findings.problems]
    press = make_press(site)
    press.make_pictures()
    write_site(list(find_outputs(press)), out)
    return out


def judge(site: Path, **known: Any) -> Verified:
    """What is found out about a site."""
    return verify(site, Theme(), **known)


def find(site: Path, level: str, **known: Any) -> set[tuple[str, str]]:
    """On one level, where what differs: the path, and the part where there is one."""
    found = judge(site, **known).find(Level(level))
    return {(one.path, one.values.get("part", "")) for one in found}


def find_messages(site: Path, **known: Any) -> set[str]:
    """The sentences about a site."""
    return {one.message for one in judge(site, **known).differences}


def reseal(site: Path) -> None:
    """Makes the list of all files fit what lies there."""
    (site / "SHA256SUMS").write_bytes(sum_folder(site))


def replace(site: Path, path: str, old: str, new: str, count: int = 1) -> None:
    """Writes something else into a file."""
    file = site / path
    text = file.read_bytes().decode()
    assert old in text, f"{old} is not in {path}"
    file.write_bytes(text.replace(old, new, count).encode())


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def edit_words(site: Path, change: Callable[[Any], object]) -> None:
    """Changes the list of what is shown where."""
    path = site / "proof/words.json"
    tree = json.loads(path.read_bytes())
    change(tree)
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def remake(site: Path) -> None:
    """Makes all pages anew from a forged proof, and the list of all files: everything fits everything else."""
    proof = read_proof(site)
    assert proof.words is not None, "the forged list cannot be read"
    assert proof.agreement is not None
    press = again._make_press(proof, proof.agreement, proof.words, Theme())
    kept = {path.name for path in (site / "media").glob("*")}
    made = {output.path: output.make() for kind in KINDS if kind.name in _PAGES for output in kind.find(press)}
    for folder in {path.parts[len(site.parts)] for path in site.rglob("*.html")} | {"data", "iiif"}:
        target = site / folder
        shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    for path, raw in made.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(raw)
    used = {one.file for found in press.derivatives.values() for one in found}
    used |= {one.file for one in press.recordings.values() if one}
    for name in kept - used:
        (site / "media" / name).unlink()
    reseal(site)


_PAGES = {kind.name for kind in KINDS} - {"assets", "proof", "sums", "media"}


def take_bytes(site: Path, about: str, keep: Callable[[str], bool] = lambda _part: False) -> None:
    """Takes agreed bytes out of a proof, and their mention out of the list."""
    shown = json.loads((site / "proof/words.json").read_bytes())["parts"]
    gone = {one["sha256"] for one in shown if one["about"] == about and not keep(one["part"])}
    left = {one["sha256"] for one in shown if one["about"] != about or keep(one["part"])}

    def change(tree: Any) -> None:
        tree["parts"] = [one for one in tree["parts"] if one["about"] != about or keep(one["part"])]
        book = tree["books"]["entries"][about.removeprefix("entries/")]
        book["shown"] = {part: sha256 for part, sha256 in book["shown"].items() if keep(part)}

    edit_words(site, change)
    for sha256 in gone - left:
        (site / "proof/agreed" / sha256).unlink()


def forget(site: Path, id_: str) -> None:
    """Takes an entry out of list, books and proof."""
    take_bytes(site, f"entries/{id_}")
    edit_words(site, lambda tree: tree["books"]["entries"].pop(id_))


def say(root: Path, handle: str, about: str, acts: Mapping[str, tuple[str, bytes]], rev: int, day: str) -> None:
    """Writes a steward's next statement about parts, each with its act and its words, and keeps the words."""
    folder = root / "statements" / handle
    folder.mkdir(exist_ok=True)
    last = len(list(folder.glob("*.yml")))
    prev = digest((folder / f"{last}.yml").read_bytes()) if last else "null"
    genesis = digest((root / "charter/chain/1.yml").read_bytes())
    lines = ["format: concord-statement/1", f"genesis: {genesis}", f"seq: {last + 1}", f"prev: {prev}", f"date: {day}"]
    lines += ["demonstration: true", "acts:"]
    for part, (act, raw) in acts.items():
        words = f"act: {act}, about: {about}, part: {part}, rev: {rev}, sha256: {digest(raw)}"
        lines.append(f"- {{{words}, relies_on: {handle.partition('-steward')[0]}-reader}}")
        (root / "agreed" / digest(raw)).write_bytes(raw)
    (folder / f"{last + 1}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@contextlib.contextmanager
def ends() -> Iterator[None]:
    """A hang ends as a failure. No measure of speed: what may take for ever takes a second, on any machine a few."""

    def give_up(_number: int, _frame: object) -> None:
        raise TimeoutError("this does not end in any time a reader would wait")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(120)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def call(*arguments: str | Path, today: str = DAY) -> tuple[int, str]:
    """How a call ended, and what it said, on the day of the sites; never with a traceback, which would end with 3."""
    said = io.StringIO()
    clock = mock.patch("concord.cli.verify.find_today", return_value=today)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), ends(), clock:
        code = run(["verify", "--lang", "en", *map(str, arguments)])
    assert "Traceback" not in said.getvalue(), said.getvalue()
    return code, said.getvalue()


def refuse(*arguments: str | Path) -> str:
    """What is said of something that is not good."""
    code, said = call(*arguments)
    assert code in (1, 2), said
    assert said.strip()
    return said
