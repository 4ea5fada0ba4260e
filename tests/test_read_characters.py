"""Characters and scripts: the same answer on every Python, and no false alarm over real languages."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.read import repertoire
from concord.read.characters import (
    Trait,
    Where,
    find_suspects,
    find_trait,
    find_unclosed,
    is_plain,
    judge_character,
    name_character,
    show,
)
from concord.read.faults import Faults
from concord.read.scripts import find_mixed_words
from concord.read.texts import read_markdown

# One natural sentence each, with the marks, joiners and spaces that its readers expect.
SENTENCES = {
    "hi": "क्\u200dषमा कीजिए, यह पुस्तक किसकी है? ज़रूर — “फ़ारसी” से।",
    "ur": "کیا آپ\u200cنے یہ کتاب پڑھی؟ ہاں، ’ضرور‘۔",
    "fa": "نمی\u200cخواهم به خانه\u200cها برگردم.",
    "ar": "قال ﷺ: «\u200fالسلام عليكم».",
    "fr": "«\u00a0Qu’est-ce\u00a0?\u00a0» dit-il\u202f; l’œuvre coûte 1\u202f000\u00a0€.",
    "hy": "Հին կամուրջը քանդվե՞լ է։",
    "ka": "ძველი ხიდი მთაშია.",
    "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ ⴷ ⵜⴰⵙⴽⵍⴰ",
    "el": "Ἡ γέφυρα τῶν Τούρκων· γιατί;",
    "ru": "Мост через реку — старый, XIX век.",
    "he": "שָׁלוֹם עֲלֵיכֶם",
    "ja": "葛󠄀城市の歌　古い橋",
    "my": "မြန်မာဘာသာ",
    "bn": "র\u200d্যাব ও উৎসব",
    "ko": "낡은 다리를 건너다",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=list(SENTENCES))
def test_real_languages_pass(sentence):
    faults = Faults("text.md")
    read_markdown(unicodedata.normalize("NFC", f"{sentence}\n").encode(), faults)
    assert faults.problems() == ()
    assert list(find_mixed_words(sentence)) == []


TEXTS = {
    "override not closed": ("a \u202eb\n", [(1, 3, "character-refused")]),
    "closed on the next line": ("a \u2067b\nc\u2069\n", [(1, 3, "character-refused"), (2, 2, "character-refused")]),
    "closed": ("a \u2067b\u2069\n", [(1, 3, "direction-mark")]),
    "crossed": (
        "\u2067a\u202ab\u2069c\u202c\n",
        [(1, 1, "character-refused"), (1, 3, "direction-mark"), (1, 5, "character-refused")],
    ),
    "joiner behind a joiner": ("क्\u200d\u200d\n", [(1, 4, "character-refused")]),
    "a run": ("a\ufffd\ufffd\ufffdb\ufffd\n", [(1, 2, "character-refused"), (1, 6, "character-refused")]),
    "zero width space": ("a\u200bb\n", [(1, 2, "character-invisible")]),
    "line separator": ("a\u2028b\n", [(1, 2, "character-refused")]),
    "NEL": ("a\nb\u0085c\n", [(2, 2, "character-refused")]),
    "lost in conversion": ("a\ufffdb\n", [(1, 2, "character-refused")]),
    "filler": ("a\u3164b\n", [(1, 2, "character-refused")]),
    "Windows": ("a\r\nb\r\n", [(1, 2, "text-not-canonical")]),
    "no end": ("a", [(1, 2, "text-not-canonical")]),
    "ends": ("a\n\n\n", [(2, 1, "text-not-canonical")]),
    "only ends": ("\n\n", [(1, 1, "text-not-canonical")]),
    "not composed": ("ok\nक\u093ca \u0958\n", [(2, 5, "text-not-canonical")]),
    "front matter": ("---\ntitle: x\n---\ntext\n", [(1, 1, "front-matter-refused")]),
    "front matter after a mark": (
        "\ufeff---\nx\n", [(1, 1, "front-matter-refused"), (1, 1, "text-not-canonical")],
    ),
    "front matter of another kind": ("+++\nx = 1\n+++\n", [(1, 1, "front-matter-refused")]),
    "long line": ("a" * 20_001 + "\n", [(1, 20_001, "file-too-large")]),
    "tab": ("a\tb\n", []),
    "rule in the text": ("a\n\n---\n\nb\n", []),
    "trailing spaces": ("a  \nb\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=list(TEXTS))
def test_texts_are_judged_at_the_character(text, expected):
    faults = Faults("text.md")
    read_markdown(text.encode(), faults)
    found = [(problem.location.line, problem.location.column, problem.rule) for problem in faults.problems()]
    assert found == expected


def test_crossing_pairs_close_nothing():
    text = "\u2067a\u202ab\u2069c\u202c"
    offsets = [at for at in find_suspects(text) if find_trait(text[at]) is Trait.DIRECTION]
    assert find_unclosed(text, offsets) != frozenset()
    assert find_unclosed("\u2067\u202a\u202c\u2069", [0, 1, 2, 3]) == frozenset()


MIXED = {
    "Cyrillic a in a Latin name": ("p\u0430ris", [(0, ("Latin", "Cyrillic"))]),
    "Greek omicron": ("see R\u03bfma", [(4, ("Latin", "Greek"))]),
    "Armenian oh": ("g\u0585ld", [(0, ("Latin", "Armenian"))]),
    "behind an accent": ("a\u0301\u0430", [(0, ("Latin", "Cyrillic"))]),
    "words of two scripts beside each other": ("Рим (Roma), α-wave", []),
    "three scripts": ("a\u0430\u03b1", [(0, ("Latin", "Greek", "Cyrillic"))]),
}


@pytest.mark.parametrize(("text", "found"), MIXED.values(), ids=list(MIXED))
def test_look_alikes_are_found_within_a_word(text, found):
    assert [(at, scripts) for at, _, scripts in find_mixed_words(text)] == found


def test_the_repertoire_is_that_of_its_unicode():
    if unicodedata.unidata_version != repertoire.UNICODE:
        pytest.skip(f"this Python has Unicode {unicodedata.unidata_version}")
    left_out = ("Cn", "Cs", "Co", "Cc")
    meant = {code for code in range(0x110000) if unicodedata.category(chr(code)) not in left_out}
    held = {code for first, last in repertoire.find_ranges() for code in range(first, last + 1)}
    assert held == meant


DIGEST = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from concord.read.characters import Where, find_trait, is_plain, judge_character, name_character, show
from concord.read.canonical import find_canonical_faults, make_canonical
digest = hashlib.sha256()
for code in [*range(0x20000), *range(0xE0000, 0xE0200)]:
    if 0xD800 <= code <= 0xDFFF:
        continue
    text = f"a{chr(code)}\\u0323\\u0307b\\n"
    faults = [(str(problem.location), problem.rule) for problem in find_canonical_faults("x", text.encode())]
    verdicts = [judge_character(text, 1, where) for where in Where] if not is_plain(text) else []
    digest.update(repr((show(text), faults, verdicts, name_character(text[1]), make_canonical(text.encode()))).encode())
print(digest.hexdigest())
"""


@pytest.mark.long
def test_other_pythons_give_the_same_answers_for_every_character_in_use(root, tmp_path):
    """3.11 knows Unicode 14, 3.12 Unicode 15, 3.13 Unicode 15.1: none may accept what another refuses."""
    # Only the modules without dependencies, so that a bare interpreter can run them.
    found = [*sorted(Path.home().glob(".pyenv/versions/3.1[1-9]*/bin/python")), Path(sys.executable)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if len(found) == 1:
        pytest.skip("no other Python here")
    answers = {
        subprocess.run(
            [str(python), "-c", DIGEST, str(root / "plugins")],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        ).stdout
        for python in found
    }
    assert len(answers) == 1


@given(st.characters(exclude_categories=("Cs",)))
def test_every_character_is_plain_or_has_a_trait_and_a_verdict(character):
    text = f"a{character}b"
    if is_plain(text):
        assert list(find_suspects(text)) == []
    else:
        assert list(find_suspects(text)) == [1]
        for where in Where:
            verdict = judge_character(text, 1, where)
            assert verdict is None or verdict[0].startswith(("character-", "yaml-"))
    assert name_character(character).startswith("U+")


@given(st.text(max_size=100))
def test_what_is_shown_hides_nothing(text):
    shown = show(text)
    assert is_plain(shown)
    assert "\n" not in shown
    assert "\r" not in shown


@given(st.text(st.sampled_from("ab \u200c\u200d\u200eیन\u00a0\t\u202e\u0301"), max_size=40))
def test_the_quick_look_at_prose_misses_nothing(text):
    """What the quick pattern passes over is exactly what the slow judge would let stand."""
    seen = set(find_suspects(text, Where.PROSE))
    for at in find_suspects(text):
        if at not in seen:
            assert judge_character(text, at, Where.PROSE) is None
            assert find_trait(text[at]) is not Trait.DIRECTION
