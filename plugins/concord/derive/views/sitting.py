"""What a steward reads before saying yes: on the local page of `concord approve` and in the workshop edition."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import NavLink, Shell
from concord.model.items import MediaForm


@dataclass(frozen=True, slots=True)
class StringView:
    """One string of the facts: where it stands, what it says now and what it said when it was agreed, marked."""

    path: str
    now: Markup
    before: Markup | None
    is_changed: bool

    @property
    def is_kept(self) -> bool:
        """Whether it was agreed before as it stands."""
        return self.before is not None and not self.is_changed


@dataclass(frozen=True, slots=True)
class ShotView:
    """A picture, or a recording to be played; its size is not known where it is read from the archive itself."""

    url: str
    form: MediaForm = MediaForm.PICTURE
    width: int | None = None
    height: int | None = None
    kb: int = 0
    unless_scripted: str | None = None
    """What is fetched in its place where no script runs (look: a sparing page fetches no picture)."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One part as a steward reads it; only the fields of its kind are filled. `tongue` marks its words."""

    target: str
    act: str
    sha256: str
    tongue: Phrase
    needs_reader: bool
    is_media: bool = False
    is_same: bool = False
    """These very words are agreed already; the steward may still add a word."""
    now: Markup | None = None
    before: Markup | None = None
    changes: tuple[Markup, ...] = ()
    """The lines that differ, each with what went away and what came."""
    source: str = ""
    strings: tuple[StringView, ...] = ()
    picture: ShotView | None = None
    earlier: ShotView | None = None

    @property
    def kept(self) -> tuple[StringView, ...]:
        """Strings that nobody has to read again."""
        return tuple(string for string in self.strings if string.is_kept)


@dataclass(frozen=True, slots=True)
class AskedView:
    """A part on which a steward is asked, with what the script needs to join the statement."""

    id: str
    label: Phrase
    name: str
    """Of a file among several; empty where the label says all."""
    language: Phrase | None
    item: ReviewItem
    place: int
    """Of its act in the statement."""
    lines: str
    """JSON: the line of the act by the reader relied on; under "" where the steward reads the words."""
    reader_of: str | None
    """The language for which a reader has to be named."""
    can_agree: bool
    """False where nobody in office reads a language that the steward does not read."""


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """An entry or a table with all that a steward is asked of it. `title` is what an entry is called at present."""

    id: str
    about: str
    title: Phrase
    url: str | None
    parts: tuple[AskedView, ...]


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """A language that the steward does not read, and who could be relied on for it."""

    lang: str
    name: Phrase
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewFile:
    """The forge's own page for a new file; `takes_words` where the address may hold what it says."""

    url: str
    takes_words: bool


@dataclass(frozen=True, slots=True)
class StewardRow:
    """A steward, and how much waits for this person."""

    handle: str
    url: str
    parts: int
    entries: int


@dataclass(frozen=True, slots=True)
class StewardGroup:
    """The stewards of a side."""

    side: Phrase
    rows: tuple[StewardRow, ...]


@dataclass(frozen=True, slots=True)
class StewardsPage:
    """`/<lang>/stewards/`: workshop edition; who has something to say yes or no to."""

    shell: Shell
    groups: tuple[StewardGroup, ...]
    is_sealed: bool
    """Before the founding is sealed nobody can approve anything."""


@dataclass(frozen=True, slots=True)
class SittingPage:
    """`/<lang>/stewards/<handle>/`: workshop edition; everything that waits for one steward, or a part of it."""

    shell: Shell
    handle: str
    side: Phrase
    reads: tuple[Phrase, ...]
    groups: tuple[AskedGroup, ...]
    readers: tuple[ReaderChoice, ...]
    head: str
    """All of the statement that stands above its acts."""
    path: str
    """Where the statement belongs."""
    file: str
    day: str
    day_iso: str
    is_signed: bool
    new_file: NewFile | None
    number: int
    pages: tuple[NavLink, ...]
    """More than one where very much waits."""
    back: NavLink

    @property
    def count(self) -> int:
        """Parts on this page."""
        return sum(len(group.parts) for group in self.groups)
