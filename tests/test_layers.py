"""The drawing of the house is true: who may import whom, and which folder alone knows the host and the command line."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Who alone may import what.
KEEPERS = {
    "mkdocs": "mkdocs_plugins",
    "material": "mkdocs_plugins",
    "properdocs": "mkdocs_plugins",
    "click": "cli",
}


def find_imports(text: str) -> Iterator[str]:
    """Top-level names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def find_trespasses(package: Path, keepers: dict[str, str]) -> list[str]:
    """Modules that import what another folder keeps."""
    return [
        f"{module.relative_to(package).as_posix()} imports {name}"
        for module in sorted(package.rglob("*.py"))
        for name in find_imports(module.read_text(encoding="utf-8"))
        if name in keepers and module.relative_to(package).parts[0] != keepers[name]
    ]


def find_prints(package: Path) -> list[str]:
    """Calls that print or exit outside the folder that may."""
    return [
        f"{module.relative_to(package).as_posix()}:{node.lineno}: {name}"
        for module in sorted(package.rglob("*.py"))
        if module.relative_to(package).parts[0] != "cli"
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in {"print", "exit", "quit", "sys.exit"}
    ]


def run_import_linter(folder: Path, *path: Path) -> subprocess.CompletedProcess[str]:
    """Import-linter over the package found from a folder that holds pyproject.toml."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_imports_follow_the_layers(root: Path) -> None:
    done = run_import_linter(root, root / "plugins")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("problems", "model"),
        ("model", "read"),
        ("read", "check"),
        ("approve", "derive"),
        ("derive", "render"),
        ("check", "report"),
        ("publish", "pipeline"),
        ("pipeline", "cli"),
        ("pipeline", "mkdocs_plugins"),
    ],
)
def test_an_import_upwards_is_found(root: Path, tmp_path: Path, lower: str, upper: str) -> None:
    package = tmp_path / "concord"
    package.mkdir()
    (tmp_path / "pyproject.toml").write_bytes((root / "pyproject.toml").read_bytes())
    for name in ("__init__", "problems", upper):
        (package / f"{name}.py").write_text("", encoding="utf-8")
    (package / f"{lower}.py").write_text(f"import concord.{upper}\n", encoding="utf-8")
    done = run_import_linter(tmp_path, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"concord.{lower} is not allowed to import concord.{upper}" in done.stdout


def test_the_host_and_the_command_line_have_one_door_each(root: Path) -> None:
    assert find_trespasses(root / "plugins" / "concord", KEEPERS) == []


def test_only_the_command_line_prints_and_exits(root: Path) -> None:
    assert find_prints(root / "plugins" / "concord") == []


@pytest.mark.parametrize(
    "line", ["import mkdocs.plugins", "from mkdocs.config import base", "def f():\n    import mkdocs"]
)
def test_a_trespass_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "derive").mkdir()
    (tmp_path / "derive" / "order.py").write_text(line, encoding="utf-8")
    (tmp_path / "mkdocs_plugins").mkdir()
    (tmp_path / "mkdocs_plugins" / "plugin.py").write_text(line, encoding="utf-8")
    assert find_trespasses(tmp_path, KEEPERS) == ["derive/order.py imports mkdocs"]


def test_a_print_is_found(tmp_path: Path) -> None:
    (tmp_path / "pipeline.py").write_text("import sys\nprint('x')\nsys.exit(1)\n", encoding="utf-8")
    assert find_prints(tmp_path) == ["pipeline.py:2: print", "pipeline.py:3: sys.exit"]
