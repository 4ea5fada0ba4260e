"""A key is too weak, or of a kind that is not taken.

What: Taken are ed25519, ECDSA, RSA of 3072 bits or more, and keys in hardware, written as `ssh-keygen` writes them.
A signature made with SHA-1 is not taken either.
Why: With a weak key others can sign in its owner's name.
Bad:
    key: ssh-rsa AAAA... (2048 bits)
Good:
    key: ssh-ed25519 AAAA...
Fix: Make a new key with `concord key new` and write it into `people.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.sshkeys import parse_key
from concord.approve.sshwire import SignatureFault
from concord.check.context import Context
from concord.check.keys import iter_keys
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="AP041",
    name="key-weak",
    severity=Severity.ERROR,
    message=N_("This key of {handle} is not taken: {what}."),
    help=N_("Make a new one: concord key new --as {handle}"),
    demands=("S04", "F03"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Every key of everybody. Weak signatures are found where they are read."""
    for held in iter_keys(context):
        try:
            parse_key(held.key.key)
        except SignatureFault as fault:
            yield build_problem(RULE, held.place, handle=held.handle, what=fault.what, name=fault.name)
