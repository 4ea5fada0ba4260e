"""The page with the form for drafts. Part of the view data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concord.derive.views.archive import RoleGroup
from concord.derive.views.phrases import Phrase
from concord.derive.views.shell import Shell

Choices = tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class ContributePage:
    """`/<lang>/contribute/`: the nine questions, as a form and to be answered by hand."""

    shell: Shell
    own: Phrase
    """The edition's language by its own name; then the others, in the page's order."""
    others: tuple[Phrase, ...]
    questions: Mapping[str, Phrase]
    """What is asked, by the name of the line that answers it, in the order in which it is asked."""
    kinds: Choices
    bases: Choices
    concerns: Choices
    givers: Choices
    """Who may have given a consent."""
    uses: Choices
    """What a consent may allow."""
    licences: tuple[tuple[str, str], ...]
    """Licences of words, by their short names; of a picture there is one more."""
    mark: tuple[str, str]
    """The mark of what belongs to nobody, for pictures alone."""
    licence: str
    """The archive's own, which is ticked at first."""
    sample: str
    """The file to be filled in by hand."""
    rules: str
    """What the script has to know of this archive, as JSON."""
    has_forge: bool
    roles: tuple[RoleGroup, ...]
