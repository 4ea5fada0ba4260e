"""A second implementation of what is agreed, from docs/ alone. In tests/: `python -m second.judge ARCHIVE --as-of DAY`.

It imports nothing of the tool, so a fault of the tool is not repeated here, and whatever it could not have been written
from is missing in docs/formats.md. Fingerprints come from `sha256sum`, signatures are asked of `ssh-keygen`.
It judges an archive, or /proof of a site; it is no guard against hostile files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from second import ledger
from second.facts import TABLES, canonical, find_digest, find_digests, read_yaml, split_facts

Words = dict[str, str]


@dataclass
class Archive:
    """What lies in a folder, and what its policy asks."""

    root: Path
    as_of: str
    preset: str | None = None

    def __post_init__(self) -> None:
        self.charter = ledger.read_charter(self.root, self.preset)
        self.policy = self.charter.policy
        self.acts: dict[str, list[ledger.Said]] = defaultdict(list)
        for said in ledger.find_acts(self.charter, self.root, self.as_of):
            self.acts[said.about].append(said)
        words = self.root / "words.json"
        self.books = json.loads(words.read_bytes())["books"]["entries"] if words.exists() else {}

    @cached_property
    def proposed(self) -> dict[str, Words]:
        """Digests of the words in the tree; none in the proof of a site."""
        files: dict[Path, tuple[str, str]] = {}
        found: dict[str, Words] = {}
        for path in [*self.root.glob("entries/*/entry.yml"), *(self.root / f"{name}.yml" for name in TABLES)]:
            if path.exists():
                about = f"entries/{path.parent.name}" if path.name == "entry.yml" else path.stem
                parts = split_facts(path.stem, read_yaml(path.read_bytes()))
                found[about] = {name: find_digest(raw) for name, raw in parts.items()}
                self.kept[found[about]["facts"]] = parts["facts"]
        for path in [*self.root.glob("entries/*/*.md"), *self.root.glob("entries/*/captions.*.vtt")]:
            files[path] = (f"entries/{path.parent.name}", path.stem)
        for path in self.root.glob("entries/*/media/*"):
            files[path] = (f"entries/{path.parent.parent.name}", f"media/{path.name}")
        for path, digest in find_digests([*files]).items():
            found.setdefault(files[path][0], {})[files[path][1]] = digest
        return found

    @cached_property
    def kept(self) -> dict[str, bytes]:
        """Agreed bytes that are what their name says, and what a proof says of facts that it does not show whole."""
        paths = sorted((self.root / "agreed").glob("*"))
        kept = {path.name: path.read_bytes() for path, digest in find_digests(paths).items() if digest == path.name}
        short = {book["shown"]["facts"]: book["short"]["facts"] for book in self.books.values() if book.get("short")}
        return kept | {digest: canonical(facts) for digest, facts in short.items()}

    def find_authors(self, about: str) -> dict[str, set[str]]:
        """Who wrote or translated which part, as the record says, or the proof."""
        found: dict[str, set[str]] = defaultdict(set)
        for part, handles in self.books.get(about.removeprefix("entries/"), {}).get("authors", {}).items():
            found[part] |= set(handles)
        path = self.root / about / "record.yml"
        for one in (read_yaml(path.read_bytes()) if path.exists() else {}).get("contributions") or []:
            if one["role"] != "reviewed" and one.get("handle"):
                found[one["part"]].add(one["handle"])
        return found


class Thing:
    """An entry or a table, and all that was said of it."""

    def __init__(self, archive: Archive, about: str) -> None:
        self.archive = archive
        self.about = about
        self.acts = archive.acts[about]
        self.common = [said for said in self.acts if said.act == "agree"]
        self.authors = archive.find_authors(about)
        self.charter = archive.charter

    def judge(self) -> Words:
        """The agreed words: the highest complete revision of the common voice, and each account by itself."""
        agreed: Words = {}
        owners: set[str] = set()
        for rev in sorted({said.rev for said in self.common}):
            for facts in self._find_facts(rev, owners):
                own = self._find_owners(facts)
                if words := self._find_revision(rev, facts, Deciding(own | owners, self._says_less(facts, owners))):
                    agreed, owners = words, own
        return agreed | (self._find_attributed(owners) if agreed else {})

    def _find_facts(self, rev: int, before: set[str]) -> list[str]:
        """Digests of facts that may stand at a revision, those agreed to first before the others."""
        at, digests = self._find_last("facts", rev)
        found = []
        for digest in digests:
            own = set() if self._open(digest) is None else self._find_owners(digest)
            who = Deciding(own | before, self._says_less(digest, before))
            if len(own) > 1 and self._is_agreed("facts", digest, at, who):
                days = [day for side in who.owners for day in self._find_days("facts", digest, at, side)]
                found.append((max(days), digest))
        return [digest for _, digest in sorted(found)]

    def _open(self, digest: str) -> Any:
        """The facts behind a digest; of a table nothing in them matters."""
        if self.about in TABLES:
            return {}
        raw = self.archive.kept.get(digest)
        facts = json.loads(raw) if raw else {}
        return facts if {"owned_by", "order", "kind"} <= facts.keys() else None

    def _find_owners(self, digest: str) -> set[str]:
        if self.about in TABLES:
            active = {side for side in self.charter.sides if self.charter.is_active(side, self.archive.as_of)}
            return active if len(active) > 1 else set(self.charter.sides)
        return set(self._open(digest)["owned_by"])

    def _says_less(self, digest: str, before: set[str]) -> bool:
        """A stub of what the same sides own: it does not wait for one that is away."""
        facts = self._open(digest)
        return facts is not None and "stub" in facts and set(facts["owned_by"]) == before

    def _find_last(self, part: str, rev: int) -> tuple[int, set[str]]:
        """The last revision up to one at which somebody acted on a part, and the words acted on there."""
        said = [one for one in self.common if one.part == part and one.rev <= rev]
        at = max((one.rev for one in said), default=0)
        return at, {one.digest for one in said if one.rev == at}

    def _find_met(self, part: str, rev: int, who: Deciding) -> str | None:
        """The agreed words among them; of two the later, of two of one day that of the greater digest."""
        at, digests = self._find_last(part, rev)
        met = [
            (max(one.date for one in self._count(part, digest, at)), digest)
            for digest in digests
            if self._is_agreed(part, digest, at, who)
        ]
        return max(met)[1] if met else None

    def _find_revision(self, rev: int, facts: str, who: Deciding) -> Words | None:
        """The words of a revision around some facts; None while it is not complete."""
        tree = self._open(facts)
        if not all(self._find_met(part, rev, who) for part in find_files(tree)):
            return None
        languages: dict[str, Words] = {}
        for lang in self.charter.languages:
            required = lang in self.charter.required
            for at in [rev] if required else sorted({s.rev for s in self.common if s.rev <= rev}, reverse=True):
                if all(self._find_met(part, at, who) for part in self._find_needed(lang, at, tree, who)):
                    languages[lang] = self._find_words(lang, at, who)
                    break
        if not languages or not set(self.charter.required) <= languages.keys():
            return None
        words = self._find_words(None, rev, who) | {"facts": facts}
        for found in languages.values():
            words |= found
        return words

    def _find_words(self, lang: str | None, rev: int, who: Deciding) -> Words:
        """All agreed parts of a language, or of none: media, and works whatever they are written in."""
        names = {one.part for one in self.common}
        ours = (part for part in names if (None if part.startswith("work") else find_language(part)) == lang)
        return {part: digest for part in ours if (digest := self._find_met(part, rev, who))}

    def _find_needed(self, lang: str, rev: int, facts: Any, who: Deciding) -> list[str]:
        """The parts of a language for which a revision waits."""
        access = facts.get("access") or ("open" if facts.get("share") == "yes" else "closed")
        if self.about in TABLES or facts.keys() & {"stub", "tombstone"} or access in {"closed", "embargo"}:
            return [f"facts.{lang}"]
        owed = facts.get("contested") == "true" and not facts.get("open_questions")
        ground = f"common-ground.{lang}"
        ats = {one.rev for one in self.common if one.part == ground and one.rev <= rev}
        given = any(self._find_met(ground, at, who) for at in ats)
        captions = [f"captions.{one['id']}.{lang}" for one in facts.get("media") or [] if is_recording(one["file"])]
        return [f"facts.{lang}", f"text.{lang}", *captions, *([ground] if owed or given else [])]

    def _find_attributed(self, owners: set[str]) -> Words:
        """Accounts, reservations and voices, each at its own highest revision."""
        found: dict[str, tuple[int, str, str]] = {}
        for said in self.acts:
            spoken = find_language(said.part) in self.charter.languages
            if said.act != "agree" and spoken and self._is_told(said.part, said.digest, said.rev, owners):
                last = max(one.date for one in self._find_standing(said.part, said.digest, said.rev))
                found[said.part] = max(found.get(said.part, (0, "", "")), (said.rev, last, said.digest))
        return {part: digest for part, (_, _, digest) in found.items()}

    def _is_told(self, part: str, digest: str, at: int, owners: set[str]) -> bool:
        kind, speaker, *_ = part.split(".")
        policy = self.archive.policy
        said = self._find_standing(part, digest, at)
        seen = {one.side for one in said if one.act == "seen"}
        if kind == "voice":
            return owners <= seen
        days = sorted({one.handle: one.date for one in reversed(said) if one.act == "own"}.values())
        if speaker not in owners or len(days) < policy["people_per_side"]:
            return False
        since = days[policy["people_per_side"] - 1]
        waits = {
            side for side in owners - {speaker} - seen if not self.charter.is_away(side, since, self.archive.as_of)
        }
        if kind == "reservation" or not policy["seen_by_others"] or not waits:
            return True
        end = dt.date.fromisoformat(since) + dt.timedelta(days=policy["seen_lapses_days"] or 0)
        return policy["seen_lapses_days"] is not None and end <= dt.date.fromisoformat(self.archive.as_of)

    def _is_agreed(self, part: str, digest: str, at: int, who: Deciding) -> bool:
        """Whether enough people of every owning side have said agree to exactly these words."""
        days = {side: self._find_days(part, digest, at, side) for side in who.owners}
        missing = {side for side, day in days.items() if not day}
        if not missing or not who.says_less or not part.startswith("facts") or len(days) - len(missing) < 2:
            return not missing
        since = max(day[0] for day in days.values() if day)
        return all(self.charter.is_away(side, since, self.archive.as_of) for side in missing)

    def _find_days(self, part: str, digest: str, at: int, side: str) -> list[str]:
        """The day on which a side had agreed; none if it has not."""
        people = {one.handle: one.date for one in reversed(self._count(part, digest, at)) if one.side == side}
        many = self.archive.policy["people_per_side"]
        return sorted(people.values())[many - 1 : many]

    def _count(self, part: str, digest: str, at: int) -> list[ledger.Said]:
        """Who agreed to these words, by day, without authors whose own word policy leaves out."""
        said = self._find_standing(part, digest, at)
        authors = self.authors[part]
        rule = self.archive.policy["author_may_agree"]

        def counts(one: ledger.Said) -> bool:
            if rule == "always" or one.handle not in authors:
                return True
            others = any(other.side != one.side and other.handle not in authors for other in said)
            return rule == "when_single_steward" and others and self.charter.count_stewards(one.side, one.date) <= 1

        return [one for one in said if counts(one)]

    def _find_standing(self, part: str, digest: str, at: int) -> list[ledger.Said]:
        """What was said of words, by day, without sides that have said yes to other words since, up to a revision."""
        said = [one for one in self.acts if one.part == part]
        moved = [one for one in said if one.digest != digest and one.rev <= at and one.act != "seen"]
        left = {(one.side, rev) for one in moved for rev in range(one.rev)}
        these = (one for one in said if one.digest == digest)
        standing = (one for one in these if one.act == "seen" or (one.side, one.rev) not in left)
        return sorted(standing, key=lambda one: one.date)


@dataclass(frozen=True)
class Deciding:
    """The sides that have to agree; `says_less` where one that is away is not waited for."""

    owners: set[str]
    says_less: bool = False


def find_language(part: str) -> str | None:
    """The language of a part, from the end of its name."""
    return None if part == "facts" or part.startswith("media/") else part.rsplit(".", 1)[1]


def is_recording(file: str) -> bool:
    """A sound or a film, by its name."""
    return file.rsplit(".", 1)[1] in {"mp3", "m4a", "mp4"}


def find_files(facts: Any) -> set[str]:
    """The media that facts name, and the works in every version."""
    found = {f"media/{one['file']}" for one in facts.get("media") or []}
    for work in facts.get("works") or []:
        stem = "work" if work["id"] == "main" else f"work.{work['id']}"
        found |= {f"{stem}.{one['lang']}" for one in [work, *(work.get("versions") or [])]}
    return found


def judge(root: Path, as_of: str, preset: str | None = None) -> dict[str, Words]:
    """The agreed words of an archive or a proof: by what they belong to and by part, their digest."""
    archive = Archive(root, as_of, preset)
    things = sorted({*archive.proposed, *archive.acts})
    found = {
        about: Thing(archive, about).judge() for about in things if about in TABLES or about.startswith("entries/")
    }
    return {about: dict(sorted(words.items())) for about, words in found.items() if words}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--as-of", required=True)
    parser.add_argument(
        "--preset", choices=sorted(ledger.PRESETS), help="judge by this policy in place of the archive's"
    )
    given = parser.parse_args()
    agreed = judge(given.archive, given.as_of, given.preset)
    for about, parts in Archive(given.archive, given.as_of).proposed.items():
        for part, digest in sorted(parts.items()):
            state = "agreed" if agreed.get(about, {}).get(part) == digest else "proposed"
            sys.stdout.write(f"{digest}  {state}  {about} {part}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
