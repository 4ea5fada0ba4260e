"""The agreement of a whole archive: for every part, what is proposed, what is agreed, and on which evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial

from concord.approve.chain import Rules, find_rules
from concord.approve.facts_view import FactsView
from concord.approve.form import parse_facts
from concord.approve.freshness import SmallChanges, find_small_changes
from concord.approve.ledger import Given, Ledger, Refused, build_ledger, holds, is_acting, is_away
from concord.approve.parts import PartBytes, build_parts, build_table_parts, find_recordings, name_files
from concord.approve.policy import Policy, resolve_policy
from concord.approve.revision import (
    FEWEST_OWNERS,
    AgreedWords,
    Candidates,
    CommonVoice,
    Judge,
    assess_attributed,
    assess_common_voice,
    find_candidates,
)
from concord.approve.standing import LATEST, find_spoken, find_standing
from concord.approve.store import AgreedStore, StoreError
from concord.approve.verdict import Panel, Verdict, assess_part, find_outdated
from concord.model.archive import Archive, Charter, Entry, Table
from concord.model.charter import PublishWhen, RoleName
from concord.model.entry import find_access
from concord.model.part import Part, PartKind, parse_part
from concord.model.record import Status


@dataclass(frozen=True, slots=True)
class PartStatus:
    """One part: the words in the tree with their verdict, and the words agreed last; either may be missing."""

    part: Part
    proposed: PartBytes | None
    verdict: Verdict | None
    agreed: AgreedWords | None

    @property
    def is_agreed(self) -> bool:
        """True when the words in the tree are the words that may be shown."""
        return bool(self.proposed and self.agreed and self.proposed.sha256 == self.agreed.sha256)


@dataclass(frozen=True, slots=True)
class EntryAgreement:
    """An entry's parts, and exactly what of it may be shown: `published` maps part names to digests."""

    id: str
    about: str
    """How statements name it: `entries/<id>`, or a table's own name."""
    status: Status
    owned_by: tuple[str, ...]
    rev: int
    parts: Mapping[str, PartStatus]
    published: Mapping[str, str]
    languages: frozenset[str]
    candidates: Candidates
    small_changes: Mapping[str, SmallChanges]
    """By part; see `freshness`."""

    @property
    def is_draft(self) -> bool:
        """Nobody is asked about a draft yet. What was agreed earlier cannot become one again."""
        return self.status is Status.DRAFT and not self.published


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who agreed to what in the whole archive, judged on one day."""

    entries: Mapping[str, EntryAgreement]
    tables: Mapping[str, EntryAgreement]
    """Tables that the whole archive shares, judged like entries that all active sides own."""
    policy: Policy | None
    as_of: str
    refused: tuple[Refused, ...]
    rules: Rules = field(default_factory=lambda: Rules(None))
    """What all sides agreed about the archive, as in force on that day; and how later changes of it stand."""

    @property
    def subjects(self) -> tuple[EntryAgreement, ...]:
        """Everything that words can be agreed of: entries by id, then tables by name."""
        return (*self.entries.values(), *self.tables.values())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of entries that have no folders, as in the proof of a site."""

    authors: Mapping[str, Mapping[str, frozenset[str]]]
    """By subject and part, the handles that wrote it: what a record says where there are folders."""
    facts: Mapping[str, bytes]
    """By digest, what is shown of facts whose own bytes are not in the store, since they say more."""


_TABLES = ("glossary", "names", "places")


def assess_archive(
    archive: Archive, store: AgreedStore, as_of: str, known: Known | None = None, charter: Charter | None = None
) -> Agreement:
    """Judges every entry. Without a readable charter nothing is agreed and nothing is shown.

    It is judged by the rules in force on that day, unless others are given. With `known` there are no folders:
    whatever statements name is judged.
    """
    rules = Rules(charter) if charter else find_rules(archive, as_of)
    charter = rules.charter
    if charter is None:
        return Agreement({}, {}, None, as_of, ())
    policy = resolve_policy(charter.policy.value)
    ledger = build_ledger(replace(archive, charter=charter), policy, as_of)
    subjects = ledger.by_subject()
    judges = _Judges(charter, policy, ledger, store, as_of, known.facts if known else {})
    if known is not None:
        found = {
            about: judges.assess_named(about, names, known.authors.get(about, {}))
            for about, names in sorted(subjects.items())
            if about in _TABLES or about.startswith("entries/")
        }
        named = {judged.id: judged for about, judged in found.items() if about not in _TABLES}
        shared = {about: judged for about, judged in found.items() if about in _TABLES}
        return Agreement(named, shared, policy, as_of, ledger.refused, rules)
    entries = {
        entry.id: judges.assess_entry(entry, subjects.get(entry.subject, ()))
        for _, entry in sorted(archive.entries.items())
    }
    tables = {
        subject: judges.assess_table(table, subjects.get(subject, ()))
        for subject, table in sorted(archive.tables.items())
    }
    return Agreement(entries, tables, policy, as_of, ledger.refused, rules)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is judged: an entry, or a table, whose `owners` do not depend on its words."""

    id: str
    about: str
    proposed: Mapping[str, PartBytes]
    status: Status
    authors: dict[str, frozenset[str]] = field(default_factory=dict)
    """Handles that wrote each part; `written_for` are the sides they did so for."""
    written_for: dict[str, frozenset[str]] = field(default_factory=dict)
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judges:
    """What stays the same while the entries of an archive are judged."""

    charter: Charter
    policy: Policy
    ledger: Ledger
    store: AgreedStore
    as_of: str
    facts: Mapping[str, bytes]

    def assess_entry(self, entry: Entry, acted_on: tuple[str, ...]) -> EntryAgreement:
        """Judges an entry's parts, in the tree and in the ledger."""
        proposed = build_parts(entry)
        subject = _Subject(entry.id, entry.subject, proposed, entry.status, _find_authors(entry), _find_sides(entry))
        return self._assess(subject, acted_on, lambda sha256: self._view_facts(sha256, proposed))

    def assess_table(self, table: Table, acted_on: tuple[str, ...]) -> EntryAgreement:
        """Judges a table's parts. All active sides own it, whatever it says."""
        return self._assess_table(table.subject, build_table_parts(table), acted_on)

    def assess_named(
        self, about: str, acted_on: tuple[str, ...], authors: Mapping[str, frozenset[str]]
    ) -> EntryAgreement:
        """Judges what statements name, by the ledger and the store alone."""
        if about in _TABLES:
            return self._assess_table(about, {}, acted_on)
        subject = _Subject(about.removeprefix("entries/"), about, {}, Status.DRAFT, dict(authors))
        return self._assess(subject, acted_on, lambda sha256: self._view_facts(sha256, {}))

    def _assess_table(self, about: str, parts: Mapping[str, PartBytes], acted_on: tuple[str, ...]) -> EntryAgreement:
        sides = self.charter.sides.value.sides
        owners = tuple(sorted(name for name, side in sides.items() if is_acting(side, self.as_of)))
        if len(owners) < FEWEST_OWNERS:
            # One side alone decides nothing, and takes nothing down by being left alone.
            owners = tuple(sorted(sides))
        view = FactsView(owners, is_short=True, needs_ground=False, files=frozenset())
        subject = _Subject(f"{about}.yml", about, parts, Status.PUBLISHED, owners=owners)
        return self._assess(subject, acted_on, lambda _sha256: view)

    def _assess(
        self, subject: _Subject, acted_on: tuple[str, ...], view_facts: Callable[[str], FactsView | None]
    ) -> EntryAgreement:
        proposed, authors = subject.proposed, subject.authors
        acts = {name: self.ledger.of(subject.about, name) for name in acted_on}
        on_these = _group(acts)
        candidates = find_candidates(acts)
        spoken = {name: find_spoken(given) for name, given in acts.items()}

        @cache
        def judge_as(part: Part, sha256: str, owners: tuple[str, ...], at: int, *, is_stub: bool) -> Verdict:
            says_less = is_stub and part.kind in (PartKind.FACTS, PartKind.WORDS)
            panel = Panel(owners, self._count_stewards, authors, self._is_away, says_less)
            standing = find_standing(on_these.get((part.name, sha256), ()), spoken.get(part.name, {}), at)
            return assess_part(part, sha256, standing, panel, self.policy, self.as_of)

        languages = frozenset(self.charter.archive.value.languages)
        judge, judge_stub = partial(judge_as, is_stub=False), partial(judge_as, is_stub=True)
        common = assess_common_voice(
            candidates,
            judge,
            view_facts,
            self._find_required(),
            languages,
            judge_stub,
        )
        attributed = assess_attributed(candidates, judge, common.owned_by, languages) if common.rev else {}
        agreed = {**common.words, **attributed}
        owners = subject.owners or self._owners_of_proposed(proposed, common)
        view = _view_proposed(proposed)
        judge_tree = judge_stub if view and view.says_less_than(common.owned_by) else judge
        names = sorted({*proposed, *candidates})
        parts = {
            name: _build_status(part, proposed.get(name), agreed.get(name), judge_tree, owners, acts.get(name, ()))
            for name in names
            if (part := parse_part(name))
        }
        published = {name: words.sha256 for name, words in sorted(agreed.items())}
        changes = {
            name: small
            for name, given in acts.items()
            if (small := find_small_changes(given, subject.written_for.get(name, frozenset())))
        }
        return EntryAgreement(
            id=subject.id,
            about=subject.about,
            status=subject.status,
            owned_by=common.owned_by or owners,
            rev=common.rev,
            parts=parts,
            published=published,
            languages=common.languages,
            candidates=candidates,
            small_changes=changes,
        )

    def _find_required(self) -> frozenset[str]:
        """Languages that an entry's common voice waits for."""
        if self.policy.publish_when is PublishWhen.ANY_LANGUAGE:
            return frozenset()
        return frozenset(tag for tag, language in self.charter.archive.value.languages.items() if language.required)

    def _count_stewards(self, side: str, day: str) -> int:
        """Stewards of a side in office on a day."""
        people = self.charter.people.value.people.values()
        return sum(person.side == side and holds(person, RoleName.STEWARD, day) for person in people)

    def _is_away(self, side: str, since: str) -> bool:
        """Whether a side had paused or left on any day from one to the day of judging."""
        known = self.charter.sides.value.sides.get(side)
        return known is not None and is_away(known, since, self.as_of)

    def _view_facts(self, sha256: str, proposed: Mapping[str, PartBytes]) -> FactsView | None:
        facts = proposed.get("facts")
        try:
            raw = facts.raw if facts and facts.sha256 == sha256 else self.store.read(sha256)
        except StoreError:
            raw = self.facts.get(sha256)
        return _view_canonical(raw) if raw else None

    def _owners_of_proposed(self, proposed: Mapping[str, PartBytes], common: CommonVoice) -> tuple[str, ...]:
        view = _view_proposed(proposed)
        return tuple(sorted({*(view.owned_by if view else ()), *common.owned_by}))


def _view_canonical(raw: bytes) -> FactsView | None:
    """What judging needs to know of canonical facts; None when the bytes are no facts."""
    facts = parse_facts(raw)
    if facts is None:
        return None
    is_short = "stub" in facts or "tombstone" in facts or find_access(facts).is_hidden
    has_ground = facts.get("contested") == "true" and not facts.get("open_questions")
    is_stub, files = "stub" in facts, name_files(facts)
    return FactsView(tuple(facts["owned_by"]), is_short, has_ground, files, is_stub, find_recordings(facts))


def _view_proposed(proposed: Mapping[str, PartBytes]) -> FactsView | None:
    """The facts as they stand in the tree."""
    facts = proposed.get("facts")
    return _view_canonical(facts.raw) if facts and facts.raw else None


def _find_authors(entry: Entry) -> dict[str, frozenset[str]]:
    """Handles that wrote or translated each part, as the record says."""
    authors: dict[str, frozenset[str]] = {}
    for work in entry.record.value.contributions if entry.record else ():
        if work.handle and work.role != "reviewed":
            authors[work.part] = authors.get(work.part, frozenset()) | {work.handle}
    return authors


def _find_sides(entry: Entry) -> dict[str, frozenset[str]]:
    """Sides for which each part was written or translated, as the record says."""
    sides: dict[str, frozenset[str]] = {}
    for work in entry.record.value.contributions if entry.record else ():
        if work.side and work.role != "reviewed":
            sides[work.part] = sides.get(work.part, frozenset()) | {work.side}
    return sides


def _group(acts: Mapping[str, tuple[Given, ...]]) -> Mapping[tuple[str, str], tuple[Given, ...]]:
    """Acts by part and digest, so that judging a digest looks at no act on another."""
    found: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for part, given in acts.items():
        for act in given:
            found[part, act.sha256].append(act)
    return {key: tuple(given) for key, given in found.items()}


def _build_status(
    part: Part,
    proposed: PartBytes | None,
    agreed: AgreedWords | None,
    judge: Judge,
    owners: tuple[str, ...],
    acts: tuple[Given, ...],
) -> PartStatus:
    if proposed is None:
        return PartStatus(part, None, None, agreed)
    at = agreed.rev if agreed and agreed.sha256 == proposed.sha256 else LATEST
    verdict = replace(judge(part, proposed.sha256, owners, at), outdated=find_outdated(acts, proposed.sha256))
    return PartStatus(part, proposed, verdict, agreed)
