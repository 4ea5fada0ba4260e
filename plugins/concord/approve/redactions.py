"""Redactions for safety: the one lawful way to take agreed bytes out of the archive, and whose word it needs (F10).

An act `agree` about `redactions/<n>`, part `facts`, names the SHA-256 of the record's own canonical JSON. It counts
from a safety coordinator in office; two of different sides are needed, and the record has to name both. The record
names the entry and how many files there were, and no digest of any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from concord.approve.digest import canonical_json, digest_bytes
from concord.approve.ledger import build_ledger
from concord.approve.policy import resolve_policy
from concord.model.archive import Archive, Charter
from concord.model.document import Tree
from concord.model.programme import Redaction
from concord.model.statement import Act, ActName

PART: Final = "facts"
FEWEST_SIDES: Final = 2


def name_redaction(number: int) -> str:
    """How statements name a redaction."""
    return f"redactions/{number}"


def digest_redaction(redaction: Redaction) -> str:
    """The digest of a record: of its fields as text, whatever the file around them looks like."""
    tree: Tree = {
        "by": list(redaction.by), "date": redaction.on, "entry": redaction.entry, "files": str(redaction.files),
        "ground": redaction.ground, "n": str(redaction.n),
    }  # fmt: skip
    return digest_bytes(canonical_json(tree))


def build_redaction_act(redaction: Redaction) -> Act:
    """The act that agrees to a redaction."""
    about, sha256 = name_redaction(redaction.n), digest_redaction(redaction)
    return Act(act=ActName.AGREE, about=about, part=PART, rev=1, sha256=sha256)


def iter_redactions(archive: Archive) -> Iterator[Redaction]:
    """Every record, agreed to or not."""
    file = archive.programme.redactions
    yield from file.value.redactions if file else ()


def find_agreeing(archive: Archive, rules: Charter, redaction: Redaction, as_of: str) -> frozenset[str]:
    """The sides whose coordinators have agreed to a record and are named in it."""
    ledger = build_ledger(replace(archive, charter=rules), resolve_policy(rules.policy.value), as_of)
    sha256 = digest_redaction(redaction)
    given = ledger.of(name_redaction(redaction.n), PART)
    return frozenset(act.side for act in given if act.sha256 == sha256 and act.handle in redaction.by)


def find_subjects(archive: Archive) -> dict[str, set[str]]:
    """What each digest was ever approved as words of."""
    subjects: dict[str, set[str]] = defaultdict(set)
    for statement in archive.statements:
        for act in statement.file.value.acts:
            subjects[act.sha256].add(act.about)
    return subjects


def find_redacted(archive: Archive, as_of: str) -> frozenset[str]:
    """Entries of which something was taken out by the word of two sides, by the rules as they stand."""
    rules = archive.charter
    if rules is None:
        return frozenset()
    records = iter_redactions(archive)
    return frozenset(one.entry for one in records if len(find_agreeing(archive, rules, one, as_of)) >= FEWEST_SIDES)


def find_open_redactions(archive: Archive, handle: str) -> tuple[Redaction, ...]:
    """Records that name this person and to which the person has not agreed."""
    said = {
        (act.about, act.sha256)
        for statement in archive.statements
        if statement.handle == handle
        for act in statement.file.value.acts
    }
    named = (one for one in iter_redactions(archive) if handle in one.by)
    return tuple(one for one in named if (name_redaction(one.n), digest_redaction(one)) not in said)
