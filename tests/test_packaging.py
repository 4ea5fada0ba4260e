"""What a machine gets: the wheel holds what pages need, the locks answer what is asked for, the scripts stand alone."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

import setup_environment
from setup_environment import EXTRAS, LOCKED, NPM_SETS, find_stale_locks, lock_file, lock_headline

SCRIPTS = ("assets", "bench", "check", "lighthouse", "lock", "screenshots", "serve", "test")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as the locked build backend makes it."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def build_wheel(folder: Path) -> Path:
    """Builds in place: everything git ignores is left out by the backend."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


# --- the wheel -------------------------------------------------------------------------------------------------------


def test_the_wheel_holds_everything_pages_need(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    fonts = json.loads((ROOT / "plugins/concord/_assets/fonts.json").read_text(encoding="utf-8"))["fonts"]
    wanted = {f"concord/_overrides/{path}" for path in find_files(ROOT / "overrides")}
    wanted |= {f"concord/_locales/{path.removesuffix('.po')}.mo" for path in find_files(ROOT / "locales", "*/*/*.po")}
    wanted |= {f"concord/_locales/{path}" for path in find_files(ROOT / "locales", "*/handbook/*")}
    wanted |= {f"concord/_assets/{font[key]}" for font in fonts for key in ("file", "licence")}
    wanted |= {"concord/_assets/fonts.json", "concord/py.typed"}
    assert sorted(wanted - held) == []


def find_files(folder: Path, pattern: str = "**/*") -> list[str]:
    """Files below a folder, as paths relative to it, without what Python leaves behind."""
    files = (path for path in folder.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.relative_to(folder).as_posix() for path in files)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    strays = [
        name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith(("concord/", "concord_archive-"))
    ]
    strays += [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name or name.endswith(".pyc")]
    assert strays == []


def test_fonts_are_what_their_list_says_and_carry_their_licence(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel)
    for font in json.loads(held.read("concord/_assets/fonts.json"))["fonts"]:
        data = held.read(f"concord/_assets/{font['file']}")
        assert (len(data), hashlib.sha256(data).hexdigest()) == (font["bytes"], font["sha256"])
        assert data[:4] == b"wOF2"
        assert "SIL OPEN FONT LICENSE" in held.read(f"concord/_assets/{font['licence']}").decode("utf-8").upper()


def test_the_viewer_of_pictures_is_the_locked_one_and_carries_its_licence(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel)
    locked = json.loads((LOCKED / "package.json").read_text(encoding="utf-8"))["dependencies"]["openseadragon"]
    viewer = held.read(f"concord/_assets/viewer/openseadragon-{locked}.min.js").decode()
    assert f"openseadragon {locked}" in viewer[:200]
    assert "Redistribution and use" in held.read("concord/_assets/viewer/openseadragon.LICENSE.txt").decode()


def test_styles_name_exactly_the_fonts_that_are_fetched() -> None:
    """One that is named and not fetched would leave pages without any; one that is not named is carried for nothing."""
    styles = (ROOT / "overrides" / "assets" / "fonts.css").read_text(encoding="utf-8")
    fonts = json.loads((ROOT / "plugins/concord/_assets/fonts.json").read_text(encoding="utf-8"))["fonts"]
    assert set(re.findall(r"fonts/[\w.-]+\.woff2", styles)) == {font["file"] for font in fonts}


def test_the_wheel_says_what_it_needs_and_offers(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel)
    metadata = next(held.read(name).decode() for name in held.namelist() if name.endswith("METADATA"))
    assert "Requires-Dist: mkdocs==1.6.1" in metadata
    assert "Requires-Dist: mkdocs-material<10,>=9.8" in metadata
    assert "License-Expression: Apache-2.0" in metadata
    licences = {Path(name).name for name in held.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "CC-BY-4.0.txt", "OFL-1.1.txt"}


def test_the_same_tree_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def find_own_entry_points() -> list[EntryPoint]:
    """What pyproject.toml promises to the shell and to MkDocs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"console_scripts": project["scripts"], **project["entry-points"]}
    return [EntryPoint(name, value, group) for group, points in groups.items() for name, value in points.items()]


@pytest.mark.parametrize("point", find_own_entry_points(), ids=lambda point: point.name)
def test_every_entry_point_is_installed_and_leads_somewhere(point: EntryPoint) -> None:
    assert point.value in {installed.value for installed in entry_points(group=point.group, name=point.name)}
    assert callable(point.load())


def test_an_archive_of_its_own_is_built_from_the_wheel_alone(
    wheel: Path, demo_copy: Path, demo_site: Path, build_environment: dict[str, str], tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as held:
        held.extractall(installed)
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = {**build_environment, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        command, cwd=demo_copy, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert find_differences(site, demo_site) == []


def find_differences(one: Path, other: Path) -> list[str]:
    """Files that stand in only one of two folders or hold other bytes."""
    names = sorted({*find_files(one), *find_files(other)})
    return [name for name in names if read_or_none(one / name) != read_or_none(other / name)]


def read_or_none(path: Path) -> bytes | None:
    """The bytes of a file, if it is there."""
    return path.read_bytes() if path.is_file() else None


# --- the locks -------------------------------------------------------------------------------------------------------


def test_the_locks_answer_what_is_asked_for() -> None:
    assert find_stale_locks() == []


def test_a_stale_lock_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(LOCKED, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(setup_environment, "LOCKED", tmp_path)
    assert find_stale_locks() == []
    lock = (tmp_path / "test.txt").read_text(encoding="utf-8")
    (tmp_path / "test.txt").write_text(lock.replace(lock_headline("test"), lock_headline("run")), encoding="utf-8")
    asked = (tmp_path / "package.json").read_text(encoding="utf-8")
    (tmp_path / "package.json").write_text(asked.replace("5.3.0", "5.3.1", 1), encoding="utf-8")
    (tmp_path / "lock.txt").unlink()
    assert find_stale_locks() == ["test.txt", "lock.txt", "package-lock.json"]


@pytest.mark.parametrize("name", EXTRAS)
def test_every_locked_package_has_one_version_and_hashes(name: str) -> None:
    text = lock_file(name).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_locks_work_with_any_registry() -> None:
    """No address and no path of any machine stands in a lock."""
    for path in LOCKED.iterdir():
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"\w+://|--index|--find-links|\"resolved\"|(?<!\w)/(?:home|root|opt|Users)/", text) == [], (
            path.name
        )


@pytest.mark.parametrize("prefix", NPM_SETS)
def test_npm_packages_are_pinned_exactly(prefix: str) -> None:
    asked = json.loads((LOCKED / f"{prefix}package.json").read_text(encoding="utf-8"))
    locked = json.loads((LOCKED / f"{prefix}package-lock.json").read_text(encoding="utf-8"))["packages"]
    versions = {**asked["dependencies"], **asked.get("devDependencies", {})}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in versions} == versions
    assert all(package.get("integrity", "").startswith("sha512-") for path, package in locked.items() if path)


# --- the scripts -----------------------------------------------------------------------------------------------------


def test_scripts_need_python_and_nothing_else() -> None:
    folder = ROOT / "scripts"
    files = [path for path in folder.iterdir() if path.is_file()]
    assert {path.name for path in files} >= set(SCRIPTS)
    own = {path.stem for path in files if path.suffix == ".py"}
    for path in files:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        assert {name.split(".")[0] for name in names} - own <= sys.stdlib_module_names, path.name


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_explains_itself_without_setting_anything_up(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, str(tmp_path / "scripts" / name), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    assert f"usage: scripts/{name}" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["scripts"]


def test_what_only_debian_brings_is_named_in_one_line_and_fails(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "test")]
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "error: not found: chromium (for the browser tests); ssh-keygen (for signatures)."
        " On Debian: apt-get install chromium openssh-client\n"
    )


def test_ci_is_scripts_test_with_a_deadline() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=False).returncode == 0
    assert "timeout --kill-after=30 55m" in text
    assert text.rstrip().endswith("exec python3 scripts/test")
