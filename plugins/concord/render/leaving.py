"""`LEAVING.md`: what a side's copy of the archive is and how anybody can judge it, in every language of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from concord.catalogues import Catalogue, load_catalogue
from concord.derive.order import order_languages
from concord.model.archive import Charter
from concord.problems import N_

FILE: Final = "LEAVING.md"
_WHAT: Final = N_("This is a whole copy of the archive, made for the side “{side}”, as it stood on {day}.")
_ALIKE: Final = N_(
    "Every side can have one. The copies hold the same bytes but for this page, so that nobody has the better one."
)
_ARCHIVE: Final = N_("everything that the sides keep together: entries, approvals, agreed words, and what all agreed")
_SITE: Final = N_("the site as it was built from that, with its proof")
_NO_SITE: Final = N_("There is no site here: when this copy was made the archive was not in order. Ask: concord check")
_SUMS: Final = N_("the sums of all files but this page")
_JUDGE: Final = N_("Anybody can judge this copy without a network and without asking anybody:")
_KNOWN: Final = N_(
    "The fingerprint of the archive is {fingerprint}. Compare it with the one that the other sides know."
)
_STAYS: Final = N_(
    "What was agreed stays agreed, for those who leave and for those who stay: it can be shown as it was agreed, with"
    " the day, and nobody can change it alone. What one side told alone stays that side's account."
)
_APART: Final = N_(
    "Approvals count only in the archive for which they were given. Whoever goes on alone founds an archive of another"
    " name, and says where the words came from."
)
_MENDING: Final = N_("If agreed words are lost anywhere, any of the copies can bring them back:")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the page has to know: for whom, of which day, whether there is a site; how `verify` is called on it."""

    side: str
    day: str
    has_site: bool
    options: tuple[str, ...] = ()


def render_leaving(charter: Charter, leaving: Leaving, locales: Path) -> str:
    """The page: the archive's languages in the archive's own order, each with its own words."""
    archive = charter.archive.value
    order = order_languages(archive.language_cycle, archive.languages, archive.id)
    catalogues = {lang: load_catalogue(lang, locales) for lang in order}
    # English is said where the archive's language has no words yet, once and under its own name.
    spoken = [lang for lang in order if catalogues[lang].has(_WHAT)]
    if not spoken:
        spoken, catalogues = ["en"], {"en": load_catalogue("en", locales)}
    sections = ("\n\n".join(_iter_section(charter, leaving, catalogues[lang])) for lang in spoken)
    return "\n\n".join(sections) + "\n"


def _iter_section(charter: Charter, leaving: Leaving, catalogue: Catalogue) -> Iterator[str]:
    say, lang = catalogue.gettext, catalogue.lang
    archive, side = charter.archive.value, charter.sides.value.sides[leaving.side]
    yield f"# {archive.title.get(lang) or archive.id}"
    yield say(_WHAT).format(side=side.name.get(lang, leaving.side), day=leaving.day)
    yield say(_ALIKE)
    held = [("archive/", _ARCHIVE), *([("site/", _SITE)] if leaving.has_site else []), ("SHA256SUMS", _SUMS)]
    yield "\n".join(f"- `{name}`: {say(what)}" for name, what in held)
    if not leaving.has_site:
        yield say(_NO_SITE)
    yield say(_JUDGE)
    yield _indent("sha256sum --check SHA256SUMS", *_find_commands(charter, leaving))
    if charter.genesis:
        yield say(_KNOWN).format(fingerprint=f"`{charter.genesis}`")
    yield say(_STAYS)
    yield say(_APART)
    yield say(_MENDING)
    yield _indent("concord repair archive --from COPY")


def _find_commands(charter: Charter, leaving: Leaving) -> Iterator[str]:
    yield f"concord check archive --as-of {leaving.day}"
    if leaving.has_site:
        known = ("--genesis", charter.genesis) if charter.genesis else ()
        yield " ".join(("concord verify site", *known, *leaving.options))


def _indent(*lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines)
