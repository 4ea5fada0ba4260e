"""What stands in short needs the words it shows in every language, and no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concord.pipeline import check
from rules.overlay import AS_OF, BASE

_HEAD = "format: concord-entry/1\nid: short\nkind: song\nowned_by: [east, west]\norder: [west, east]\n"
_LABEL = "label: {hi: सबके लिए नहीं, ur: سب کے لیے نہیں}\n"
_TITLE = "title: {hi: गीत, ur: گیت}\nsummary: {hi: एक गीत।, ur: ایک گیت۔}\n"
_WHY = "stub: {why: {hi: अभी सहमति नहीं।, ur: ابھی اتفاق نہیں۔}}\n"
_SOURCES = "sources: [{id: s1, cite: A book}]\n"
FORMS = {
    "closed": ("published", _LABEL + "access: closed\n"),
    "embargo": ("published", _LABEL + "access: embargo\nembargo_until: 2030-01-01\n"),
    "not given": ("published", _LABEL + "share: no\n"),
    "stub": ("stub", _TITLE + _WHY + _SOURCES + "share: yes\n"),
    "withdrawn": ("withdrawn", _TITLE + "tombstone: {ground: error, on: 2026-05-01}\n"),
    "withdrawn, without its title": ("withdrawn", "tombstone: {ground: consent, on: 2026-05-01}\n"),
}


def find_faults(root: Path, status: str, words: str) -> list[tuple[str, int]]:
    """Rules met in an entry of its own, with their lines."""
    folder = root / "entries/short"
    folder.mkdir(exist_ok=True)
    (folder / "entry.yml").write_text(_HEAD + words, encoding="utf-8", newline="\n")
    (folder / "record.yml").write_text(f"format: concord-record/1\nstatus: {status}\n", encoding="utf-8", newline="\n")
    found = check(root, AS_OF).problems
    return [(problem.rule, problem.location.line) for problem in found if "entries/short" in problem.location.path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "archive"))


@pytest.mark.parametrize("form", FORMS)
def test_a_short_form_needs_nothing_but_what_it_shows(root: Path, form: str) -> None:
    assert find_faults(root, *FORMS[form]) == []


@pytest.mark.parametrize(
    ("form", "words", "line"),
    [("closed", ", ur: سب کے لیے نہیں", 6), ("stub", ", ur: گیت", 6), ("stub", ", ur: ابھی اتفاق نہیں۔", 8)],
)
def test_but_that_in_every_language(root: Path, form: str, words: str, line: int) -> None:
    status, whole = FORMS[form]
    assert find_faults(root, status, whole.replace(words, "")) == [("language-missing", line)]


@pytest.mark.parametrize("form", ["closed", "embargo", "not given"])
def test_more_than_a_label_is_refused(root: Path, form: str) -> None:
    status, words = FORMS[form]
    rule = "share-refused" if form == "not given" else "access-closed-in-tree"
    for field in ("title: {hi: गीत, ur: گیت}", "how_we_know: {hi: दादी, ur: دادی}", "sensitivity: [sacred]"):
        assert (rule, 6) in find_faults(root, status, f"{field}\n{words}")


@pytest.mark.parametrize("status", ["published", "disputed", "reviewed", "stub"])
def test_a_tombstone_is_withdrawn_and_nothing_else(root: Path, status: str) -> None:
    assert ("form-contradictory", 2) in find_faults(root, status, FORMS["withdrawn"][1])
