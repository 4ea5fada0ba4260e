"""Makes the whole site of an archive in memory, for laws that compare one site with another."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.registry import KINDS
from concord.render.press import Press, make_press

# The same bytes in every site.
UNCHANGING = frozenset({"assets"})


class _Compiled(BytecodeCache):
    """Templates compiled once for all examples: compiling is nine tenths of a small site's time."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.codes.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def make_site(archive: Path, *, proposed: bool = False) -> Site:
    """What may be shown of an archive that has to be sound."""
    loaded = load(archive, "2026-11-24")
    site = derive(loaded, proposed=proposed)
    assert isinstance(site, Site), site
    return site


def print_site(archive: Path, *, proposed: bool = False) -> dict[str, bytes]:
    """Every file of the site by its path, made as a build makes it."""
    press = make_press(make_site(archive, proposed=proposed))
    for environment in press._environments.values():
        environment.bytecode_cache = _COMPILED
    return {output.path: output.make() for output in find_changing(press)}


def find_changing(press: Press):
    """The outputs that an archive has a say in."""
    return (output for kind in KINDS if kind.name not in UNCHANGING for output in kind.find(press))
