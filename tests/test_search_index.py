"""The index of an edition: readers find what they look for, however they type it, and nothing that is not shown."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concord.derive.fold import find_sound, fold, split_words
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.search import find_search
from concord.render.press import make_press
from concord.render.said import Names, find_said
from generate import generate
from search.asking import ask

DAY = "2026-12-31"
ARCHIVES = Path(__file__).parent / "archives"
Change = Callable[[str], str | None]


def make_site(archive: Path) -> Site:
    site = derive(load(archive, DAY))
    assert isinstance(site, Site), site
    return site


def write(site: Site, folder: Path) -> Path:
    for output in find_search(make_press(site)):
        target = folder / output.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output.make())
    return folder


@pytest.fixture(scope="module")
def demo(root: Path) -> Site:
    return make_site(root / "archive")


@pytest.fixture(scope="module")
def folder(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(demo, tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose words fill many files."""
    root = tmp_path_factory.mktemp("many")
    return write(make_site(generate(root, entries=150, pictures_every=0, words=(250, 350))), root / "site")


# --- finding ---------------------------------------------------------------------------------------------------------

MARKS = re.compile("[\u064b-\u0652\u0670\u093c\u0301]")
OTHER_LETTERS = str.maketrans({"ی": "ي", "ک": "ك", "ہ": "ه", "ं": "ँ", "é": "e"})


def leave_marks_out(word: str) -> str | None:
    return MARKS.sub("", word)


def write_otherwise(word: str) -> str | None:
    return word.translate(OTHER_LETTERS)


def begin(word: str) -> str | None:
    return word[:-1] if len(word) > 4 else None


def mistype(word: str) -> str | None:
    return word[:2] + word[3:] if len(word) > 5 else None


CHANGES = (leave_marks_out, write_otherwise, begin, mistype)


def find_queries(site: Site, lang: str) -> Iterator[tuple[str, str, str]]:
    """(change, query, entry) from titles, names, summaries and texts: two words that follow each other."""
    press = make_press(site)
    names = Names(press, lang)
    for entry in site.find_entries(lang):
        for said in find_said(press, entry, names.find(entry), lang):
            words = [word for word in re.findall(r"[^\W\d_]\S*", said.text) if len(word) > 3 and word.isprintable()]
            for place in range(0, len(words) - 1, max(1, len(words) // 4)):
                for change in CHANGES:
                    changed = [change(word) for word in words[place : place + 2]]
                    if all(changed):
                        yield change.__name__, " ".join(map(str, changed)), entry.id


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_words_of_the_demonstration_are_found_however_they_are_typed(demo: Site, folder: Path, lang: str) -> None:
    assert_found(demo, folder, lang)


@pytest.mark.parametrize("name", ["four-sides", "one-script", "two-sides"])
def test_words_of_other_scripts_are_found_as_well(name: str, tmp_path: Path) -> None:
    site = make_site(ARCHIVES / name / "archive")
    write(site, tmp_path)
    for lang in site.languages:
        assert_found(site, tmp_path, lang)


def assert_found(site: Site, folder: Path, lang: str) -> None:
    """Equal for every language: of all that is asked, nineteen in twenty stand among the first ten."""
    asked = list(find_queries(site, lang))
    assert len(asked) > 5
    answers = ask(folder / lang / "search", [query for _, query, _ in asked])
    for kind in {kind for kind, _, _ in asked}:
        rows = [(query, id_, answer) for (one, query, id_), answer in zip(asked, answers, strict=True) if one == kind]
        missed = [(query, id_) for query, id_, answer in rows if id_ not in answer.ids]
        assert len(missed) * 20 <= len(rows), (lang, kind, len(rows), missed[:10])


# Typed in Latin letters by somebody with no other keyboard; the title in English leads there too, so most are others.
ROMAN = {
    "hi": {"basmati": "basmati", "heer waris": "heer-waris-shah", "halva karachi": "karachi-bombay-halwa",
           "fulkari": "phulkari", "ganga raam": "ganga-ram-hospitals", "kartarpoor": "kartarpur", "nauroz": "nowruz",
           "mohenjodaro": "mohenjo-daro-necklace", "ajrakh": "ajrak", "gharaana": "kasur-patiala-gharana"},
    "ur": {"basmati": "basmati", "hir varis": "heer-waris-shah", "halva karachi": "karachi-bombay-halwa",
           "fulkari": "phulkari", "ganga raam": "ganga-ram-hospitals", "kartarpoor": "kartarpur", "nauroz": "nowruz",
           "mohenjodaro": "mohenjo-daro-necklace", "ajrakh": "ajrak", "gharaana": "kasur-patiala-gharana"},
}  # fmt: skip


@pytest.mark.parametrize("lang", ROMAN)
def test_hindi_and_urdu_are_found_by_latin_letters(folder: Path, lang: str) -> None:
    answers = ask(folder / lang / "search", ROMAN[lang])
    missed = [
        (query, id_, answer.ids)
        for (query, id_), answer in zip(ROMAN[lang].items(), answers, strict=True)
        if id_ not in answer.ids[:3]
    ]
    assert missed == []


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
@pytest.mark.parametrize(("query", "tongue"), [("बासमती", "hi"), ("باسمتی", "ur"), ("Basmati", "en")])
def test_a_name_in_any_script_leads_to_the_entry_and_its_language_is_known(
    folder: Path, lang: str, query: str, tongue: str
) -> None:
    (answer,) = ask(folder / lang / "search", [query])
    assert (answer.ids[0], answer.tongues[0]) == ("basmati", tongue)


def test_what_stands_in_a_title_comes_before_what_stands_in_a_text(folder: Path) -> None:
    (answer,) = ask(folder / "en" / "search", ["halwa"])
    assert answer.ids[0] == "karachi-bombay-halwa"


def test_words_that_nobody_says_are_not_found(folder: Path) -> None:
    for answer in ask(
        folder / "en" / "search",
        ["xylophonically", "", "   ", "constructor", "=", "*", "<", "<yllacinohpolyx", "__lookup__"],
    ):
        assert answer.ids == []


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_a_wrong_letter_anywhere_is_found_in_an_archive_of_many_files(lang: str, many: Path) -> None:
    """Wherever it stands: near its beginning the word is found by its end."""
    folder = many / lang / "search"
    index = json.loads((folder / "index.json").read_bytes())
    assert len(index["starts"]) > 20
    files = (json.loads((folder / f"words-{number}.json").read_bytes()) for number in range(len(index["starts"])))
    known = {word for file in files for word in file if word[0] not in "=<*" and word[-1] != "*"}
    long = sorted(word for word in known if len(word) > 5)
    queries = list(mistype_everywhere(random.Random(lang).sample(long, 12), known, lang))
    assert len(queries) > 100
    answers = ask(folder, [query for _, query in queries], cold=True)
    assert [word for word, answer in zip(queries, answers, strict=True) if not answer.ids] == []
    assert max(answer.bytes for answer in answers) < 200_000


def mistype_everywhere(words: list[str], known: set[str], lang: str) -> Iterator[tuple[str, str]]:
    """Each letter left out, typed twice as its neighbour, or changed with the next; never into what is a word too."""
    for word in words:
        for n in range(len(word)):
            changed = (
                word[:n] + word[n + 1 :],
                word[:n] + word[n - 1] + word[n + 1 :],
                word[:n] + word[n : n + 2][::-1] + word[n + 2 :],
            )
            for query in sorted({*changed} - {word}):
                # What begins a word is an answer by itself.
                if split_words(query, lang) == (query,) and not any(one.startswith(query) for one in known):
                    yield word, query


# --- what is in it ---------------------------------------------------------------------------------------------------


def test_nothing_of_what_is_withheld_is_in_the_index(demo: Site, folder: Path) -> None:
    assert demo.withheld
    for path in folder.rglob("entries-*.json"):
        assert not {row[0] for row in json.loads(path.read_bytes())} & set(demo.withheld)
    for lang in demo.languages:
        count = json.loads((folder / lang / "search" / "index.json").read_bytes())["count"]
        assert count == len(list(demo.find_entries(lang)))


def test_words_that_only_one_has_written_are_in_no_byte_of_it(agreed: Path, tmp_path: Path) -> None:
    """Neither as they are, nor folded, nor by their sound; the same index as before, byte for byte."""
    copy = tmp_path / "archive"
    shutil.copytree(agreed, copy)
    before = {output.path: output.make() for output in find_search(make_press(make_site(copy)))}
    texts = sorted(copy.glob("entries/*/text.*.md"))
    assert texts
    for text in texts:
        text.write_text(text.read_text(encoding="utf-8") + "\nCanarykestrél xylophone.\n", encoding="utf-8")
    after = {output.path: output.make() for output in find_search(make_press(make_site(copy)))}
    assert after == before
    for word in ("Canarykestrél", "xylophone"):
        for form in (word, fold(word, "en"), find_sound(word, "en")):
            written = [f'"{one}"'.encode() for one in (form, f"={form}", f"<{form[::-1]}")]
            assert not any(one in raw for one in written for raw in after.values())


def test_files_are_plain_sorted_json(folder: Path) -> None:
    for path in folder.rglob("*.json"):
        value = json.loads(path.read_bytes())
        assert (
            path.read_bytes()
            == (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
        )
        assert re.fullmatch(r"(index|words-\d+|entries-\d+)\.json", path.name)


# --- weight ----------------------------------------------------------------------------------------------------------


def test_a_first_query_reads_little(many: Path) -> None:
    """Each query as if it were the first; beginnings that lead into many files."""
    for lang in ("hi", "ur", "en"):
        starts = json.loads((many / lang / "search" / "index.json").read_bytes())["starts"]
        assert len(starts) > 6
        words = [start for start in starts if start[0] not in "=<"]
        queries = [
            *words,
            *sorted({word[:1] for word in words}),
            *sorted({word[:2] for word in words}),
            " ".join(words[-2:]),
        ]
        answers = ask(many / lang / "search", queries, cold=True)
        assert max(answer.bytes for answer in answers) < 200_000
        assert [query for query, answer in zip(queries, answers, strict=True) if not answer.ids] == []
