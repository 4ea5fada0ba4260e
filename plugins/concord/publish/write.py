"""Writes a whole site beside the old one and swaps them: what stands there is always one build, complete."""

from __future__ import annotations

import gc
import itertools
import math
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from concord.publish.output import Output

Progress = Callable[[str, int, int], None]
_STEP = 50
_TASKS = 16
"""For each worker: enough that none waits long for the last, so few that an entry is rarely cut in two."""
_TICKET = 2


class WriteError(Exception):
    """A worker could not write its share; its traceback has been printed."""


def write_site(outputs: Sequence[Output], out: Path, workers: int = 1, progress: Progress | None = None) -> None:
    """Writes all outputs to `out`, which is replaced only when everything is written."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        aside.chmod(0o755)
        _write_all([output for output in outputs if not output.finish], aside, workers, progress)
        for output in outputs:
            if output.finish:
                (aside / output.path).write_bytes(output.finish(aside))
        swap(aside, out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write_all(outputs: Sequence[Output], folder: Path, workers: int, progress: Progress | None) -> None:
    # What exists already will not be collected: the collector has less to look at, and memory stays shared with copies.
    gc.freeze()
    for parent in sorted({str((folder / output.path).parent) for output in outputs}):
        Path(parent).mkdir(parents=True, exist_ok=True)
    # Where a process cannot be copied (Windows) one worker does it all: the bytes are the same.
    if workers > 1 and len(outputs) > _STEP and hasattr(os, "fork"):
        _write_in_shares(outputs, folder, workers, progress)
    else:
        _write_share(outputs, folder, progress, len(outputs))


def _write_share(
    outputs: Iterable[Output], folder: Path, progress: Progress | None, total: int, start: int = 0
) -> None:
    for number, output in enumerate(outputs, start + 1):
        (folder / output.path).write_bytes(output.make())
        if progress and (number % _STEP == 0 or number == total):
            progress("pages", number, total)


def _write_in_shares(outputs: Sequence[Output], folder: Path, workers: int, progress: Progress | None) -> None:
    """Whoever is free takes the next task. Which one wrote a file cannot be told from it."""
    tasks = cut_tasks(outputs, workers)
    taking, putting = os.pipe()
    try:
        # They all fit into the pipe: two bytes for each, and a few dozen for each worker.
        os.write(putting, b"".join(number.to_bytes(_TICKET) for number in range(len(tasks))))
        os.close(putting)
        children = [_fork(tasks, taking, folder) for _ in range(workers - 1)]
        failure = None
        try:
            _write_tasks(tasks, taking, folder, progress, len(outputs))
        except BaseException as error:  # noqa: BLE001 - raised again when the others have ended
            failure = error
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    finally:
        os.close(taking)
    if failure:
        raise failure
    if any(codes):
        raise WriteError


def cut_tasks(outputs: Sequence[Output], workers: int) -> list[Sequence[Output]]:
    """What takes long comes first. Neighbours stay together: the pages of an entry use the same rendered texts."""
    groups: dict[str, list[Output]] = {}
    for output in outputs:
        groups.setdefault(output.group, []).append(output)
    others = groups.pop("", [])
    step = max(_STEP, math.ceil(len(others) / (workers * _TASKS)))
    return [*groups.values(), *(others[start : start + step] for start in range(0, len(others), step))]


def _write_tasks(
    tasks: Sequence[Sequence[Output]], taking: int, folder: Path, progress: Progress | None, total: int
) -> None:
    starts = [0, *itertools.accumulate(map(len, tasks))]
    while ticket := os.read(taking, _TICKET):
        number = int.from_bytes(ticket)
        _write_share(tasks[number], folder, progress, total, starts[number])


def _fork(tasks: Sequence[Sequence[Output]], taking: int, folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _write_tasks(tasks, taking, folder, None, 0)
        code = 0
    except BaseException:  # noqa: BLE001 - the parent hears of it by the code
        traceback.print_exc()
    finally:
        os._exit(code)


def swap(aside: Path, out: Path) -> None:
    """Two renames; the old site is removed only after the new one stands."""
    old = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-old-"))
    try:
        if out.exists():
            out.rename(old / "site")
        aside.rename(out)
    except OSError:
        if not out.exists() and (old / "site").exists():
            (old / "site").rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
