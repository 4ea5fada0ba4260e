"""The page that stands in place of another in a site which cannot be made again: what it is, and no word more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.catalogues import load_catalogue
from concord.derive.direction import find_direction, find_script
from concord.model.fields import LANGUAGE_TAG
from concord.problems import N_
from concord.render.environment import build_environment
from concord.render.labels import HIDDEN
from concord.render.shell import CSP

RISK: Final = N_("Somebody may be at risk. Those who keep it decide what comes next.")

_STYLE: Final = re.compile(r"assets/(?:concord|fonts)\.[0-9a-f]+\.css")


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences of the page in one language."""

    lang: str
    dir: str
    script: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice in one language or, where a page is of no edition, in all of them."""

    lang: str
    dir: str
    script: str
    root: str
    csp: str
    styles: tuple[str, ...]
    said: tuple[Said, ...]


def find_languages(paths: Iterable[str]) -> tuple[str, ...]:
    """The editions of a site, by the folders in which a home page stands."""
    first = {path.split("/")[0] for path in paths if re.fullmatch(r"[^/]+/index\.html", path)}
    return tuple(sorted(tag for tag in first if LANGUAGE_TAG.fullmatch(tag)))


def find_styles(paths: Iterable[str]) -> tuple[str, ...]:
    """The style sheets of a site."""
    return tuple(sorted(path for path in paths if _STYLE.fullmatch(path)))


def render_notice_page(path: str, languages: tuple[str, ...], styles: tuple[str, ...], locales: Path | None) -> bytes:
    """The notice for the page at a path; on a page of no edition in every language, none before it has said itself."""
    first = path.partition("/")[0]
    spoken = (first,) if first in languages else languages or ("en",)
    script = find_script(spoken[0])
    page = NoticePage(
        lang=spoken[0] if len(spoken) == 1 else "mul",
        dir=find_direction(spoken[0], script),
        script=script,
        root="../" * path.count("/"),
        csp=CSP,
        styles=styles,
        said=tuple(_say(lang, locales) for lang in spoken),
    )
    return build_environment(spoken[0], locales).get_template("concord/takedown.html").render(page=page).encode()


def _say(lang: str, locales: Path | None) -> Said:
    catalogue, script = load_catalogue(lang, locales), find_script(lang)
    if not all(catalogue.has(message) for message in (HIDDEN, RISK)):
        catalogue, lang, script = load_catalogue("en"), "en", "Latn"
    say = catalogue.gettext
    return Said(lang, find_direction(lang, script), script, say(HIDDEN), say(RISK))
