"""Builds a site aside, for a release: what somebody says of a site has to be seen with one's own tool."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from concord.cli.build import find_settings
from concord.mkdocs_plugins.session import Settings
from concord.model.fields import DAY
from concord.pipeline import Refusal, check, derive
from concord.problems import Problem
from concord.publish.proof import SUMS, WORDS, sum_folder
from concord.publish.registry import find_outputs
from concord.publish.releases import Built, list_release
from concord.publish.write import write_site
from concord.render.press import Press, make_press
from concord.report.status import Say
from concord.report.text import render_text


@dataclass(frozen=True, slots=True)
class Place:
    """Where an archive and its configuration are."""

    settings: Settings
    configuration: bytes | None


def find_place(config: Path, archive: Path | None) -> Place:
    """The place that the command line names. A workshop edition is never released."""
    settings = find_settings(config, archive, None, None, proposed=False, strict=False)
    has_config = archive is None and config.is_file()
    return Place(settings, config.read_bytes() if has_config else None)


def build_aside(place: Place, site: Path | None, as_of: str | None, lang: str) -> Built | int:
    """What a release is made of, from a site that is built already or from one built now; 1 with a report on errors."""
    settings = place.settings
    checked = check(settings.root, as_of or settings.as_of)
    derived = derive(checked.loaded)
    if checked.find_grave() or isinstance(derived, Problem):
        refusal = Refusal(checked.loaded, checked.findings)
        click.echo(render_text(refusal.report(lang)), err=True, nl=False)
        return 1
    press = make_press(derived, settings.root.parent / "locales", settings.folders)
    sums = list_release(site) if site else _list_built(press)
    return Built(derived, checked.loaded.archive, press.presentation, sums, place.configuration)


def _list_built(press: Press) -> bytes:
    press.make_pictures()
    with tempfile.TemporaryDirectory(prefix="concord-release-") as folder:
        out = Path(folder) / "site"
        write_site(list(find_outputs(press)), out, os.cpu_count() or 1)
        return list_release(out)


def find_day(site: Path, say: Say) -> str:
    """The day for which a site was built. Refuses one that was altered since."""
    try:
        words: Any = json.loads((site / WORDS).read_bytes())
        day = str(words["books"]["as_of"])
        is_whole = (site / SUMS).read_bytes() == sum_folder(site)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise click.ClickException(say("{folder} is no site that this tool has built.").format(folder=site)) from error
    if not is_whole or not DAY.fullmatch(day):
        raise click.ClickException(say("{folder} was altered after it was built.").format(folder=site))
    return day
