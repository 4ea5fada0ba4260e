"""A translation of older words is to be published, and what all sides agreed lets none be.

What: The policy says `stale_translations: refuse`, the entry asks to be published, and a translation of the common
voice follows words that have changed since.
Why: In one language the sides would say what in another they no longer say.
Bad:
    stale_translations: refuse        # policy.yml
    translations:
      - {part: text.ur, source: text.hi, sha256: (of the text before)}
Good:
    stale_translations: refuse
    translations:
      - {part: text.ur, source: text.hi, sha256: (of the text now)}
Fix: Bring the translation up to date and record the words it follows now. If the change was small, a steward of another
side can say so: `concord approve --minor`.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.model.part import Voice, parse_part
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="LN060",
    name="translation-too-old",
    severity=Severity.ERROR,
    message=N_("{part} follows older words of {source}, and this archive publishes no such translation."),
    help=N_("Bring the translation up to date, then write here: sha256: {sha256}"),
    demands=("S36", "F07"),
)


def check(context: Context) -> Iterator[Problem]:
    """Outdated translations of the common voice, where policy refuses them."""
    policy = context.agreement.policy if context.agreement else None
    if policy is None or policy.stale_translations != "refuse":
        return
    for record, outdated, sha256 in context.outdated:
        part = parse_part(outdated.part)
        if record.is_published and part and part.voice is Voice.COMMON:
            place = record.record.at("translations", outdated.index, "sha256")
            yield build_problem(RULE, place, part=outdated.part, source=outdated.source, sha256=sha256)
