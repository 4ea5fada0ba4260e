"""Two languages of other scripts are added to an archive by the steps of docs/adding-a-language.md, word by word."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from concord.cli import concord

ARCHIVES = Path(__file__).parent / "archives"
SEALED, IN_FORCE = "2026-11-28", "2026-12-29"
ADDED = {"he": ("עברית", "Hebr", "rtl"), "bn": ("বাংলা", "Beng", "ltr")}
ENTRY = "entries/walnut-flatbread"
STEWARDS = {"lusajur-steward-1": "lusajur-reader", "nisliskhevi-steward-2": None}

# What translators would send: Hebrew and Bangla beside the words that are there, found by their Georgian.
WORDS = {
    "ნიგვზიანი პური": ("לחם אגוזים", "আখরোটের রুটি"),
    "გამოგონილი სადღესასწაულო პური, რომელსაც ორივე ხეობაში ერთნაირად აცხობენ.": (
        "לחם חג בדוי, שנאפה באותו אופן בשני העמקים.",
        "একটি কাল্পনিক উৎসবের রুটি, যা দুই উপত্যকায় একইভাবে সেঁকা হয়।",
    ),
    "მეოცე საუკუნიდან": ("מן המאה העשרים", "বিংশ শতাব্দী থেকে"),
    "ორივე ხეობაში": ("בשני העמקים", "দুই উপত্যকায়"),
    "ფქვილი": ("קמח", "ময়দা"),
    "ხორბლის": ("חיטה", "গমের"),
    "დღე": ("יום", "দিন"),
    "მოსავლის დღესასწაული": ("חג האסיף", "ফসলের উৎসব"),
    "ორივე ხეობაში ცომს უსაფუვროდ ზელენ.": (
        "בשני העמקים לשים את הבצק בלי שאור.",
        "দুই উপত্যকাতেই খামির ছাড়া ময়দা মাখা হয়।",
    ),
    "ნახატი, მრგვალი პური ნიგვზის ნაჭრებით": (
        "ציור, לחם עגול עם חתיכות אגוז",
        "আঁকা ছবি, আখরোটের টুকরোসহ গোল রুটি",
    ),
    "პური გამოცხობამდე": ("הלחם לפני האפייה", "সেঁকার আগের রুটি"),
    "პროექტის ნახატი": ("ציור של המיזם", "প্রকল্পের আঁকা ছবি"),
}
TEXTS = {
    "he": "את לחם האגוזים אופים בשני העמקים[^s1].\n\n## מה צריך\n\n- קמח חיטה,\n- מים חמימים.\n",
    "bn": "আখরোটের রুটি দুই উপত্যকাতেই সেঁকা হয়[^s1]।\n\n## কী লাগে\n\n- গমের ময়দা,\n- গরম জল।\n",
}


def call(*arguments: str | Path) -> str:
    """What a command says; it has to end well."""
    done = CliRunner().invoke(concord, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def add_to_charter(archive: Path, *, required: str) -> None:
    """Step 1, without the readers where nobody reads what is added."""
    lines = [f"  {tag}: {{name: {name}, script: {script}{required}}}" for tag, (name, script, _) in ADDED.items()]
    last = "  ka: {name: ქართული, script: Geor}\n"
    edit(
        archive / "charter" / "archive.yml",
        (last, last + "\n".join(lines) + "\n"),
        ("language_cycle: [ka, hy]", "language_cycle: [ka, hy, he, bn]"),
    )
    edit(archive / "charter" / "people.yml", ("reads: [hy, ka]", "reads: [hy, ka, he, bn]"))


def agree_to_charter(archive: Path) -> None:
    """Step 2."""
    call("seal", archive, "--date", SEALED)
    for handle in ("lusajur-steward-1", "nisliskhevi-steward-1"):
        call("amend", "--as", handle, "--archive", archive, "--date", SEALED, "--yes")


def add_words(archive: Path) -> None:
    """Step 3: beside each Georgian word of one entry its Hebrew and Bangla."""
    path = archive / ENTRY / "entry.yml"
    entry = path.read_text(encoding="utf-8")
    for georgian, words in WORDS.items():
        block = re.compile(rf"(?m)^(?P<indent> +)ka: {re.escape(georgian)}$")
        said = dict(zip(ADDED, words, strict=True))
        entry, blocks = block.subn(
            lambda match, said=said: (
                match[0] + "".join(f"\n{match['indent']}{tag}: {one}" for tag, one in said.items())
            ),
            entry,
        )
        inline = "".join(f", {tag}: {one}" for tag, one in said.items())
        entry, flows = re.subn(rf"ka: {re.escape(georgian)}\}}", f"ka: {georgian}{inline}}}", entry)
        assert blocks + flows == 1, georgian
    path.write_text(entry, encoding="utf-8", newline="\n")
    lines = []
    for tag, text in TEXTS.items():
        (archive / ENTRY / f"text.{tag}.md").write_text(text, encoding="utf-8", newline="\n")
        lines += [f"  - {{part: {name}.{tag}, role: translated, method: project-draft}}" for name in ("facts", "text")]
    edit(archive / ENTRY / "record.yml", ("contributions:\n", "contributions:\n" + "\n".join(lines) + "\n"))


def agree_to_words(archive: Path) -> None:
    for handle, reader in STEWARDS.items():
        relying = [part for tag in ADDED if reader for part in ("--relies-on", f"{tag}={reader}")]
        call("approve", "--as", handle, *relying, "--archive", archive, "--date", IN_FORCE, "--no-page", "--yes")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ARCHIVES / "two-sides" / "archive", tmp_path / "archive"))


def test_a_language_that_is_required_at_once_would_leave_every_entry_without_words(archive: Path) -> None:
    add_to_charter(archive, required="")
    done = CliRunner().invoke(concord, ["check", str(archive), "--as-of", SEALED])
    assert done.exit_code == 1
    assert done.output.count("[LN001]") > len(list((archive / "entries").iterdir()))


def test_two_languages_of_other_scripts_by_the_steps_of_the_page(archive: Path, tmp_path: Path) -> None:
    add_to_charter(archive, required=", required: false")
    agree_to_charter(archive)
    before, early, late = tmp_path / "before", tmp_path / "early", tmp_path / "late"
    call("build", "--archive", archive, "--as-of", SEALED, "--out", before)
    assert not (before / "he").exists(), "the notice has not passed"
    call("build", "--archive", archive, "--as-of", IN_FORCE, "--out", early)
    entry = f"{ENTRY}/index.html"
    for tag in ADDED:
        home = (early / tag / "index.html").read_text(encoding="utf-8")
        assert re.search(rf'<html lang="{tag}" dir="{ADDED[tag][2]}" data-script="{ADDED[tag][1]}">', home)
        assert not (early / tag / entry).exists(), "no word of it is there yet"
    add_words(archive)
    call("fmt", archive)
    call("check", archive, "--as-of", IN_FORCE)
    agree_to_words(archive)
    call("build", "--archive", archive, "--as-of", IN_FORCE, "--out", late)
    for tag, words in zip(ADDED, zip(*WORDS.values(), strict=True), strict=True):
        page = (late / tag / entry).read_text(encoding="utf-8")
        assert [word for word in words[:2] if word not in page] == []
        assert (late / tag / "search" / "index.json").is_file()
    parallel = (late / "parallel" / "walnut-flatbread" / "index.html").read_text(encoding="utf-8")
    assert all(WORDS["ნიგვზიანი პური"][place] in parallel for place in (0, 1))
    # What was there stays as it was, but for the editions that pages now lead to.
    assert (late / "ka" / entry).read_text(encoding="utf-8").count("ნიგვზიანი პური") >= 1


def test_an_archive_begins_its_own_catalogue_from_the_installed_tool(archive: Path, tmp_path: Path) -> None:
    said = call("messages", tmp_path, "--add", "he")
    path = tmp_path / "locales" / "he" / "LC_MESSAGES" / "concord.po"
    begun = path.read_text(encoding="utf-8")
    assert re.search(r"^he: 0 / \d{3,}$", said, re.MULTILINE)
    assert begun.index('msgid "Skip to the text"') < begun.index('msgid "The words in {language} are missing here')
    path.write_text(
        begun.replace('msgid "From the archive"\nmsgstr ""', 'msgid "From the archive"\nmsgstr "מן הארכיון"')
    )
    assert re.search(r"^he: 1 / \d{3,}$", call("messages", tmp_path), re.MULTILINE)
    add_to_charter(archive, required=", required: false")
    agree_to_charter(archive)
    call("build", "--archive", archive, "--as-of", IN_FORCE, "--out", tmp_path / "site")
    assert "מן הארכיון" in (tmp_path / "site" / "he" / "index.html").read_text(encoding="utf-8")
