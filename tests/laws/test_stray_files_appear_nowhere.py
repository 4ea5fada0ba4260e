"""Law: of a file that nobody agreed to, dropped anywhere under `archive/`, not a word and no name is published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.model.part import parse_part
from generator.items import Plan
from laws.sites import print_site
from laws.strategies import heavy, prose, written

PLAN = Plan(entries=2, sides=("alder", "birch"), languages=("hy", "ur"), seed=1, pictures_every=2, words=(30, 60))

# Names that a build might be tempted by: parts of entries, what MkDocs and themes look for, what editors leave.
tempting = st.sampled_from(
    [
        "index.md",
        "README.md",
        "404.md",
        "index.html",
        "main.html",
        "extra.css",
        "extra.js",
        "robots.txt",
        ".meta.yml",
        "CNAME",
        ".nojekyll",
        "mkdocs.yml",
        "sitemap.xml",
        "text.hy.md.orig",
        "text.en.md",
        "text.hy~",
        "work.hy.md",
        "narrative.alder.other.hy.md",
        "reservation.birch.hy.md",
        "voice.weavers.hy.md",
        "facts.json",
        "picture.png",
        "bands.svg",
        "1.yml.sig",
        "hide.yml",
        "notes.txt",
        "Thumbs.db",
        ".DS_Store",
        "requirements.txt",
        "hooks.py",
    ]
)
any_name = st.from_regex(r"[A-Za-z0-9_.-]{1,12}\.(md|html|yml|json|js|css|png|txt|py)", fullmatch=True)
CANARY = "canarykestrelxylophone"


# Two pages and the list behind them say how much waits and for whom.
TELLING = frozenset({"awaiting/index.html", "status/index.html", "SHA256SUMS", "words.json"})
# Names that make a lawful part, each with a word in it that one person chose.
PROPOSED = (
    f"narrative.alder.{CANARY}.hy.md",
    f"narrative.{CANARY}.hy.md",
    f"reservation.{CANARY}.ur.md",
    f"voice.{CANARY}.hy.md",
    f"work.{CANARY}.hy.md",
    f"text.hy-x-{CANARY[:8]}.md",
    f"media/{CANARY}.png",
    f"{CANARY}/entry.yml",
)


def find_changed(before, after):
    assert after.keys() == before.keys()
    return {name.split("/", 1)[-1] for name in after if after[name] != before[name]}


@heavy(12, 400)
@given(st.data(), st.one_of(tempting, any_name), prose)
def test_a_stray_file_changes_nothing_but_how_much_waits(data, name, text):
    with written(PLAN) as place:
        before = print_site(place.archive)
        folders = sorted(str(path.relative_to(place.archive)) for path in place.archive.rglob("*") if path.is_dir())
        folders += [".", "new", "entries/new", "entries/item-00000/new"]
        folder = data.draw(st.sampled_from(folders), label="folder")
        target = place.archive / folder / name
        if target.exists() or name == "hide.yml":
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# {CANARY}\n\n{text}\n", encoding="utf-8")
        after = print_site(place.archive)
        assert not any(CANARY.encode() in raw or CANARY in path for path, raw in after.items())
        # A file with the name of a part is a proposal: it is counted, and none of its words is told.
        is_part = folder.startswith("entries/item-") and parse_part(_name_part(folder, name)) is not None
        assert find_changed(before, after) <= (TELLING if is_part else set())


def _name_part(folder, name):
    return f"media/{name}" if folder.endswith("/media") else name.removesuffix(".md")


@pytest.mark.parametrize("name", PROPOSED)
def test_not_even_a_name_that_somebody_proposes_goes_out(name):
    with written(PLAN) as place:
        before = print_site(place.archive)
        folder = place.archive / "entries" / ("" if name.endswith(".yml") else "item-00000")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".yml"):
            new = (place.archive / "entries" / "item-00000" / "entry.yml").read_text(encoding="utf-8")
            target.write_text(new.replace("id: item-00000", f"id: {CANARY}"), encoding="utf-8")
            record = (place.archive / "entries" / "item-00000" / "record.yml").read_text(encoding="utf-8")
            (target.parent / "record.yml").write_text(record, encoding="utf-8")
        else:
            target.write_text("words\n", encoding="utf-8")
        after = print_site(place.archive)
        assert find_changed(before, after) <= TELLING
        assert not any(CANARY[:8].encode() in raw for raw in after.values())


@heavy(12, 400)
@given(st.data())
def test_words_that_nobody_agreed_to_are_in_the_workshop_and_nowhere_else(data):
    """The same for words put into a file that is a part: the agreed words stay up, the new ones wait."""
    with written(PLAN) as place:
        before = print_site(place.archive)
        parts = sorted(path.relative_to(place.archive) for path in place.archive.rglob("entries/*/*.md"))
        chosen = place.archive / data.draw(st.sampled_from(parts), label="part")
        chosen.write_text(f"{CANARY}\n\n{chosen.read_text(encoding='utf-8')}", encoding="utf-8")
        after = print_site(place.archive)
        # Two pages say that something waits, and of which part; what it says stands on none.
        assert find_changed(before, after) <= TELLING
        assert not any(CANARY.encode() in raw for raw in after.values())
        workshop = print_site(place.archive, proposed=True)
        assert any(CANARY.encode() in raw for raw in workshop.values())


@heavy(12, 400)
@given(st.data())
def test_a_link_to_a_file_outside_brings_nothing_in(data):
    with written(replace(PLAN, pictures_every=0)) as place:
        before = print_site(place.archive)
        outside = place.root / "outside.md"
        outside.write_text(f"{CANARY}\n", encoding="utf-8")
        name = data.draw(st.sampled_from(("text.hy.md", "narrative.alder.hy.md", "work.hy.md", "media/x.png")))
        target = place.archive / "entries/item-00000" / name
        target.unlink(missing_ok=True)
        target.parent.mkdir(exist_ok=True)
        target.symlink_to(outside)
        assert print_site(place.archive) == before
