"""`concord init`: from an empty folder to a first entry that two sides agree to, for any sides and any languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from concord.cli import concord
from concord.found.founding import FoundingError, build_founding
from concord.found.repository import render_repository
from concord.model.charter import Preset

DAY = "2026-11-28"
TWO = ("--id", "two-shores", "--sides", "karsi,peran", "--languages", "el,tr")
FOUR = ("--id", "four-winds", "--sides", "north,east,south,west", "--languages", "hy,ka,ar,pa=Guru,fr")
SAID = {"el": "Λόγια που λένε όλοι", "tr": "Herkesin söylediği sözler"}
ENTRY = """\
share: yes
title: {el: Ψωμί του νησιού, tr: Ada ekmeği}
kind: recipe
summary: {el: Ένα ψωμί που ψήνεται και στις δύο ακτές., tr: İki kıyıda da pişirilen bir ekmek.}
where: {words: {el: και στις δύο ακτές, tr: iki kıyıda da}}
when: {edtf: 18XX, words: {el: από παλιά, tr: eskiden beri}}
how_we_know: {el: Το έδειξαν φουρνάρηδες., tr: Fırıncılar gösterdi.}
kept_by: {el: οι φουρνάρηδες, tr: fırıncılar}
credit: none
"""
# What stewards add once the draft is in their care.
CARE = """\
contested: false
rights: {text: CC-BY-4.0, basis: own}
themes: [bread]
sources:
- {id: bakers, cite: Προφορική μαρτυρία, lang: el}
"""
RECORD = """\
- {part: text.el, role: wrote, side: peran, method: human}
- {part: text.tr, role: wrote, side: karsi, method: human}
baseline: [peran-steward-1, karsi-steward-1]
"""


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(concord, [str(argument) for argument in arguments])


def found(folder: Path, *arguments: str) -> str:
    done = call("init", folder, *arguments, "--date", DAY)
    assert done.exit_code == 0, done.output
    return done.output


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(folder: Path) -> None:
    """Every blank with words, as sides would."""
    for path in (folder / "archive" / "charter").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for tag, words in SAID.items():
            text = re.sub(rf"(?m)^( +{tag}): \.\.\.$", rf"\1: {words}", text)
        path.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("wanted", [TWO, FOUR])
@pytest.mark.parametrize("policy", ["light", "standard", "strict"])
def test_what_is_founded_can_be_read_and_only_its_blanks_are_left(
    tmp_path: Path, wanted: tuple[str, ...], policy: str
) -> None:
    found(tmp_path, *wanted, "--policy", policy)
    archive = tmp_path / "archive"
    blanks = sum(path.read_text(encoding="utf-8").count(": ...\n") for path in archive.rglob("*.yml"))
    checked = call("check", archive)
    assert set(re.findall(r"\[([A-Z]{2}\d{3})\]", checked.output)) == {"ST033"}
    assert checked.output.endswith(f"\n{blanks} errors\n")
    assert yaml.safe_load((archive / "charter" / "policy.yml").read_bytes())["preset"] == policy


def test_from_an_empty_folder_to_a_first_agreed_entry(tmp_path: Path) -> None:
    found(tmp_path, *TWO)
    archive = tmp_path / "archive"
    sealed = call("seal", archive, "--date", DAY)
    assert sealed.exit_code, "a founding with gaps is not sealed"
    fill(tmp_path)
    assert call("check", archive).output == "Nothing is wrong.\n"
    assert call("seal", archive, "--date", DAY).exit_code == 0
    folder = archive / "entries" / "island-bread"
    folder.mkdir(parents=True)
    (folder / "entry.yml").write_text(ENTRY, encoding="utf-8", newline="\n")
    (folder / "text.el.md").write_text("Ψήνεται σε φούρνο με ξύλα.\n", encoding="utf-8", newline="\n")
    (folder / "text.tr.md").write_text("Odun fırınında pişirilir.\n", encoding="utf-8", newline="\n")
    assert call("adopt", "island-bread", "--archive", archive, "--from", "karsi", "--date", DAY).exit_code == 0
    with (folder / "entry.yml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(CARE)
    record = (folder / "record.yml").read_text(encoding="utf-8").replace("status: draft", "status: published")
    (folder / "record.yml").write_text(record + RECORD, encoding="utf-8", newline="\n")
    assert call("check", archive, "--as-of", DAY).output == "Nothing is wrong.\n"
    for handle in ("peran-steward-1", "karsi-steward-1"):
        call("approve", "--as", handle, "--archive", archive, "--date", DAY, "--no-page", "--yes")
    site = tmp_path / "site"
    built = call("build", "--archive", archive, "--as-of", DAY, "--out", site)
    assert built.exit_code == 0, built.output
    assert "Ada ekmeği" in (site / "tr" / "entries" / "island-bread" / "index.html").read_text(encoding="utf-8")
    assert "Ψωμί του νησιού" in (site / "el" / "entries" / "island-bread" / "index.html").read_text(encoding="utf-8")


def test_nobody_comes_first_by_being_typed_first(tmp_path: Path) -> None:
    found(tmp_path / "a", *TWO)
    found(tmp_path / "b", "--id", "two-shores", "--sides", "peran,karsi", "--languages", "tr,el")
    assert read(tmp_path / "a") == read(tmp_path / "b")


@given(st.from_regex(r"[a-z]{3,12}", fullmatch=True))
def test_over_many_archives_each_side_begins_the_cycle_about_as_often(start: str) -> None:
    first = [
        build_founding(f"{start}-{number}", ("a", "b"), ("hy", "ka"), Preset.LIGHT, DAY).sides[0]
        for number in range(60)
    ]
    assert 12 < first.count("a") < 48


def test_nothing_of_the_demonstration_is_in_it(tmp_path: Path, root: Path) -> None:
    found(tmp_path, *TWO)
    charter = root / "archive" / "charter"
    theirs = yaml.safe_load((charter / "archive.yml").read_bytes())
    sides = yaml.safe_load((charter / "sides.yml").read_bytes())["sides"]
    words = [
        theirs["id"],
        *theirs["title"].values(),
        *(name for side in sides.values() for name in side["name"].values()),
    ]
    mine = {path: raw for path, raw in read(tmp_path).items() if not path.startswith("locales/")}
    assert [path for path, raw in mine.items() if any(word.encode() in raw for word in words)] == []
    assert not any(b"demonstration" in raw for path, raw in mine.items() if path.startswith("archive/"))


def test_a_language_without_a_catalogue_gets_one_to_fill_and_its_coverage_is_told(tmp_path: Path) -> None:
    said = found(tmp_path, *TWO)
    assert re.search(r"el: 0 / \d{3,}", said)
    assert (tmp_path / "locales" / "tr" / "LC_MESSAGES" / "concord.po").is_file()
    assert not (tmp_path / "FOUNDING.tr.md").exists()
    other = tmp_path / "other"
    found(other, *FOUR)
    assert {path.name for path in other.glob("FOUNDING.*.md")} == {
        f"FOUNDING.{tag}.md" for tag in ("ar", "fr", "hy", "ka")
    }
    assert not (other / "locales" / "hy").exists()


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (("--id", "x", "--sides", "a", "--languages", "hy"), "two sides or more"),
        (("--id", "x", "--sides", "a,a", "--languages", "hy"), "a stands there twice"),
        (("--id", "x", "--sides", "a,b", "--languages", "hy,hy"), "hy stands there twice"),
        (("--id", "x", "--sides", "a,../b", "--languages", "hy"), "../b: small letters"),
        (("--id", "x\ny: z", "--sides", "a,b", "--languages", "hy"), "small letters"),
        (("--id", "x", "--sides", "a,b", "--languages", "hy: {}"), "no tag of a language"),
        (("--id", "x", "--sides", "a,b", "--languages", "th"), "this script cannot be set yet"),
        (("--id", "x", "--sides", "a,b", "--languages", "pa=Klingon"), "this script cannot be set yet"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(tmp_path: Path, wanted: tuple[str, ...], why: str) -> None:
    done = call("init", tmp_path, *wanted)
    assert done.exit_code == 2
    assert why in " ".join(done.output.split())
    assert read(tmp_path) == {}


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine", encoding="utf-8")
    done = call("init", tmp_path, *TWO)
    assert done.exit_code == 2
    assert read(tmp_path) == {"mkdocs.yml": b"mine"}


def test_workflows_are_yaml_ask_for_no_rights_and_run_nothing_of_a_change() -> None:
    founding = build_founding("x", ("a", "b"), ("hy", "ka"), Preset.LIGHT, DAY)
    files = dict(render_repository(founding, "concord-archive"))
    check = yaml.safe_load(files[".github/workflows/check.yml"])
    assert check["permissions"] == {"contents": "read"}
    steps = check["jobs"]["check"]["steps"]
    used = {step["uses"].partition("@")[0] for step in steps if "uses" in step}
    assert used == {"actions/upload-artifact"}, (
        "nobody else's code looks at a change, it only hands on what was written"
    )
    # Values of a change reach the shell as variables only: what stands in ${{ }} would be code.
    assert not [step for step in steps if "${{" in step.get("run", "")]
    assert yaml.safe_load(files[".gitlab-ci.yml"])["stages"] == ["check", "site"]


def test_one_forge_alone(tmp_path: Path) -> None:
    found(tmp_path, *TWO, "--forge", "gitlab")
    assert (tmp_path / ".gitlab-ci.yml").is_file()
    assert not (tmp_path / ".github").exists()


def test_a_founding_knows_the_names_of_languages_and_their_scripts() -> None:
    founding = build_founding("x", ("a", "b"), ("ur", "pa=Guru", "pa-Arab"), Preset.LIGHT, DAY)
    known = {tongue.tag: (tongue.name, tongue.script) for tongue in founding.languages}
    assert known["ur"] == ("اردو", "Aran")
    assert known["pa"][1] == "Guru"
    assert known["pa-Arab"][1] == "Aran"
    with pytest.raises(FoundingError):
        build_founding("x", ("a", "b"), ("th",), Preset.LIGHT, DAY)


def test_what_keeps_agreed_words_writes_nothing_else() -> None:
    founding = build_founding("x", ("a", "b"), ("hy", "ka"), Preset.LIGHT, DAY)
    keep = yaml.safe_load(dict(render_repository(founding, "concord-archive"))[".github/workflows/keep.yml"])
    assert keep["permissions"] == {"contents": "read"}
    assert keep["jobs"]["keep"]["permissions"] == {"contents": "write"}
    assert set(keep[True]) == {"push", "workflow_dispatch"}, "never for a proposed change"
    assert keep[True]["push"]["branches"] == ["main"]
    checkout, *steps = keep["jobs"]["keep"]["steps"]
    assert checkout["with"]["persist-credentials"] is False, "what pip installs finds no key"
    said = "\n".join(step["run"] for step in steps)
    assert re.findall(r"git add (.*)", said) == ["archive/agreed"]
    assert not [step for step in steps if "${{" in step["run"]]
