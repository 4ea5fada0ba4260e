"""Holes that a reviewer has shown, each closed: what was possible once and must not be again."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from pathlib import Path

import pytest

import ssh
import test_hide as hiding
import test_redaction as redaction
import test_release as releases
from concord.approve.releases import find_chain_faults, find_signed
from concord.clock import find_as_of
from concord.publish.releases import cut_sums
from concord.read.archive import read_archive
from concord.read.history import HistoryError, extract_commit
from concord.verify.difference import NOT_AGREED, NOT_YET, Level
from concord.verify.source import read_sums
from forge import ARCHIVES, build, edit_words, judge, remake
from forge import call as ask
from rules import overlay
from test_changes_git import git
from test_release import AMINA, BORIS, call, put_signature

DAY = releases.DAY


# Releases


@pytest.fixture
def root(agreed: Path, tmp_path: Path) -> Path:
    """An archive to which both sides have agreed."""
    return Path(shutil.copytree(agreed, tmp_path / "home" / "archive"))


def leave(root: Path) -> str:
    """The first side pauses by its own word; returns what its file said before."""
    sides = root / "charter/sides.yml"
    before = sides.read_text(encoding="utf-8")
    away = "    status: paused\n    status_since: 2026-04-05\n  west:\n"
    sides.write_text(before.replace("  west:\n", away), encoding="utf-8")
    overlay.seal(root, "2026-04-01", "boris")
    return before


def return_(root: Path, before: str) -> None:
    """It is back by the word of both."""
    back = "    pauses: [{since: 2026-04-05, until: 2026-04-30}]\n  west:\n"
    (root / "charter/sides.yml").write_text(before.replace("  west:\n", back), encoding="utf-8")
    overlay.seal(root, "2026-05-01", "amina", "boris")


def test_a_release_of_days_when_a_side_was_away_is_not_the_word_of_all(root: Path) -> None:
    before = leave(root)
    done = call("prepare", "--archive", root, "--as-of", "2026-04-20", "--date", "2026-04-20")
    assert done.code == 0, done.said
    put_signature(root, "amina", AMINA)
    assert [one.n for one in find_signed(read_archive(root))] == [1]
    return_(root, before)
    assert find_signed(read_archive(root)) == ()
    done = call("publish", root)
    assert (done.code, "waits for: east" in done.said) == (1, True)


def test_a_release_of_today_is_the_word_of_those_who_are_there(root: Path) -> None:
    return_(root, leave(root))
    assert call("prepare", "--archive", root, "--as-of", DAY, "--date", DAY).code == 0
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    assert [one.n for one in find_signed(read_archive(root))] == [1]


def test_no_release_is_of_a_site_for_days_to_come(root: Path) -> None:
    assert call("prepare", "--archive", root, "--as-of", "2026-06-02", "--date", DAY).code != 0
    assert not (root / "releases/1.yml").exists()
    assert call("prepare", "--archive", root, "--as-of", DAY, "--date", DAY).code == 0
    path = root / "releases/1.yml"
    path.write_bytes(re.sub(rb"as_of: .*", b"as_of: 2026-06-02", path.read_bytes()))
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    archive = read_archive(root)
    assert [fault.path for fault in find_chain_faults(archive)] == [("as_of",)]
    assert find_signed(archive) == ()


def test_a_release_that_does_not_follow_is_not_called_ready(root: Path) -> None:
    assert call("prepare", "--archive", root, "--as-of", DAY, "--date", DAY).code == 0
    path = root / "releases/1.yml"
    path.write_bytes(re.sub(rb"genesis: .*", b"genesis: " + b"a" * 64, path.read_bytes()))
    put_signature(root, "amina", AMINA)
    put_signature(root, "boris", BORIS)
    done = call("publish", root)
    assert (done.code, "AP110" in done.said) == (1, True)
    assert "Every side has signed" not in done.said


# Hiding


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ARCHIVES / "two-sides" / "archive", tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """An archive in which an entry was hidden just now, and its site of before."""
    shutil.copytree(ARCHIVES / "two-sides" / "archive", tmp_path / "archive")
    shutil.copytree(built, tmp_path / "site")
    hiding.write_notice(tmp_path)
    return tmp_path


def hide(home: Path, site: Path) -> releases.Done:
    return releases.command(
        "hide", "--archive", home / "archive", "--date", "2026-12-28", "--apply", site, "--lang", "en"
    )


def read_all(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_link_to_a_site_stays_one_and_the_site_is_cut(home: Path) -> None:
    words = hiding.find_own(home / "site")
    (home / "served").symlink_to(home / "site")
    assert hide(home, home / "served").code == 0
    assert (home / "served").is_symlink()
    assert hiding.find_leaks(home / "site", words) == []


@pytest.mark.parametrize("proof", ["whole", "gone"])
def test_what_nobody_can_look_into_goes_and_is_named(proof: str, home: Path) -> None:
    site = home / "site"
    page = f"hy/entries/{hiding.ENTRY}/index.html"
    (site / f"{page}.gz").write_bytes(gzip.compress((site / page).read_bytes()))
    (site / "favicon.ico").write_bytes(b"\x00\x01\xff")
    (site / "stored.zip").write_bytes(b"these bytes are no text that anybody reads")
    (site / "CNAME").write_text("example.org\n", encoding="utf-8")
    if proof == "gone":
        shutil.rmtree(site / "proof" / "charter")
    done = hide(home, site)
    assert done.code == 0, done.said
    for path in (f"{page}.gz", "favicon.ico", "stored.zip"):
        assert not (site / path).exists()
    for path in ("favicon.ico", "stored.zip"):
        assert f"  {path}\n" in done.said
    assert (site / "CNAME").is_file()
    assert "CNAME" not in done.said


@pytest.mark.parametrize("sums", [None, b"", b"rubbish\n", b"\xff"])
def test_without_a_list_of_files_nothing_old_is_taken_for_somebody_elses(sums: bytes | None, home: Path) -> None:
    site = home / "site"
    before = {path.name for path in (site / "media").iterdir()}
    (site / "SHA256SUMS").unlink() if sums is None else (site / "SHA256SUMS").write_bytes(sums)
    assert hide(home, site).code == 0
    assert before - {path.name for path in (site / "media").iterdir()}, "its pictures"
    assert not (site / f"data/entries/{hiding.ENTRY}.json").exists()


def test_a_name_that_is_no_text_ends_in_no_traceback(home: Path) -> None:
    place = os.fsencode(home / "site") + b"/a\xff.txt"
    try:
        Path(os.fsdecode(place)).write_bytes(b"x")
    except (OSError, UnicodeError):
        pytest.skip("no such name can be on this system")
    done = hide(home, home / "site")
    assert (done.code, "Traceback" in done.said) == (0, False), done.said
    assert "\\u{DCFF}.txt" in done.said
    assert judge(home / "site").differences == ()


@pytest.mark.parametrize("place", [".", "archive", "archive/entries", "copy"])
def test_an_archive_is_not_taken_for_a_site(place: str, home: Path) -> None:
    """Also not the copy that `concord leave` writes, which has a list of all its files."""
    shutil.copytree(home / "archive", home / "copy" / "archive")
    folder = home / place
    (folder / "SHA256SUMS").write_bytes(b"")
    before = read_all(folder)
    assert hide(home, folder).code == 2
    assert read_all(folder) == before


def test_a_repository_in_which_a_site_is_kept_stays_with_it(home: Path) -> None:
    site = home / "site"
    git(site, "init", "-q")
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "published")
    done = hide(home, site)
    assert done.code == 0, done.said
    assert "history in git" in done.said
    assert f"data/entries/{hiding.ENTRY}.json" in git(site, "status", "--porcelain")
    assert ".git" not in (site / "SHA256SUMS").read_text(encoding="ascii")


# Repair


def test_what_was_taken_out_for_safety_comes_back_on_no_day(tmp_path: Path) -> None:
    agreed = redaction.build_agreed(tmp_path / "agreed")
    root = Path(shutil.copytree(agreed, tmp_path / "archive"))
    kept = redaction.find_kept(root)
    redaction.redact(root, "amina", "boris")
    for day in (overlay.AS_OF, "2026-04-01"):
        releases.command("repair", root, "--from", agreed, "--as-of", day)
        assert not [one for one in kept if (root / "agreed" / one).exists()]


# Verifying


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A site to be forged."""
    return Path(shutil.copytree(built, tmp_path / "forged"))


WORDS = {"hy": "Invented words", "ka": "Invented words"}
CLOSED = {"id": "the-invented", "kind": "recipe", "access": "closed", "order": ["lusajur", "nisliskhevi"]}
STONE = {"id": "the-invented", "ground": "safety", "on": "2026-12-01"}


@pytest.mark.parametrize(
    ("kind", "notice"),
    [("closed", {**CLOSED, "label": WORDS}), ("tombstones", {**STONE, "title": WORDS, "note": WORDS})],
)
def test_a_notice_of_what_nobody_ever_approved(kind: str, notice: dict[str, object], site: Path) -> None:
    edit_words(site, lambda tree: tree["books"][kind].append(notice))
    remake(site)
    assert any(b"Invented words" in path.read_bytes() for path in site.rglob("*.html"))
    found = judge(site).differences
    assert [(one.level, one.message, one.values["about"]) for one in found] == [
        (Level.AGREEMENT, NOT_AGREED, "entries/the-invented")
    ]


def test_a_site_of_a_day_to_come_is_no_good_one(built: Path) -> None:
    assert judge(built, today="2026-12-30").differences == ()
    found = judge(built, today="2026-12-29").differences
    assert [(one.level, one.message) for one in found] == [(Level.AGREEMENT, NOT_YET)]


def test_the_command_knows_the_day(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, code in (("2026-12-29", 1), ("2026-12-31", 0)):
        monkeypatch.setattr("concord.cli.verify.find_today", lambda day=day: day)
        assert releases.command("verify", built).code == code


@pytest.mark.parametrize("claim", [{"templates": "0" * 64}, {"catalogues": "0" * 64}, {"tool": "0.0.9"}])
def test_what_made_the_pages_is_what_the_site_says(claim: dict[str, str], site: Path) -> None:
    edit_words(site, lambda tree: tree["presentation"].update(claim))
    remake(site)
    found = judge(site).differences
    assert [(one.level, one.path) for one in found] == [(Level.PRESENTATION, "proof/words.json")]


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x85", "\u2028"])
def test_a_list_of_files_has_one_way_of_ending_a_line(end: str) -> None:
    line = f"{'0' * 64}  "
    assert read_sums(f"{line}a\n{line}b\n".encode()) == dict.fromkeys("ab", "0" * 64)
    assert read_sums(f"{line}a{end}{line}b\n".encode()) is None


def test_only_plain_names_are_left_out_of_what_is_signed() -> None:
    line = f"{'0' * 64}  "
    apart = "".join(f"{line}{name}\n" for name in ("hy/how/index.html", "proof/releases/1.yml"))
    kept = "".join(f"{line}{name}\n" for name in ("a b/how/index.html", "proof/releases/x/index.html"))
    assert cut_sums((apart + kept).encode()).decode() == kept


def test_a_name_that_is_no_text_is_no_end_of_remembering(site: Path, tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(site) + b"/a\xff.txt")).write_bytes(b"x")
    except (OSError, UnicodeError):
        pytest.skip("no such name can be on this system")
    code, said = ask(site, "--memory", tmp_path / "memory")
    assert (code, "Traceback" in said) == (1, False)


# Changes of the rules


def test_nobody_is_asked_about_what_cannot_be_shown(root: Path) -> None:
    policy, kept = root / "charter/policy.yml", {path.name for path in (root / "agreed").iterdir()}
    text = policy.read_text(encoding="utf-8")
    policy.write_text(f"{text}notice_days: 1\n", encoding="utf-8")
    overlay.seal(root, "2026-05-01")
    between = {path.name for path in (root / "agreed").iterdir()} - kept
    policy.write_text(f"{text}\n# only a remark\n", encoding="utf-8")
    overlay.seal(root, "2026-05-02")
    for name in between:
        (root / "agreed" / name).unlink()
    before = sorted(path.name for path in (root / "statements/amina").iterdir())
    for more in ((), ("--yes",)):
        done = releases.command(
            "amend", "--as", "amina", "--archive", root, "--date", "2026-05-03", "--lang", "en", *more
        )
        assert done.code != 0
        assert "run: concord check" in done.said
    assert sorted(path.name for path in (root / "statements/amina").iterdir()) == before


# The history in git


@pytest.mark.skipif(not ssh.HAS_KEYGEN, reason="needs ssh-keygen")
def test_a_habit_of_showing_signatures_changes_no_day(root: Path, tmp_path: Path) -> None:
    key = ssh.make_key(tmp_path, "key")
    git(root, "init", "-q")
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key)), ("log.showSignature", "true")):
        git(root, "config", name, value)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-S", "-m", "signed")
    day = git(root, "show", "-s", "--no-show-signature", "--format=%cs").strip()
    (tmp_path / "then").mkdir()
    assert extract_commit(root, "HEAD", tmp_path / "then") == day
    assert find_as_of(root, read_archive(root)) == day


def test_a_commit_of_no_day_is_no_commit(root: Path, tmp_path: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    (tmp_path / "commit").write_text(
        f"tree {tree}\nauthor a <a@b> 99999999999999 +0000\ncommitter a <a@b> 99999999999999 +0000\n\nx\n",
        encoding="ascii",
    )
    name = git(root, "hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "commit")).strip()
    with pytest.raises(HistoryError):
        extract_commit(root, name, tmp_path / "then")
