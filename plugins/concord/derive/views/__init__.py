"""The view data of pages: the contract between `render`, which fills it, and the templates, which lay it out.

Every piece of words is a Phrase or a Rendered and knows its language, direction and script, so that a template
can mark it wherever it stands. A label that a catalogue lacks arrives as an English Phrase. Orders are final:
templates never sort. Dates arrive as words in the language around them.
"""

from __future__ import annotations

from concord.derive.views.entry import (
    EntryPage,
    NarrativeView,
    StubPage,
)
from concord.derive.views.evidence import (
    ActView,
    AgreementView,
    Citation,
    ClaimView,
    CustodyView,
    FactView,
    MadeView,
    NameView,
    PartView,
    SideView,
    SourceGroup,
    SourceView,
)
from concord.derive.views.hubs import (
    BrowsePage,
    Card,
    ChooserEdition,
    ChooserPage,
    Group,
    HomePage,
    NotFoundPage,
)
from concord.derive.views.parallel import (
    ParallelCell,
    ParallelColumn,
    ParallelGroup,
    ParallelPage,
    ParallelSection,
)
from concord.derive.views.phrases import (
    Awaited,
    Direction,
    Phrase,
    Rendered,
    WordsState,
)
from concord.derive.views.pictures import (
    Figure,
    ImageFile,
)
from concord.derive.views.shell import (
    EditionLink,
    Licence,
    NavLink,
    Shell,
)

__all__ = [
    "ActView",
    "AgreementView",
    "Awaited",
    "BrowsePage",
    "Card",
    "ChooserEdition",
    "ChooserPage",
    "Citation",
    "ClaimView",
    "CustodyView",
    "Direction",
    "EditionLink",
    "EntryPage",
    "FactView",
    "Figure",
    "Group",
    "HomePage",
    "ImageFile",
    "Licence",
    "MadeView",
    "NameView",
    "NarrativeView",
    "NavLink",
    "NotFoundPage",
    "ParallelCell",
    "ParallelColumn",
    "ParallelGroup",
    "ParallelPage",
    "ParallelSection",
    "PartView",
    "Phrase",
    "Rendered",
    "Shell",
    "SideView",
    "SourceGroup",
    "SourceView",
    "StubPage",
    "WordsState",
]
