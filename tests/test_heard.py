"""Sounds and films from the archive to the site: no recording without its words, no word that was not agreed to."""

from __future__ import annotations

import json
import re
import runpy
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import forge
from concord.approve.agreement import assess_archive
from concord.approve.sitting import find_waiting
from concord.approve.store import AgreedStore
from concord.derive.site import Site
from concord.pipeline import derive, load
from concord.publish.offline import find_offline
from concord.publish.registry import find_outputs
from concord.read.archive import read_archive
from concord.render.press import Press, make_press
from concord.render.review import render_review
from concord.takedown.apply import apply_notices
from concord.takedown.notice import Notice
from concord.verify.words import Theme
from recordings import make_tone

SOURCE = forge.ARCHIVES / "one-script" / "archive"
REFRESH = forge.ARCHIVES / "refresh"
ENTRY = "church-boat"
FOLDER = f"entries/{ENTRY}"
PAGE = f"nb/{FOLDER}/index.html"
LINE, OTHER = "Tonen går vidare\nutan å endre seg.", "Tonen stansar her\nog kjem att."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return forge.build(SOURCE, tmp_path_factory.mktemp("heard") / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Its site, to be spoiled."""
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture(scope="module")
def agree() -> Callable[[Path], None]:
    """Founds an archive anew, and every side agrees to what its tree holds."""
    found: Callable[[Path], None] = runpy.run_path(str(REFRESH))["refresh"]
    return found


def make_site(archive: Path, *, proposed: bool = False) -> Site:
    site = derive(load(archive, forge.DAY), proposed=proposed)
    assert isinstance(site, Site), site
    return site


def find(press: Press) -> dict[str, bytes]:
    return {output.path: output.make() for output in find_outputs(press)}


# --- agreed


def test_captions_are_words_that_are_shown_to_the_byte(built: Path) -> None:
    agreed = (SOURCE / FOLDER / "captions.stroke-tone.nn.vtt").read_bytes()
    assert (built / f"nn/{FOLDER}/stroke-tone.vtt").read_bytes() == agreed
    data = json.loads((built / f"data/{FOLDER}.json").read_bytes())
    assert data["texts"]["captions.stroke-tone.nn"] == agreed.decode()
    assert data["digests"]["captions.stroke-tone.nn"] == forge.digest(agreed)
    assert (built / f"proof/agreed/{forge.digest(agreed)}").read_bytes() == agreed


def test_a_recording_waits_for_its_captions_in_every_language(archive: Path, agree: Callable[[Path], None]) -> None:
    (archive / FOLDER / "captions.stroke-tone.nn.vtt").unlink()
    agree(archive)
    assert ENTRY not in make_site(archive).entries


def test_where_editions_appear_alone_only_that_with_captions_does(archive: Path, agree: Callable[[Path], None]) -> None:
    (archive / FOLDER / "captions.stroke-tone.nn.vtt").unlink()
    policy = archive / "charter" / "policy.yml"
    policy.write_text(policy.read_text() + "publish_when: any_language\n", encoding="utf-8")
    agree(archive)
    assert make_site(archive).entries[ENTRY].languages == ("nb",)


def test_new_captions_are_proposed_and_the_agreed_ones_stay(archive: Path) -> None:
    file = archive / FOLDER / "captions.stroke-tone.nn.vtt"
    file.write_text(file.read_text("utf-8").replace(LINE, OTHER), encoding="utf-8", newline="\n")
    public = find(make_press(make_site(archive)))
    assert not [path for path, raw in public.items() if b"Tonen stansar her" in raw]
    assert LINE.encode() in public[f"nn/{FOLDER}/stroke-tone.vtt"]
    workshop = find(make_press(make_site(archive, proposed=True)))
    assert OTHER.encode() in workshop[f"nn/{FOLDER}/stroke-tone.vtt"]
    page = workshop[f"nn/{FOLDER}/index.html"].decode()
    assert page.count('<ol class="cues proposed"') == 1
    assert "iiif/collection.json" not in workshop


def test_agreed_bytes_that_are_no_captions_are_never_shown(archive: Path) -> None:
    """Somebody agreed to a digest whose bytes were never in the tree: a page has neither them nor their recording."""
    good = (archive / FOLDER / "captions.stroke-tone.nn.vtt").read_bytes()
    bad = b"WEBVTT\n\nSTYLE\n::cue { color: red }\n"
    for path in (archive / "statements").glob("*/1.yml"):
        text = path.read_text("utf-8")
        assert forge.digest(good) in text
        path.write_text(text.replace(forge.digest(good), forge.digest(bad)), encoding="utf-8", newline="\n")
    (archive / "agreed" / forge.digest(bad)).write_bytes(bad)
    outputs = find(make_press(make_site(archive)))
    assert f"nn/{FOLDER}/stroke-tone.vtt" not in outputs
    assert "recording-stroke-tone" not in outputs[f"nn/{FOLDER}/index.html"].decode()
    assert "recording-stroke-tone" in outputs[PAGE].decode()
    assert not [path for path, raw in outputs.items() if b"::cue { color: red" in raw and "proof" not in path]


def test_captions_of_no_recording_are_shown_nowhere(archive: Path, agree: Callable[[Path], None]) -> None:
    """Agreed to or not: what no facts call for has no place."""
    words = "WEBVTT\n\n00:00.000 --> 00:01.000\nEi stemme utan lyd.\n"
    for name in ("captions.drawing.nn.vtt", "captions.ghost.nn.vtt"):
        (archive / FOLDER / name).write_text(words, encoding="utf-8", newline="\n")
    agree(archive)
    outputs = find(make_press(make_site(archive)))
    assert f"nn/{FOLDER}/stroke-tone.vtt" in outputs
    assert not [path for path, raw in outputs.items() if b"Ei stemme utan lyd" in raw]


@pytest.mark.parametrize("raw", [make_tone(6) + b"TAG" + b"Ola".ljust(125), b"\xff\xfb" * 300])
def test_what_is_hidden_or_cannot_be_followed_is_not_shown(
    archive: Path, agree: Callable[[Path], None], raw: bytes
) -> None:
    """The check refuses it; agreed to all the same, its bytes reach neither a page nor the proof."""
    (archive / FOLDER / "media/stroke-tone.mp3").write_bytes(raw)
    agree(archive)
    outputs = find(make_press(make_site(archive)))
    assert f"nn/{FOLDER}/stroke-film.vtt" in outputs
    assert f"nn/{FOLDER}/stroke-tone.vtt" not in outputs
    assert not [path for path in outputs if path.endswith(".mp3")]
    assert raw not in outputs.values()
    assert "recording-stroke-tone" not in outputs[PAGE].decode()


def test_hidden_bytes_leave_a_site_that_proves_itself(archive: Path, agree: Callable[[Path], None]) -> None:
    (archive / FOLDER / "media/stroke-tone.mp3").write_bytes(make_tone(6) + b"TAG" + b"Ola".ljust(125))
    agree(archive)
    folder = archive.parent / "site"
    press = make_press(make_site(archive))
    for path, raw in find(press).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    assert forge.judge(folder).differences == ()


def test_a_steward_hears_what_is_approved_and_reads_its_captions_with_their_times(archive: Path) -> None:
    folder = archive / FOLDER
    (folder / "media/stroke-tone.mp3").write_bytes(make_tone(6, line=20))
    words = folder / "captions.stroke-tone.nb.vtt"
    words.write_text(words.read_text("utf-8").replace("dyp", "høy"), encoding="utf-8", newline="\n")
    tree, store = read_archive(archive), AgreedStore(archive / "agreed")
    waiting = find_waiting(tree, assess_archive(tree, store, forge.DAY), "lyngvaag-steward", forge.DAY)
    page = render_review(archive, tree, store, waiting, "lyngvaag-steward", "nb")
    assert re.search(r'<audio controls preload="none" src="file:[^"]+stroke-tone.mp3"', page)
    assert "<pre>WEBVTT\n\n00:00.500 --&gt; 00:02.000\nEn tone begynner, høy og jevn." in page
    assert "media-src file:" in page


# --- found, and taken along


def test_what_is_heard_is_found_by_its_words(built: Path) -> None:
    shards = [path.read_text("utf-8") for path in (built / "nb" / "search").glob("*.json")]
    assert [shard for shard in shards if "åretak" in shard or "aretak" in shard]


def test_a_copy_to_take_along_holds_its_recordings(archive: Path) -> None:
    press = replace(make_press(make_site(archive)), copy="nb")
    paths = {output.path for output in find_offline(press, "nb")}
    assert {f"nb/{FOLDER}/stroke-tone.vtt", f"nb/{FOLDER}/stroke-film.vtt"} <= paths
    assert {path.rpartition(".")[2] for path in paths if path.startswith("media/")} >= {"mp3", "mp4"}
    assert f"nn/{FOLDER}/stroke-tone.vtt" not in paths
    page = next(output for output in find_offline(press, "nb") if output.path == PAGE).make().decode()
    assert re.findall(r'<track [^>]*srclang="(\w+)"', page) == ["nb", "nb"]


def test_pictures_stand_for_an_entry_and_recordings_do_not(archive: Path, agree: Callable[[Path], None]) -> None:
    file = archive / FOLDER / "entry.yml"
    text = file.read_text("utf-8").replace("    lead: true\n", "").replace("    speaks: nb\n", "    lead: true\n")
    file.write_text(text, encoding="utf-8", newline="\n")
    agree(archive)
    outputs = find(make_press(make_site(archive)))
    assert 'class="entry-lead"' in outputs[PAGE].decode()
    assert json.loads(outputs[f"iiif/{ENTRY}/manifest.json"])["thumbnail"][0]["format"] == "image/jpeg"


def test_a_manifest_lasts_and_has_captions_in_every_language(built: Path) -> None:
    tree = json.loads((built / f"iiif/{ENTRY}/manifest.json").read_bytes())
    still, tone, film = tree["items"]
    assert "duration" not in still
    assert (tone["duration"], "width" in tone) == (6.008, False)
    assert (film["duration"], film["width"], film["height"]) == (4.0, 48, 32)
    assert [one["items"][0]["items"][0]["body"]["type"] for one in (tone, film)] == ["Sound", "Video"]
    bodies = [note["body"] for note in film["annotations"][0]["items"]]
    assert sorted(body["language"][0] for body in bodies) == ["nb", "nn"]
    assert all(body["format"] == "text/vtt" for body in bodies)


# --- proof


def test_the_site_is_made_again_from_its_proof(built: Path) -> None:
    assert forge.judge(built).differences == ()


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (f"nn/{FOLDER}/stroke-tone.vtt", ""),
        (f"nn/{FOLDER}/index.html", "captions.stroke-tone.nn"),
        (f"parallel/{ENTRY}/index.html", "captions.stroke-tone.nn"),
        (f"data/{FOLDER}.json", "captions.stroke-tone.nn"),
    ],
)
def test_another_word_is_an_altered_agreed_word(site: Path, path: str, part: str) -> None:
    forge.replace(site, path, "Tonen går vidare", "Tonen går heim")
    forge.reseal(site)
    assert (path, part) in forge.find(site, "words")


def test_another_sound_under_the_same_name_is_told(site: Path) -> None:
    sound = next((site / "media").glob("*.mp3"))
    sound.write_bytes(make_tone(6, line=20))
    forge.reseal(site)
    assert (f"media/{sound.name}", "") in forge.find(site, "words")


def test_captions_that_are_missing_are_told(site: Path) -> None:
    path = f"nn/{FOLDER}/stroke-film.vtt"
    (site / path).unlink()
    forge.reseal(site)
    assert (path, "") in forge.find(site, "words")


def test_captions_cannot_be_left_out_of_what_is_shown(site: Path) -> None:
    """A recording without its words in one language: the approvals name them all the same."""
    forge.take_bytes(site, f"entries/{ENTRY}", lambda part: part != "captions.stroke-tone.nn")
    forge.remake(site)
    assert forge.judge(site).differences


# --- hidden


@pytest.mark.parametrize("proof", ["whole", "gone"])
def test_what_is_hidden_leaves_neither_sound_nor_word_behind(site: Path, proof: str) -> None:
    if proof == "gone":
        shutil.rmtree(site / "proof" / "charter")
    applied = apply_notices(site, SOURCE, (Notice(ENTRY, "2026-12-28"),), Theme())
    assert applied.is_remade is (proof == "whole")
    assert applied.left == ()
    left = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert not [path for path in left if path.endswith((".vtt", ".mp3", ".mp4"))]
    said = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
    assert b"Tonen g\xc3\xa5r vid" not in said
    assert (SOURCE / FOLDER / "media/stroke-film.mp4").read_bytes() not in said
