"""Pages of communities: all their names, where they are heard and by what right; nothing counted, nothing unagreed."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from concord.catalogues import load_catalogue
from concord.cli import run
from concord.derive.communities import find_communities
from concord.derive.site import Site, SiteEntry
from concord.model.items import SpeakerBasis
from concord.pipeline import derive, load
from concord.publish.data import build_catalogue
from concord.publish.pages import find_communities as find_pages
from concord.publish.pages import find_entries, find_hubs
from concord.publish.sitemap import find_sitemap
from concord.render.press import make_press
from concord.render.said import find_said
from concord.takedown.apply import apply_notices
from concord.takedown.notice import Notice
from concord.verify.words import Theme

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
SONG, QUESTION = "ford-song", "ford-question"
CANARY = "canarykestrelxylophone"


def derive_from(root: Path) -> Site:
    site = derive(load(root, DAY))
    assert isinstance(site, Site), site
    return site


@pytest.fixture(scope="module")
def four() -> Site:
    return derive_from(ARCHIVES / "four-sides" / "archive")


def change_voice(site: Site, entry: str, **values: object) -> Site:
    """As if an entry had been agreed to with another voice."""
    one = site.entries[entry]
    voice = one.file.voices[0].model_copy(update=values)
    changed = replace(one, file=one.file.model_copy(update={"voices": (voice, *one.file.voices[1:])}))
    return replace(site, entries={**site.entries, entry: changed})


def without_words(entry: SiteEntry, *languages: str) -> SiteEntry:
    """An entry in which the community's words are not there in some languages."""
    gone = {f"voice.shepherds.{lang}" for lang in languages}
    return replace(entry, texts={name: text for name, text in entry.texts.items() if name not in gone})


def print_pages(site: Site) -> dict[str, str]:
    press = make_press(site)
    outputs = [*find_pages(press), *find_hubs(press), *find_entries(press)]
    return {one.path: one.make().decode() for one in outputs if "parallel/" not in one.path}


@pytest.fixture(scope="module")
def printed(four: Site) -> dict[str, str]:
    return print_pages(four)


def test_a_community_has_a_page_in_every_edition_and_the_switch_stays_there(printed: dict[str, str]) -> None:
    for lang in ("ar", "fr", "zgh"):
        page = printed[f"{lang}/communities/shepherds/index.html"]
        for other in {"ar", "fr", "zgh"} - {lang}:
            assert f'href="../../../{other}/communities/shepherds/"' in page
        assert all(name in page for name in ("رعاة الضفاف", "Les bergers des rives", "ⵉⵎⴽⵙⴰⵡⵏ ⵏ ⵡⴰⵙⵉⴼ"))
        assert 'class="gap"' not in page


def test_ways_lead_there_from_home_from_all_entries_and_from_the_words_themselves(printed: dict[str, str]) -> None:
    assert 'href="../fr/communities/"' in printed["fr/index.html"]
    assert "fr/communities/shepherds/" in printed["fr/browse/index.html"]
    assert 'href="../../../fr/communities/shepherds/"' in printed[f"fr/entries/{SONG}/index.html"]
    assert f"fr/entries/{SONG}/#voice-shepherds" in printed["fr/communities/shepherds/index.html"]
    assert 'id="voice-shepherds"' in printed[f"fr/entries/{SONG}/index.html"]


def test_it_is_said_by_what_right_somebody_speaks_and_what_the_community_put_there(printed: dict[str, str]) -> None:
    page = printed["fr/communities/shepherds/index.html"]
    assert "Dans les mots de membres de la communauté" in page
    assert "D’après une source publiée" in page
    assert "ورقة متخيَّلة للتجربة 3" in page
    assert '<a href="https://example.org/labels" rel="noopener noreferrer external">' in page


def test_an_archive_without_communities_has_no_page_and_no_way_there(four: Site) -> None:
    entries = {
        id_: replace(entry, file=entry.file.model_copy(update={"voices": ()})) for id_, entry in four.entries.items()
    }
    pages = print_pages(replace(four, entries=entries))
    assert [path for path in pages if "communities" in path] == []
    assert [path for path, page in pages.items() if "communities/" in page] == []


def test_where_entries_disagree_on_a_name_every_name_stands_with_its_entries(four: Site) -> None:
    name = {**four.entries[QUESTION].file.voices[0].name, "fr": "Les gens du gué"}
    site = change_voice(four, QUESTION, name=name)
    pages = print_pages(site)
    page = pages["fr/communities/shepherds/index.html"]
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert re.findall(r"<span>([^<]+)</span>", heading) == ["Les bergers des rives", "Les gens du gué"]
    differ = "Entries give this community different names. All of them stand here; none was chosen."
    assert load_catalogue("fr").gettext(differ).replace("'", "&#39;") in page
    for said, entry in (("Les bergers des rives", SONG), ("Les gens du gué", QUESTION)):
        listed = page[page.index(f">{said}</span>\n<ul") :]
        assert listed.index(f"entries/{entry}/") < listed.index("</ul>")
    for path in ("fr/communities/index.html", "fr/browse/index.html"):
        assert pages[path].count("communities/shepherds/") == 2
    # In another language entries agree: one name, and still it is said that elsewhere they do not.
    arabic = pages["ar/communities/shepherds/index.html"]
    assert arabic[arabic.index("<h1") : arabic.index("</h1>")].count("<span>") == 1
    assert "Les gens du gué" in arabic


def test_what_is_heard_in_other_languages_only_is_said_to_be(four: Site) -> None:
    entries = {**four.entries, QUESTION: without_words(four.entries[QUESTION], "fr")}
    page = print_pages(replace(four, entries=entries))["fr/communities/shepherds/index.html"]
    assert f"fr/entries/{QUESTION}/" not in page
    part = page[page.index('id="elsewhere"') :]
    assert f"parallel/{QUESTION}/" in part
    assert "العربية" in part[: part.index("</section>")]


def test_a_community_of_which_no_words_are_shown_has_no_page(four: Site) -> None:
    languages = four.languages
    entries = {
        **four.entries,
        **{id_: without_words(four.entries[id_], *languages) for id_ in (SONG, QUESTION)},
    }
    silent = replace(four, entries=entries)
    assert find_communities(silent) == {}
    assert "communities/" not in print_pages(silent)[f"fr/entries/{SONG}/index.html"]


def test_a_side_is_no_community(four: Site) -> None:
    assert set(find_communities(four)) == {"shepherds"}
    side = next(iter(four.sides.sides))
    assert set(find_communities(change_voice(four, SONG, community=side))) == {"shepherds"}


def test_no_page_counts_a_community(printed: dict[str, str]) -> None:
    browse = printed["fr/browse/index.html"]
    link = browse[browse.index("communities/shepherds/") :]
    assert 'class="muted"' not in link[: link.index("</li>")]
    for path in ("fr/communities/index.html", "fr/communities/shepherds/index.html"):
        main = re.sub(r"<[^>]*>", " ", printed[path][printed[path].index("<main") : printed[path].index("</main>")])
        # The figure of a citation is its own.
        assert re.findall(r"\d+", main.replace("ورقة متخيَّلة للتجربة 3", "")) == []


def test_the_list_follows_the_alphabet_whatever_entries_come_first(four: Site) -> None:
    voice = four.entries[SONG].file.voices[0]
    other = voice.model_copy(update={"community": "a-late-one", "name": dict.fromkeys(four.languages, "Zélateurs")})
    one = four.entries[SONG]
    texts = dict(one.texts)
    text = texts["voice.shepherds.fr"]
    texts["voice.a-late-one.fr"] = replace(text, part=replace(text.part, speaker="a-late-one"))
    one = replace(one, file=one.file.model_copy(update={"voices": (other, voice)}), texts=texts)
    page = print_pages(replace(four, entries={**four.entries, SONG: one}))["fr/communities/index.html"]
    assert page.index("communities/shepherds/") < page.index("communities/a-late-one/")


def test_a_community_is_found_by_its_name(four: Site) -> None:
    said = list(find_said(make_press(four), four.entries[SONG], (), "fr"))
    assert "Les bergers des rives" in {one.text for one in said}
    heard = {one["id"]: one["communities"] for one in build_catalogue(four)["entries"]}
    assert {id_ for id_, found in heard.items() if found == ["shepherds"]} == {SONG, QUESTION}


def test_search_engines_are_told_of_the_same_page_in_every_language(four: Site) -> None:
    archive = four.archive.model_copy(update={"address": "https://example.org/"})
    (sitemap,) = find_sitemap(make_press(replace(four, archive=archive)))
    record = re.search(r"<url><loc>https://example.org/fr/communities/shepherds/</loc>.*", sitemap.make().decode())
    assert record
    assert record[0].count("/communities/shepherds/") == 1 + len(four.languages)


def test_every_right_has_its_sentence(four: Site) -> None:
    for basis in SpeakerBasis:
        page = print_pages(change_voice(four, SONG, basis=basis))["fr/communities/shepherds/index.html"]
        assert page.count("<bdi>") >= 2, basis


def test_names_that_nobody_agreed_to_appear_nowhere(tmp_path: Path) -> None:
    root = shutil.copytree(ARCHIVES / "four-sides" / "archive", tmp_path / "archive")
    before = {one.path: one.make() for one in find_pages(make_press(derive_from(root)))}
    path = root / "entries" / SONG / "entry.yml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("Les bergers des rives", CANARY).replace("label: attribution", f"label: {CANARY}")
    assert changed.count(CANARY) == 2
    path.write_text(changed, encoding="utf-8", newline="\n")
    after = {one.path: one.make() for one in find_pages(make_press(derive_from(root)))}
    assert after == before


@pytest.mark.parametrize("is_proven", [True, False], ids=["made again", "cut"])
def test_a_community_goes_with_the_entries_that_are_hidden(tmp_path: Path, is_proven: bool) -> None:
    site = tmp_path / "site"
    root = ARCHIVES / "four-sides" / "archive"
    assert run(["build", "--archive", str(root), "--out", str(site), "--as-of", DAY, "--workers", "1"]) == 0
    page = site / "fr" / "communities" / "shepherds" / "index.html"
    assert page.is_file()
    if not is_proven:
        shutil.rmtree(site / "proof" / "charter")
    applied = apply_notices(site, None, [Notice(SONG, None), Notice(QUESTION, None)], Theme())
    assert applied.is_remade is is_proven
    assert not page.is_file() or "bergers" not in page.read_text(encoding="utf-8")
    browse = (site / "fr" / "browse" / "index.html").read_text(encoding="utf-8")
    assert "shepherds" not in browse
    assert "bergers" not in json.dumps([one.read_text(encoding="utf-8") for one in site.rglob("*.html")])
