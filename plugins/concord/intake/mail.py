"""Finds the patches in mail: of a message nothing but the body is taken, so no line of its head goes any further."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

from concord.problems import N_
from concord.sheets.faults import Refusal

_HEAD: Final = re.compile(rb"(?:From |[A-Za-z][A-Za-z-]*: )")
# Lines that only heads of mail have: a mail must never pass for a file of answers, since it says who sent it.
_OF_MAIL: Final = re.compile(
    rb"^(?:From |>From |(?:From|To|Cc|Date|Subject|Sender|Reply-To|Received|Return-Path|Delivered-To|Message-ID"
    rb"|MIME-Version|Content-Type|DKIM-Signature|X-[A-Za-z-]+):)",
    re.MULTILINE | re.IGNORECASE,
)
_DIFF: Final = re.compile(rb"^(?:diff --git |--- |\+\+\+ |GIT binary patch)", re.MULTILINE)
# Where one message ends and the next begins: a line of its own that no line of a patch looks like.
_NEXT: Final = re.compile(rb"(?:\A|(?<=\n))From [^\n]*\n(?=[A-Za-z][A-Za-z-]*: )")
_MOST_PARTS: Final = 200


def is_patch(raw: bytes) -> bool:
    """Whether a file is mail or holds a patch; answers to the nine questions look like neither."""
    return _OF_MAIL.search(raw) is not None or _DIFF.search(raw) is not None


def find_bodies(raw: bytes) -> Iterator[list[bytes]]:
    """The lines of every body in which a patch may stand, without what mail did to them. Raises Refusal."""
    if not _HEAD.match(raw):
        yield _split(raw)
        return
    starts = [match.start() for match in _NEXT.finditer(raw)] or [0]
    if starts[0] != 0:
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        yield from _find_in_message(raw[start:end])


def _find_in_message(raw: bytes) -> Iterator[list[bytes]]:
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        payloads = [
            payload for part in _iter_parts(message) if isinstance(payload := part.get_payload(decode=True), bytes)
        ]
    except Exception:  # noqa: BLE001 - mail of strangers may make the parser raise anything; all of it means one thing
        raise Refusal("parcel-refused", what=N_("mail that cannot be read")) from None
    yield from (_split(payload) for payload in payloads if _DIFF.search(payload))


def _iter_parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise ValueError
        if not part.is_multipart():
            yield part


def _split(raw: bytes) -> list[bytes]:
    """Lines without their ends; mail writes all of them as Windows does."""
    return raw.replace(b"\r\n", b"\n").split(b"\n")
