"""Real builds as processes: three ways to the same bytes, whatever the machine; and nothing half written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from generate import generate

DAY = "2026-12-31"
CONCORD = (sys.executable, "-m", "concord")
CANARY = "canarykestrelxylophone"


def run(command: Iterable[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # MkDocs 1.x and its fork each print an advertisement of the other's end; neither is under test.
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    settings = {**os.environ, **quiet, **environment}
    return subprocess.run(
        [*command], cwd=folder, env=settings, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(folder: Path, out: str, *options: str, **environment: str) -> dict[str, bytes]:
    command = (*CONCORD, "build", "--as-of", DAY, "--out", out, "--workers", "1", *options)
    done = run(command, folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_tree(folder / out)


def write_config(folder: Path, root: Path, extra: str = "") -> None:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("  - concord-check\n", f"  - concord-check:\n      as_of: {DAY}\n{extra}")
    assert DAY in text
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A generated archive with pictures, contested entries and three languages, configured as the demonstration is."""
    folder = tmp_path_factory.mktemp("project")
    generate(folder, entries=6, seed=7, pictures_every=2, words=(60, 120))
    write_config(folder, root)
    return folder


@pytest.fixture(scope="module")
def tree(project: Path) -> dict[str, bytes]:
    """The site as `concord build` makes it."""
    return build(project, "plain")


def test_a_site_has_every_edition_and_nothing_of_the_tool_or_the_theme(tree: dict[str, bytes]) -> None:
    assert {"index.html", "404.html", "hi/index.html", "ur/index.html", "en/index.html", "data/catalogue.json"} <= set(
        tree
    )
    assert {path.split("/")[0] for path in tree} == {
        "index.html", "404.html", "card.jpg", "hi", "ur", "en", "parallel", "media", "data", "iiif", "assets", "proof",
        "SHA256SUMS",
    }  # fmt: skip
    for path, raw in tree.items():
        assert not path.endswith((".map", ".md")), path
        assert not path.endswith(".yml") or path.startswith(("proof/charter/", "proof/statements/")), path
        if path.endswith(".html"):
            assert b"generator" not in raw.lower() or b"mkdocs" not in raw.lower(), path


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_mkdocs_and_its_fork_give_the_same_bytes(project: Path, tree: dict[str, bytes], program: str) -> None:
    done = run((sys.executable, "-m", program, "build", "--strict", "-f", "mkdocs.yml", "-d", program), project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert_same(read_tree(project / program), tree)


@pytest.mark.parametrize("workers", ["2", "3", "7"])
def test_any_number_of_workers_gives_the_same_bytes(project: Path, tree: dict[str, bytes], workers: str) -> None:
    assert_same(build(project, f"workers-{workers}", "--workers", workers), tree)


def test_another_machine_gives_the_same_bytes(project: Path, tree: dict[str, bytes], tmp_path: Path) -> None:
    """Another folder, files made in another order, another zone, locale, umask, hash seed, and no cache of pictures."""
    copy = tmp_path / "ein anderer Ordner"
    for path in sorted(project.joinpath("archive").rglob("*"), reverse=True):
        target = copy / path.relative_to(project)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    strange = {
        "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "ur_PK.UTF-8", "PYTHONHASHSEED": "4242",
        "PYTHONUTF8": "0", "CONCORD_CACHE": str(tmp_path / "cache"), "CONCORD_LANG": "hi",
    }  # fmt: skip
    old = os.umask(0o077)
    try:
        found = build(copy, "out", **strange)
    finally:
        os.umask(old)
    assert_same(found, tree)


def test_the_workshop_edition_is_the_same_by_every_way(project: Path, root: Path) -> None:
    config = project / "workshop.yml"
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("  - concord-site\n", "  - concord-site:\n      proposed: true\n"), encoding="utf-8")
    done = run((sys.executable, "-m", "mkdocs", "build", "-f", "workshop.yml", "-d", "workshop-mkdocs"), project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert_same(read_tree(project / "workshop-mkdocs"), build(project, "workshop", "--proposed"))


def test_one_changed_word_waits_in_the_workshop_and_is_in_no_public_byte(
    project: Path, tree: dict[str, bytes], tmp_path: Path
) -> None:
    copy = shutil.copytree(
        project,
        tmp_path / "copy",
        ignore=lambda folder, names: [
            n for n in names if n != "archive" and Path(folder) == project and n != "mkdocs.yml"
        ],
    )
    text = next(iter(sorted((copy / "archive/entries").glob("*/text.hi.md"))))
    text.write_text(f"{CANARY} {text.read_text(encoding='utf-8')}", encoding="utf-8")
    public = build(copy, "public")
    # Two pages say that something waits; what it says stands on none.
    assert public.keys() == tree.keys()
    changed = {path for path in public if public[path] != tree[path]}
    told = {path for path in public if path.endswith(("/awaiting/index.html", "/status/index.html"))}
    assert changed <= told | {"SHA256SUMS", "proof/words.json"}
    assert not any(CANARY.encode() in raw for raw in public.values())
    workshop = build(copy, "workshop", "--proposed")
    page = workshop[f"hi/entries/{text.parent.name}/index.html"]
    assert CANARY.encode() in page
    assert b'class="prose proposed"' in page
    done = run((*CONCORD, "status", "archive", "--as-of", DAY), copy)
    assert f"{text.parent.name}" in done.stdout
    assert "text.hi" in done.stdout


@pytest.fixture
def spoilt(project: Path, tmp_path: Path) -> Path:
    """A copy with an error in it, beside a site that was built before."""
    copy = tmp_path / "spoilt"
    shutil.copytree(project / "archive", copy / "archive")
    shutil.copyfile(project / "mkdocs.yml", copy / "mkdocs.yml")
    entry = next(iter(sorted((copy / "archive/entries").glob("*/entry.yml"))))
    entry.write_text(entry.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    (copy / "site").mkdir()
    (copy / "site/index.html").write_text("the old site\n", encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    "command",
    [(*CONCORD, "build"), (sys.executable, "-m", "mkdocs", "build", "-f", "mkdocs.yml")],
    ids=["concord", "mkdocs"],
)
def test_an_archive_with_errors_leaves_the_old_site_alone(spoilt: Path, command: tuple[str, ...]) -> None:
    done = run(command, spoilt)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "nonsense" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in spoilt.iterdir()) == ["archive", "mkdocs.yml", "site"]
    assert read_tree(spoilt / "site") == {"index.html": b"the old site\n"}


def test_a_new_site_replaces_the_old_one_whole(project: Path, tree: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "site"
    (out / "stale").mkdir(parents=True)
    (out / "stale/page.html").write_text("old", encoding="utf-8")
    build(project, str(out))
    assert_same(read_tree(out), tree)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("missing", ["concord-check", "concord-publish"])
def test_the_plugins_belong_together(project: Path, missing: str) -> None:
    config = project / f"without-{missing}.yml"
    lines = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if missing not in line and "as_of" not in line]
    config.write_text("".join(kept), encoding="utf-8")
    done = run((sys.executable, "-m", "mkdocs", "build", "-f", config.name, "-d", "never"), project)
    assert done.returncode == 1
    assert f"needs the plugin {missing}" in done.stdout + done.stderr
    assert not (project / "never").exists()


def test_wrong_use_is_one_line(tmp_path: Path) -> None:
    done = run((*CONCORD, "build"), tmp_path)
    assert done.returncode == 2
    assert "there is no archive at archive" in done.stderr
    assert "Traceback" not in done.stderr


def assert_same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(expected)
    assert [path for path, raw in found.items() if raw != expected[path]] == []
