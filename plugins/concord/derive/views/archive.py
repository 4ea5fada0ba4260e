"""Pages about the archive itself: names, glossary, who keeps it and how, what is wanted and awaited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from concord.derive.views.evidence import SideView
from concord.derive.views.phrases import Awaited, Phrase
from concord.derive.views.shell import NavLink, Shell


@dataclass(frozen=True, slots=True)
class SideFormsView:
    """How one side names a thing, in every language it has a form in."""

    side: Phrase
    forms: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class BarredView:
    """Forms that the common voice does not use, who objects to them, and why."""

    forms: tuple[Phrase, ...]
    by: tuple[Phrase, ...]
    why: Phrase


@dataclass(frozen=True, slots=True)
class NamedThingView:
    """A row of the naming table. `common` holds the agreed form in every language; empty: it stays unnamed."""

    id: str
    about: Phrase
    common: tuple[Phrase, ...]
    sides: tuple[SideFormsView, ...]
    barred: tuple[BarredView, ...]
    note: Phrase | None


@dataclass(frozen=True, slots=True)
class NamesPage:
    """`/<lang>/names/`: what the common voice calls things, and what each side does."""

    shell: Shell
    things: tuple[NamedThingView, ...]


@dataclass(frozen=True, slots=True)
class TermWord:
    """A term in one language, and how it is said in Latin letters."""

    word: Phrase
    latin: Phrase | None


@dataclass(frozen=True, slots=True)
class TermView:
    """A term in the page's language first, then in the others, with its meaning."""

    id: str
    word: Phrase
    others: tuple[TermWord, ...]
    latin: Phrase | None
    meaning: Phrase


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """`/<lang>/glossary/`: the archive's words, to learn in every language."""

    shell: Shell
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A handle and what it stands for; never a name, never an address."""

    handle: str
    description: Phrase | None
    affiliation: Phrase | None
    until: str
    until_iso: str


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Who holds a role now, for a side or (None) for none."""

    side: Phrase | None
    role: Phrase
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`/<lang>/about/`: what this archive is, who keeps it, what it leaves out."""

    shell: Shell
    title: Phrase
    summary: Phrase
    sides: tuple[SideView, ...]
    roles: tuple[RoleGroup, ...]
    baseline: Phrase | None
    scope: Phrase | None
    links: tuple[NavLink, ...]


@dataclass(frozen=True, slots=True)
class HowPage:
    """`/<lang>/how/`: how words come to stand here, in the terms of the policy in force."""

    shell: Shell
    people_per_side: int
    sees_others: bool
    seen_days: int | None
    needs_readers: bool
    waits_for_all_languages: bool
    review_months: int
    reservation_words: int
    is_signed: bool
    """Every approval that counts is signed; otherwise they are recorded, and some may be signed."""
    names_people: bool
    """Whether approvals name people; else only a desk of each side."""
    has_map: bool
    release: int | None
    """The release as which all sides agreed to how the pages look; None: they have not."""
    check: NavLink
    """The page that shows how to check words oneself."""


@dataclass(frozen=True, slots=True)
class AccessibilityPage:
    """`/<lang>/accessibility/`: what was tried, what was not, and whom to tell of a barrier."""

    shell: Shell
    checks: tuple[Phrase, ...]
    roles: tuple[RoleGroup, ...]


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """`/<lang>/safety/`: what is done for those at risk, and to whom one turns."""

    shell: Shell
    roles: tuple[RoleGroup, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A translation that is missing or follows older words."""

    title: Phrase
    url: str
    part: Phrase | None
    reason: Literal["missing", "outdated"]


@dataclass(frozen=True, slots=True)
class WantedGroup:
    """What is wanted in one language."""

    lang: str
    language: Phrase
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class WantedPage:
    """`/<lang>/translations/`: translations that somebody could give."""

    shell: Shell
    groups: tuple[WantedGroup, ...]


@dataclass(frozen=True, slots=True)
class AwaitingPart:
    """A part that waits, and for whom; with nobody missing it waits for the rest of its entry."""

    label: Phrase
    language: Phrase | None
    awaits: tuple[Awaited, ...]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """An entry or a table (no `id`) with proposed words; `title` and `url` where something of it is shown."""

    id: str
    title: Phrase | None
    kind_label: Phrase
    url: str | None
    parts: tuple[AwaitingPart, ...]
    unnamed: int
    """Parts of which not even the name is agreed."""


@dataclass(frozen=True, slots=True)
class AwaitingPage:
    """`/<lang>/awaiting/`: what waits for approval, without a word of it."""

    shell: Shell
    rows: tuple[AwaitingRow, ...]
    unnamed: int
    """Entries to which nobody has agreed yet."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts."""

    label: Phrase
    number: int


@dataclass(frozen=True, slots=True)
class StatusPage:
    """`/<lang>/status/`: where the archive stands, in counts whose rule the page states."""

    shell: Shell
    entries: tuple[Count, ...]
    languages: tuple[Count, ...]
    first_places: tuple[Count, ...]
    links: tuple[NavLink, ...]
