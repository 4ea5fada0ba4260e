"""Completes the wheel: templates, catalogues, handbook and fonts go where the installed package looks for them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds `_overrides`, `_locales` (as .mo) to a wheel; an editable install reads both from the working tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        self._scratch = Path(tempfile.mkdtemp(prefix="concord-wheel-"))
        included = build_data["force_include"]
        if (root / "overrides").is_dir():
            included[str(root / "overrides")] = "concord/_overrides"
        for mo, target in write_catalogues(root / "locales", self._scratch):
            included[str(mo)] = f"concord/_locales/{target}"
        for folder in sorted((root / "locales").glob("*/handbook")):
            included[str(folder)] = f"concord/_locales/{folder.parent.name}/handbook"
        if not (root / "plugins/concord/_assets/fonts.json").is_file():
            self.app.display_warning("no fonts in this wheel: run scripts/assets first; pages will use system fonts")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del version, build_data, artifact_path
        if hasattr(self, "_scratch"):
            shutil.rmtree(self._scratch, ignore_errors=True)


def drop_untranslated(catalog: Catalog) -> Catalog:
    """Takes out plurals that lack a form: compiling would fill in English, and pages would not know that it is."""
    for message in list(catalog):
        if isinstance(message.string, (list, tuple)) and not all(message.string):
            catalog.delete(message.id, message.context)
    return catalog


def write_catalogues(locales: Path, folder: Path) -> list[tuple[Path, str]]:
    """Compiles every .po below `locales` into `folder`; pairs of the file made and its place below `_locales`."""
    made = []
    for po in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = po.relative_to(locales).with_suffix(".mo")
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as source, (folder / target).open("wb") as out:
            write_mo(out, drop_untranslated(read_po(source, locale=target.parts[0])))
        made.append((folder / target, target.as_posix()))
    return made
