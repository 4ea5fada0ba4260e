"""What the laws are tried on: trees, entries and whole archives drawn by hypothesis."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, settings
from hypothesis import strategies as st

from concord.model.document import Tree
from generate import generate
from generator.charter import SIDES
from generator.items import Plan, build_items

# Scripts that run both ways, join, stack and have no capitals.
LANGUAGES = ("ar", "en", "fr", "he", "hi", "hy", "ka", "ko", "ru", "ur", "zgh")

# A whole site is an example here. Making a failing one smaller would take minutes: the plan it is drawn from is small.
# The tiers differ as those of tests/conftest.py do.
_IS_LONG = settings().max_examples > 100


def heavy(quick: int, long: int) -> settings:
    """Settings of a law whose examples are whole archives."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=long if _IS_LONG else quick, phases=phases)


slugs = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
languages = st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=4, unique=True).map(tuple)

# Letters of many scripts with the marks that go on them; what the reader refuses is left to tests/test_hostile.py.
_LETTERS = "aZé9ñßЯйअकिींؤدهیےקַעהაჰԱև가힣ⴰⵣ日本👍 .,:;!?#[]{}&*|>'\"%@`~-_/\\()«»„“”’…"
prose = (
    st.text(st.sampled_from(_LETTERS), min_size=1, max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: bool(text.strip()))
)


def trees(leaves: st.SearchStrategy[str] = prose) -> st.SearchStrategy[dict[str, Tree]]:
    """Documents of any shape the reader takes: no empty values, since those read as absent."""
    nodes: st.SearchStrategy[Tree] = st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(slugs, inner, max_size=4),
        ),
        max_leaves=20,
    )
    return st.dictionaries(slugs, nodes, min_size=1, max_size=6)


@st.composite
def plans(draw: st.DrawFn, *, most_entries: int = 3, fewest_sides: int = 2) -> Plan:
    """An archive still to be written: few entries, short texts, any number of sides and languages."""
    sides = draw(st.integers(fewest_sides, 5))
    return Plan(
        entries=draw(st.integers(1, most_entries)),
        sides=SIDES[:sides],
        languages=draw(languages),
        seed=draw(st.integers(0, 2**16)),
        pictures_every=draw(st.sampled_from((0, 2))),
        words=(30, 60),
    )


@st.composite
def entry_trees(draw: st.DrawFn) -> dict[str, Tree]:
    """A valid `entry.yml` as a tree, with some of its words replaced by stranger ones."""
    plan = draw(plans(most_entries=1))
    item = next(iter(build_items(plan)))
    for place in [item.tree["title"], item.tree["summary"]]:
        if isinstance(place, dict):
            place[plan.languages[0]] = draw(prose)
    return item.tree


@dataclass(frozen=True)
class Written:
    """A plan and where it has been written."""

    plan: Plan
    root: Path

    @property
    def archive(self) -> Path:
        return self.root / "archive"


@contextmanager
def written(plan: Plan, *, approve: bool = True, preset: str = "standard") -> Iterator[Written]:
    """An archive on disk for as long as one example of a law lasts."""
    with TemporaryDirectory(prefix="law-") as folder:
        root = Path(folder)
        generate(
            root,
            entries=plan.entries,
            sides=plan.sides,
            languages=plan.languages,
            seed=plan.seed,
            pictures_every=plan.pictures_every,
            words=plan.words,
            approve=approve,
            preset=preset,
        )
        yield Written(plan, root)
