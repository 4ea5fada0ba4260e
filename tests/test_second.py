"""A second implementation, written from docs/ alone, finds the same digests and the same verdicts as the tool."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from concord.pipeline import load
from generate import generate
from second.facts import canonical, split_facts
from second.judge import Archive, judge
from second.sittings import TROUBLES, write_archive

HERE = Path(__file__).resolve().parent
DAY = "2026-11-28"
FOUND = sorted(path for path in (HERE / "archives").glob("*/archive"))
ARCHIVES = {"demonstration": HERE.parent / "archive", **{path.parent.name: path for path in FOUND}}
PRESETS = ("light", "standard", "strict")

Agreed = Mapping[str, Mapping[str, str]]


def find_theirs(archive: Path, day: str) -> Agreed:
    """What the tool takes for agreed."""
    subjects = load(archive, day).agreement.subjects
    return {one.about: dict(one.published) for one in subjects if one.published}


def find_proposed(archive: Path) -> Agreed:
    """The tool's digests of all that lies in the tree."""
    return {
        one.about: {name: status.proposed.sha256 for name, status in one.parts.items() if status.proposed}
        for one in load(archive, DAY).agreement.subjects
    }


def found_anew(archive: Path, target: Path, preset: str) -> Path:
    """A copy under another policy, as if it had been founded with it and the same had been said since."""
    shutil.copytree(archive, target)
    for path in target.glob("statements/*/*.sig"):
        path.unlink()
    policy = target / "charter/policy.yml"
    policy.write_text(f"format: concord-policy/1\npreset: {preset}\n", encoding="utf-8")
    link = target / "charter/chain/1.yml"
    before = hashlib.sha256(link.read_bytes()).hexdigest()
    raw = hashlib.sha256(policy.read_bytes()).hexdigest()
    (target / "agreed" / raw).write_bytes(policy.read_bytes())
    link.write_text(re.sub(r"policy.yml: \w+", f"policy.yml: {raw}", link.read_text(encoding="utf-8")))
    genesis = hashlib.sha256(link.read_bytes()).hexdigest()
    for folder in target.glob("statements/*"):
        prev = "null"
        for path in sorted(folder.glob("*.yml"), key=lambda path: int(path.stem)):
            text = path.read_text(encoding="utf-8").replace(before, genesis)
            path.write_text(re.sub(r"^prev: .*$", f"prev: {prev}", text, flags=re.MULTILINE), encoding="utf-8")
            prev = hashlib.sha256(path.read_bytes()).hexdigest()
    return target


def test_it_has_nothing_of_the_tool() -> None:
    read = "import sys; sys.modules['concord'] = None; from second import judge, sittings"
    subprocess.run([sys.executable, "-c", read], cwd=HERE, check=True)


@pytest.mark.parametrize("vector", json.loads((HERE / "vectors/parts.json").read_bytes()), ids=lambda one: one["what"])
def test_it_divides_what_the_vectors_divide(vector) -> None:
    parts = split_facts("entry", vector["entry"])
    assert {name: raw.decode() for name, raw in parts.items()} == vector["bytes"]
    assert {name: hashlib.sha256(raw).hexdigest() for name, raw in parts.items()} == vector["sha256"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_both_find_the_same_digests_and_verdicts(name, tmp_path) -> None:
    archive = ARCHIVES[name]
    assert Archive(archive, DAY).proposed == find_proposed(archive)
    assert judge(archive, DAY) == find_theirs(archive, DAY)
    met = {}
    for preset in PRESETS:
        copy = found_anew(archive, tmp_path / preset, preset)
        met[preset] = judge(copy, DAY)
        assert met[preset] == find_theirs(copy, DAY)
    # One steward of a side is not two: otherwise the presets would not have been told apart.
    assert met["light"]
    assert met["standard"]
    assert not met["strict"]


@pytest.mark.parametrize("seed", range(12))
def test_both_judge_generated_archives_alike(seed, tmp_path) -> None:
    preset = PRESETS[seed % 3]
    languages = [("hy", "ka"), ("hi", "ur", "en"), ("ko",), ("ar", "fr", "zgh")][seed % 4]
    archive = generate(
        tmp_path, entries=2 + seed % 3, sides=2 + seed % 2, languages=languages, seed=seed, preset=preset,
        words=(10, 30), pictures_every=2,
    )  # fmt: skip
    if seed % 2:
        shutil.rmtree(min((archive / "statements").iterdir()))
    assert Archive(archive, DAY).proposed == find_proposed(archive)
    assert judge(archive, DAY) == find_theirs(archive, DAY)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("seed", range(len(TROUBLES)))
def test_both_judge_troubled_archives_alike(seed, preset, tmp_path) -> None:
    archive = write_archive(tmp_path / "archive", seed, preset)
    for day in ("2026-03-06", "2026-03-12", "2026-03-22", "2026-06-01"):
        assert judge(archive, day) == find_theirs(archive, day)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 160))
def test_both_judge_many_troubled_archives_alike(seed, tmp_path) -> None:
    for preset in PRESETS:
        archive = write_archive(tmp_path / preset, seed, preset)
        for day in ("2026-03-06", "2026-03-12", "2026-03-22", "2026-06-01"):
            assert judge(archive, day) == find_theirs(archive, day)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Path]]:
    """A key of each kind for each of two stewards, by `<handle> <kind>`: its line and its file."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("needs ssh-keygen")
    folder = tmp_path_factory.mktemp("keys")
    found = {}
    for name in (f"{handle} {kind}" for handle in ("alder-1", "birch-1") for kind in ("daily", "spare", "stolen")):
        path = folder / name.replace(" ", "-")
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
        found[name] = (" ".join(path.with_suffix(".pub").read_text().split()[:2]), path)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_both_take_the_same_signatures(seed, keys, tmp_path) -> None:
    daily_until = ["2026-12-31", "2026-03-02"][seed % 2]
    people = {
        handle: [
            {"id": "daily", "key": keys[f"{handle} daily"][0], "since": "2026-01-01", "until": daily_until},
            {"id": "spare", "key": keys[f"{handle} spare"][0], "since": "2026-01-01", "recovery": "true"},
            {
                "id": "stolen",
                "key": keys[f"{handle} stolen"][0],
                "since": "2026-01-01",
                "revoked": {"on": "2026-03-01"},
            },
        ]
        for handle in ("alder-1", "birch-1")
    }

    def sign(handle: str, raw: bytes) -> bytes:
        """Mostly with the right key; with another, of another or for another purpose now and then."""
        number = (hashlib.sha256(raw).digest()[0] + seed) % 12
        kind = {0: "spare", 1: "stolen"}.get(number, "daily")
        owner = handle if handle in people and number != 2 else "birch-1"
        purpose = "file" if number == 3 else "approval@concord"
        path = keys[f"{owner} {kind}"][1]
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(path), "-n", purpose]
        return subprocess.run(command, input=raw, capture_output=True, check=True).stdout

    archive = write_archive(tmp_path / "archive", seed + 3, "light", sign, people)
    assert judge(archive, "2026-06-01") == find_theirs(archive, "2026-06-01")


def test_it_judges_the_proof_of_a_site_too(demo_site) -> None:
    proof = demo_site / "proof"
    words = json.loads((proof / "words.json").read_bytes())
    agreed = judge(proof, words["books"]["as_of"])
    shown = {(one["about"], one["part"]): one["sha256"] for one in words["parts"]}
    assert shown
    assert {key: agreed[key[0]].get(key[1]) for key in shown} == shown


def test_it_sees_an_altered_approval_and_altered_words(tmp_path) -> None:
    archive = generate(tmp_path, entries=1, seed=1, pictures_every=0, words=(5, 9), languages=("hy", "ka"))
    whole = judge(archive, DAY)
    assert whole
    text = next(archive.glob("entries/*/text.hy.md"))
    text.write_bytes(text.read_bytes() + b"\n")
    about = f"entries/{text.parent.name}"
    assert Archive(archive, DAY).proposed[about]["text.hy"] != whole[about]["text.hy"]
    statement = next(archive.glob("statements/*/1.yml"))
    statement.write_bytes(statement.read_bytes().replace(b"prev: null", b"prev: " + b"ab" * 32))
    assert judge(archive, DAY) == find_theirs(archive, DAY) == {}


def test_its_canonical_json_orders_keys_by_code_units() -> None:
    """RFC 8785 sorts by UTF-16: a sign beyond the first plane comes before U+FB33, though its number is greater."""
    assert canonical({"\ufb33": "1", "\U0001f600": "2"}) == '{"😀":"2","\ufb33":"1"}'.encode()
