"""The agreed store gives back exact bytes or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord.approve.store import AgreedStore, StoreError


def test_kept_bytes_come_back(tmp_path: Path) -> None:
    store = AgreedStore(tmp_path / "agreed")
    sha256 = store.write(b"agreed words\n")
    assert sha256 == "dd077dca8390e124e12558e0995855f0bcf7154640e5eb0f987c9a67f40be017"
    assert store.read(sha256) == b"agreed words\n"


def test_altered_bytes_are_refused(tmp_path: Path) -> None:
    store = AgreedStore(tmp_path)
    sha256 = store.write(b"agreed words\n")
    (tmp_path / sha256).write_bytes(b"other words\n")
    with pytest.raises(StoreError, match="altered"):
        store.read(sha256)


@pytest.mark.parametrize("name", ["0" * 64, "../secret", "", "A" * 64])
def test_what_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="missing"):
        AgreedStore(tmp_path).read(name)


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    store = AgreedStore(tmp_path / "agreed")
    sha256 = store.write(b"agreed words\n")
    target = tmp_path / "elsewhere"
    (store.root / sha256).rename(target)
    (store.root / sha256).symlink_to(target)
    with pytest.raises(StoreError, match="missing"):
        store.read(sha256)
