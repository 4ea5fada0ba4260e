"""An archive as strangers may leave it: every fault at its place, nothing read that should not be, one order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.problems import Problem
from concord.read.archive import read_archive
from concord.read.limits import MAX_FOLDERS_DEEP, MAX_YAML
from ssh import SoftKey

KEY = SoftKey(1)
CHARTER = {
    "charter/archive.yml": (
        "format: concord-archive/1\nid: two-valleys\ntitle: {hy: Հին, ka: ძველი}\nsummary: {hy: Հին, ka: ძველი}\n"
        "languages:\n  hy: {name: հայերեն, script: Armn}\n  ka: {name: ქართული, script: Geor}\n"
        "language_cycle: [hy, ka]\n"
    ),
    "charter/sides.yml": (
        "format: concord-sides/1\nsides:\n  upper: {name: {hy: Ա}, heading: {hy: Ա}}\n"
        "  lower: {name: {hy: Բ}, heading: {hy: Բ}}\ncycle: [upper, lower]\n"
    ),
    "charter/people.yml": (
        "format: concord-people/1\npeople:\n  upper-1:\n    side: upper\n    roles:\n"
        "      - {role: steward, since: 2026-01-01, until: 2027-01-01}\n"
        f"    keys:\n      - {{id: desk, key: {KEY.line}, since: 2026-01-01}}\n"
    ),
    "charter/policy.yml": "format: concord-policy/1\npreset: light\n",
}
SHA = "a" * 64
STATEMENT = (
    f"format: concord-statement/1\ngenesis: {SHA}\nseq: 1\nprev: null\ndate: 2026-02-01\n"
    f"acts:\n  - {{act: agree, about: entries/bridge, part: facts, rev: 1, sha256: {SHA}}}\n"
)
MEDIA = "entries/bridge/media"
ENTRY = (
    "format: concord-entry/1\nid: bridge\nkind: place\nowned_by: [upper, lower]\norder: [upper, lower]\n"
    "title: {hy: Կամուրջ, ka: ხიდი}\nsummary: {hy: Ա, ka: ა}\ncontested: false\naccess: open\n"
    "rights: {text: CC-BY-4.0}\n"
    "sources:\n  - {id: s1, cite: Գիրք, lang: hy}\n"
)
FILES = {
    **CHARTER,
    "charter/chain/1.yml": (
        f"format: concord-chain/1\nn: 1\nprev:\nin_force_from: 2026-01-01\nfiles:\n  archive.yml: {SHA}\n"
    ),
    "entries/bridge/entry.yml": ENTRY,
    "entries/bridge/record.yml": "format: concord-record/1\nstatus: draft\n",
    "entries/bridge/text.hy.md": "Հին կամուրջ։\n",
    "entries/bridge/narrative.upper.ka.md": "ძველი ხიდი.\n",
    "entries/bridge/media/view.png": "not judged here\n",
    "entries/bridge/media/view.ref.yml": "known, not read yet\n",
    "entries/bridge/hide.yml": "format: concord-hide/1\nby: upper-1\non: 2026-02-01\nground: safety\n",
    "statements/upper-1/1.yml": STATEMENT,
    "statements/upper-1/1.yml.sig": KEY.sign(STATEMENT.encode()).decode(),
    f"agreed/{SHA}": "not judged here\n",
    "names.yml": "format: concord-names/1\n",
    "units/u/unit.yml": "known, not read yet\n",
    "programme/disputes/d.yml": (
        "format: concord-dispute/1\nabout: bridge\nopened: 2026-02-01\nopened_by: upper\nfacilitator: upper-1\n"
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for name, text in FILES.items():
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, content: str | bytes) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(str(problem.location), problem.rule) for problem in read_archive(folder).problems]


def test_a_sound_archive_is_read_whole(root):
    archive = read_archive(root)
    assert archive.problems == ()
    assert archive.charter is not None
    assert sorted(archive.charter.digests) == ["archive.yml", "people.yml", "policy.yml", "sides.yml"]
    entry = archive.entries["bridge"]
    assert entry.file is not None
    assert entry.file.value.title["ka"] == "ხიდი"
    assert sorted(entry.texts) == ["narrative.upper.ka", "text.hy"]
    assert entry.media["media/view.png"][1].size == 16
    assert [(said.handle, said.seq, said.signed_by) for said in archive.statements] == [("upper-1", 1, KEY.line)]
    assert archive.agreed == {SHA}


def test_digests_are_what_sha256sum_prints(root):
    archive = read_archive(root)
    sums = subprocess.run(
        ["sha256sum", "charter/chain/1.yml", f"{MEDIA}/view.png", "statements/upper-1/1.yml", "charter/sides.yml"],
        capture_output=True, text=True, check=True, cwd=root,
    ).stdout.split()[::2]  # fmt: skip
    assert archive.charter is not None
    media = archive.entries["bridge"].media["media/view.png"][1]
    assert sums == [
        archive.charter.genesis,
        media.sha256,
        archive.statements[0].sha256,
        archive.charter.digests["sides.yml"],
    ]


PLANTED = {
    "unknown file": ("entries/bridge/notes.txt", "x", [("entries/bridge/notes.txt", "file-unexpected")]),
    "unknown folder": ("secret/x.yml", "x", [("secret", "file-unexpected")]),
    "hidden file": (".DS_Store", "x", [(".DS_Store", "file-unexpected")]),
    "facts as Markdown": ("entries/bridge/facts.hy.md", "x\n", [("entries/bridge/facts.hy.md", "file-unexpected")]),
    "picture of another kind": ("entries/bridge/media/a.svg", "x", [("entries/bridge/media/a.svg", "file-unexpected")]),
    "executable beside agreed words": ("agreed/run.sh", "x", [("agreed/run.sh", "file-unexpected")]),
    "statement with a leading zero": (
        "statements/upper-1/02.yml", "x",
        [("statements/upper-1/02.yml", "file-unexpected")],
    ),
    "name that is no id": ("entries/Bridge_2/entry.yml", ENTRY, [("entries/Bridge_2", "path-invalid")]),
    "name of a device": ("entries/bridge/aux.md", "x", [("entries/bridge/aux.md", "path-invalid")]),
    "name with a line end": ("entries/a\nb/x", "x", [("entries/a\\u{A}b", "path-invalid")]),
    "name with an override": ("\u202egnp.md", "x", [("\\u{202E}gnp.md", "path-invalid")]),
    "names alike": (
        "entries/bridge/Text.hy.md", "x\n",
        [("entries/bridge/Text.hy.md", "file-unexpected"), ("entries/bridge/text.hy.md", "path-invalid")],
    ),
    "entry without its file": (
        "entries/mill/record.yml", FILES["entries/bridge/record.yml"], [("entries/mill", "file-missing")],
    ),
    "not UTF-8": ("entries/bridge/text.ka.md", b"a\n\xff\n", [("entries/bridge/text.ka.md:2:1", "file-unreadable")]),
    "too large": (
        "entries/bridge/record.yml", b"#" * (MAX_YAML + 1),
        [("entries/bridge/record.yml", "file-too-large")],
    ),
    "misspelt field": (
        "entries/bridge/record.yml", "format: concord-record/1\nstatus: draft\nsteward: []\n",
        [("entries/bridge/record.yml:3:1", "field-unknown")],
    ),
    "required field misspelt, said once": (
        "entries/bridge/record.yml", "format: concord-record/1\nstatsu: draft\n",
        [("entries/bridge/record.yml:2:1", "field-unknown")],
    ),
    "missing field": (
        "charter/policy.yml", "format: concord-policy/1\n", [("charter/policy.yml:1:1", "field-missing")],
    ),
    "number that is none": (
        "charter/policy.yml", "format: concord-policy/1\npreset: light\npeople_per_side: two\n",
        [("charter/policy.yml:3:18", "field-invalid")],
    ),
    "day that does not exist": (
        "charter/chain/1.yml", FILES["charter/chain/1.yml"].replace("2026-01-01", "2026-02-30"),
        [("charter/chain/1.yml:4:16", "field-invalid")],
    ),
    "link with another number": (
        "charter/chain/2.yml", FILES["charter/chain/1.yml"], [("charter/chain/2.yml:2:4", "field-invalid")],
    ),
    "language that is none": (
        "entries/bridge/entry.yml", ENTRY.replace("{hy: Ա, ka", "{hy: Ա, k_a"),
        [("entries/bridge/entry.yml:7:18", "field-invalid")],
    ),
    "letters of two scripts": (
        "entries/bridge/entry.yml", ENTRY.replace("Կամուրջ", "Կամурջk"),
        [("entries/bridge/entry.yml:6:13", "letters-mixed")],
    ),
}  # fmt: skip


def test_the_line_to_add_is_said_where_only_one_can_be_right(root):
    text = ENTRY.replace("kind: place\n", "") + "claims:\n  - {id: c1, text: {hy: Ա}, type: fact}\n"
    write(root, "entries/bridge/entry.yml", text)
    write(root, "entries/bridge/record.yml", "status: draft\n")
    lines = {problem.values["line"] for problem in read_archive(root).problems if problem.rule == "field-missing"}
    assert lines == {"format: concord-record/1", "sources: [...]", "kind: ..."}


@pytest.mark.parametrize(("name", "content", "expected"), PLANTED.values(), ids=list(PLANTED))
def test_a_planted_fault_is_found_where_it_is_and_only_there(root, name, content, expected):
    write(root, name, content)
    assert faults(root) == expected


@pytest.mark.parametrize("name", sorted(CHARTER))
def test_a_missing_charter_file_is_named_and_the_rest_still_read(root, name):
    (root / name).unlink()
    archive = read_archive(root)
    assert [(problem.location.path, problem.rule) for problem in archive.problems] == [(name, "charter-missing")]
    assert archive.charter is None
    assert "bridge" in archive.entries


def test_no_folder_at_all_is_four_missing_files_and_no_more(tmp_path):
    found = faults(tmp_path / "nowhere")
    assert [rule for _, rule in found].count("charter-missing") == 4


def test_links_and_pipes_are_refused_unread(root, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("secret\n", encoding="utf-8")
    (root / "entries/bridge/text.ka.md").symlink_to(secret)
    (root / "entries/bridge/media/dangling.png").symlink_to(tmp_path / "nothing")
    (root / "units/loop").symlink_to(root)
    (root / "entries/linked").symlink_to(root / "entries/bridge")
    os.mkfifo(root / "entries/bridge/common-ground.hy.md")
    assert faults(root) == [
        ("entries/bridge/common-ground.hy.md", "file-not-plain"),
        ("entries/bridge/media/dangling.png", "file-not-plain"),
        ("entries/bridge/text.ka.md", "file-not-plain"),
        ("entries/linked", "file-not-plain"),
        ("units/loop", "file-not-plain"),
    ]
    assert "text.ka" not in read_archive(root).entries["bridge"].texts


def test_folders_without_end_end(root):
    write(root, "units/" + "a/" * 40 + "x.md", "x\n")
    found = faults(root)
    assert [rule for _, rule in found] == ["file-too-large"]
    assert found[0][0].count("/") == MAX_FOLDERS_DEEP - 1


def test_a_file_of_200_megabytes_is_not_read(root):
    with (root / "entries/bridge/entry.yml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    program = (
        "import sys, tracemalloc; from pathlib import Path; from concord.read.archive import read_archive\n"
        "tracemalloc.start()\n"
        "archive = read_archive(Path(sys.argv[1]))\n"
        "print([(str(problem.location), problem.rule) for problem in archive.problems])\n"
        "print(tracemalloc.get_traced_memory()[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)], capture_output=True, text=True, check=True, timeout=20
    )
    said, peak = done.stdout.splitlines()
    assert said == "[('entries/bridge/entry.yml', 'file-too-large')]"
    # A process's own peak would count its parent's: Linux keeps it across the start of a program.
    assert int(peak) < 20_000_000


def test_what_vanishes_or_may_not_be_opened_is_a_problem(root, monkeypatch):
    real = os.open

    def open_(path, *arguments, **named):
        if str(path).endswith("text.hy.md"):
            raise FileNotFoundError(path)
        if str(path).endswith("record.yml"):
            raise PermissionError(path)
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", open_)
    assert faults(root) == [
        ("entries/bridge/record.yml", "file-unreadable"),
        ("entries/bridge/text.hy.md", "file-unreadable"),
    ]


def test_the_order_of_the_file_system_does_not_matter(root, monkeypatch):
    write(root, "entries/mill/entry.yml", "format: x\nformat: y\n")
    write(root, "zz.txt", "x")
    first = read_archive(root)
    real = os.scandir

    class Reversed:
        def __init__(self, path):
            self.entries = list(real(path))[::-1]

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(os, "scandir", Reversed)
    second = read_archive(root)
    assert second.problems == first.problems
    assert list(second.entries) == list(first.entries) == sorted(first.entries)


def test_every_problem_names_a_rule_and_prints(root):
    """Whatever is found, its values fit its phrases: printing may not fail on what a stranger wrote."""
    for name, content, _ in PLANTED.values():
        write(root, name, content)
    for problem in read_archive(root).problems:
        for key in ("what", "expected", "hint"):
            problem.values.get(key, "").format_map(problem.values)


SOUND = {name: text.encode() for name, text in FILES.items()}


@given(st.sampled_from(sorted(SOUND)), st.integers(0, 400), st.binary(max_size=4), st.integers(0, 8))
@settings(max_examples=60)
def test_no_spoilt_bytes_raise_anything(tmp_path_factory, name, at, inserted, cut):
    folder = tmp_path_factory.mktemp("spoilt")
    for other, content in SOUND.items():
        write(folder, other, content)
    raw = SOUND[name]
    write(folder, name, raw[:at] + inserted + raw[at + cut :])
    problems = read_archive(folder).problems
    shutil.rmtree(folder)
    assert list(problems) == sorted(problems, key=Problem.sort_key)
    assert all(problem.location.path for problem in problems)
