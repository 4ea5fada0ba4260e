"""A picture, sound or film lacks words in a required language.

What: The description for people who do not see or hear it (`alt`), its caption or its origin is absent in a required
language.
Why: Whoever does not see the picture or hear the sound has a right to it too, in every language alike.
Bad:
    alt: {hi: नदी पर एक पुल}
Good:
    alt: {hi: नदी पर एक पुल, ur: دریا پر ایک پل}
Fix: Say in a sentence what is to be seen or heard, in each language.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="MD004",
    name="media-alt-missing",
    severity=Severity.ERROR,
    message=N_("The file {file} lacks “{name}” in {language}."),
    help=N_("Say in a sentence what is to be seen or heard, in {language}."),
    demands=("S35", "S34", "F18"),
)


FIELDS = ("alt", "caption", "origin")


def check(context: Context) -> Iterator[Problem]:
    """Words of the media of published entries, language by language."""
    for record in context.published:
        required = context.required_of(record.entry)
        for index, media in enumerate(record.file.value.media):
            for name in FIELDS:
                for lang in required:
                    if lang not in getattr(media, name):
                        place = record.file.at_key("media", index, name)
                        yield build_problem(RULE, place, file=media.file, name=name, language=lang)
