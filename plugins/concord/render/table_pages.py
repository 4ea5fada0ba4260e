"""The pages of the tables that the whole archive shares: names and glossary."""

from __future__ import annotations

from collections.abc import Iterator

from concord.derive.collate import sort_key
from concord.derive.views import (
    BarredView,
    GlossaryPage,
    NamedThingView,
    NamesPage,
    Phrase,
    SideFormsView,
    TermView,
    TermWord,
)
from concord.derive.views.shell import PageKind
from concord.model.tables import NamedThing, Objection, Term
from concord.render import addresses, labels
from concord.render.cards import choose
from concord.render.press import Press
from concord.render.shell import Frame, build_shell


def build_hub_frame(press: Press, kind: PageKind, lang: str) -> Frame:
    """The frame of a hub that stands in every edition."""
    return Frame(
        kind=kind,
        lang=lang,
        address=addresses.find_hub(lang, kind),
        title=(press.say(lang, labels.HUBS[kind]),),
        description=choose(press, press.site.archive.summary, lang).text,
        order_key=kind,
        editions={other: addresses.find_hub(other, kind) for other in press.site.languages},
        nav=kind,
    )


def build_names_page(press: Press, lang: str) -> NamesPage:
    """`/<lang>/names/`: every named thing, sorted by what it is as this language sorts."""
    things = [_build_thing(press, thing, lang) for thing in press.site.tables.names.names]
    things.sort(key=lambda view: (sort_key(view.about.text, lang), view.id))
    return NamesPage(build_shell(press, build_hub_frame(press, "names", lang)), tuple(things))


def _build_thing(press: Press, thing: NamedThing, lang: str) -> NamedThingView:
    key = f"names/{thing.id}"
    languages = press.site.order_languages(key)
    sides = [name for name, _ in press.site.order_sides(key) if thing.forms.get(name)]
    return NamedThingView(
        id=thing.id,
        about=choose(press, thing.about, lang),
        common=tuple(
            press.tongues.say(thing.common[tag], tag) for tag in languages if thing.common and tag in thing.common
        ),
        sides=tuple(_build_forms(press, side, thing, languages, lang) for side in sides),
        barred=tuple(_group_barred(press, thing, key, lang)),
        note=press.choose(thing.note, lang),
    )


def _group_barred(press: Press, thing: NamedThing, key: str, lang: str) -> Iterator[BarredView]:
    """Objections by reason: one reason usually answers the same form in several languages."""
    groups: dict[tuple[str, tuple[str, ...]], list[Objection]] = {}
    for barred in thing.barred:
        groups.setdefault((choose(press, barred.why, lang).text, tuple(sorted(barred.by))), []).append(barred)
    for (_, by), found in groups.items():
        yield BarredView(
            forms=tuple(press.tongues.say(barred.to, barred.lang) for barred in found),
            by=tuple(press.name_side(side, lang) for side, _ in press.site.order_sides(key) if side in by),
            why=choose(press, found[0].why, lang),
        )


def _build_forms(press: Press, side: str, thing: NamedThing, languages: tuple[str, ...], lang: str) -> SideFormsView:
    """A side's forms in the page's order of languages; forms in other languages follow as they were given."""
    rank = {tag: place for place, tag in enumerate(languages)}
    forms = sorted(thing.forms[side], key=lambda form: rank.get(form.lang, len(rank)))
    return SideFormsView(press.name_side(side, lang), tuple(press.tongues.say(form.text, form.lang) for form in forms))


def build_glossary_page(press: Press, lang: str) -> GlossaryPage:
    """`/<lang>/glossary/`: every term in the order of its word in this language."""
    terms = [_build_term(press, term, lang) for term in press.site.tables.glossary.terms]
    terms.sort(key=lambda view: (sort_key(view.word.text, view.word.lang), view.id))
    return GlossaryPage(build_shell(press, build_hub_frame(press, "glossary", lang)), tuple(terms))


def _build_term(press: Press, term: Term, lang: str) -> TermView:
    word = choose(press, term.term, lang)
    others = [tag for tag in press.site.order_languages(f"glossary/{term.id}") if tag in term.term and tag != word.lang]
    return TermView(
        id=term.id,
        word=word,
        others=tuple(TermWord(press.tongues.say(term.term[tag], tag), _say_latin(press, term, tag)) for tag in others),
        latin=_say_latin(press, term, word.lang),
        meaning=choose(press, term.meaning, lang),
    )


def _say_latin(press: Press, term: Term, lang: str) -> Phrase | None:
    """How a word is said, marked as the same language in Latin letters (RFC 5646, 2.2.3)."""
    latin = term.latin.get(lang) if term.latin else None
    return press.tongues.say(latin, f"{lang.split('-', maxsplit=1)[0]}-Latn") if latin else None
