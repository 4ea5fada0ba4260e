"""Answers as text and as JSON. Every value may have been chosen by a stranger, and is made harmless to look at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from concord.problems import N_
from concord.report.visible import defuse, escape_hidden
from concord.verify.difference import FROZEN, Difference, Level
from concord.verify.releases import SENTENCES
from concord.verify.run import Mirrors, Verified

Say = Callable[[str], str]

_MOST: Final = 50
_LEVELS: Final = {
    Level.AGREEMENT: N_("Agreement"),
    Level.WORDS: N_("Agreed words"),
    Level.PRESENTATION: N_("Presentation"),
}
_GOOD: Final = {
    Level.AGREEMENT: N_("good: {parts} pieces of {entries} entries are agreed by those who keep them, as of {as_of}"),
    Level.WORDS: N_("good: {files} files made again from the agreed words, and all the same"),
    Level.PRESENTATION: N_("good: no file altered, added or missing"),
}
_BAD: Final = N_("NOT good: {count} differences")
_KNOWN: Final = N_("This is the archive that you know: {genesis}")
_UNKNOWN: Final = N_(
    "Consistent with itself, not authenticated: compare this fingerprint with one you have from elsewhere: {genesis}"
)
_UNPROVEN: Final = N_("Shown in short or withheld, so that there are no words to compare: {names}")
_UNEXPLAINED: Final = N_("Named in approvals and not shown: {names}")
_HELD: Final = N_("Only the site itself says that newer words still wait for somebody: {names}")
_UNSIGNED: Final = N_(
    "{count} of {all} files of approvals have no signature: whoever could write this site could have written them."
)
_MORE: Final = N_("and {count} more")
_AHEAD: Final = {
    "first": N_("A holds every approval of B, and more."),
    "second": N_("B holds every approval of A, and more."),
}
_SAME: Final = N_("The two are the same, byte by byte.")


def render_verified(found: Verified, say: Say, *, is_frozen: bool) -> str:
    """The three answers, each with what differs, then what could not be asked."""
    lines: list[str] = []
    for level in Level:
        differences = found.find(level)
        answer = _fill(say, _BAD, count=str(len(differences))) if differences else _praise(found, level, say)
        lines += [f"{say(_LEVELS[level])}: {answer}", *_list(differences, say)]
    lines += _note(found, say, is_frozen=is_frozen)
    return defuse("\n".join(lines) + "\n", "(")


def _praise(found: Verified, level: Level, say: Say) -> str:
    words = found.proof.words
    return _fill(
        say,
        _GOOD[level],
        parts=str(len(words.parts) if words else 0),
        entries=str(len(words.books.entries) if words else 0),
        as_of=words.books.as_of if words else "-",
        files=str(found.repeated.count),
    )


def _note(found: Verified, say: Say, *, is_frozen: bool) -> Iterator[str]:
    release = found.release
    number, names = str(release.number or "-"), ", ".join(release.missing)
    yield _fill(say, SENTENCES[release.standing], number=number, names=names)
    if found.unproven:
        yield _fill(say, _UNPROVEN, names=", ".join(found.unproven[:_MOST]))
    if found.unexplained:
        yield _fill(say, _UNEXPLAINED, names=", ".join(found.unexplained[:_MOST]))
    if found.held:
        yield _fill(say, _HELD, names=", ".join(found.held[:_MOST]))
    if found.unsigned:
        count = len(found.proof.archive.statements)
        yield _fill(say, _UNSIGNED, count=str(found.unsigned), all=str(count))
    if is_frozen and found.proof.words:
        yield _fill(say, FROZEN, found=found.proof.words.books.as_of)
    yield _fill(say, _KNOWN if found.is_known else _UNKNOWN, genesis=found.proof.genesis or "-")


def _list(differences: Iterable[Difference], say: Say) -> Iterator[str]:
    found = list(differences)
    for one in found[:_MOST]:
        yield f"  {escape_hidden(one.path)}: {_fill(say, one.message, **one.values)}"
    if len(found) > _MOST:
        yield f"  {_fill(say, _MORE, count=str(len(found) - _MOST))}"


def _fill(say: Say, message: str, **values: str) -> str:
    return say(message).format(**{name: escape_hidden(value) for name, value in values.items()})


def render_mirrors(found: Mirrors, say: Say) -> str:
    """What two copies differ in."""
    lines = list(_list(found.differences, say)) or [say(_SAME)]
    lines += [say(_AHEAD[found.ahead])] if found.ahead else []
    return defuse("\n".join(lines) + "\n", "(")


def build_json(found: Verified, say: Say, *, is_frozen: bool) -> str:
    """The same for machines."""
    words = found.proof.words
    return _write(
        {
            "format": "concord-verified/1",
            "genesis": found.proof.genesis,
            "authenticated": found.is_known,
            "as_of": words.books.as_of if words else None,
            "made_with": words.made_with if words else None,
            "levels": {level.value: not found.find(level) for level in Level},
            "differences": _build(found.differences, say),
            "unproven": list(found.unproven),
            "unexplained": list(found.unexplained),
            "held": list(found.held),
            "unsigned": found.unsigned,
            "release": {
                "standing": found.release.standing.value,
                "number": found.release.number,
                "missing": list(found.release.missing),
            },
            "frozen": is_frozen,
        }
    )


def build_mirrors_json(found: Mirrors, say: Say) -> str:
    """The same for machines."""
    differences = _build(found.differences, say)
    return _write({"format": "concord-mirrors/1", "differences": differences, "ahead": found.ahead or None})


def _build(differences: Iterable[Difference], say: Say) -> list[dict[str, object]]:
    return [
        {
            "level": one.level.value,
            "path": one.path,
            "values": dict(one.values),
            "message": _fill(say, one.message, **one.values),
        }
        for one in differences
    ]


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"
