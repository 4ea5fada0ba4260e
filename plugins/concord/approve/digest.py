"""The digest of exact bytes, and the canonical bytes of facts. Frozen format, see docs/formats.md."""

from __future__ import annotations

import hashlib

import rfc8785

from concord.model.document import Tree


def digest_bytes(raw: bytes) -> str:
    """SHA-256 in lower-case hexadecimal: what `sha256sum` prints."""
    return hashlib.sha256(raw).hexdigest()


def canonical_json(tree: Tree) -> bytes:
    """RFC 8785 bytes of a tree of text; there are no numbers in it, so nothing is rounded."""
    return rfc8785.dumps(tree)
