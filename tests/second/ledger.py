"""Which acts count: statements read in their chains, with signatures, terms and readers, as docs/formats.md says."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from second.facts import find_digest, read_yaml

# The table of docs/policy.md, as far as it decides what is agreed.
_LINES = (
    "people_per_side", "author_may_agree", "seen_by_others", "seen_lapses_days", "readers_required", "publish_when",
    "approvals",
)  # fmt: skip
PRESETS: dict[str, dict[str, Any]] = {
    name: dict(zip(_LINES, values, strict=True))
    for name, values in {
        "light": (1, "always", False, 0, False, "any_language", "recorded"),
        "standard": (1, "when_single_steward", True, 21, True, "all_languages", "recorded"),
        "strict": (2, "never", True, None, True, "all_languages", "recorded"),
    }.items()
}


@dataclass(frozen=True)
class Said:
    """An act that counts."""

    handle: str
    side: str
    date: str
    act: str
    about: str
    part: str
    rev: int
    digest: str


@dataclass(frozen=True)
class Charter:
    """What all sides agreed about the archive itself, and its genesis."""

    genesis: str
    people: dict[str, Any]
    sides: dict[str, Any]
    languages: dict[str, Any]
    policy: dict[str, Any]

    @property
    def required(self) -> list[str]:
        """Languages for which a revision waits."""
        every = self.policy["publish_when"] == "all_languages"
        return [lang for lang, one in self.languages.items() if every and one.get("required") != "false"]

    def is_active(self, side: str, day: str) -> bool:
        return side in self.sides and not self.is_away(side, day, day)

    def is_away(self, side: str, since: str, until: str) -> bool:
        """Whether a side had paused or left on any of some days."""
        one = self.sides.get(side, {})
        gone = one.get("status", "active") != "active" and (one.get("status_since") or "") <= until
        return gone or any(each["since"] <= until and since <= each["until"] for each in one.get("pauses") or [])

    def holds(self, handle: str, role: str, day: str) -> bool:
        roles = self.people.get(handle, {}).get("roles", [])
        return any(one["role"] == role and one["since"] <= day <= one["until"] for one in roles)

    def reads(self, handle: str, lang: str) -> bool:
        """A language that somebody reads covers its scripts: `pa` covers `pa-Guru`."""
        known = self.people.get(handle, {}).get("reads") or []
        return any(f"{lang}-".lower().startswith(f"{one}-".lower()) for one in known)

    def count_stewards(self, side: str, day: str) -> int:
        return sum(one.get("side") == side and self.holds(name, "steward", day) for name, one in self.people.items())


def read_charter(root: Path, preset: str | None = None) -> Charter:
    """The charter as it lies there; with `preset` judged by another policy than its own.

    Only that of the founding: which later link is in force on a day is not judged here.
    """
    if (root / "charter/chain/2.yml").exists():
        raise NotImplementedError
    trees = {name: read_yaml((root / f"charter/{name}.yml").read_bytes()) for name in ("archive", "people", "sides")}
    stated = {} if preset else read_yaml((root / "charter/policy.yml").read_bytes())
    lines = {key: _value(text) for key, text in stated.items() if key in _LINES and text is not None}
    return Charter(
        find_digest((root / "charter/chain/1.yml").read_bytes()),
        trees["people"]["people"],
        trees["sides"]["sides"],
        trees["archive"]["languages"],
        PRESETS[preset or stated["preset"]] | lines,
    )


def _value(text: str) -> Any:
    return int(text) if text.isdigit() else {"true": True, "false": False}.get(text, text)


def find_acts(charter: Charter, root: Path, as_of: str) -> Iterator[Said]:
    """Every act that counts, by person and in the order in which it was said."""
    for handle in sorted(charter.people):
        paths = (root / f"statements/{handle}/{seq}.yml" for seq in range(1, 1_000_000))
        raws: list[bytes] = []
        for path in paths:
            if not path.exists():
                break
            raws.append(path.read_bytes())
        digests = [find_digest(raw) for raw in raws]
        yield from _walk(charter, root / f"statements/{handle}", raws, digests, as_of)


def _walk(charter: Charter, folder: Path, raws: list[bytes], digests: list[str], as_of: str) -> Iterator[Said]:
    handle = folder.name
    last = ""
    for at, raw in enumerate(raws):
        tree = read_yaml(raw)
        key = _find_key(charter, handle, raw, folder / f"{at + 1}.yml.sig")
        prev = digests[at - 1] if at else None
        follows = (tree["genesis"], tree["seq"], tree.get("prev")) == (charter.genesis, str(at + 1), prev)
        if key is False or not follows or not last <= tree["date"] <= as_of:
            return
        last = tree["date"]
        if key is None or _counts(key, charter.people[handle]["keys"], last, digests, at):
            for act in tree["acts"]:
                if _is_lawful(charter, handle, act, last):
                    yield Said(handle, charter.people[handle]["side"], last, act["act"], act["about"], act["part"],
                               int(act["rev"]), act["sha256"])  # fmt: skip


def _is_lawful(charter: Charter, handle: str, act: dict[str, str], day: str) -> bool:
    """Whether a steward in office says of these words what the steward's side can say of them."""
    side = charter.people[handle].get("side")
    in_office = charter.holds(handle, "steward", day) and not charter.holds(handle, "facilitator", day)
    if not side or not in_office or not charter.is_active(side, day):
        return False
    kind, *rest = act["part"].split(".")
    attributed = kind in {"narrative", "reservation", "voice"}
    if attributed and kind == "voice" and rest[0] in charter.sides:
        return False
    fits = ("own" if rest[0] == side else "seen") if attributed else "agree"
    if act["act"] != fits:
        return False
    lang = None if act["part"] == "facts" or act["part"].startswith("media/") else rest[-1]
    reader = act.get("relies_on") or ""
    relied = lang and charter.holds(reader, "reader", day) and charter.reads(reader, lang)
    return not charter.policy["readers_required"] or not lang or charter.reads(handle, lang) or bool(relied)


def _find_key(charter: Charter, handle: str, raw: bytes, signature: Path) -> Any:
    """The person's key that signed; None where nobody had to and did; False where a signature is not right."""
    if not signature.exists():
        return None if charter.policy["approvals"] == "recorded" else False
    for key in charter.people[handle].get("keys") or []:
        with tempfile.NamedTemporaryFile("w") as allowed:
            allowed.write(f'{handle} namespaces="approval@concord" {key["key"]}\n')
            allowed.flush()
            call = ["ssh-keygen", "-Y", "verify", "-f", allowed.name, "-I", handle, "-n", "approval@concord", "-s"]
            if not subprocess.run([*call, str(signature)], input=raw, capture_output=True, check=False).returncode:
                return key
    return False


def _counts(key: dict[str, Any], keys: list[dict[str, Any]], day: str, digests: list[str], at: int) -> bool:
    """Whether a key counts for the statement at a place of the chain."""

    def is_in_time(one: dict[str, Any]) -> bool:
        return bool(one["since"] <= day <= (one.get("until") or "9999"))

    if gone := key.get("revoked"):
        good = gone.get("last_good")
        if good not in digests or at > digests.index(good):
            return False
    others = (one for one in keys if one.get("recovery") != "true" and is_in_time(one))
    spare = key.get("recovery") == "true" and any(
        not one.get("revoked") or day < one["revoked"]["on"] for one in others
    )
    return is_in_time(key) and not spare
