"""A stub says more than a stub should.

What: The summary of a stub together with its `why` has more words in a language than the policy allows (`stub_words`,
usually 120). Words are counted so that scripts written without spaces have the same room.
Why: A stub stands where the sides found no words for the whole. The longer it gets, the more it is one side's
account.
Bad:
    summary: {hi: (300 शब्द)}
    stub: {why: ...}
Good:
    summary: {hi: एक इमारत, जिसके बारे में दोनों पक्ष अभी सहमत नहीं।}
    stub: {why: ...}
Fix: Say what it is, that it is disputed, and nothing else; the sources tell the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.lengths import count_words
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="ST030",
    name="stub-too-long",
    severity=Severity.ERROR,
    message=N_("This stub has {count} words in {language}; at most {most} are allowed."),
    help=N_("Say what it is and that it is disputed; the sources tell the rest."),
    demands=("F16", "S40"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Words of every stub, language by language."""
    policy = context.agreement.policy if context.agreement else None
    for _, file in context.entries if policy else ():
        if policy and (stub := file.value.stub):
            for lang, text in file.value.summary.items():
                count = count_words(text) + count_words(stub.why.get(lang, ""))
                if count > policy.stub_words:
                    values = {"count": str(count), "language": lang, "most": str(policy.stub_words)}
                    yield build_problem(RULE, file.at_key("summary", lang), **values)
