"""Which words of an entry may be shown: the common voice moves as one revision, narratives one by one.

What is kept true (architecture.md 5):
1. Nothing is shown whose verdict is not met.
2. The common voice is shown at the highest revision at which every part that policy requires is met; until then
   the revision agreed before stays up whole. At a revision a part is what was last acted on at it or below.
   Languages that policy does not require move one by one, each whole.
3. Owners are judged by the words themselves: a change of owners needs the owners before and the owners after, also
   where two changes name one revision. Facts that fewer than two sides own are nobody's common voice.
4. Only languages of the charter count: words in another have no edition to stand in.
5. An attributed part is shown at its own highest revision that is met.
6. A neutral stub does not wait for an owner that is away, if two others and all that are there agree to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from concord.approve.facts_view import FactsView
from concord.approve.ledger import Given
from concord.approve.parts import name_captions
from concord.approve.standing import LATEST
from concord.approve.verdict import Verdict, find_met_day
from concord.model.part import Part, PartKind, Voice, parse_part


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """Words that may be shown: their digest, revision, and the acts that made them agreed."""

    part: Part
    sha256: str
    rev: int
    verdict: Verdict

    @property
    def given(self) -> tuple[Given, ...]:
        """Who agreed, in the ledger's order."""
        return self.verdict.given

    @property
    def date(self) -> str:
        """The day of the latest act."""
        return self.verdict.date


FEWEST_OWNERS = 2  # what one side owns alone has a place in its own account
# Judges (part, digest) under a set of owners, as standing at a revision.
Judge = Callable[[Part, str, tuple[str, ...], int], Verdict]
Candidates = Mapping[str, Mapping[int, frozenset[str]]]


def find_candidates(acts: Mapping[str, tuple[Given, ...]]) -> Candidates:
    """For each part, the digests acted on at each revision, by number."""
    found: dict[str, dict[int, frozenset[str]]] = {}
    for part, given in acts.items():
        revisions: dict[int, set[str]] = defaultdict(set)
        for act in given:
            revisions[act.rev].add(act.sha256)
        found[part] = {rev: frozenset(revisions[rev]) for rev in sorted(revisions)}
    return found


@dataclass(frozen=True, slots=True)
class CommonVoice:
    """The agreed common voice of an entry; empty `words` when no revision is complete."""

    rev: int
    owned_by: tuple[str, ...]
    words: Mapping[str, AgreedWords]
    languages: frozenset[str]


def assess_common_voice(
    candidates: Candidates,
    judge: Judge,
    view_facts: Callable[[str], FactsView | None],
    required: frozenset[str],
    spoken: frozenset[str],
    judge_stub: Judge | None = None,
) -> CommonVoice:
    """Walks the revisions upwards, so that each is judged by its own owners and by those agreed before it.

    `required` languages move together; any other that is `spoken` here keeps its own last complete words. With none
    required (policy `any_language`) one complete language is enough.
    """
    courses = [_Course(part, candidates[part.name], tuple(candidates[part.name])) for part in _find_common(candidates)]
    by_name = {course.part.name: course for course in courses}
    stubs = _Walk(by_name, judge_stub or judge, view_facts, required, spoken)
    walk = _Walk(by_name, judge, view_facts, required, spoken, stubs)
    agreed = CommonVoice(0, (), {}, frozenset())
    for rev in sorted({rev for course in courses for rev in course.order}):
        agreed = walk.assess(rev, agreed)
    return agreed


@dataclass(frozen=True, slots=True)
class _Course:
    """One part of the common voice through its revisions; `order` holds their numbers, upwards."""

    part: Part
    revisions: Mapping[int, frozenset[str]]
    order: tuple[int, ...]

    def find_latest(self, rev: int) -> tuple[int, list[str]]:
        """The last revision at or below `rev` at which somebody acted, and the digests acted on there."""
        place = bisect_right(self.order, rev)
        at = self.order[place - 1] if place else 0
        return at, sorted(self.revisions.get(at, ()))


Words = dict[str, AgreedWords]


@dataclass(frozen=True)
class _Walk:
    """What stays the same while the revisions of one entry are judged.

    Anybody can name any number of revisions and parts, so nothing here looks at all of them for each of them: what
    policy requires is asked first, and what was found for a language at a revision is remembered.
    """

    common: Mapping[str, _Course]
    judge: Judge
    view_facts: Callable[[str], FactsView | None]
    required: frozenset[str]
    spoken: frozenset[str]
    stubs: _Walk | None = None
    """The same walk for facts of neutral stubs."""
    _found: dict[tuple[str, int, tuple[str, ...], bool, bool, frozenset[str]], Words | None] = field(
        default_factory=dict
    )
    _first: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)

    def assess(self, rev: int, agreed: CommonVoice) -> CommonVoice:
        """The common voice at a revision; the one before while something that policy requires is not met.

        Facts of which two name one revision are judged in the order in which they were agreed, so that the later
        ones answer to the owners of the earlier too.
        """
        for sha256, facts in self._find_facts(rev, agreed.owned_by):
            agreed = self._assess_facts(rev, sha256, facts, agreed.owned_by) or agreed
        return agreed

    def _find_facts(self, rev: int, before: tuple[str, ...]) -> list[tuple[str, FactsView]]:
        """The facts that may stand at a revision, by the day on which they were agreed."""
        found: list[tuple[str, str, FactsView]] = []
        at, digests = self.common["facts"].find_latest(rev) if "facts" in self.common else (0, [])
        for sha256 in digests:
            facts = self.view_facts(sha256)
            if facts is None or len(set(facts.owned_by)) < FEWEST_OWNERS:
                continue
            judge = self.stubs.judge if self.stubs and facts.says_less_than(before) else self.judge
            verdict = judge(_FACTS, sha256, _join(facts.owned_by, before), at)
            if verdict.is_met:
                found.append((find_met_day(verdict), sha256, facts))
        return [(sha256, facts) for _, sha256, facts in sorted(found, key=lambda one: one[:2])]

    def _assess_facts(self, rev: int, sha256: str, facts: FactsView, before: tuple[str, ...]) -> CommonVoice | None:
        """The common voice around some facts, or None while it is not whole."""
        if self.stubs and facts.says_less_than(before):
            return self.stubs._assess_facts(rev, sha256, facts, before)  # noqa: SLF001 - another of its own kind
        owners, at = _join(facts.owned_by, before), self.common["facts"].find_latest(rev)[0]
        verdict = self.judge(_FACTS, sha256, owners, at)
        if not verdict.is_met or not all(self._find_met(name, rev, owners) for name in facts.files):
            return None
        by_language = self._find_languages(facts, rev, owners)
        if not by_language or not self.required <= by_language.keys():
            return None
        words = self._find_words(None, rev, owners)
        words["facts"] = AgreedWords(_FACTS, sha256, at, verdict)
        for found in by_language.values():
            words |= found
        return CommonVoice(rev, facts.owned_by, words, frozenset(by_language))

    def _find_languages(self, facts: FactsView, rev: int, owners: tuple[str, ...]) -> dict[str, Words]:
        """Words of every language that is whole; without one that is required there is no need to look further."""
        found: dict[str, Words] = {}
        for lang in sorted(self.required):
            words = self._find_whole(lang, rev, owners, facts)
            if words is None:
                return {}
            found[lang] = words
        for lang in sorted(self.spoken - self.required):
            ats = (at for at in reversed(self._orders[lang]) if at <= rev)
            whole = (self._find_whole(lang, at, owners, facts) for at in ats)
            if words := next((words for words in whole if words is not None), None):
                found[lang] = words
        return dict(sorted(found.items()))

    @cached_property
    def _orders(self) -> Mapping[str, tuple[int, ...]]:
        """The revisions at which somebody acted on words of a language."""
        return {
            lang: tuple(sorted({at for course in self._courses[lang] for at in course.order})) for lang in self.spoken
        }

    @cached_property
    def _courses(self) -> Mapping[str | None, list[_Course]]:
        found: dict[str | None, list[_Course]] = {lang: [] for lang in (None, *self.spoken, *self.required)}
        for course in self.common.values():
            # A work is in whatever language it was made in; it belongs to no edition.
            lang = None if course.part.kind is PartKind.WORK else course.part.lang
            found.setdefault(lang, []).append(course)
        return found

    def _find_whole(self, lang: str, rev: int, owners: tuple[str, ...], facts: FactsView) -> Words | None:
        """The words of a language at a revision; None unless all that is needed is met."""
        key = lang, rev, owners, facts.is_short, facts.needs_ground, facts.recordings
        if key not in self._found:
            whole = all(self._find_met(name, rev, owners) for name in self._find_needed(lang, rev, owners, facts))
            self._found[key] = self._find_words(lang, rev, owners) if whole else None
        return self._found[key]

    def _find_needed(self, lang: str, rev: int, owners: tuple[str, ...], facts: FactsView) -> list[str]:
        """Facts; a text unless it stands in short; captions; common ground where it is owed, or was once agreed to."""
        if facts.is_short:
            return [f"facts.{lang}"]
        ground = f"common-ground.{lang}"
        is_given = self._find_first_met(ground, owners) <= rev
        captions = (name_captions(recording, lang) for recording in sorted(facts.recordings))
        needed = [f"facts.{lang}", f"text.{lang}", *captions]
        return [*needed, ground] if facts.needs_ground or is_given else needed

    def _find_first_met(self, name: str, owners: tuple[str, ...]) -> int:
        """The first revision at which a part was agreed to. That somebody has acted on it makes nobody wait for it."""
        if (name, owners) not in self._first:
            ats = self.common[name].order if name in self.common else ()
            self._first[name, owners] = next((at for at in ats if self._find_met(name, at, owners)), LATEST)
        return self._first[name, owners]

    def _find_words(self, lang: str | None, rev: int, owners: tuple[str, ...]) -> Words:
        names = (course.part.name for course in self._courses[lang])
        return {name: met for name in names if (met := self._find_met(name, rev, owners))}

    def _find_met(self, name: str, rev: int, owners: tuple[str, ...]) -> AgreedWords | None:
        """The words last acted on at or below a revision, if they are met. Older words are no stand-in: see 2."""
        course = self.common.get(name)
        return _find_met(course.part, *course.find_latest(rev), self.judge, owners) if course else None


_FACTS = Part("facts", PartKind.FACTS)


def _join(owners: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*owners, *before}))


def _find_met(part: Part, at: int, digests: Iterable[str], judge: Judge, owners: tuple[str, ...]) -> AgreedWords | None:
    """The one of some digests acted on at one revision that is met."""
    judged = (AgreedWords(part, sha256, at, judge(part, sha256, owners, at)) for sha256 in digests)
    # Two texts met at one revision is a conflict that check reports; the later one stands, on every machine alike.
    return max((one for one in judged if one.verdict.is_met), key=lambda one: (one.date, one.sha256), default=None)


def assess_attributed(
    candidates: Candidates, judge: Judge, owners: tuple[str, ...], languages: frozenset[str]
) -> dict[str, AgreedWords]:
    """The attributed parts that may be shown, each at its own highest revision that is met."""
    agreed: dict[str, AgreedWords] = {}
    for name, revisions in candidates.items():
        part = parse_part(name)
        if part is None or part.voice is not Voice.ATTRIBUTED or part.lang not in languages:
            continue
        for rev in sorted(revisions, reverse=True):
            if met := _find_met(part, rev, sorted(revisions[rev]), judge, owners):
                agreed[name] = met
                break
    return agreed


def _find_common(candidates: Candidates) -> list[Part]:
    """The parts of the common voice and of works, by name."""
    parts = (parse_part(name) for name in sorted(candidates))
    return [part for part in parts if part and part.voice is not Voice.ATTRIBUTED]


def find_next_revision(candidates: Candidates, proposed: Mapping[str, str], agreed: int = 0) -> int:
    """The revision at which the common words of the tree would be acted on.

    The current one as long as nobody has acted on other words of a part at it; else the next. One that stands whole,
    `agreed`, is left alone: a single act on new words at it would take it back.
    """
    common = {part.name: candidates[part.name] for part in _find_common(candidates)}
    current = max((rev for revisions in common.values() for rev in revisions), default=1)
    if current == agreed:
        latest = {name: revisions[max(revisions)] for name, revisions in common.items()}
        is_new = (sha256 not in latest.get(part.name, ()) for part, sha256 in _iter_common(proposed))
        return current + any(is_new)
    for name, revisions in common.items():
        acted = revisions.get(current)
        if acted and name in proposed and proposed[name] not in acted:
            return current + 1
    return current


def _iter_common(proposed: Mapping[str, str]) -> Iterator[tuple[Part, str]]:
    """Parts of the common voice and of works in the tree, with their digests."""
    for name, sha256 in proposed.items():
        part = parse_part(name)
        if part and part.voice is not Voice.ATTRIBUTED:
            yield part, sha256


def find_next_own_revision(revisions: Mapping[int, frozenset[str]], sha256: str) -> int:
    """The revision at which an attributed part would be acted on: the one that has these words, or a new one."""
    for rev in sorted(revisions, reverse=True):
        if sha256 in revisions[rev]:
            return rev
    return max(revisions, default=0) + 1
