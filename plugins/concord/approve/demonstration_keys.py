"""Keys of demonstrations: everybody can make them, so what they sign is never taken for somebody's word elsewhere.

Their fingerprints are published here. They belong in archives marked `demonstration: true` and are refused in others.
"""

from __future__ import annotations

import hashlib
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from concord.approve.sshkeys import parse_key
from concord.approve.sshwire import SignatureFault

_SENTENCE: Final = "Concord, demonstration key {number}: anybody can sign with it, so it says nothing"
NUMBERS: Final = range(1, 25)
FINGERPRINTS: Final = frozenset(
    {
        "SHA256:Vdr490WjrSpg1nPvaVQNxiiYPw8eb1TUeTfGl6lJfiY",
        "SHA256:j5YNoedp5yt0qTz4MlVQQDrIZdDoHMCRWYXKvbU/w/U",
        "SHA256:lyd+WogLVwtenDK3KktI7xBsVfd3IeIk8RypJMu29Aw",
        "SHA256:ujESIURIU9lQjbs+Bez6zkaQl/qL86IXspUs7UXSPPc",
        "SHA256:tBWTqMCm8R8Qs4VAPckU9CHwSTOC6iBHQiiFZp6sp1I",
        "SHA256:BBvMt2HyRvl9aWE0dYcS3C43z4tcqfoAG4ooT2q8zM4",
        "SHA256:68ug924p7dYQC880VxifILrlECdwIy8I9RNXknwjRGI",
        "SHA256:7NinvD4LYyFSY9qKQmLiR/fpz1JFNu/zMU9b6SQpWb4",
        "SHA256:fd4peyJG9aRPfxaYQ59QEmyXlybsuHkojYuJ31L2NQw",
        "SHA256:9KAy77kDLlQMwn03ssB6bg5Pj5ojtkM32SSKLcxFJgI",
        "SHA256:7+G/3IhO1ovS96I8ELH+9YqKzTLi/hT4MufwmiqaTM0",
        "SHA256:P4iLBwoimYejSxG0K2ZoeY7rmez/jtM/5J2RsUjg9qs",
        "SHA256:3vF6aM6VFXTGSpDiqZMiXdvvF9pvmCfaPoh623UZOiU",
        "SHA256:65UVpqkzXcKYG+ISSfJMFgVM8X/D3cnsPz551ZxtY7c",
        "SHA256:QurGoG3+owBwvduZd6zyoId5SuuVcRoQNwwsECpXgXk",
        "SHA256:jGZsqVK4reddn38Kr3iUvpJ6+6BfMP1FtqbH8UcX2Jo",
        "SHA256:KD2Yl2+nqQmnCk2fn5jSBlBQf/CmrSxMmPPJ5OqEV6M",
        "SHA256:bLzREtjjm24Dl0D3EM3HtCQUa31uB9EXo+lG83uLq9E",
        "SHA256:lyHikspiBFxN6TrqMnigjc31nvgkx+bgKLsTB9bc9K0",
        "SHA256:QgXTvz3YGgREnxAQNeT5wyKW/zpZqrD/xhEGrL7Hj2k",
        "SHA256:GC4eg5LROZNQIt4i3xqSlCGkBsJnSR8Q5XShCUYPzIE",
        "SHA256:rN0ZR/Z9L8zXHS2bQwAkSytGd2lZD+1GmA9I2Rk4Mjk",
        "SHA256:R+XIeTjH+spXIk9khOolRut6VI7Ou+YSlxYU/rSBUis",
        "SHA256:Hjda55mb7NwRl0FwMwMOEGGTLfNipp93h4Hv4l8/B08",
    }
)


def derive_demonstration_key(number: int) -> Ed25519PrivateKey:
    """The private key with this number. There is nothing secret about it."""
    if number not in NUMBERS:
        raise ValueError(number)
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(_SENTENCE.format(number=number).encode()).digest())


def render_private(number: int) -> bytes:
    """The file that ssh-keygen reads."""
    return derive_demonstration_key(number).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def render_public(number: int) -> str:
    """The line for people.yml."""
    raw = derive_demonstration_key(number).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return raw.decode("ascii")


def is_demonstration_key(line: str) -> bool:
    """Whether a key of people.yml is one of these."""
    try:
        return parse_key(line).fingerprint in FINGERPRINTS
    except SignatureFault:
        return False
