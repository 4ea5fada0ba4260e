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
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from concord.approve.ledger import Given
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


@dataclass(frozen=True, slots=True)
class FactsView:
    """What the judging of an entry needs to know of its facts."""

    owned_by: tuple[str, ...]
    contested: bool
    media: frozenset[str]


# What one side owns alone has a place in its own account.
FEWEST_OWNERS = 2

# Judges (part, digest) under a set of owners.
Judge = Callable[[Part, str, tuple[str, ...]], Verdict]
Candidates = Mapping[str, Mapping[int, frozenset[str]]]


def find_candidates(acts: Mapping[str, tuple[Given, ...]]) -> Candidates:
    """For each part, the digests acted on at each revision."""
    found: dict[str, dict[int, frozenset[str]]] = {}
    for part, given in acts.items():
        revisions = found.setdefault(part, {})
        for act in given:
            revisions[act.rev] = revisions.get(act.rev, frozenset()) | {act.sha256}
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
) -> CommonVoice:
    """Walks the revisions upwards, so that each is judged by its own owners and by those agreed before it.

    `required` languages move together; any other that is `spoken` here keeps its own last complete words. With none
    required (policy `any_language`) one complete language is enough.
    """
    common = {name: revisions for name, revisions in candidates.items() if _is_common(name)}
    agreed = CommonVoice(0, (), {}, frozenset())
    for rev in sorted({rev for revisions in common.values() for rev in revisions}):
        agreed = _Walk(common, judge, view_facts, required, spoken).assess(rev, agreed)
    return agreed


@dataclass(frozen=True, slots=True)
class _Walk:
    """What stays the same while the revisions of one entry are judged."""

    common: Candidates
    judge: Judge
    view_facts: Callable[[str], FactsView | None]
    required: frozenset[str]
    spoken: frozenset[str]

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
        for sha256 in _find_latest(self.common.get("facts", {}), rev)[1]:
            facts = self.view_facts(sha256)
            if facts is None or len(set(facts.owned_by)) < FEWEST_OWNERS:
                continue
            verdict = self.judge(_FACTS, sha256, _join(facts.owned_by, before))
            if verdict.is_met:
                found.append((find_met_day(verdict), sha256, facts))
        return [(sha256, facts) for _, sha256, facts in sorted(found, key=lambda one: one[:2])]

    def _assess_facts(self, rev: int, sha256: str, facts: FactsView, before: tuple[str, ...]) -> CommonVoice | None:
        """The common voice around some facts, or None while it is not whole."""
        owners = _join(facts.owned_by, before)
        met = AgreedWords(
            _FACTS, sha256, _find_latest(self.common["facts"], rev)[0], self.judge(_FACTS, sha256, owners)
        )
        core = self._find_words(None, rev, owners) | {"facts": met}
        if not met.verdict.is_met or not all(f"media/{file}" in core for file in facts.media):
            return None
        by_language = self._find_languages(facts, rev, owners)
        if not by_language or not self.required <= by_language.keys():
            return None
        words = core | {name: found for part in by_language.values() for name, found in part.items()}
        return CommonVoice(rev, facts.owned_by, words, frozenset(by_language))

    def _find_languages(self, facts: FactsView, rev: int, owners: tuple[str, ...]) -> dict[str, dict[str, AgreedWords]]:
        found: dict[str, dict[str, AgreedWords]] = {}
        for lang in sorted(self.spoken):
            lowest = rev if lang in self.required else 1
            for at in range(rev, lowest - 1, -1):
                words = self._find_words(lang, at, owners)
                if all(name in words for name in self._find_needed(lang, at, facts)):
                    found[lang] = words
                    break
        return found

    def _find_needed(self, lang: str, rev: int, facts: FactsView) -> list[str]:
        """Facts and text; common ground where the entry is contested, or once somebody has acted on one."""
        ground = f"common-ground.{lang}"
        acted = any(at <= rev for at in self.common.get(ground, {}))
        return [f"facts.{lang}", f"text.{lang}", *([ground] if facts.contested or acted else [])]

    def _find_words(self, lang: str | None, rev: int, owners: tuple[str, ...]) -> dict[str, AgreedWords]:
        words: dict[str, AgreedWords] = {}
        for name, revisions in self.common.items():
            part = parse_part(name)
            if part and part.lang == lang and (met := _find_met(part, revisions, rev, self.judge, owners)):
                words[name] = met
        return words


_FACTS = Part("facts", PartKind.FACTS)


def _join(owners: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*owners, *before}))


def _find_latest(revisions: Mapping[int, frozenset[str]], rev: int) -> tuple[int, list[str]]:
    """The last revision at or below `rev` at which somebody acted, and the digests acted on there."""
    at = max((at for at in revisions if at <= rev), default=0)
    return at, sorted(revisions.get(at, ()))


def _find_met(
    part: Part, revisions: Mapping[int, frozenset[str]], rev: int, judge: Judge, owners: tuple[str, ...]
) -> AgreedWords | None:
    """The words last acted on at or below a revision, if they are met. Older words are no stand-in: see 2."""
    at, digests = _find_latest(revisions, rev)
    met = [
        words
        for sha256 in digests
        if (words := AgreedWords(part, sha256, at, judge(part, sha256, owners))).verdict.is_met
    ]
    # Two texts met at one revision is a conflict that check reports; the later one stands, on every machine alike.
    return max(met, key=lambda words: (words.date, words.sha256), default=None)


def assess_attributed(candidates: Candidates, judge: Judge, owners: tuple[str, ...]) -> dict[str, AgreedWords]:
    """The attributed parts that may be shown, each at its own highest revision that is met."""
    agreed: dict[str, AgreedWords] = {}
    for name, revisions in candidates.items():
        part = parse_part(name)
        if part is None or part.voice is not Voice.ATTRIBUTED:
            continue
        for rev in sorted(revisions, reverse=True):
            if met := _find_met(part, {rev: revisions[rev]}, rev, judge, owners):
                agreed[name] = met
                break
    return agreed


def _is_common(name: str) -> bool:
    part = parse_part(name)
    return part is not None and part.voice is not Voice.ATTRIBUTED


def find_next_revision(candidates: Candidates, proposed: Mapping[str, str]) -> int:
    """The revision at which the common words of the tree would be acted on.

    The current one as long as nobody has acted on other words of a part at it; else the next.
    """
    common = {name: revisions for name, revisions in candidates.items() if _is_common(name)}
    current = max((rev for revisions in common.values() for rev in revisions), default=1)
    for name, revisions in common.items():
        acted = revisions.get(current)
        if acted and name in proposed and proposed[name] not in acted:
            return current + 1
    return current


def find_next_own_revision(revisions: Mapping[int, frozenset[str]], sha256: str) -> int:
    """The revision at which an attributed part would be acted on: the one that has these words, or a new one."""
    for rev in sorted(revisions, reverse=True):
        if sha256 in revisions[rev]:
            return rev
    return max(revisions, default=0) + 1
