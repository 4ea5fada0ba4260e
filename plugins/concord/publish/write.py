"""Writes a whole site beside the old one and swaps them: what stands there is always one build, complete."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from concord.publish.output import Output

Progress = Callable[[str, int, int], None]
_STEP = 50


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


def _write_share(outputs: Sequence[Output], folder: Path, progress: Progress | None, total: int) -> None:
    for number, output in enumerate(outputs, 1):
        (folder / output.path).write_bytes(output.make())
        if progress and (number % _STEP == 0 or number == len(outputs)):
            progress("pages", round(number * total / len(outputs)), total)


def _write_in_shares(outputs: Sequence[Output], folder: Path, workers: int, progress: Progress | None) -> None:
    """Neighbours stay in one share: the pages of an entry use the same rendered texts."""
    shares = [outputs[len(outputs) * n // workers : len(outputs) * (n + 1) // workers] for n in range(workers)]
    children = [_fork(share, folder) for share in shares[1:]]
    failure = None
    try:
        _write_share(shares[0], folder, progress, len(outputs))
    except BaseException as error:  # noqa: BLE001 - raised again when the others have ended
        failure = error
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    if failure:
        raise failure
    if any(codes):
        raise WriteError


def _fork(share: Sequence[Output], folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _write_share(share, folder, None, 0)
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
