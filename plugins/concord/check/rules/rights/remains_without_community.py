"""An entry about human remains is open, and their community was not asked.

What: `sensitivity` names human remains, the entry is not closed, and no community speaks in it by a member or an
organisation of its own (`voices`).
Why: The dead have people. Those decide whether they are spoken of, before anybody else does.
Bad:
    sensitivity: [human-remains]
    access: open
    # no voices
Good:
    sensitivity: [human-remains]
    access: notice
    voices: [{community: valley-people, basis: organisation, ...}]
Fix: Ask the community and record its voice. Until it has answered, close the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from concord.check.context import Context
from concord.check.forms import Form, find_form
from concord.check.rule import build_problem
from concord.model.items import SpeakerBasis
from concord.problems import N_, Problem, Rule, Severity

RULE = Rule(
    code="RT014",
    name="remains-without-community",
    severity=Severity.ERROR,
    message=N_("This is about human remains, and no community of theirs is heard here."),
    help=N_("Ask their community and list it under voices. Until it has answered, close the entry."),
    demands=("F14", "S12"),
    protects_side=True,
)


def check(context: Context) -> Iterator[Problem]:
    """Open entries about human remains against their voices."""
    for _, file in context.entries:
        value = file.value
        if "human-remains" in value.sensitivity and find_form(value) in (Form.WHOLE, Form.STUB):
            asked = [voice for voice in value.voices if voice.basis is not SpeakerBasis.PUBLISHED_SOURCE]
            if not asked:
                yield build_problem(RULE, file.at("sensitivity"))
