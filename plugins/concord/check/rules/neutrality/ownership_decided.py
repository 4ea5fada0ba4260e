"""The common voice says whose a thing is while somebody asks for it.

What: The entry has `ownership_claims` or a contested claim, and a phrase that the naming table (`names.yml`) lists
under `ownership_words` stands in what all sides say together. Looked for as whole words, in their own language only.
Why: Who is in the right is not for an archive of both sides to say. It says who asks for the thing, on what ground,
and what was answered.
Bad:
    ownership_words: [{text: rightful owner, lang: en}]
    text.en.md: The east is the rightful owner of the bell.
Good:
    text.en.md: The east has asked for the bell since 1951; the west has kept it.
Fix: Say who holds it and who asks for it, each with its source. What a claimant says stands under `ground` or in that
side's own account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from concord.check.common_voice import find_in_common_voice
from concord.check.context import Context
from concord.check.naming import find_names
from concord.check.phrases import Phrases
from concord.check.rule import build_problem, take
from concord.model.entry import EntryFile
from concord.model.items import ClaimType
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="NU013",
    name="ownership-decided",
    severity=Severity.ERROR,
    message=N_("“{phrase}” decides whose it is, and that is an open question here."),
    help=N_("Say who holds it and who asks for it; whose it is stands in a side's own account."),
    demands=("F13", "S01"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """The common voice of entries about which somebody asks."""
    names = find_names(context)
    words: dict[str, list[str]] = defaultdict(list)
    for word in names.value.ownership_words if names else ():
        words[word.lang].append(word.text)
    phrases = {lang: Phrases(texts) for lang, texts in words.items()}
    for entry, found in find_in_common_voice(context, phrases):
        if entry.file and _is_open(entry.file.value):
            for find in take(found):
                yield build_problem(RULE, find.place, phrase=words[find.lang][find.number])


def _is_open(file: EntryFile) -> bool:
    return bool(file.ownership_claims) or any(claim.type is ClaimType.CONTESTED for claim in file.claims)
