"""Files of sound and film: what is let in is known byte by byte, what is hidden goes, rubbish hurts nobody."""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.check.h264 import _pad, find_remarks
from concord.check.pieces import PieceError
from concord.check.recordings import RecordingFacts, assess_recording, assess_sound_bytes, strip_recording
from concord.cli import run
from concord.model.captions import CaptionsError, mask_times, parse_captions
from concord.read.entries import find_text_part
from concord.read.faults import Faults
from concord.read.texts import read_words
from recordings import box, full, make_film, make_tone

MEDIA = Path(__file__).parent / "archives/one-script/archive/entries/church-boat/media"
TONE, FILM, SOUND = make_tone(2), make_film(2), make_film(2, film=False)
BARE = {"mp3": TONE, "mp4": FILM, "m4a": SOUND}
SECRET = b"made in Skjelvaag by Ola"
ID3 = b"ID3\x04\x00\x00\x00\x00\x00" + bytes((len(SECRET),)) + SECRET
APE = b"APETAGEX" + struct.pack("<IIII8x", 2000, len(SECRET) + 32, 1, 1 << 31) + SECRET + bytes(32)


def assess(raw: bytes, ending: str) -> RecordingFacts:
    return assess_sound_bytes(raw, ending)


def swap(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The same length with other bytes in one place."""
    assert raw.count(old) == 1
    assert len(old) == len(new)
    return raw.replace(old, new)


def grow(raw: bytes, parent: bytes, extra: bytes) -> bytes:
    """A box more at the end of `moov` or of its first track; places stay right, since the data keeps its own."""
    at = raw.index(b"moov") - 4
    start = raw.index(b"mdat") - 4
    movie, data = raw[at:start], raw[start:]
    chain = {b"moov": (b"moov",), b"trak": (b"moov", b"trak")}[parent]
    place, ends = 0, []
    for name in chain:
        place = movie.index(name, place) - 4
        ends.append(place)
    end = ends[-1] + int.from_bytes(movie[ends[-1] : ends[-1] + 4], "big")
    grown = bytearray(movie[:end] + extra + movie[end:])
    for spot in ends:
        grown[spot : spot + 4] = struct.pack(">I", int.from_bytes(grown[spot : spot + 4], "big") + len(extra))
    # The data keeps its place: the film's description goes behind it.
    return raw[:at] + box(b"free", bytes(len(movie) - 8)) + data + bytes(grown)


DEPTH = b"\0\x18\xff\xff"
TRACK = SOUND[SOUND.index(b"trak") - 4 : SOUND.index(b"mdat") - 4]
HIDDEN = {
    "tag in front": ("mp3", ID3 + TONE, "ID3"),
    "tag at the end": ("mp3", TONE + b"TAG" + SECRET.ljust(125), "TAG"),
    "tag of another kind": ("mp3", TONE + APE, "APETAGEX"),
    "zeros at the end": ("mp3", TONE + bytes(40), "behind-the-end"),
    "a frame cut short": ("mp3", TONE + TONE[:20], "behind-the-end"),
    "a table with words": ("mp3", (TONE[:13] + b"Info" + bytes(4) + SECRET)[:26].ljust(26) + TONE[26:], "Xing"),
    "user data": ("mp4", grow(FILM, b"moov", box(b"udta", SECRET)), "udta"),
    "user data of a track": ("mp4", grow(FILM, b"trak", box(b"meta", SECRET)), "meta"),
    "a box of one's own": ("mp4", FILM + box(b"uuid", bytes(16), SECRET), "uuid"),
    "bytes behind the end": ("mp4", FILM + SECRET, "behind-the-end"),
    "spare room that is full": ("mp4", FILM + box(b"free", SECRET), "free"),
    "spare room in the data": ("m4a", SOUND + box(b"mdat", SECRET), "between"),
    "the day": ("mp4", swap(FILM, b"mvhd" + bytes(8), b"mvhd" + bytes(4) + b"\xe0\0\0\0"), "day"),
    "a name of the handler": ("m4a", swap(SOUND, b"soun" + bytes(13), b"soun" + bytes(12) + b"O"), "hdlr"),
    "the encoder": ("mp4", FILM.replace(bytes(32) + DEPTH, SECRET.ljust(32) + DEPTH), "encoder"),
    "an unknown brand": ("m4a", swap(SOUND, b"M4A \0\0\0\0", b"OLA \0\0\0\0"), "ftyp"),
    "a second sound": ("m4a", grow(SOUND, b"moov", TRACK), "trak:soun"),
}


@pytest.mark.parametrize("ending", BARE)
def test_what_the_generator_makes_is_bare(ending: str) -> None:
    facts = assess(BARE[ending], ending)
    assert facts.recorded
    assert facts.metadata == ()
    assert abs(facts.recorded.ms - 2000) < 30
    assert (facts.recorded.width, facts.recorded.height) == ((48, 32) if ending == "mp4" else (0, 0))


def test_the_files_of_the_fixture_are_what_the_generator_makes() -> None:
    assert (MEDIA / "stroke-tone.mp3").read_bytes() == make_tone(6)
    assert (MEDIA / "stroke-film.mp4").read_bytes() == make_film(4)


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_found_named_and_taken_out(name: str) -> None:
    ending, raw, piece = HIDDEN[name]
    facts = assess(raw, ending)
    assert facts.recorded, "it plays, so it is not refused but named"
    assert piece in facts.metadata
    assert facts.bare is None
    bare = strip_recording(raw, ending)
    after = assess(bare, ending)
    assert after.bare
    assert SECRET not in bare
    assert strip_recording(bare, ending) == bare


@pytest.mark.parametrize("name", ["tag in front", "tag at the end", "tag of another kind", "a frame cut short"])
def test_what_is_left_of_a_sound_are_its_own_frames(name: str) -> None:
    assert strip_recording(HIDDEN[name][1], "mp3") == TONE


def test_words_of_an_encoder_within_the_pictures_become_padding() -> None:
    """x264 writes its settings into the first picture; cameras write what they like."""
    said = b"\x06\x05" + bytes((16 + len(SECRET),)) + bytes(range(1, 17)) + SECRET + b"\x80"
    unit = struct.pack(">I", len(said)) + said
    found = list(find_remarks(unit, 0, len(unit), 4))
    assert [one.name for one in found] == ["NAL6"]
    assert len(found[0].instead) == len(said)
    padded = unit[:4] + found[0].instead
    assert list(find_remarks(padded, 0, len(padded), 4)) == []


@given(st.integers(4, 3000))
def test_padding_of_every_length_is_silent(length: int) -> None:
    made = _pad(length)
    assert len(made) == length
    unit = struct.pack(">I", length) + made
    assert list(find_remarks(unit, 0, len(unit), 4)) == []


@pytest.mark.parametrize("ending", BARE)
def test_a_recording_under_another_name_is_none(ending: str) -> None:
    for other in BARE.keys() - {ending}:
        assert assess(BARE[ending], other).recorded is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"RIFF" + bytes(40),
        b"\x1aE\xdf\xa3" + bytes(400),
        FILM[: len(FILM) // 2],
        FILM.replace(b"avc1", b"hvc1"),
        swap(FILM, b"stsz\0\0\0\0\0\0\0\0\0\0\0\x08", b"stsz\0\0\0\0\0\0\0\1\xff\xff\xff\xff"),
        FILM.replace(b"url \0\0\0\1", b"url \0\0\0\0"),
        FILM.replace(b"stsc\0\0\0\0\0\0\0\1\0\0\0\1", b"stsc\0\0\0\0\0\0\0\1\xff\xff\xff\xff"),
        b"ID3\x04\0\0\0\0\0\0" * 5000 + TONE,
        FILM + box(b"moov"),
        FILM + full(b"ftyp", 0),
    ],
)
def test_what_nobody_can_follow_is_refused(raw: bytes) -> None:
    for ending in BARE:
        facts = assess(raw, ending)
        assert facts.recorded is None
        with pytest.raises(PieceError):
            strip_recording(raw, ending)


@settings(max_examples=150, deadline=2000)
@given(st.data())
def test_no_bytes_hurt(data: st.DataObject) -> None:
    """Rubbish, and files that were spoiled in a few places, end in a judgement; what is stripped is bare."""
    ending = data.draw(st.sampled_from(sorted(BARE)))
    raw = bytearray(data.draw(st.one_of(st.binary(max_size=400), st.just(BARE[ending]))))
    for _ in range(data.draw(st.integers(0, 6)) if raw else 0):
        at = data.draw(st.integers(0, min(len(raw), 2200) - 1))
        raw[at : at + 4] = data.draw(st.binary(max_size=8))
        if not raw:
            break
    facts = assess(bytes(raw), ending)
    if facts.recorded is not None:
        try:
            bare = strip_recording(bytes(raw), ending)
        except PieceError:
            return
        assert assess(bare, ending).bare


def test_a_table_that_counts_to_millions_ends_at_once() -> None:
    """A run of chunks that begins far behind the last one: nothing is counted up to it."""
    row = struct.pack(">III", 1, 1, 1) + struct.pack(">III", 0xFFFFFFF0, 1, 1)
    at = FILM.index(b"stsc")
    wide = full(b"stsc", 0, struct.pack(">I", 2), row)
    assert assess(FILM[: at - 4] + wide + FILM[at + 24 :], "mp4").recorded is None


def test_a_link_and_a_giant_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(TONE)
    (tmp_path / "b.mp3").symlink_to(tmp_path / "a.mp3")
    with (tmp_path / "c.mp3").open("wb") as file:
        file.truncate(41 * 1024 * 1024)
    assert assess_recording(tmp_path / "a.mp3").bare
    assert assess_recording(tmp_path / "b.mp3").recorded is None
    assert assess_recording(tmp_path / "c.mp3").recorded is None
    assert assess_recording(tmp_path / "d.mp3").recorded is None


def test_strip_writes_the_bare_file_and_says_what_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    song = tmp_path / "song.mp3"
    song.write_bytes(ID3 + TONE + APE)
    assert run(["strip", str(song)]) == 0
    assert song.read_bytes() == TONE
    assert "took out APETAGEX, ID3" in capsys.readouterr().out
    assert run(["strip", str(song)]) == 0
    assert "nothing to take out" in capsys.readouterr().out
    song.write_bytes(b"no song")
    assert run(["strip", str(song)]) != 0


# --- captions


GOOD = "WEBVTT\n\n00:01.000 --> 00:02.500\nOne.\n\n00:02.500 --> 01:00:03.000\nTwo,\nand more.\n"


def test_captions_are_times_and_words() -> None:
    one, two = parse_captions(GOOD)
    assert (one.start, one.end, one.text) == (1000, 2500, "One.")
    assert (two.start, two.end, two.line) == (2500, 3_603_000, "Two, and more.")


def test_masked_captions_keep_their_length_and_their_words() -> None:
    masked = mask_times(GOOD)
    assert len(masked) == len(GOOD)
    assert masked.split() == ["One.", "Two,", "and", "more."]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("webvtt\n", 1, 1),
        ("WEBVTT a title\n\n", 1, 1),
        ("WEBVTT\n", 2, 1),
        ("WEBVTT\n\n", 2, 1),
        (GOOD + "\n", 9, 1),
        (GOOD.removesuffix("\n"), 2, 1),
        (GOOD.replace("\n\n00:01", "\n00:01"), 2, 1),
        (GOOD.replace("00:01.000 -->", "1\n00:01.000 -->"), 3, 1),
        (GOOD.replace("00:01.000", "00:01,000"), 3, 1),
        (GOOD.replace("00:02.500\n", "00:02.500 align:start\n"), 3, 1),
        (GOOD.replace("00:02.500 -->", "00:02.400 -->"), 6, 1),
        (GOOD.replace("00:01.000 -->", "00:02.500 -->"), 3, 1),
        (GOOD.replace("One.", "<i>One.</i>"), 4, 1),
        (GOOD.replace("One.", "One &amp; all"), 4, 5),
        (GOOD.replace("One.\n", "One.\n \n"), 5, 1),
        (GOOD.replace("One.\n", ""), 4, 1),
        (GOOD.replace("One.", "1\n2\n3\n4"), 7, 1),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n", 3, 1),
        ("WEBVTT\n\nNOTE by Ola\n", 3, 1),
    ],
)
def test_everything_else_is_refused_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(CaptionsError) as caught:
        parse_captions(text)
    assert (caught.value.line, caught.value.column) == (line, column)


@given(st.text(alphabet="WEBVT\n0123456789:.-> <a\u202e", max_size=200))
def test_no_text_hurts(text: str) -> None:
    try:
        cues = parse_captions(text)
    except CaptionsError:
        return
    assert all(one.end <= other.start for one, other in pairwise(cues))


def test_characters_of_captions_are_those_of_every_text() -> None:
    for word, rule in (("a\u202eb", "character-refused"), ("e\u0301", "text-not-canonical")):
        faults = Faults("entries/x/captions.y.en.vtt")
        read_words(GOOD.replace("One.", word).encode(), faults)
        assert [problem.rule for problem in faults.problems()] == [rule]


def test_captions_and_texts_have_their_own_endings() -> None:
    assert find_text_part("captions.song.hi.vtt")
    assert find_text_part("captions.song.hi.md") is None
    assert find_text_part("text.hi.vtt") is None
    assert find_text_part("captions.hi.vtt") is None
