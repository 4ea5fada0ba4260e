"""The page on how the archive works says what the policy in force means for a reader, and no more than is true."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concord.approve.policy import PRESETS
from concord.derive.site import Site
from concord.model.charter import Approvals, Preset, PublicActor
from concord.pipeline import prepare
from concord.render.archive_pages import build_how_page
from concord.render.press import make_press

ROOT = Path(__file__).parent.parent
SIGNED, OF_ANYBODY = "nobody else can make such a signature", "anybody has them"
RECORDED, UNNAMED = "a signature is asked of nobody", "No person is named"


@pytest.fixture(scope="module")
def site() -> Site:
    site = prepare(ROOT / "archive", "2026-12-31")
    assert isinstance(site, Site)
    return site


def print_how(site: Site, *, demonstration: bool, **lines: Any) -> str:
    """The page in English, under other lines of policy."""
    archive = site.archive.model_copy(update={"demonstration": demonstration})
    press = make_press(replace(site, archive=archive, policy=replace(PRESETS[Preset.STANDARD], **lines)))
    return press.render("how", "en", build_how_page(press, "en"))


@pytest.mark.parametrize(
    ("demonstration", "lines", "said"),
    [
        (True, {"approvals": Approvals.SIGNED}, {OF_ANYBODY}),
        (False, {"approvals": Approvals.SIGNED}, {SIGNED}),
        (False, {}, {RECORDED}),
        (False, {"approvals": Approvals.SIGNED, "public_actor": PublicActor.SIDE}, {SIGNED, UNNAMED}),
    ],
)
def test_it_says_of_signatures_what_is_true_here(
    site: Site, demonstration: bool, lines: dict[str, Any], said: set[str]
) -> None:
    page = print_how(site, demonstration=demonstration, **lines)
    assert {words for words in (SIGNED, OF_ANYBODY, RECORDED, UNNAMED) if words in page} == said


def test_the_demonstration_itself_is_signed_with_keys_of_a_demonstration(site: Site) -> None:
    assert site.policy
    assert site.policy.approvals is Approvals.SIGNED
    press = make_press(site)
    assert OF_ANYBODY in press.render("how", "en", build_how_page(press, "en"))
