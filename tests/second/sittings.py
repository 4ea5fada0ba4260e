"""Archives over which two sides or three sit again and again, at random: changed words, new owners, authors, faults.

Written with nothing but text, so that neither of the two judges has a hand in what is put before them. Each archive has
a few troubles and is sound otherwise: where everything is wrong at once, nothing is agreed, and any two judges say so.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

LANGUAGES = {"hy": "Armn", "ka": "Geor", "ru": "Cyrl"}
SIDES = ("alder", "birch", "cedar")
TROUBLES = (
    "act", "authors", "chain", "facilitator", "idle", "lines", "open", "optional", "owners", "paused", "readers",
    "same", "stub", "terms", "unseen",
)  # fmt: skip
Sign = Callable[[str, bytes], bytes]
Words = dict[tuple[str, str], list[str]]


def write_archive(root: Path, seed: int, preset: str, sign: Sign | None = None, keys: Any = None) -> Path:
    """An archive of one entry and a table with a life behind them. `sign` signs most of the statements."""
    rnd = random.Random(f"{seed} {preset}")
    troubles = {TROUBLES[seed % len(TROUBLES)], *rnd.sample(TROUBLES, rnd.choice([0, 0, 1, 2]))}
    return _Writer(root, rnd, preset, troubles, keys or {}).write(sign)


class _Writer:
    def __init__(self, root: Path, rnd: random.Random, preset: str, troubles: set[str], keys: dict[str, Any]) -> None:
        self.root = root
        self.rnd = rnd
        self.preset = preset
        self.keys = keys
        self.troubles = troubles
        self.sides = SIDES[: 3 if "owners" in self.troubles else rnd.choice([2, 2, 3])]
        self.people: dict[str, dict[str, Any]] = {}

    def has(self, trouble: str, chance: float) -> bool:
        """Whether a trouble of this archive strikes here."""
        return trouble in self.troubles and self.rnd.random() < chance

    def write(self, sign: Sign | None) -> Path:
        """Charter, entry, record, store, statements."""
        for side in self.sides:
            self._build_people(side)
        genesis = self._write_charter()
        words = self._write_words()
        self._write_record(words)
        for handle, person in self.people.items():
            if not handle.endswith("reader"):
                self._sit(handle, person["side"], genesis, words, sign)
        return self.root

    def _build_people(self, side: str) -> None:
        many = self.rnd.choice([2, 2, 3]) if self.preset == "strict" else self.rnd.choice([1, 1, 2])
        for number in range(1, many + 1):
            handle = f"{side}-{number}"
            roles = [_term("steward", "2026-03-04" if self.has("terms", 0.3) else "2026-12-31")]
            if self.has("facilitator", 0.6):
                roles.append({"role": "facilitator", "since": "2026-03-02", "until": "2026-03-09"})
            reads = self.rnd.sample([*LANGUAGES], self.rnd.choice([1, 2, 3]))
            keyed = {"keys": self.keys[handle]} if handle in self.keys else {}
            self.people[handle] = {"side": side, "roles": roles, "reads": reads, **keyed}
        role = "educator" if self.has("readers", 0.5) else "reader"
        roles = [_term(role, "2026-03-04" if self.has("readers", 0.3) else "2026-12-31")]
        self.people[f"{side}-reader"] = {"side": side, "roles": roles, "reads": [*LANGUAGES]}

    def _write_charter(self) -> str:
        words = {"hy": "բառ", "ka": "სიტყვა"}
        policy: dict[str, Any] = {"format": "concord-policy/1", "preset": self.preset}
        if "lines" in self.troubles:
            policy |= {"people_per_side": self.rnd.choice([1, 2]), "seen_lapses_days": self.rnd.choice([0, 5, 40])}
            policy |= {"publish_when": self.rnd.choice(["any_language", "all_languages"])}
        if "authors" in self.troubles:
            policy |= {"author_may_agree": self.rnd.choice(["always", "when_single_steward", "never"])}
        if self.keys:
            policy |= {"approvals": self.rnd.choice(["signed", "recorded"])}
        sides: dict[str, Any] = {side: {"name": words, "heading": words} for side in self.sides}
        if "paused" in self.troubles:
            away = self.rnd.choice(["2026-03-02", "2026-03-10"])
            now, before = (
                {"status": "paused", "status_since": away},
                {"pauses": [{"since": away, "until": "2026-03-11"}]},
            )
            sides[self.sides[-1]] |= self.rnd.choice([now, before])
        languages: dict[str, Any] = {tag: {"name": tag, "script": LANGUAGES[tag]} for tag in LANGUAGES}
        languages["ru"]["required"] = "false"
        self._put("charter/archive.yml", {
            "format": "concord-archive/1", "id": "sittings", "title": words, "summary": words, "demonstration": "true",
            "languages": languages, "language_cycle": [*LANGUAGES],
        })  # fmt: skip
        self._put("charter/sides.yml", {"format": "concord-sides/1", "sides": sides, "cycle": [*self.sides]})
        self._put("charter/people.yml", {"format": "concord-people/1", "people": self.people})
        self._put("charter/policy.yml", policy)
        names = ("archive.yml", "people.yml", "policy.yml", "sides.yml")
        files = {name: find_digest((self.root / "charter" / name).read_bytes()) for name in names}
        link = {"format": "concord-chain/1", "n": "1", "prev": None, "in_force_from": "2026-01-01", "files": files}
        return find_digest(self._put("charter/chain/1.yml", link))

    def _write_words(self) -> Words:
        """The digests of three versions of every part. All bytes are kept; the first version lies in the tree."""
        found: Words = {}
        contested = self.rnd.choice(["true", "false"])
        for version in range(3):
            for about, name, tree, facts in (
                ("entries/song", "entries/song/entry.yml", *self._build_entry(contested, version)),
                ("names", "names.yml", *_build_names(version)),
            ):
                if version == 0:
                    self._put(name, tree)
                self._keep(found, about, "facts", _canonical(facts))
            for tag in LANGUAGES:
                self._keep(found, "names", f"facts.{tag}", _canonical({f"/names/n{version}/about": tag}))
                self._keep(found, "entries/song", f"facts.{tag}", _canonical({"/title": f"{tag} {version}"}))
            owned = [f"{kind}.{side}" for side in self.sides for kind in ("narrative", "reservation")]
            stems = ["text", "common-ground", "voice.shepherds", *owned]
            for part in ["work.hy-Latn", *(f"{stem}.{tag}" for stem in stems for tag in LANGUAGES)]:
                raw = f"{part} {version}\n".encode()
                self._keep(found, "entries/song", part, raw)
                if version == 0:
                    (self.root / f"entries/song/{part}.md").write_bytes(raw)
        return found

    def _build_entry(self, contested: str, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """The file, and what of it is in no language."""
        owners = (
            self.rnd.sample(self.sides, self.rnd.choice([1, 2, 2, 2])) if self.has("owners", 0.8) else [*self.sides]
        )
        work = {"id": "main", "lang": "hy-Latn", "rights": "PDM-1.0", "basis": "public-domain"}
        facts: dict[str, Any] = {
            "format": "concord-entry/1", "id": "song", "share": "yes", "kind": "song", "owned_by": owners,
            "order": owners, "contested": contested, "works": [work],
        }  # fmt: skip
        entry = {**facts, "title": {tag: f"{tag} {version}" for tag in LANGUAGES}}
        entry["works"] = [{**work, "title": {"hy": "ա"}}]
        if self.has("stub", 0.6):
            facts["stub"], entry["stub"] = {}, {"why": dict.fromkeys(LANGUAGES, "…")}
        if self.has("open", 0.6):
            facts["open_questions"], entry["open_questions"] = [None], [dict.fromkeys(LANGUAGES, "?")]
        return entry, facts

    def _write_record(self, words: Words) -> None:
        stewards = [handle for handle in self.people if not handle.endswith("reader")]
        parts = [part for about, part in words if about.startswith("entries/")]
        some = self.rnd.sample(parts, len(parts) // 2) if "authors" in self.troubles else []
        lines = [
            {"part": part, "role": role, "handle": handle}
            for part in some
            for role in self.rnd.choices(["wrote", "translated", "reviewed"])
            for handle in self.rnd.sample(stewards, self.rnd.choice([1, len(stewards) // 2, len(stewards)]))
        ]
        record = {"format": "concord-record/1", "status": "published", "contributions": lines}
        self._put("entries/song/record.yml", record)

    def _sit(self, handle: str, side: str, genesis: str, words: Words, sign: Sign | None) -> None:
        before: bytes | None = None
        day = 1
        for seq in range(1, 4):
            acts = [act for key, digests in words.items() if (act := self._build_act(side, *key, digests, seq))]
            # A side that owns no more has no reason to sit.
            if not acts or (seq > 1 and self.has("owners", 0.4)):
                return
            day += self.rnd.choice([0, 2, 9])
            statement = {
                "format": "concord-statement/1", "genesis": genesis, "seq": str(seq),
                "prev": find_digest(before) if before else None, "date": f"2026-03-{day:02}", "demonstration": "true",
                "acts": acts,
            }  # fmt: skip
            if self.has("chain", 0.3):
                wrong = {"genesis": "ab" * 32, "prev": "cd" * 32, "date": "2026-02-01", "seq": "9"}
                key = self.rnd.choice([*wrong])
                statement[key] = wrong[key]
            path = f"statements/{handle}/{seq}.yml"
            before = self._put(path, statement)
            if sign and self.rnd.random() < 0.95:
                (self.root / f"{path}.sig").write_bytes(sign(handle, before))

    def _build_act(self, side: str, about: str, part: str, digests: list[str], seq: int) -> dict[str, str] | None:
        """What a steward would say at a sitting: all at the first, later of facts and some other parts."""
        kind, *rest = part.split(".")
        later = seq > 1 and find_digest(f"{part} {seq}".encode())[0] > "2" and part != "facts"
        absent = "optional" in self.troubles and part.endswith(".ru") and seq < self.rnd.choice([2, 3])
        idle = any(self.has(one, 0.15 if seq > 1 else 0.01) for one in ("idle", "authors", "owners"))
        if later or absent or idle:
            return None
        act = "agree"
        if kind in {"narrative", "reservation", "voice"}:
            act = "own" if rest[0] == side else "seen"
        if self.has("act", 0.1):
            act = self.rnd.choice(["agree", "own", "seen"])
        if act == "seen" and self.has("unseen", 0.7):
            return None
        rev = self.rnd.choice([1, 2]) if self.has("same", 0.4) else seq
        made = {"act": act, "about": about, "part": part, "rev": str(rev), "sha256": digests[seq - 1]}
        if part != "facts" and not self.has("readers", 0.1):
            made["relies_on"] = f"{side}-reader"
        return made

    def _keep(self, found: Words, about: str, part: str, raw: bytes) -> None:
        digest = find_digest(raw)
        found.setdefault((about, part), []).append(digest)
        (self.root / "agreed").mkdir(exist_ok=True)
        (self.root / "agreed" / digest).write_bytes(raw)

    def _put(self, path: str, tree: Any) -> bytes:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        raw = f"{_flow(tree)}\n".encode()
        target.write_bytes(raw)
        return raw


def _term(role: str, until: str) -> dict[str, str]:
    return {"role": role, "since": "2026-01-01", "until": until}


def _build_names(version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    tree = {"format": "concord-names/1", "names": [{"id": f"n{version}", "about": {tag: tag for tag in LANGUAGES}}]}
    return tree, {"format": "concord-names/1", "names": [{"id": f"n{version}"}]}


def _flow(value: Any) -> str:
    """YAML that is nearly JSON: truth values and numbers are bare, as the reader wants them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None or isinstance(value, int):
        return json.dumps(value)
    bare = value in {"true", "false"} or value.isdigit()
    return str(value) if bare else json.dumps(value, ensure_ascii=False)


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def find_digest(raw: bytes) -> str:
    """SHA-256, as it names everything here."""
    return hashlib.sha256(raw).hexdigest()
