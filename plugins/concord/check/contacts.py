"""Finds what could lead to somebody's door: e-mail addresses and telephone numbers. Used by contact-in-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concord.problems import N_

EMAIL, TELEPHONE = N_("an e-mail address"), N_("a telephone number")

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# International with a plus or 00, or an area code with a separator; years, ISBNs and sums have neither. \d knows the
# digits of every script. It begins with a set of signs, so that the search leaps from one to the next.
_ZERO = "[0०۰٠]"
_PHONE = re.compile(
    rf"[+0०۰٠](?:(?<=\+)(?=(?:[ ()-]{{0,2}}\d){{8}})|{_ZERO}[ -]?(?=[^\D0०۰٠])(?=(?:[ ()-]{{0,2}}\d){{8}})"
    rf"|\d{{2,4}}[ -](?=\d{{6,8}}(?!\d)))\d(?:[ ()-]{{0,2}}\d){{5,14}}(?![\w-])"
)
_ADDRESS = re.compile(r"(?:mailto|tel):", re.IGNORECASE)


def find_contacts(text: str) -> Iterator[tuple[int, str]]:
    """(place, kind of contact as a message id) in the order of the text."""
    found = []
    if "@" in text:
        found += [(match.start(), EMAIL) for match in _MAIL.finditer(text)]
    found += [(match.start(), TELEPHONE) for match in _PHONE.finditer(text) if _stands_alone(text, match.start())]
    if "to:" in (lower := text.lower()) or "tel:" in lower:
        found += [(match.start(), EMAIL if match[0][0] in "mM" else TELEPHONE) for match in _ADDRESS.finditer(text)]
    yield from sorted(found)


def _stands_alone(text: str, at: int) -> bool:
    """Whether a number begins here: not inside a word, a path, a decimal fraction or a range."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "_+/.-")
