"""Reads releases and the signatures under them. A signature that does not fit the bytes is reported and not kept.

Whether an owner's office and key counted on the day of a release is judged by `approve`, not here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from concord.approve.releases import UNKNOWN
from concord.approve.signers import SUFFIX
from concord.approve.sshsig import MAX_BYTES, RELEASE_NAMESPACE, verify_signature
from concord.approve.sshwire import SignatureFault
from concord.model.archive import Charter, Release, ReleaseSignature, Sourced
from concord.model.fields import MAX_SLUG, SLUG
from concord.model.release import ReleaseFile
from concord.problems import N_, Problem
from concord.read.faults import Faults
from concord.read.files import read_bytes
from concord.read.limits import MAX_YAML
from concord.read.model_values import read_model
from concord.read.reading import Reading
from concord.read.walk import join

FOLDER: Final = "releases"
LIST: Final = "sums"
_NAME: Final = re.compile(rf"([1-9][0-9]{{0,5}})\.(?:(yml)|({LIST})|({SLUG.pattern})\.sig)")
_OTHER_PURPOSE: Final = N_("it was made for another purpose")


def read_releases(reading: Reading, charters: Iterable[Charter | None]) -> tuple[Release, ...]:
    """Releases by number; `charters` are all that name keys: today's and those of the past."""
    named = {name: match for name in reading.files(FOLDER) if (match := _NAME.fullmatch(name))}
    numbers = frozenset(match[1] for match in named.values() if match[2])
    reading.expect_only(FOLDER, frozenset(name for name, match in named.items() if match[1] in numbers))
    keys = _find_keys(charters)
    found: list[Release] = []
    for number in sorted(map(int, numbers)):
        handles = sorted(match[4] for match in named.values() if match[1] == str(number) and match[4])
        release = _read_release(reading, number, handles, keys)
        if release:
            found.append(release)
    return tuple(found)


def _find_keys(charters: Iterable[Charter | None]) -> dict[str, set[str]]:
    """Every key that a person ever had, by handle."""
    keys: dict[str, set[str]] = {}
    for charter in charters:
        for handle, person in charter.people.value.people.items() if charter else ():
            keys.setdefault(handle, set()).update(key.key for key in person.keys)
    return keys


def _read_release(reading: Reading, number: int, handles: list[str], keys: dict[str, set[str]]) -> Release | None:
    path = join(FOLDER, f"{number}.yml")
    faults = Faults(path)
    raw = read_bytes(reading.root, MAX_YAML, faults)
    if raw is None:
        reading.close(faults)
        return None
    signatures = {
        handle: signature
        for handle in handles
        if (signature := _read_signature(reading, number, handle, raw, keys.get(handle, set())))
    }
    file = read_model(raw, ReleaseFile, faults)
    reading.close(faults)
    if file is None or not _has_number(reading, file, number):
        return None
    return Release(number, hashlib.sha256(raw).hexdigest(), file, signatures)


def _has_number(reading: Reading, file: Sourced[ReleaseFile], number: int) -> bool:
    if file.value.n == number:
        return True
    values = {"field": "n", "expected": N_("the number in the file's name"), "found": str(file.value.n)}
    reading.problems.append(Problem("field-invalid", file.at("n"), values))
    return False


def _read_signature(reading: Reading, number: int, handle: str, raw: bytes, keys: set[str]) -> ReleaseSignature | None:
    faults = Faults(join(FOLDER, f"{number}.{handle}{SUFFIX}"))
    armour = read_bytes(reading.root, MAX_BYTES, faults)
    if armour is not None:
        line, what, name = _verify(raw, armour)
        if line in keys and len(handle) <= MAX_SLUG:
            return ReleaseSignature(line, armour)
        faults.add("release-signature-wrong", handle=handle, number=str(number), what=what or UNKNOWN, name=name)
    reading.close(faults)
    return None


def _verify(raw: bytes, armour: bytes) -> tuple[str, str, str]:
    """The key that signed these bytes as a release; else what is wrong and the name that goes with it."""
    try:
        return verify_signature(raw, armour, RELEASE_NAMESPACE).line, "", ""
    except SignatureFault as fault:
        return "", _OTHER_PURPOSE if fault.reason == "namespace" else fault.what, fault.name
