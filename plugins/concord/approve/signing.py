"""Makes keys and signatures through `ssh-keygen`: it alone touches private keys and asks for passphrases."""

from __future__ import annotations

import subprocess
from pathlib import Path

from concord.approve.sshsig import NAMESPACE

_PROGRAM = "ssh-keygen"


class KeygenError(Exception):
    """`ssh-keygen` ended without a result; what it said stands on the terminal already."""


class KeygenMissingError(KeygenError):
    """There is no `ssh-keygen` on this computer."""


def sign_bytes(raw: bytes, key: Path, namespace: str = NAMESPACE) -> bytes:
    """The armoured signature of exactly these bytes. `key` may be a public half whose private half an agent holds."""
    command = [_PROGRAM, "-q", "-Y", "sign", "-f", str(key), "-n", namespace]
    try:
        # Prompts and the request to touch a hardware key go to the terminal, so that they are seen.
        done = subprocess.run(command, input=raw, stdout=subprocess.PIPE, check=False)  # noqa: S603 - fixed words, no shell
    except OSError as error:
        raise KeygenMissingError(_PROGRAM) from error
    if done.returncode or not done.stdout:
        raise KeygenError(_PROGRAM)
    # Where standard output is a text, lines end otherwise; inside the armour that means nothing.
    return done.stdout.replace(b"\r\n", b"\n")


def make_key(path: Path, *, hardware: bool) -> None:
    """A new key without a comment; `ssh-keygen` asks for a passphrase and for a touch."""
    kind = "ed25519-sk" if hardware else "ed25519"
    command = [_PROGRAM, "-q", "-t", kind, "-C", "", "-f", str(path)]
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - fixed words, no shell
    except OSError as error:
        raise KeygenMissingError(_PROGRAM) from error
    if done.returncode:
        raise KeygenError(_PROGRAM)


def read_public(path: Path) -> str:
    """Kind and letters of a public key file, of a key itself or of its public half; the comment is left out."""
    public = path if path.suffix == ".pub" else path.with_name(f"{path.name}.pub")
    with public.open("rb") as file:
        text = file.read(4096).decode("ascii", "replace")
    return " ".join(text.split()[:2])
