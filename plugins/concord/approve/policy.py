"""What the sides' policy asks: a preset with the lines in which an archive departs from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from concord.model.charter import Approvals, AuthorMayAgree, PolicyFile, Preset, PublicActor, PublishWhen


@dataclass(frozen=True, slots=True)
class Policy:
    """The lines in force. `seen_lapses_days` None means that other sides' `seen` is waited for without end."""

    preset: Preset
    people_per_side: int
    author_may_agree: AuthorMayAgree
    seen_by_others: bool
    seen_lapses_days: int | None
    readers_required: bool
    publish_when: PublishWhen
    review_months: int
    status_months: int = 24
    reservation_words: int = 120
    stub_words: int = 120
    rights_years: int = 60
    place_map: bool = False
    place_decimals: int = 1
    stale_translations: Literal["show", "refuse"] = "show"
    approvals: Approvals = Approvals.RECORDED
    notice_days: int = 30
    public_actor: PublicActor = PublicActor.HANDLE


# The fewest people a side needs: light 1, standard 1 (2 for its own authors' words), strict 2.
PRESETS = MappingProxyType(
    {
        Preset.LIGHT: Policy(
            preset=Preset.LIGHT,
            people_per_side=1,
            author_may_agree=AuthorMayAgree.ALWAYS,
            seen_by_others=False,
            seen_lapses_days=0,
            readers_required=False,
            publish_when=PublishWhen.ANY_LANGUAGE,
            review_months=12,
            notice_days=0,
        ),
        Preset.STANDARD: Policy(
            preset=Preset.STANDARD,
            people_per_side=1,
            author_may_agree=AuthorMayAgree.SINGLE_STEWARD,
            seen_by_others=True,
            seen_lapses_days=21,
            readers_required=True,
            publish_when=PublishWhen.ALL_LANGUAGES,
            review_months=6,
        ),
        Preset.STRICT: Policy(
            preset=Preset.STRICT,
            people_per_side=2,
            author_may_agree=AuthorMayAgree.NEVER,
            seen_by_others=True,
            seen_lapses_days=None,
            readers_required=True,
            publish_when=PublishWhen.ALL_LANGUAGES,
            review_months=6,
            stale_translations="refuse",
        ),
    }
)


def resolve_policy(file: PolicyFile) -> Policy:
    """The preset, changed by every line the file states."""
    stated = file.model_dump(exclude={"format", "preset"}, exclude_none=True)
    return replace(PRESETS[file.preset], **stated)
