"""The digest of exact bytes, and the canonical bytes of facts. Frozen format, see docs/formats.md."""

from __future__ import annotations

import hashlib
import json

from concord.model.document import Tree


def digest_bytes(raw: bytes) -> str:
    """SHA-256 in lower-case hexadecimal: what `sha256sum` prints."""
    return hashlib.sha256(raw).hexdigest()


def canonical_json(tree: Tree) -> bytes:
    """RFC 8785 bytes of a tree of text.

    There are no numbers in it, and its keys are ASCII by the models, so the standard library's encoder gives the
    bytes the standard asks for, at a tenth of the time; a test holds it to an implementation of the standard.
    """
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()
