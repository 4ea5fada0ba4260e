"""The fixture archives and the generator are what they say they are: sound, agreed, whole, and the same every time."""

from __future__ import annotations

import itertools
import json
import re
import runpy
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from concord.check.forms import Form, find_form
from concord.check.recordings import assess_recording
from concord.derive.direction import find_script
from concord.model.archive import Entry
from concord.model.entry import EntryFile
from concord.model.items import find_media_form
from concord.model.part import PartKind
from concord.model.record import Status
from concord.pipeline import Loaded, check, load
from generate import generate
from generator.vocabulary import find_vocabulary
from laws.sites import print_site

HERE = Path(__file__).resolve().parent
FIXTURES = {
    "four-sides": ({"dz", "ma", "mr", "tn"}, {"ar": "Arab", "fr": "Latn", "zgh": "Tfng"}),
    "one-language": ({"ssireum-desk", "ssirum-desk"}, {"ko": "Kore"}),
    "one-script": ({"lyngvaag", "skjelvaag"}, {"nb": "Latn", "nn": "Latn"}),
    "two-sides": ({"lusajur", "nisliskhevi"}, {"hy": "Armn", "ka": "Geor"}),
}
# How Unicode names the letters of a script.
SCRIPTS = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Kore": "HANGUL",
    "Latn": "LATIN",
    "Tfng": "TIFINAGH",
}
GENERATED = [("ko",), ("hy", "ka"), ("hi", "ur", "en"), ("ar", "bn", "fr", "he", "ru", "zgh")]
DAY = "2026-11-24"


def find_root(name: str) -> Path:
    return HERE / "archives" / name / "archive"


@pytest.fixture(scope="module", params=sorted(FIXTURES))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def loaded(name: str) -> Loaded:
    return load(find_root(name), DAY)


@pytest.fixture(scope="module")
def site(name: str) -> dict[str, bytes]:
    return print_site(find_root(name))


def test_a_fixture_has_the_sides_and_languages_it_is_for(name, loaded):
    sides, languages = FIXTURES[name]
    charter = loaded.archive.charter
    assert set(charter.sides.value.sides) == sides
    assert {tag: language.script for tag, language in charter.archive.value.languages.items()} == languages
    assert charter.archive.value.demonstration


def test_nothing_is_wrong_with_it_but_what_its_pages_tell(name):
    """Each hides one entry, so that the sides have some days to decide."""
    assert {problem.rule for problem in check(find_root(name), DAY).problems} == {"hide-undecided"}


def is_whole(entry: Entry) -> bool:
    """Whether an entry is shown at length: no stub, nothing withdrawn, closed or hidden."""
    return find_form(entry.file.value) is Form.WHOLE and not entry.is_hidden


def test_it_has_an_entry_of_every_form(loaded):
    entries = loaded.archive.entries.values()
    assert {find_form(entry.file.value) for entry in entries} == set(Form)
    assert sum(entry.is_hidden for entry in entries) == 1


def test_it_uses_every_field_that_a_reader_sees(loaded):
    """What no fixture uses no browser test has ever seen."""
    unused = {"format", "id", "owned_by", "order", "embargo_until"}
    used = {
        field
        for entry in loaded.archive.entries.values()
        for field, value in entry.file.value
        if value not in (None, (), {})
    }
    assert set(EntryFile.model_fields) - unused <= used
    parts = {part.kind for entry in loaded.archive.entries.values() for part, _ in entry.texts.values()}
    # Captions stand in one fixture, where recordings do: tests/test_heard.py.
    assert parts | {PartKind.CAPTIONS} == set(PartKind) - {PartKind.FACTS, PartKind.WORDS, PartKind.MEDIA}


def test_all_of_it_is_agreed_and_shown_in_every_language(name, loaded):
    _, languages = FIXTURES[name]
    assert not loaded.agreement.refused
    for entry in loaded.agreement.entries.values():
        assert all(status.is_agreed for status in entry.parts.values())
        assert set(entry.published) == set(entry.parts)
        assert entry.languages == set(languages)
        if is_whole(loaded.archive.entries[entry.id]):
            assert {f"text.{lang}" for lang in languages} <= set(entry.parts)


def test_readers_are_relied_on_where_a_steward_does_not_read(name, loaded):
    relied = {act.relies_on for item in loaded.archive.statements for act in item.file.value.acts if act.relies_on}
    assert bool(relied) is (name != "one-language")


def test_a_contested_entry_lets_every_side_speak_in_every_language(name, loaded):
    sides, languages = FIXTURES[name]
    contested = [entry for entry in loaded.archive.entries.values() if entry.file.value.contested]
    assert len(contested) == 3 - (name == "one-language")
    for entry in contested:
        silent = {absent.side for absent in entry.file.value.no_narrative}
        assert silent in (set(), sides)
        narratives = {f"narrative.{side}.{lang}" for side in sides - silent for lang in languages}
        grounds = set() if entry.file.value.open_questions else {f"common-ground.{lang}" for lang in languages}
        assert narratives | grounds <= entry.texts.keys()


def test_no_side_is_given_more_room(name, loaded):
    """Narratives of one language are of nearly one length."""
    for entry in loaded.archive.entries.values():
        for lang, kind in itertools.product(FIXTURES[name][1], (PartKind.NARRATIVE, PartKind.RESERVATION)):
            texts = [file.text for part, file in entry.texts.values() if (part.kind, part.lang) == (kind, lang)]
            lengths = [len(text) for text in texts]
            assert not lengths or max(lengths) <= 1.3 * min(lengths), (entry.id, lang, lengths)


def test_prose_stands_in_the_script_of_its_language(name, loaded):
    """Two sides and two languages with no third: not one Latin word in Armenian or Georgian prose."""
    markup = re.compile(r"<(\w+)[^>]*>.*?</\1>|\[\^\w+\]:?|\]\([^)]*\)")
    for entry in loaded.archive.entries.values():
        for part, file in entry.texts.values():
            wanted = SCRIPTS[FIXTURES[name][1].get(part.lang) or find_script(part.lang)]
            words = markup.sub("", file.text)
            strange = {char for char in words if char.isalpha() and not unicodedata.name(char).startswith(wanted)}
            assert not {char for char in strange if unicodedata.category(char) != "Lm"}, (entry.id, part.name, strange)


def test_every_entry_has_a_page_in_every_language_and_one_beside_each_other(name, loaded, site):
    for entry in loaded.archive.entries.values():
        is_shown = is_whole(entry) or entry.status is Status.STUB
        assert (f"parallel/{entry.id}/index.html" in site) is is_shown
        for lang in FIXTURES[name][1]:
            assert f"{lang}/entries/{entry.id}/index.html" in site


def test_pages_hold_the_words_that_were_agreed(name, loaded, site):
    for entry in loaded.archive.entries.values():
        for lang in FIXTURES[name][1]:
            page = site[f"{lang}/entries/{entry.id}/index.html"].decode()
            said = entry.file.value.label or entry.file.value.title
            assert (said[lang] in page) is not entry.is_hidden
            assert re.search(rf'<html[^>]* lang="{lang}"', page)


def test_data_files_know_no_other_language(name, site):
    def find_languages(node: object) -> set[str]:
        if isinstance(node, dict):
            own = {node["lang"]} if isinstance(node.get("lang"), str) else set()
            return own.union(*map(find_languages, node.values()))
        return set().union(*map(find_languages, node)) if isinstance(node, list) else set()

    # Works are in languages and scripts of their own; one archive also cites a newspaper in English.
    foreign = {"ar-Latn", "hy-Latn", "ko-Latn"} | ({"en"} if name == "one-language" else set())
    for path, raw in site.items():
        if path.endswith(".json"):
            assert find_languages(json.loads(raw)) <= FIXTURES[name][1].keys() | foreign, path


def test_founding_it_anew_gives_the_same_bytes(name, tmp_path):
    copy = tmp_path / "archive"
    shutil.copytree(find_root(name), copy)
    runpy.run_path(str(HERE / "archives" / "refresh"))["refresh"](copy)
    assert read_tree(copy) == read_tree(find_root(name))


def test_pictures_and_recordings_are_small(name):
    pictures = sorted(find_root(name).glob("entries/*/media/*"))
    assert pictures
    for path in pictures:
        assert path.stat().st_size < 20_000
        if find_media_form(path.name).is_recording:
            assert assess_recording(path).bare
            continue
        with Image.open(path) as picture:
            assert picture.size == (800, 600)
            assert not picture.getexif()


def read_tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- the generator ---


@pytest.mark.parametrize("sides", [2, 3, 5])
@pytest.mark.parametrize("languages", GENERATED, ids=" ".join)
def test_generated_archives_are_sound_and_agreed(tmp_path, sides, languages):
    archive = generate(tmp_path, entries=6, sides=sides, languages=languages, seed=3)
    checked = check(archive, DAY)
    assert checked.problems == ()
    for entry in checked.loaded.agreement.entries.values():
        assert entry.languages == set(languages)
        assert set(entry.published) == set(entry.parts)


@pytest.mark.parametrize("preset", ["light", "standard", "strict"])
def test_generated_stewards_satisfy_every_policy(tmp_path, preset):
    archive = generate(tmp_path, entries=2, languages=("hy", "ka"), preset=preset)
    agreement = load(archive, DAY).agreement
    assert all(entry.published for entry in agreement.entries.values())


def test_without_approval_nothing_is_shown(tmp_path):
    agreement = load(generate(tmp_path, entries=2, approve=False), DAY).agreement
    assert not any(entry.published for entry in agreement.entries.values())


def test_the_same_call_writes_the_same_bytes_in_another_process(tmp_path):
    generate(tmp_path / "here", entries=5, languages=("ur", "en"), seed=9)
    run_generator(tmp_path / "there", "--entries", "5", "--languages", "ur,en", "--seed", "9")
    assert read_tree(tmp_path / "here") == read_tree(tmp_path / "there")


def test_another_seed_writes_other_words(tmp_path):
    one = read_tree(generate(tmp_path / "one", entries=2, seed=1))
    other = read_tree(generate(tmp_path / "other", entries=2, seed=2))
    assert one["entries/item-00000/text.hi.md"] != other["entries/item-00000/text.hi.md"]


def test_generated_texts_are_as_long_as_real_ones(tmp_path):
    archive = generate(tmp_path, entries=30)
    lengths = [len(path.read_text().split()) for path in archive.glob("entries/*/text.*.md")]
    assert min(lengths) >= 300
    assert max(lengths) <= 900
    assert 400 <= sum(lengths) / len(lengths) <= 700


def test_words_are_as_unequal_as_in_real_texts():
    """Zipf: the hundred commonest words are between a third and three quarters of a long text."""
    import random
    from collections import Counter

    counts = Counter(find_vocabulary("hi").pick(random.Random(1), 50_000))
    common = sum(count for _, count in counts.most_common(100))
    assert 0.33 < common / 50_000 < 0.75


def test_the_command_refuses_to_write_over_an_archive(tmp_path):
    generate(tmp_path, entries=1)
    assert run_generator(tmp_path, "--entries", "1").returncode == 2


def run_generator(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(HERE.parent / "plugins")}
    command = [sys.executable, HERE / "generate.py", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
