"""The page that shows a reader how to check one text without this site: files, commands, what they have to say."""

from __future__ import annotations

from dataclasses import dataclass

from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import Shell


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file to save, and the name under which the commands expect it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Commands:
    """Lines to type: in a terminal of Linux or a Mac, and at the command prompt of Windows."""

    unix: tuple[str, ...]
    windows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedView:
    """What is needed to check a signature: its file, the line that says whose key counts, the check itself."""

    file: SavedFile
    allow: Commands
    verify: Commands


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One person's approval of the text; `signed` is None for one that is only recorded."""

    side: Phrase
    handle: str
    file: SavedFile
    find: Commands
    signed: SignedView | None


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A text of this archive, agreed to by its sides, with all that it takes to check it."""

    title: Phrase
    url: str
    digest: str
    words: SavedFile
    measure: Commands
    approvals: tuple[ApprovalView, ...]
    """In the entry's own order of sides."""
    people: SavedFile
    founding: SavedFile
    genesis: str
    found: Commands

    @property
    def has_signed(self) -> bool:
        """Whether any approval is signed."""
        return any(approval.signed for approval in self.approvals)

    @property
    def has_unsigned(self) -> bool:
        """Whether any approval is only recorded."""
        return any(approval.signed is None for approval in self.approvals)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """`/<lang>/check/`: how to check words oneself. Without an agreed text in the language there is no example."""

    shell: Shell
    example: ExampleView | None
