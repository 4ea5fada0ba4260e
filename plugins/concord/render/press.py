"""Everything that stays the same while the pages of one site are rendered: words, templates, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Template

from concord.derive.changes import Days, find_days
from concord.derive.communities import Community, find_communities
from concord.derive.direction import Tongue, Tongues
from concord.derive.order import order_languages
from concord.derive.places import Spot, find_spots
from concord.derive.site import Site, SiteEntry, SiteMedia
from concord.derive.views import Phrase
from concord.handbook import Handbook, load_handbook
from concord.model.items import find_media_form
from concord.model.release import Presentation
from concord.render.assets import Assets, load_assets
from concord.render.dates import Dates
from concord.render.environment import Compiled, load_wording, make_environment
from concord.render.glossed import Glossary
from concord.render.media import Derivative, PictureError, Pictures, find_cache
from concord.render.presentation import build_presentation
from concord.render.recorded import Recording, find_recording
from concord.render.texts import EntryTexts
from concord.render.tiles import Tiles, TileStore
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
    copy: str | None = None
    """The edition of which a copy to be read from a folder is made; its pages say so."""
    pictures: Pictures = field(default_factory=lambda: Pictures(find_cache()))
    derivatives: dict[str, tuple[Derivative, ...]] = field(default_factory=dict)
    """What was made of each media file, by the digest of its bytes; empty for one that cannot be shown."""
    tiles: dict[str, Tiles | None] = field(default_factory=dict)
    """What large media files were cut into, by the digest of their bytes."""
    recordings: dict[str, Recording | None] = field(default_factory=dict)
    """What can be played, by the digest of its bytes and the ending of its name."""
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
    def handbooks(self) -> Mapping[str, Handbook]:
        """By language what there is of the handbook; empty where no edition has any."""
        found = {lang: load_handbook(lang, self.locales) for lang in self.site.languages}
        return found if any(book.pages for book in found.values()) else {}

    @cached_property
    def days(self) -> Days:
        """The day on which each part that is shown was agreed: asked by the pages and feeds of every edition."""
        return find_days(self.site)

    @cached_property
    def communities(self) -> Mapping[str, Community]:
        """The communities of no side that entries hear: every entry and the ways to them ask."""
        return find_communities(self.site)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The places that entries name, if all sides agreed to a map."""
        return find_spots(self.site)

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

    def name_side(self, side: str, lang: str) -> Phrase:
        """A side by its own name for itself, in a language."""
        key = side, lang
        if key not in self._names:
            known = self.site.sides.sides.get(side)
            said = self.choose(known.name, key[1]) if known else None
            self._names[key] = said or self.tongues.say(side, "und")
        return self._names[key]

    def choose(self, words: Mapping[str, str] | None, lang: str) -> Phrase | None:
        """Words in a language; where they are missing, in another that has them, marked as such.

        Which one is drawn from the words: no language stands in for a missing one more often than another.
        """
        if not words:
            return None
        if lang not in words:
            cycle, drawn = self.site.archive.language_cycle, "\n".join(sorted(words.values()))
            lang = order_languages(cycle, words, drawn)[0]
        return self.tongues.say(words[lang], lang)

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
        if media is None or find_media_form(media.file).is_recording:
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

    def find_tiles(self, media: SiteMedia | None) -> Tiles | None:
        """The tiles of a large picture, made at the first asking.

        Only of one that passes into the proof as it is: so anybody can make them again.
        """
        evidence = self.site.evidence
        if media is None or evidence is None or media.sha256 not in evidence.given or not self.find_derivatives(media):
            return None
        if media.sha256 not in self.tiles:
            self.tiles[media.sha256] = self._cut(media)
        return self.tiles[media.sha256]

    def _cut(self, media: SiteMedia) -> Tiles | None:
        try:
            return TileStore(self.pictures.cache).find(media.path, media.sha256)
        except PictureError:
            return None

    def find_recording(self, media: SiteMedia) -> Recording | None:
        """A sound or a film that can be played, looked into at the first asking."""
        # The same bytes may be a sound by one name and no film by another.
        key = f"{media.sha256}.{media.file.rpartition('.')[2]}"
        if key not in self.recordings:
            self.recordings[key] = find_recording(media)
        return self.recordings[key]

    def make_pictures(self, progress: Progress | None = None) -> None:
        """Makes derivatives and tiles, and looks into recordings, ahead of the pages: so workers only look them up."""
        media = [media for entry in self.site.entries.values() for media in entry.media.values()]
        media += self.site.find_reviewed()
        for number, one in enumerate(media, 1):
            self.find_derivatives(one)
            self.find_tiles(one)
            self.find_recording(one)
            if progress:
                progress("pictures", number, len(media))


def make_press(site: Site, extra_locales: Path | None = None, folders: Iterable[Path] = ()) -> Press:
    """A press for a site. `folders` are an owner's own templates and assets, looked at before ours."""
    folders = tuple(folders)
    tongues: dict[str, Tongue] = {lang: site.tongues.find(lang) for lang in site.languages}
    wordings = {lang: load_wording(tongue, extra_locales) for lang, tongue in tongues.items()}
    dates = {lang: Dates(wording) for lang, wording in wordings.items()}
    return Press(site, load_assets(folders, workshop=site.is_proposed), wordings, dates, folders, extra_locales)
