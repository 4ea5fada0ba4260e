"""The demonstration says nothing that cannot be followed to the sheet of facts it was written from."""

from __future__ import annotations

import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load_script() -> ModuleType:
    """`scripts/facts` as a module."""
    spec = spec_from_file_location("concord_facts", ROOT / "scripts" / "facts" / "__main__.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    # Dataclasses look their module up.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


trace = load_script()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "archive" / "entries", tmp_path / "entries")
    shutil.copytree(ROOT / "tests" / "demonstration", tmp_path / "traces")
    return tmp_path


def faults(root: Path) -> list[str]:
    return list(trace.find_faults(root / "entries", root / "traces", None))


def test_every_claim_has_a_trace(copy: Path) -> None:
    assert faults(copy) == []


def test_a_claim_without_one_is_found(copy: Path) -> None:
    path = copy / "entries" / "ganga-ram-hospitals" / "entry.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- id: founded\n", "- id: invented\n"), encoding="utf-8")
    assert faults(copy) == [
        "ganga-ram-hospitals: claims/invented rests on nothing",
        "ganga-ram-hospitals: claims/founded is not in the entry",
    ]


def test_an_entry_and_a_trace_without_each_other_are_found(copy: Path) -> None:
    (copy / "traces" / "ganga-ram-hospitals.yml").rename(copy / "traces" / "nothing.yml")
    assert faults(copy) == ["ganga-ram-hospitals: no trace", "nothing: a trace of no entry"]


SHEET = """\
## Part A
### E15 two-hospitals (place)
- Founded in 1921. [The Nation, 14 July 2022; V]
- Opened in 1951. [one page; C]
Contested: nothing.
## Part B
- **a-drink** (drink): red. [The Hindu, 2022; V]
"""


def test_the_sheet_is_read_by_its_sections() -> None:
    sections = trace.read_sheet(SHEET)
    assert sorted(sections) == ["E15", "head", "reserve/a-drink"]
    assert len(sections["E15"].bullets) == 2


def test_what_the_sheet_does_not_have_is_found(copy: Path) -> None:
    for folder in (copy / "entries").iterdir():
        if folder.name != "ganga-ram-hospitals":
            shutil.rmtree(folder)
            (copy / "traces" / f"{folder.name}.yml").unlink()
    found = list(trace.find_faults(copy / "entries", copy / "traces", trace.read_sheet(SHEET)))
    assert "ganga-ram-hospitals: the sheet has 2 bullets, the trace 6" in found
    assert any(fault.startswith("ganga-ram-hospitals: source s2: not in the sheet's section: 2025") for fault in found)
