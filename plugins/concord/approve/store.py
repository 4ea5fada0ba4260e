"""The `agreed/` folder: the exact bytes of every agreed part, named by digest and verified whenever read."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from concord.approve.digest import digest_bytes
from concord.model.fields import SHA256

# Media may be large, but never so large that reading one file exhausts a build.
MAX_BYTES = 64 * 1024 * 1024


class StoreError(Exception):
    """Agreed bytes that are missing (`reason` "missing") or are not what their name says ("altered")."""

    def __init__(self, sha256: str, reason: str) -> None:
        super().__init__(f"agreed/{sha256}: {reason}")
        self.sha256 = sha256
        self.reason = reason


@dataclass(frozen=True, slots=True)
class AgreedStore:
    """Agreed bytes by digest."""

    root: Path

    def read(self, sha256: str) -> bytes:
        """The bytes with this digest. Raises StoreError when they are missing or altered; follows no link."""
        path = self.root / sha256
        if not SHA256.fullmatch(sha256) or path.is_symlink() or not path.is_file():
            raise StoreError(sha256, "missing")
        if path.stat().st_size > MAX_BYTES:
            raise StoreError(sha256, "altered")
        raw = path.read_bytes()
        if digest_bytes(raw) != sha256:
            raise StoreError(sha256, "altered")
        return raw

    def write(self, raw: bytes) -> str:
        """Keeps bytes under their digest, whole or not at all."""
        sha256 = digest_bytes(raw)
        target = self.root / sha256
        if target.is_file() and not target.is_symlink() and target.read_bytes() == raw:
            return sha256
        self.root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.root, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return sha256
