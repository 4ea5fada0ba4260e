"""Builds the examples of the rules: a clean base archive, changed as a folder `bad/` or `good/` says.

Every file in such a folder is laid over the base. `edits.txt` says what else to change:

    == entries/old-bridge/entry.yml     the file that the next lines are about
    - kind: place                       words that stand there once ...
    + kinds: place  # expect: ST016:1   ... and what stands there instead; alone: added at the end
    ~ genesis: [0-9a-f]+                the same with a pattern
    == delete PATH   == link PATH TARGET   == grow PATH BYTES   == write PATH ESCAPED-BYTES
    == copy PATH TARGET                 {entries/x/text.hi.md} in a path is the SHA-256 of that file
    == agreed                           begin with the base sealed and agreed to by both sides
    == sign PATH KEY [PURPOSE]          a signature beside a statement, by the test key of that number
    == sit amina 2026-05-01 [PART]      a steward approves what waits, or only parts whose names begin so; all is kept
    == seal 2026-05-01 [HANDLE]...      the charter as it stands is sealed, and these stewards agree to that
    == base [2026-05-15]                what stands now is the archive before the change, there to see from that day;
                                        the lines that follow are the change
    == as-of 2026-06-01                 the day of judging
    == expect PATH[:LINE[:COLUMN]] CODE a finding in a file that can hold no comment

`# expect: CODE:COLUMN` in a YAML file says that this line has this finding.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from concord.approve.agreement import assess_archive
from concord.approve.amend import build_link_act
from concord.approve.digest import digest_bytes
from concord.approve.keep import write_agreed
from concord.approve.seal import keep_sealed, render_link
from concord.approve.sitting import build_acts, find_last, find_waiting, render_statement
from concord.approve.sshsig import NAMESPACE
from concord.approve.store import AgreedStore
from concord.check.context import Context
from concord.check.rules import find_rule
from concord.check.runner import Findings, run_checks
from concord.model.archive import Archive
from concord.model.statement import Act
from concord.pipeline import load, load_base
from concord.read.archive import read_archive
from ssh import SoftKey

HERE = Path(__file__).resolve().parent
BASE = HERE / "base" / "archive"
AS_OF = "2026-06-01"
# Who sits on which day over how much; the last statement says little, so that it can be spoilt in a line.
SITTINGS = (
    ("amina", "2026-03-01", "facts"),
    ("boris", "2026-03-02", "facts"),
    ("amina", "2026-03-03", ""),
    ("boris", "2026-03-03", "narrative"),
    ("boris", "2026-03-04", "text"),
    ("boris", "2026-03-05", "media"),
    ("boris", "2026-03-06", ""),
)
_MARK = re.compile(r"# expect: ([A-Z]{2}[0-9]{3})(?::([0-9]+))?")

# (path, line, column, code); a column of 0 in a mark means that any is right.
Expected = tuple[str, int, int, str]


@dataclass
class Example:
    """An archive built from the base, the day it is judged on, and what should be found."""

    root: Path
    as_of: str = AS_OF
    expected: list[Expected] = field(default_factory=list)
    base: tuple[Path, str] | None = None
    """The archive before the change, and the day from which it was there to see."""

    def check(self) -> Findings:
        """What is found in truth."""
        loaded = load(self.root, self.as_of)
        base = load_base(*self.base, self.as_of) if self.base else None
        return run_checks(Context(loaded.archive, loaded.agreement, loaded.as_of, loaded.store, base))


def find_places(findings: Findings) -> list[Expected]:
    """Findings as they are written in examples."""
    return sorted(
        (problem.location.path, problem.location.line, problem.location.column, find_rule(problem.rule).RULE.code)
        for problem in findings.problems
    )


def build_example(folder: Path, target: Path, agreed: Path) -> Example:
    """The example of a folder, built at `target`; `agreed` is the base as `agree` left it."""
    edits = folder / "edits.txt"
    lines = edits.read_text(encoding="utf-8").split("\n") if edits.is_file() else []
    shutil.copytree(agreed if "== agreed" in lines else BASE, target)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != edits:
            place = target / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    example = Example(target)
    _apply(example, lines)
    example.expected += _find_marks(target)
    example.expected.sort()
    return example


def _apply(example: Example, lines: list[str]) -> None:
    path = example.root
    olds: list[str] = []
    news: list[str] = []
    for line in [*lines, "== end"]:
        if line.startswith("== ") or (line.startswith(("- ", "~ ")) and news):
            _replace(path, olds, news)
            olds, news = [], []
        if line.startswith("== "):
            path = _direct(example, _name_digests(example.root, line[3:]))
        elif line.startswith(("- ", "~ ")):
            olds.append(re.escape(line[2:]) if line[0] == "-" else line[2:])
        elif line.startswith("+ "):
            news.append(_name_digests(example.root, line[2:]))


def _replace(path: Path, olds: list[str], news: list[str]) -> None:
    if not olds and not news:
        return
    text = path.read_text(encoding="utf-8")
    new = "\n".join(news)
    if not olds:
        changed, number = f"{text}{new}\n", 1
    else:
        old = "\n".join(olds) + ("" if news else "\n")
        changed, number = re.subn(old, lambda match: match.expand(new) if "\\" in new else new, text)
    assert number == 1, f"{path}: {olds} stands there {number} times"
    path.write_text(changed, encoding="utf-8", newline="\n")


def _name_digests(root: Path, line: str) -> str:
    return re.sub(r"\{([\w-]+/[\w./-]+)\}", lambda match: digest_bytes((root / match[1]).read_bytes()), line)


def _direct(example: Example, directive: str) -> Path:
    """Carries a directive out; the file that the next lines are about."""
    word, _, rest = directive.partition(" ")
    path, _, value = rest.partition(" ")
    place = example.root / path
    match word:
        case "as-of":
            example.as_of = path
        case "expect":
            example.expected.append(_parse_expected(path, value))
        case "agreed" | "end":
            pass
        case "seal":
            seal(example.root, path, *value.split())
        case "sit":
            sit(example.root, path, *value.split(" "))
        case "base":
            before = example.root.with_name(f"{example.root.name}-before")
            shutil.copytree(example.root, before)
            example.base = before, path or AS_OF
        case "delete" | "link" | "grow" | "write" | "copy" | "sign":
            _change(word, place, value, example.root)
        case _:
            return example.root / directive
    return example.root


def _change(word: str, place: Path, value: str, root: Path) -> None:
    match word:
        case "delete":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        case "link":
            place.symlink_to(value)
        case "grow":
            with place.open("r+b") as file:
                file.truncate(int(value))
        case "write":
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(value.encode("latin-1").decode("unicode_escape").encode("latin-1"))
        case "sign":
            number, _, purpose = value.partition(" ")
            signed = SoftKey(int(number)).sign(place.read_bytes(), purpose or NAMESPACE)
            place.with_name(f"{place.name}.sig").write_bytes(signed)
        case "copy":
            (root / value).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, root / value)


def _parse_expected(place: str, code: str) -> Expected:
    path, *numbers = place.split(":")
    line, column = [*map(int, numbers), 0, 0][:2]
    return path, line, column, code


def _find_marks(root: Path) -> list[Expected]:
    found = []
    for path in sorted(root.rglob("*.yml")):
        if not path.is_symlink() and path.stat().st_size < 100_000:
            name = path.relative_to(root).as_posix()
            for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), start=1):
                found += [(name, number, int(match[2] or 0), match[1]) for match in _MARK.finditer(line)]
    return found


def agree(root: Path) -> None:
    """Seals the charter; both stewards agree to everything, each in two sittings; the agreed words are kept."""
    seal(root, "2026-02-01")
    for handle, day, first in SITTINGS:
        _sit(root, handle, day, first)
    _keep(root)


def seal(root: Path, day: str, *handles: str) -> None:
    """Adds a link to the charter's chain, to which some stewards agree."""
    charter = read_archive(root).charter
    assert charter
    keep_sealed(charter, AgreedStore(root / "agreed"))
    name, text = render_link(charter, day)
    _write(root / "charter/chain" / name, text)
    for handle in handles:
        archive = read_archive(root)
        assert archive.charter
        _write_statement(root, archive, handle, day, (build_link_act(archive.charter.chain[-1]),))


def sit(root: Path, handle: str, day: str, first: str = "") -> None:
    """One steward approves what waits, or what begins so; words that are agreed now are kept."""
    _sit(root, handle, day, first)
    _keep(root)


def _keep(root: Path) -> None:
    archive, store = read_archive(root), AgreedStore(root / "agreed")
    write_agreed(root, assess_archive(archive, store, AS_OF), store)


def _sit(root: Path, handle: str, day: str, first: str) -> None:
    archive = read_archive(root)
    agreement = assess_archive(archive, AgreedStore(root / "agreed"), day)
    waiting = find_waiting(archive, agreement, handle, day)
    acts = build_acts([it for it in waiting if it.status.part.name.startswith(first)], {})
    _write_statement(root, archive, handle, day, acts)


def _write_statement(root: Path, archive: Archive, handle: str, day: str, acts: tuple[Act, ...]) -> None:
    before = find_last(archive.statements, handle)
    assert archive.charter
    assert archive.charter.genesis
    text = render_statement(archive.charter.genesis, before, day, acts, demonstration=True)
    _write(root / "statements" / handle / f"{before.seq + 1 if before else 1}.yml", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
