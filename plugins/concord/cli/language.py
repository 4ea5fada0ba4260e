"""Which language a command speaks: what is asked for, else what the environment says, else English."""

from __future__ import annotations

import os
from pathlib import Path

import click

from concord.catalogues import SOURCE_LANGUAGE, find_languages
from concord.model.fields import LANGUAGE_TAG


def find_language(given: str | None, locales: Path | None = None) -> str:
    """`--lang`, else CONCORD_LANG, else the language of LANG if there is a catalogue for it, else English."""
    asked = given or os.environ.get("CONCORD_LANG")
    if asked:
        if not LANGUAGE_TAG.fullmatch(asked):
            raise click.BadParameter(f"{asked!r} is not a language tag such as hi or ur", param_hint="--lang")
        return asked
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    tag = spoken.partition(".")[0].partition("@")[0].partition("_")[0]
    return tag if tag in find_languages(locales) else SOURCE_LANGUAGE
