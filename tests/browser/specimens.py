"""Pages with made-up but lawful view data: any number of sides and languages, laid out by the real templates.

They show what the demonstration cannot: three and four sides, an account that awaits a source, words not agreed yet.
The sides are letters and the texts are of no heritage, so that a test about looks never depends on content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from concord.derive import views
from concord.derive.direction import Tongue, find_direction
from concord.render.assets import load_assets
from concord.render.environment import load_wording, make_environment

SCRIPTS = {"en": "Latn", "hi": "Deva", "ur": "Aran", "hy": "Armn", "ar": "Arab"}
NAMES = {"en": "English", "hi": "हिंदी", "ur": "اردو", "hy": "Հայերեն", "ar": "العربية"}
# One sentence a language; the Urdu one holds the deepest and highest joined letters (kaf, gaf, ye bari).
SENTENCES = {
    "en": "The keepers of this thing tell where it was found, and who has looked after it since.",
    "hi": "इसे सँभालने वाले बताते हैं कि यह चीज़ कहाँ मिली और तब से किसने इसकी देखरेख की।",
    "ur": "اسے سنبھالنے والے بتاتے ہیں کہ یہ چیز کہاں سے ملی، کس نے گھر گھر جا کر لکھا اور کیسے سنبھال کر رکھی گئی ہے۔",
    "hy": "Այս իրը պահողները պատմում են, թե որտեղ է այն գտնվել և ով է այն պահել այդ օրից։",
    "ar": "يحكي القائمون على هذا الشيء أين عُثر عليه، ومن اعتنى به منذ ذلك الحين.",
}
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
LICENCE = views.Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True)
class Case:
    """What a specimen shows: `lengths` are the sentences of each side's account, 0 for one that awaits a source."""

    lang: str = "en"
    lengths: tuple[int, ...] = (3, 5)
    is_proposed: bool = False
    languages: tuple[str, ...] = ("ur", "en", "hi")


def tongue(lang: str) -> Tongue:
    """A language in the script of these specimens."""
    return Tongue(lang, SCRIPTS[lang], find_direction(lang, SCRIPTS[lang]))


def text(lang: str, count: int, state: views.WordsState | None = None) -> views.Rendered:
    """A contributor's text of some sentences, in paragraphs of two."""
    pairs = [min(2, count - at) for at in range(0, count, 2)]
    html = "".join(f"<p>{' '.join([SENTENCES[lang]] * many)}</p>" for many in pairs)
    where = tongue(lang)
    return views.Rendered(Markup(html), lang, where.dir, where.script, state)  # noqa: S704 - written above


def write_site(folder: Path, pages: Iterable[tuple[str, str, object]]) -> None:
    """Pages as (path, template, view) with the assets beside them, as a site has them."""
    assets = load_assets()
    for address, content in assets.files.items():
        _write(folder / address, content)
    for address, font in assets.fonts.items():
        _write(folder / address, font.read_bytes())
    for path, template, page in pages:
        _write(folder / path, render(template, page).encode())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def render(template: str, page: object) -> str:
    """A whole document by the real templates."""
    wordings = {lang: load_wording(tongue(lang)) for lang in SCRIPTS}
    shell = page.shell  # type: ignore[attr-defined]
    lang = shell.lang if shell.lang != "mul" else shell.editions[0].lang
    return make_environment(wordings[lang], wordings).get_template(f"concord/{template}.html").render(page=page)


def build_shell(kind: str, case: Case, *, mul: bool = False) -> views.Shell:
    """A frame as the pages of an archive have it."""
    assets = load_assets()
    where = tongue(case.languages[0] if mul else case.lang)
    editions = tuple(
        views.EditionLink(
            lang, NAMES[lang], tongue(lang).dir, SCRIPTS[lang], f"{lang}.html", _state(lang, case, mul=mul)
        )
        for lang in case.languages
    )
    return views.Shell(
        kind=kind,  # type: ignore[arg-type]
        lang="mul" if mul else case.lang,
        dir=where.dir,
        script=where.script,
        title="Specimen",
        description="A page for looking at.",
        site_titles=tuple(_say(lang) for lang in (case.languages if mul else (case.lang,))),
        root="",
        home_url="index.html",
        canonical=None,
        is_noindex=case.is_proposed,
        is_proposed=case.is_proposed,
        is_demonstration=True,
        is_draft=True,
        editions=editions,
        nav=() if mul else (views.NavLink("home", _say(case.lang, "Home"), "index.html", is_current=True),),
        parallel_url=None if mul else "parallel.html",
        assets=assets.addresses,
        has_fonts=assets.has_fonts,
        csp=POLICY,
        licence=LICENCE,
        as_of="24 November 2026",
        as_of_iso="2026-11-24",
        share=None,
    )


def _state(lang: str, case: Case, *, mul: bool) -> Literal["current", "available", "missing"]:
    if mul:
        return "available"
    return "current" if lang == case.lang else "missing" if lang == case.languages[-1] else "available"


def _say(lang: str, words: str | None = None) -> views.Phrase:
    return tongue(lang).say(words or SENTENCES[lang].split(".")[0][:44])


def build_entry(case: Case) -> views.EntryPage:
    """An entry page with an account for every length in `case`."""
    lang = case.lang
    state = views.WordsState(False, (views.Awaited(_side(1, lang), "agree", 1),)) if case.is_proposed else None
    sides = tuple(_side(number, lang) for number in range(1, len(case.lengths) + 1))
    cited = (views.Citation(1, "#source-1"), views.Citation(2, "#source-2"))
    return views.EntryPage(
        shell=build_shell("entry", case),
        id="specimen",
        kind="object",
        kind_label=_say(lang, "Object"),
        titles=(_say(lang),),
        names=(views.NameView(_say("ur"), sides[:1], None), views.NameView(_say("hi"), sides[1:2], None)),
        absences=(_say(lang),),
        summary=tongue(lang).say(SENTENCES[lang]),
        summary_state=state,
        follows_older=None,
        lead=None,
        figures=(),
        facts=(views.FactView("when", _say(lang, "When"), _say(lang), cited),),
        text=text(lang, 6, state),
        works=(),
        has_access_notice=False,
        care=None,
        review=None,
        disputes=(),
        is_contested=True,
        common_ground=text(lang, 4, state),
        open_questions=(_say(lang),),
        narratives=tuple(_account(n, side, lang, state) for n, side in zip(case.lengths, sides, strict=True)),
        voices=(),
        reservations=tuple(
            views.ReservationView(side.text[-1].lower(), f"reservation-{side.text[-1].lower()}", side, "none", None)
            for side in sides
        ),
        claims=(views.ClaimView("c1", _say(lang), "contested", sides[:1], None, cited),),
        custody=(
            views.CustodyView("k1", False, _say(lang), _say(lang), _say(lang, "1921"), None, None, False, cited),
            views.CustodyView("k2", True, None, _say(lang), None, None, _say(lang, "2023"), True, ()),
        ),
        ownership_claims=(),
        reflection=(tongue(lang).say(SENTENCES[lang]),),
        how_we_know=None,
        source_groups=(views.SourceGroup(None, (_source(1), _source(2))), views.SourceGroup(sides[0], (_source(3),))),
        related=(views.Card("other", "other.html", _say(lang), _say(lang), "song", _say(lang), None, (lang,)),),
        owners=tuple(views.SideView(str(side), side, None, "active") for side in sides),
        agreement=_agreement(case, sides),
        made=(),
        terms=(),
        licence=LICENCE,
        licence_notes=None,
        data_url="data.json",
    )


def _side(number: int, lang: str) -> views.Phrase:
    # Letters of one width class: a name must not decide how a page looks.
    return tongue(lang).say(f"Side {chr(64 + number)}")


def _account(length: int, side: views.Phrase, lang: str, state: views.WordsState | None) -> views.NarrativeView:
    return views.NarrativeView(
        side=side.text[-1].lower(),
        name=side,
        heading=tongue(lang).say(f"{SENTENCES[lang].split()[0]} {side.text[-1]}"),
        anchor=f"account-{side.text[-1].lower()}",
        state="present" if length else "none",
        absence=None if length else _say(lang),
        body=text(lang, length, state) if length else None,
        opening=SENTENCES[lang] if length else "",
        minutes=2,
    )


def _source(number: int) -> views.SourceView:
    cite = tongue("en").say("A printed book with a rather long title (1931), p. 519, as given by a catalogue")
    return views.SourceView(number, f"s{number}", f"source-{number}", cite, "https://example.org/", ("#text",))


def _agreement(case: Case, sides: Sequence[views.Phrase]) -> views.AgreementView:
    acts = tuple(
        views.ActView(
            side, "desk-1", "agree", _say(case.lang, "agreed"), "12 November 2026", "2026-11-12", "desk-1/1", None
        )
        for side in sides
    )
    parts = tuple(
        views.PartView(
            f"text.{lang}",
            _say(case.lang, "Text"),
            tongue(lang).say(NAMES[lang]),
            1,
            "a" * 64,
            "a" * 8,
            acts,
            (),
            (),
            True,
        )
        for lang in case.languages
    )
    return views.AgreementView(not case.is_proposed, tuple(sides), "12 November 2026", "2026-11-12", parts)


def build_parallel(case: Case) -> views.ParallelPage:
    """A parallel page of the case's languages; the last language lacks the last block."""
    columns = tuple(
        views.ParallelColumn(lang, NAMES[lang], tongue(lang).dir, SCRIPTS[lang], f"{lang}.html")
        for lang in case.languages
    )
    groups = tuple(_group(number, case) for number in (1, 2, 3))
    headings = tuple(_say(lang) for lang in case.languages)
    return views.ParallelPage(
        shell=build_shell("parallel", case, mul=True),
        id="specimen",
        titles=headings,
        columns=columns,
        absences=(headings,),
        lead=None,
        sections=(views.ParallelSection("text", "text", None, headings, groups),),
        works=(),
        source_groups=(views.SourceGroup(None, (_source(1),)),),
        agreement=_agreement(Case("en", case.lengths, case.is_proposed, case.languages), (_side(1, "en"),)),
    )


def _group(number: int, case: Case) -> views.ParallelGroup:
    cells = []
    for lang in case.languages:
        where = tongue(lang)
        is_lacking = number == 3 and lang == case.languages[-1]
        html = None if is_lacking else Markup(f"<p>{SENTENCES[lang] * number}</p>")  # noqa: S704 - written here
        cells.append(views.ParallelCell(lang, where.dir, where.script, html, (_side(1, lang),) if is_lacking else ()))
    return views.ParallelGroup(f"text-{number}", number, tuple(cells))


def build_chooser(case: Case) -> views.ChooserPage:
    """The front page of the case's languages."""
    editions = tuple(
        views.ChooserEdition(
            lang,
            NAMES[lang],
            tongue(lang).dir,
            SCRIPTS[lang],
            f"{lang}.html",
            _say(lang),
            tongue(lang).say(SENTENCES[lang]),
            _say(lang),
        )
        for lang in case.languages
    )
    return views.ChooserPage(build_shell("chooser", case, mul=True), editions)
