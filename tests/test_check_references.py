"""Names that lead nowhere in the files that several entries share: names, programme, notices for safety."""

from __future__ import annotations

import shutil

import pytest

from rules import overlay

NAMES = """\
format: concord-names/1
names:
  - id: bridge
    about: {hi: दोनों किनारों के बीच का रास्ता, ur: دونوں کناروں کے بیچ کا راستہ}
    common: {hi: पुल, ur: پل}
    forms:
      east: [{text: सेतु, lang: hi}]
      west: [{text: جسر, lang: ur}]
    barred:
      - {to: फाटक, lang: hi, by: [west], why: {hi: यह फाटक नहीं है।, ur: یہ پھاٹک نہیں ہے۔}}
"""
REVIEWS = """\
format: concord-reviews/1
reviews:
  - {id: winter, date: 2026-01-10, by: amina, entries: [old-bridge, plain-song], due: 2026-07-10}
"""
DISPUTE = """\
format: concord-dispute/1
about: old-bridge
opened: 2026-02-01
opened_by: east
facilitator: helper
"""
HIDE = "format: concord-hide/1\nby: amina\non: 2026-05-01\nground: safety\n"
FILES = {
    "names.yml": NAMES,
    "programme/reviews.yml": REVIEWS,
    "programme/disputes/builders.yml": DISPUTE,
    "entries/plain-song/hide.yml": HIDE,
}
SPOILT = [
    ("names.yml", "west: [{text", "north: [{text", 8),
    ("names.yml", "by: [west]", "by: [west, north]", 10),
    ("programme/reviews.yml", "by: amina", "by: anima", 3),
    ("programme/reviews.yml", "plain-song]", "plain-sing]", 3),
    ("programme/disputes/builders.yml", "old-bridge", "new-bridge", 2),
    ("programme/disputes/builders.yml", "east", "north", 4),
    ("programme/disputes/builders.yml", "helper", "nobody", 5),
    ("entries/plain-song/hide.yml", "amina", "anima", 2),
]


@pytest.fixture
def root(tmp_path):
    """The clean base with the files that it lacks."""
    target = tmp_path / "archive"
    shutil.copytree(overlay.BASE, target)
    for name, text in FILES.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8")
    return target


def find_unknown(root):
    """(path, line) of every name that leads nowhere."""
    return [place[:2] for place in overlay.find_places(overlay.Example(root).check()) if place[3] == "ID003"]


def test_what_is_there_is_found(root):
    assert find_unknown(root) == []


@pytest.mark.parametrize(("name", "old", "new", "line"), SPOILT)
def test_a_name_that_leads_nowhere_is_shown_where_it_stands(root, name, old, new, line):
    text = FILES[name]
    assert text.count(old) == 1
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    assert find_unknown(root) == [(name, line)]
