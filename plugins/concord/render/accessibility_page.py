"""The page that says what was tried for the sake of all readers. It claims what the tests do, and no more."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from concord.derive.views import AccessibilityPage
from concord.model.charter import RoleName
from concord.problems import N_
from concord.render.archive_pages import find_offices
from concord.render.press import Press
from concord.render.shell import build_shell
from concord.render.table_pages import build_hub_frame

# By the name under which tests/browser/test_accessibility.py keeps the tests that do it: one is not there without them.
CHECKS: Final = MappingProxyType(
    {
        "rules": N_(
            "The rules of axe-core find no fault, as wide as a phone and as a desk, in light colours and in dark."
        ),
        "markup": N_("The HTML of every page is valid."),
        "keyboard": N_(
            "The tab key leads to everything that can be followed or changed, in the order of reading; where it is can"
            " always be seen, and nothing holds it."
        ),
        "reflow": N_("At a width of 320 pixels, as magnified to 400 percent, nothing runs out sideways."),
        "spacing": N_(
            "With more room between lines, words and letters, as WCAG 1.4.12 describes, and with letters twice as"
            " large, nothing is cut off."
        ),
        "targets": N_("What is touched is at least 24 pixels wide and high, but for links within sentences."),
        "forced-colours": N_("Where a device sets its own colours, marks and borders that mean something stay."),
        "motion": N_("Where a device asks for less motion, nothing moves."),
        "order": N_(
            "Where languages stand side by side, programs that read aloud are given the words in the order of reading,"
            " each with its language."
        ),
        "no-script": N_("All words can be read without JavaScript."),
        "sparing": N_("Where little data is wanted, no picture and no font is fetched before it is asked for."),
    }
)
_TOLD: Final = (RoleName.FACILITATOR, RoleName.STEWARD)


def build_accessibility_page(press: Press, lang: str) -> AccessibilityPage:
    """`/<lang>/accessibility/`."""
    return AccessibilityPage(
        shell=build_shell(press, build_hub_frame(press, "accessibility", lang)),
        checks=tuple(press.say(lang, sentence) for sentence in CHECKS.values()),
        roles=tuple(find_offices(press, lang, _TOLD)),
    )
