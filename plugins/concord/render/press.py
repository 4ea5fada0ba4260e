"""Everything that stays the same while the pages of one site are rendered: words, templates, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Template

from concord.derive.changes import Days, find_days
from concord.derive.direction import Tongue, Tongues
from concord.derive.site import Site, SiteEntry, SiteMedia
from concord.derive.views import Phrase
from concord.model.release import Presentation
from concord.render.assets import Assets, load_assets
from concord.render.dates import Dates
from concord.render.environment import Compiled, load_wording, make_environment
from concord.render.glossed import Glossary
from concord.render.media import Derivative, PictureError, Pictures, find_cache
from concord.render.presentation import build_presentation
from concord.render.texts import EntryTexts
from concord.render.wording import Wording

MUL = "mul"
Progress = Callable[[str, int, int], None]


@dataclass
class Press:
    """Renders the pages of one site. Nothing of it changes but what is made once and kept."""

    site: Site
    assets: Assets
    wordings: Mapping[str, Wording]
    dates: Mapping[str, Dates]
    folders: tuple[Path, ...] = ()
    locales: Path | None = None
    pictures: Pictures = field(default_factory=lambda: Pictures(find_cache()))
    derivatives: dict[str, tuple[Derivative, ...]] = field(default_factory=dict)
    """What was made of each media file, by the digest of its bytes; empty for one that cannot be shown."""
    _templates: dict[tuple[str, str], Template] = field(default_factory=dict)
    _names: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    _texts: tuple[str, EntryTexts] | None = None

    @cached_property
    def presentation(self) -> Presentation:
        """Everything around the agreed words, by digest."""
        return build_presentation(self.site.languages, self.locales, self.folders, self.assets)

    @property
    def release(self) -> int | None:
        """The last release signed by every side whose presentation is that of these pages."""
        signed = (release.n for release in self.site.releases if release.presentation == self.presentation)
        return max(signed, default=None)

    @cached_property
    def days(self) -> Days:
        """The day on which each part that is shown was agreed: asked by the pages and feeds of every edition."""
        return find_days(self.site)

    @property
    def tongues(self) -> Tongues:
        """The languages of the archive."""
        return self.site.tongues

    @cached_property
    def _environments(self) -> Mapping[str, Any]:
        some, compiled = next(iter(self.wordings.values())), Compiled()
        return {
            lang: make_environment(self.wordings.get(lang, some), self.wordings, self.folders, compiled)
            for lang in (*self.wordings, MUL)
        }

    def render(self, kind: str, lang: str, page: object) -> str:
        """A whole document."""
        key = kind, lang
        if key not in self._templates:
            self._templates[key] = self._environments[lang].get_template(f"concord/{kind}.html")
        return self._templates[key].render(page=page)

    def say(self, lang: str, message: str, **values: object) -> Phrase:
        """A sentence of the interface."""
        return self.wordings[lang].say(message, **values)

    @cached_property
    def _fallbacks(self) -> tuple[str, ...]:
        return self.site.languages

    def name_side(self, side: str, lang: str | None) -> Phrase:
        """A side by its own name for itself, in a language; on pages of no edition in the archive's first."""
        key = side, lang or self._fallbacks[0]
        if key not in self._names:
            known = self.site.sides.sides.get(side)
            said = self.choose(known.name, key[1]) if known else None
            self._names[key] = said or self.tongues.say(side, "und")
        return self._names[key]

    def choose(self, words: Mapping[str, str] | None, lang: str) -> Phrase | None:
        """Words in a language; where they are missing, in the next language of the archive's order, marked as such."""
        if not words:
            return None
        if lang in words:
            return self.tongues.say(words[lang], lang)
        for tag in (*self._fallbacks, *sorted(words)):
            if tag in words:
                return self.tongues.say(words[tag], tag)
        return None

    @cached_property
    def _glossaries(self) -> Mapping[str, Glossary]:
        """By language the words to learn, as they are looked for in its texts."""
        terms = self.site.tables.glossary.terms
        return {lang: Glossary(terms, lang) for lang in self.site.languages} if terms else {}

    def find_texts(self, entry: SiteEntry) -> EntryTexts:
        """An entry's texts as fragments. Its pages are rendered one after another, so the last entry is enough."""
        if self._texts is None or self._texts[0] != entry.id:
            self._texts = entry.id, EntryTexts(entry, self.tongues, self._glossaries)
        return self._texts[1]

    def find_derivatives(self, media: SiteMedia | None) -> tuple[Derivative, ...]:
        """The derivatives of a picture, made at the first asking."""
        if media is None:
            return ()
        if media.sha256 not in self.derivatives:
            self.derivatives[media.sha256] = self._make(media)
        return self.derivatives[media.sha256]

    def _make(self, media: SiteMedia) -> tuple[Derivative, ...]:
        try:
            return self.pictures.make(media.path, media.sha256)
        except PictureError:
            # check names the file; a page is better without a picture than not there.
            return ()

    def make_pictures(self, progress: Progress | None = None) -> None:
        """Makes every derivative ahead of the pages, so that workers only look them up."""
        media = [media for entry in self.site.entries.values() for media in entry.media.values()]
        for number, one in enumerate(media, 1):
            self.find_derivatives(one)
            if progress:
                progress("pictures", number, len(media))


def make_press(site: Site, extra_locales: Path | None = None, folders: Iterable[Path] = ()) -> Press:
    """A press for a site. `folders` are an owner's own templates and assets, looked at before ours."""
    folders = tuple(folders)
    tongues: dict[str, Tongue] = {lang: site.tongues.find(lang) for lang in site.languages}
    wordings = {lang: load_wording(tongue, extra_locales) for lang, tongue in tongues.items()}
    dates = {lang: Dates(wording) for lang, wording in wordings.items()}
    return Press(site, load_assets(folders), wordings, dates, folders, extra_locales)
