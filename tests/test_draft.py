"""Nine answers typed by hand in one language make a draft: nothing is wrong with it, and nobody outside sees it."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from concord.cli import concord
from concord.pipeline import derive, load
from laws.sites import print_site
from rules.overlay import AS_OF, BASE, agree

ID = "grandmothers-well"
# As a village library would write it: no id, no owners, no order, no format, no record.yml.
DRAFTS = {
    "hi": """\
share: yes
title: {hi: दादी का कुआँ}
kind: place
summary: {hi: "गाँव के बीच एक कुआँ, जहाँ दोनों मुहल्लों के लोग पानी लेते थे।"}
where: {words: {hi: गाँव के बीच}}
when: {words: {hi: दादी के बचपन से पहले}}
how_we_know: {hi: "गाँव की एक अध्यापिका ने बताया, जिनकी दादी वहाँ रहती थीं"}
kept_by: {hi: "गाँव के लोग; पास का गाँव भी उसे अपना कहता है"}
credit: none
""",
    "ur": """\
share: yes
title: {ur: دادی کا کنواں}
kind: place
summary: {ur: "گاؤں کے بیچ ایک کنواں، جہاں دونوں محلوں کے لوگ پانی لیتے تھے۔"}
where: {words: {ur: گاؤں کے بیچ}}
when: {words: {ur: دادی کے بچپن سے پہلے}}
how_we_know: {ur: "گاؤں کی ایک استانی نے بتایا، جن کی دادی وہاں رہتی تھیں"}
kept_by: {ur: "گاؤں کے لوگ؛ پاس کا گاؤں بھی اسے اپنا کہتا ہے"}
credit: handle
credited_to: {ur: کنویں والی}
""",
    "en": """\
share: yes
title:
  en: Grandmother's well
kind: place
summary:
  en: A well in the middle of the village, where people of both quarters drew water.
where:
  words:
    en: In the middle of the village
when:
  words:
    en: Before our grandmother was a child
how_we_know:
  en: A teacher of the village told us; her grandmother lived there.
kept_by:
  en: The people of the village. The next village calls it theirs too.
credit: organisation
credited_to:
  en: The library of the village
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The clean archive of the rules' examples, with English as a third language that nobody has to write."""
    shutil.copytree(BASE, tmp_path / "archive")
    charter = tmp_path / "archive/charter/archive.yml"
    text = charter.read_text(encoding="utf-8").replace("language_cycle: [hi, ur]", "language_cycle: [hi, ur, en]")
    line = "  en: {name: English, script: Latn, required: false}\nlanguage_cycle"
    charter.write_text(text.replace("language_cycle", line, 1), encoding="utf-8", newline="\n")
    return tmp_path / "archive"


def type_draft(root: Path, words: str) -> Path:
    """Writes the one file of a draft."""
    file = root / "entries" / ID / "entry.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(words, encoding="utf-8", newline="\n")
    return file


def check(root: Path) -> Result:
    return CliRunner().invoke(concord, ["check", str(root), "--lang", "en", "--as-of", AS_OF, "--strict"])


@pytest.mark.parametrize("lang", DRAFTS)
def test_nine_answers_are_enough(root: Path, lang: str) -> None:
    type_draft(root, DRAFTS[lang])
    done = check(root)
    assert (done.exit_code, done.output) == (0, "Nothing is wrong.\n")


@pytest.mark.parametrize("lang", DRAFTS)
@pytest.mark.parametrize(
    "answer", ["share", "title", "kind", "summary", "where", "when", "how_we_know", "kept_by", "credit"]
)
def test_each_of_them_is_asked_for(root: Path, lang: str, answer: str) -> None:
    kept, inside = [], False
    for line in DRAFTS[lang].splitlines(keepends=True):
        inside = line.startswith(f"{answer}:") or (inside and line.startswith(" "))
        kept += [] if inside else [line]
    type_draft(root, "".join(kept))
    done = check(root)
    assert done.exit_code == 1
    assert done.output.count("error[") == 1
    assert f"{answer}: " in done.output


@pytest.mark.parametrize("lang", DRAFTS)
def test_a_draft_is_for_the_workshop_alone(root: Path, lang: str) -> None:
    type_draft(root, DRAFTS[lang])
    loaded = load(root, AS_OF)
    proposed = derive(loaded, proposed=True)
    assert proposed.entries[ID].file.title.keys() == {lang}
    assert ID not in proposed.withheld
    pages = print_site(root, proposed=True)
    assert proposed.entries[ID].file.title[lang] in html.unescape(pages[f"{lang}/entries/{ID}/index.html"].decode())


def test_the_public_site_knows_nothing_of_a_draft(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(BASE, root)
    agree(root)
    type_draft(root, DRAFTS["hi"])
    public = derive(load(root, AS_OF))
    assert set(public.entries) == {"old-bridge", "plain-song"}
    assert not public.withheld
    pages = print_site(root)
    assert not [path for path, raw in pages.items() if ID in path or ID.encode() in raw or "दादी".encode() in raw]


def test_what_may_not_be_shared_needs_a_label_and_no_other_answer(root: Path) -> None:
    type_draft(root, "share: not-sure\nkind: song\nlabel: {hi: एक गीत}\n")
    assert check(root).exit_code == 0
    type_draft(root, DRAFTS["hi"].replace("share: yes", "share: not-sure"))
    assert "error[RT009]" in check(root).output


def test_a_steward_may_have_answered_already(root: Path) -> None:
    """The fuller forms count for the answers that they were made of."""
    type_draft(
        root,
        "access: open\ntitle: {hi: कुआँ}\nkind: place\nsummary: {hi: एक कुआँ।}\nwhere: {words: {hi: गाँव}}\n"
        "when: {words: {hi: पता नहीं}}\nsources: [{id: s1, cite: A book}]\nowned_by: [east, west]\ncredit: none\n",
    )
    assert check(root).exit_code == 0
