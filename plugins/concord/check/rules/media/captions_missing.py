"""A recording lacks captions in a required language.

What: A sound or a film of an entry that is to be published has no file `captions.<id>.<language>.vtt` in a language
that every published entry needs; `<id>` is that of its lines under `media`. Where nothing is said, captions say what is
to be heard, or that nothing is.
Why: Who does not hear has a right to the recording too, and who does not understand its language. Captions are shown
with it and stand below it as a text; without them it is shown in no edition.
Bad:
    media:
      - {id: ferry-song, file: ferry-song.mp3, ...}   # captions.ferry-song.hi.vtt alone
Good:
    media:
      - {id: ferry-song, file: ferry-song.mp3, ...}   # captions.ferry-song.ur.vtt too
Fix: Write the captions in that language: what is spoken, translated where it is spoken in another.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.approve.parts import name_captions
from concord.check.context import Context
from concord.check.rule import build_problem
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="MD012",
    name="captions-missing",
    severity=Severity.ERROR,
    message=N_("The recording {file} lacks captions in {language} ({name})."),
    help=N_("Write down what is to be heard, in {language}; until then the recording cannot be published."),
    demands=("S35", "S36"),
)


def check(context: Context) -> Iterator[Problem]:
    """Captions of the recordings of published entries, language by language."""
    for record in context.published:
        required = context.required_of(record.entry)
        for index, media in enumerate(record.file.value.media):
            for lang in required if media.form.is_recording else ():
                name = name_captions(media.id, lang)
                if not context.has_text(record.entry, name):
                    place = record.file.at("media", index, "file")
                    yield build_problem(RULE, place, file=media.file, language=lang, name=f"{name}.vtt")
