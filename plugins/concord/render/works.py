"""The thing itself in its own words: a work and its versions beside each other, stanza by stanza where they agree."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from concord.approve.parts import name_work
from concord.derive.site import SiteEntry
from concord.derive.views import WorkColumn, WorkHead, WorkRow, WorkView
from concord.model.items import Version, Work
from concord.render import labels
from concord.render.align import align
from concord.render.assemble import CitationBook, assemble_block
from concord.render.cards import choose
from concord.render.entry_labels import BASES, FORMS
from concord.render.languages import explain_language, name_language
from concord.render.press import Press
from concord.render.record import find_state
from concord.render.writer import find_place

_FORMS = ("original", "script", "transliteration", "translation")
_UNDER_WORK = 4


def build_works(
    press: Press, entry: SiteEntry, book: CitationBook, root: str, languages: Iterable[str], lang: str
) -> tuple[WorkView, ...]:
    """Works of which there is anything to show; of the translations those in some languages. Labels are in `lang`."""
    wanted = tuple(languages)
    works = (_build_work(press, entry, book, root, wanted, lang, work) for work in entry.file.works)
    return tuple(work for work in works if work)


def _build_work(
    press: Press, entry: SiteEntry, book: CitationBook, root: str, wanted: tuple[str, ...], lang: str, work: Work
) -> WorkView | None:
    versions = [
        (version, form)
        for version, form in _list_versions(work)
        if name_work(work.id, version.lang) in entry.texts and (form != "translation" or version.lang in wanted)
    ]
    versions.sort(key=lambda pair: (_FORMS.index(pair[1]), _rank(wanted, *pair)))
    if not versions:
        return None
    anchor = f"work-{work.id}"
    texts = press.find_texts(entry)
    names = [name_work(work.id, version.lang) for version, _ in versions]
    places = [
        # A text may be in a language that the interface does not speak: its few labels are then the page's.
        find_place(press, entry, tag if (tag := version.lang) in press.wordings else lang, root, book,
                   f"{anchor}-{tag.lower()}-", _UNDER_WORK)
        for version, _ in versions
    ]  # fmt: skip
    rows = [
        WorkRow(
            tuple(
                Markup("\n".join(assemble_block(block, place) for block in blocks)) if blocks else None  # noqa: S704 - sanitised
                for blocks, place in zip(row, places, strict=True)
            )
        )
        for row in align([texts.find(entry.texts[name]) for name in names])
    ]
    columns = [
        _build_column(press, entry, work, version, form, name, lang)
        for (version, form), name in zip(versions, names, strict=True)
    ]
    return WorkView(
        id=work.id,
        anchor=anchor,
        heads=tuple(_build_head(press, work, one) for one in wanted),
        columns=tuple(columns),
        rows=tuple(rows),
        licence=labels.LICENCES[work.rights],
        citations=book.point_all(work.sources),
    )


def _build_head(press: Press, work: Work, lang: str) -> WorkHead:
    return WorkHead(
        title=choose(press, work.title, lang),
        by=press.choose(work.by, lang),
        made=press.dates[lang].say_edtf(work.made),
        basis=press.say(lang, BASES[work.basis]),
        note=press.choose(work.note, lang),
    )


def find_licence(press: Press, entry: SiteEntry) -> str:
    """Licence of the entry's own words, and of what is made for it."""
    return entry.file.rights.text if entry.file.rights else press.site.archive.licence


def _list_versions(work: Work) -> list[tuple[Version, str]]:
    """The original as a version of itself, then the others."""
    original = Version(lang=work.lang, form="script", by=None, rights=work.rights)
    return [(original, "original"), *((version, version.form) for version in work.versions)]


def _rank(wanted: tuple[str, ...], version: Version, form: str) -> int:
    """Translations follow the page's order of languages; everything else the entry's own."""
    return wanted.index(version.lang) if form == "translation" else 0


def _build_column(
    press: Press, entry: SiteEntry, work: Work, version: Version, form: str, part: str, lang: str
) -> WorkColumn:
    tongue = press.tongues.find(version.lang)
    rights = version.rights or find_licence(press, entry)
    own = version.lang if version.lang in press.wordings and form == "translation" else lang
    return WorkColumn(
        lang=version.lang,
        dir=tongue.dir,
        script=tongue.script,
        name=name_language(press, version.lang),
        explained=explain_language(press, version.lang, own),
        form=form,  # type: ignore[arg-type]
        form_label=press.say(own, FORMS[form]),
        by=press.choose(version.by, own),
        licence=labels.LICENCES[rights] if rights != work.rights else None,
        state=find_state(press, entry, part, lang),
    )
