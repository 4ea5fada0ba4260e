"""The page that shows a reader how to check words: its commands are run as they stand there, and say what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from concord.pipeline import derive, load
from concord.publish.registry import find_outputs
from concord.render.check_page import find_example
from concord.render.press import Press, make_press
from generate import generate
from laws.sites import print_site

ARCHIVES = Path(__file__).parent / "archives"
DAY = "2026-12-31"
NEEDED = ("sha256sum", "ssh-keygen", "grep", "sh")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="needs the programs of the page")


class Page:
    """The page as a reader finds it: files to save, commands in the order in which they stand."""

    def __init__(self, site: Path, lang: str) -> None:
        self.folder = site / lang / "check"
        self.lang = lang
        self.tree = html5lib.parse((self.folder / "index.html").read_bytes(), namespaceHTMLElements=False)

    def save(self, target: Path) -> None:
        """Saves every file under the name that the page gives it."""
        target.mkdir()
        for link in self.tree.iterfind(".//a[@download]"):
            shutil.copyfile(self.folder / unquote(link.get("href")), target / link.get("download"))

    def find_all(self, name: str) -> Iterator:
        return self.tree.iterfind(f".//*[@data-check='{name}']")

    def find_commands(self, system: str = "unix") -> list[str]:
        """Everything to type, block by block."""
        return ["".join(block.itertext()).strip() for block in self.find_all(system)]

    def find_said(self, name: str) -> str:
        return "".join(next(self.find_all(name)).itertext()).strip()

    @property
    def text(self) -> str:
        return " ".join("".join(self.tree.itertext()).split())


def run(command: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def follow(page: Page, folder: Path) -> dict[str, bool]:
    """Follows the page to its end; by command whether it gave what the page promises."""
    found = {}
    for command in page.find_commands():
        code, said = run(command, folder)
        program = command.split()[0]
        first = said.split()[0] if said.split() else ""
        digests = {page.find_said("fingerprint"), page.find_said("genesis")}
        found[command] = code == 0 and {
            "sha256sum": first in digests,
            "grep": page.find_said("fingerprint") in said,
            "echo": True,
            "ssh-keygen": first == "Good",
        }.get(program, False)
    return found


def write_site(archive: Path, target: Path) -> Path:
    for path, raw in print_site(archive).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(raw)
    return target


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose approvals are recorded and not signed."""
    return write_site(ARCHIVES / "two-sides/archive", tmp_path_factory.mktemp("recorded"))


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_the_commands_of_the_demonstration_do_what_the_page_says(lang, demo_site, tmp_path) -> None:
    page = Page(demo_site, lang)
    page.save(tmp_path / "saved")
    found = follow(page, tmp_path / "saved")
    assert found
    assert all(found.values()), found
    programs = [command.split()[0] for command in found]
    assert programs[0] == "sha256sum"
    assert programs.count("grep") == programs.count("ssh-keygen") == 2


def test_without_signatures_it_says_what_cannot_be_checked(recorded, tmp_path) -> None:
    page = Page(recorded, "hy")
    page.save(tmp_path / "saved")
    found = follow(page, tmp_path / "saved")
    assert found
    assert all(found.values()), found
    assert {command.split()[0] for command in found} == {"sha256sum", "grep"}
    assert not list(page.find_all("signature"))


@pytest.mark.parametrize("spoiled", ["words", "approval", "signature", "key"])
def test_whatever_was_altered_is_seen(spoiled, demo_site, tmp_path) -> None:
    page, saved = Page(demo_site, "en"), tmp_path / "saved"
    page.save(saved)
    approval = min(saved.glob("*steward*.yml"))
    target = {
        "words": saved / page.find_said("fingerprint"),
        "approval": approval,
        "signature": approval.with_name(f"{approval.name}.sig"),
        "key": None,
    }[spoiled]
    commands = page.find_commands()
    if target is None:
        _, other = (command for command in commands if command.startswith("echo"))
        (saved / "allowed_signers").write_text("")
        commands = [other if command.startswith("echo") else command for command in commands]
    else:
        raw = target.read_bytes()
        target.write_bytes(raw[:-60] + bytes([raw[-60] ^ 1]) + raw[-59:])
    results = [run(command, saved) for command in commands]
    verified = [
        said.startswith("Good") for command, (_, said) in zip(commands, results, strict=True) if "verify" in command
    ]
    fingerprint = results[0][1].split()[0] == page.find_said("fingerprint")
    assert fingerprint is (spoiled != "words")
    assert all(verified) is (spoiled == "words")
    assert any(verified)


def test_an_approval_of_other_words_does_not_name_the_fingerprint(demo_site, tmp_path) -> None:
    page = Page(demo_site, "en")
    page.save(tmp_path / "saved")
    fingerprint = page.find_said("fingerprint")
    grep = next(command for command in page.find_commands() if command.startswith("grep"))
    assert run(grep, tmp_path / "saved")[0] == 0
    assert run(grep.replace(fingerprint, fingerprint[::-1]), tmp_path / "saved")[0] == 1


def test_windows_is_told_the_same(demo_site) -> None:
    page = Page(demo_site, "en")
    pairs = list(zip(page.find_commands("unix"), page.find_commands("windows"), strict=True))
    assert pairs
    for unix, windows in pairs:
        program = unix.split()[0]
        same = {
            "sha256sum": re.sub(r"^sha256sum (\S+)$", r"certutil -hashfile \1 SHA256", unix),
            "grep": re.sub("^grep", "findstr", unix),
            "echo": unix.replace("'", ""),
            "ssh-keygen": unix,
        }[program]
        assert windows == same


def test_the_list_of_signers_may_end_as_windows_ends_lines(demo_site, tmp_path) -> None:
    page, saved = Page(demo_site, "en"), tmp_path / "saved"
    page.save(saved)
    commands = page.find_commands()
    echo = next(command for command in commands if command.startswith("echo"))
    verify = next(command for command in commands if "verify" in command)
    run(echo, saved)
    written = (saved / "allowed_signers").read_text(encoding="ascii").rstrip("\n")
    (saved / "allowed_signers").write_bytes(f"{written} \r\n".encode())
    assert run(verify, saved)[1].startswith("Good")


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_commands_run_from_left_to_right_in_every_language(lang, demo_site) -> None:
    page = Page(demo_site, lang)
    blocks = list(page.tree.iterfind(".//pre"))
    assert blocks
    assert {block.get("dir") for block in blocks} == {"ltr"}
    assert page.tree.get("lang") == lang
    assert page.tree.get("dir") == ("rtl" if lang == "ur" else "ltr")


def test_entries_and_the_page_on_how_it_works_lead_there(demo_site) -> None:
    for path in (demo_site / "ur/how/index.html", demo_site / "ur/entries/ajrak/index.html"):
        tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        targets = {(path.parent / link.get("href")).resolve() for link in tree.iterfind(".//a[@href]")}
        assert (demo_site / "ur/check").resolve() in targets


def test_every_side_that_agreed_is_named_in_the_order_of_the_entry(demo_site) -> None:
    page = Page(demo_site, "en")
    named = ["".join(item.itertext()).split("steward")[0] for item in page.find_all("approval")]
    assert len(named) == 2
    assert len(set(named)) == 2


def make(archive: Path, *, proposed: bool = False) -> Press:
    return make_press(derive(load(archive, DAY), proposed=proposed))


def test_the_example_depends_on_no_side(tmp_path) -> None:
    """The same entries under other sides' names: the same example."""
    first = generate(tmp_path / "a", entries=7, seed=2, sides=("alder", "birch"), pictures_every=0, words=(5, 9))
    other = generate(tmp_path / "b", entries=7, seed=2, sides=("zelkova", "maple"), pictures_every=0, words=(5, 9))
    assert find_example(make(first), "hi").id == find_example(make(other), "hi").id


def test_where_nothing_is_agreed_nothing_is_promised(tmp_path) -> None:
    archive = generate(
        tmp_path, entries=1, seed=1, pictures_every=0, words=(5, 9), languages=("hy", "ka"), approve=False
    )
    for press in (make(archive), make(archive, proposed=True)):
        output = next(one for one in find_outputs(press) if one.path == "hy/check/index.html")
        tree = html5lib.parse(output.make(), namespaceHTMLElements=False)
        assert not list(tree.iterfind(".//pre"))
