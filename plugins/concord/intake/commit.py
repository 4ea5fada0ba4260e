"""Makes of drafts one commit on a new branch, under the archive's name. Neither tree nor index is touched.

Git is asked for single objects, so that no hook, filter or setting of a person's has a word in it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SECONDS: Final = 300
_SETTINGS: Final = ("core.hooksPath=" + os.devnull, "i18n.commitEncoding=UTF-8", "core.quotePath=true", "gc.auto=0")
# Of a caller's environment only what tells git where its settings are.
_KEPT: Final = "GIT_CONFIG"


class CommitError(Exception):
    """Why no commit was made. `reason` is no-git, no-head, branch-taken, branch-wrong, entry-there or failed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Identity:
    """Who all commits of an intake are by: the archive, at an address that cannot exist (RFC 2606)."""

    archive: str
    day: str

    @property
    def environment(self) -> dict[str, str]:
        """What git is told of author and committer: the same of both, at midnight UTC."""
        name, mail, date = self.archive, f"{self.archive}@archive.invalid", f"{self.day}T00:00:00+00:00"
        values = {"NAME": name, "EMAIL": mail, "DATE": date}
        return {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in values.items()}


def commit_drafts(root: Path, drafts: Mapping[str, Mapping[str, bytes]], branch: str, identity: Identity) -> str:
    """The commit's name, on a new branch that begins at HEAD. Raises CommitError."""
    prefix = _ask(root, "rev-parse", "--show-prefix", reason="no-git").decode("utf-8", "replace").strip()
    head = _ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", reason="no-head").decode().strip()
    _ask(root, "check-ref-format", f"refs/heads/{branch}", reason="branch-wrong")
    for name in drafts:
        if _ask(root, "ls-tree", "--full-tree", head, f"{prefix}entries/{name}", reason="failed"):
            raise CommitError("entry-there")
    tree = _write_tree(root, head, prefix, drafts)
    message = "Drafts taken in\n\n" if len(drafts) > 1 else "Draft taken in\n\n"
    message += "".join(f"{name}\n" for name in drafts)
    words = ("commit-tree", "--no-gpg-sign", "-p", head, tree)
    commit = _ask(root, *words, reason="failed", text=message.encode(), more=identity.environment).decode().strip()
    # The zeros say that there must be no such branch yet.
    _ask(root, "update-ref", f"refs/heads/{branch}", commit, "0" * 40, reason="branch-taken", more=identity.environment)
    return commit


def _write_tree(root: Path, head: str, prefix: str, drafts: Mapping[str, Mapping[str, bytes]]) -> str:
    """The tree of HEAD with the drafts in it, through an index of its own."""
    with tempfile.TemporaryDirectory(prefix="concord-intake-") as place:
        index = {"GIT_INDEX_FILE": str(Path(place) / "index")}
        _ask(root, "read-tree", head, reason="failed", more=index)
        lines = []
        for name, files in drafts.items():
            for file, raw in files.items():
                blob = _ask(root, "hash-object", "-w", "--no-filters", "--stdin", reason="failed", text=raw)
                lines.append(b"100644 %s\t%s\0" % (blob.strip(), f"{prefix}entries/{name}/{file}".encode()))
        # From the top, since paths of an index are counted from there.
        top = Path(os.fsdecode(_ask(root, "rev-parse", "--show-toplevel", reason="no-git").rstrip(b"\n")))
        _ask(top, "update-index", "-z", "--index-info", reason="failed", text=b"".join(lines), more=index)
        return _ask(root, "write-tree", reason="failed", more=index).decode().strip()


def _ask(root: Path, *words: str, reason: str, text: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith(_KEPT)}
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            ["git", "-C", str(root), *settings, *words],  # noqa: S607 - the git of this machine
            input=text,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(more or {})},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise CommitError("no-git") from None
    if done.returncode:
        raise CommitError(reason)
    return done.stdout
