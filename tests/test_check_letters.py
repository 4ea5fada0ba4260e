"""What rules look at: markup in Markdown, letters, contacts, pictures and their metadata."""

from __future__ import annotations

import io
import struct
import time
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from concord.check.contacts import find_contacts
from concord.check.letters import LOOKALIKES, find_lookalikes, find_meant
from concord.check.markdown import iter_runs, scan_markdown
from concord.check.pictures import assess_bytes, assess_picture, strip_metadata
from concord.check.pieces import PieceError
from concord.check.strings import iter_said
from concord.model.charter import ArchiveFile
from concord.model.items import Fact, Rights


def targets(text):
    return [link.target for link in scan_markdown(text).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ('[a](b_(c).md "title") [d](<e f>)', ["b_(c).md", "e"]),
        ("![a](media/x.png)", ["media/x.png"]),
        ("[a]: ../x/text.hi.md\n[^1]: no link", ["../x/text.hi.md"]),
        ("<https://example.org/>", ["https://example.org/"]),
        ("[a](java&#115;cript:x)", ["javascript:x"]),
        ("[a](\n b.md)", ["b.md"]),
        ("a ](", []),
        ("plain words", []),
    ],
)
def test_links(text, expected):
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n\n## b\n\n### c", [1, 2, 3]),
        ("#a", [1]),
        ("a\n===\n\nb\n---\n", [1, 2]),
        ("a\n\n---\n\nb", []),
        ("| a |\n|---|\n", []),
        ("a # b\n", []),
    ],
)
def test_headings(text, expected):
    assert [heading.level for heading in scan_markdown(text).headings] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[^s1][^s2] and [^1]\n\n[^1]: x", [("s1", False), ("s2", False), ("1", False), ("1", True)]),
        ("\\[^s1]", []),
        ("\\\\[^s1]", [("s1", False)]),
        ("x [^s1]: y", [("s1", False)]),
    ],
)
def test_notes(text, expected):
    assert [(note.name, note.is_definition) for note in scan_markdown(text).notes] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1 < 2", []),
        ("\\<b>", []),
        ("<b>", ["b"]),
        ('<span lang="ur">x</span>', ["span", "span"]),
        ("<span lang='ur'>", [""]),
        ("<!-- x -->", [""]),
        ("<?php ?>", [""]),
        ("<ScRiPt>", ["script"]),
        ("<b\nonclick=x>", [""]),
        ("<" * 9, []),
    ],
)
def test_tags(text, names):
    assert [tag.name for tag in scan_markdown(text).tags] == names


def test_fragments_change_the_language_until_they_close():
    text = 'ab<span lang="ur">cd<bdi>ef</bdi>gh</span>ij'
    runs = [(text[start:end], lang) for start, end, lang in iter_runs(text, scan_markdown(text).tags, "hi")]
    assert runs == [("ab", "hi"), ("cd", "ur"), ("ef", "ur"), ("gh", "ur"), ("ij", "hi")]


@pytest.mark.parametrize(
    "piece", ["](", "[^", "<", "<a ", "[a]: ", "#", "\n-", "+1", "a@", "\\", "](((", '<span lang="', "\n==="]
)
def test_searches_are_linear(piece):
    """Each sign that begins something, thirty thousand times over."""
    text = piece * 30_000
    start = time.process_time()
    scan_markdown.__wrapped__(text)
    list(find_contacts(text))
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "text", ["a@b.org", "mailto:x", "+92 42 1234 5678", "0092 42 12345678", "०११-२३४५६७८", "۰۴۲-۱۲۳۴۵۶۷", "tel:1"]
)
def test_contacts_are_found(text):
    assert len(list(find_contacts(f"see {text} here"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1851-1927",
        "ISBN 978-0-306-40615-7",
        "12,000,000",
        "@handle",
        "2 000 000 000",
        "0.123456789",
        "http://x/a/00112233445566",
    ],
)
def test_other_figures_are_left_alone(text):
    assert not list(find_contacts(f"see {text} here"))


def test_lookalikes_lead_to_letters_that_are_none():
    for lang, table in LOOKALIKES.items():
        assert not set(table) & set(table.values()), lang
        assert find_meant(f"{lang}-x-dialect", next(iter(table))) == table[next(iter(table))]
    assert find_lookalikes("en") is None


def test_words_are_found_wherever_they_may_stand():
    archive = ArchiveFile.model_validate(
        {"format": "concord-archive/1", "id": "a", "title": {"hi": "x"}, "summary": {"hi": "y", "ur": "z"},
         "languages": {"hi": {"name": "x", "script": "Deva"}}, "language_cycle": ["hi"]}
    )  # fmt: skip
    assert [(said.path, said.lang) for said in iter_said(archive)] == [
        (("title",), "hi"), (("summary",), "hi"), (("summary",), "ur"),
    ]  # fmt: skip
    assert [said.path for said in iter_said(Rights(notes={"hi": "x"}))] == [("notes",)]
    assert len(list(iter_said(Fact(id="f", label={"hi": "x"}, value={"hi": "y", "ur": "z"})))) == 3


def make(form, **extra):
    out = io.BytesIO()
    Image.effect_noise((40, 30), 50).convert("RGB").save(out, form, **extra)
    return out.getvalue()


def exif():
    data = Image.Exif()
    data[0x010F] = "camera"
    return data


def author():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "somebody")
    info.add_itxt("XML:com.adobe.xmp", "<x/>")
    return info


CARRIERS = {
    "PNG": make("PNG", pnginfo=author(), exif=exif()),
    "JPEG": make("JPEG", exif=exif(), comment=b"somebody", xmp=b"<x/>"),
    "WEBP": make("WEBP", exif=exif().tobytes(), xmp=b"<x/>", lossless=True),
}


@pytest.mark.parametrize("form", CARRIERS)
def test_metadata_is_found_and_stripped_without_touching_a_pixel(form):
    raw = CARRIERS[form]
    facts = assess_bytes(raw, form)
    assert not facts.fault
    assert len(facts.metadata) >= 2
    plain = strip_metadata(raw, form)
    assert assess_bytes(plain, form).metadata == ()
    assert not assess_bytes(plain, form).fault
    assert b"camera" not in plain
    assert Image.open(io.BytesIO(plain)).tobytes() == Image.open(io.BytesIO(raw)).tobytes()
    assert strip_metadata(plain, form) == plain


HIDDEN = b"somebody at 28.6139 77.2090"


def hide_in(form, where):
    """A picture with words where a list of known pieces would not look for them."""
    raw = make(form, lossless=True) if form == "WEBP" else make(form)
    match form, where:
        case _, "behind":
            return raw + HIDDEN
        case "PNG", _:
            size = len(HIDDEN).to_bytes(4, "big")
            return raw[:33] + size + b"prVt" + HIDDEN + zlib.crc32(b"prVt" + HIDDEN).to_bytes(4, "big") + raw[33:]
        case "JPEG", "segment":
            return raw[:2] + b"\xff\xe2" + (len(HIDDEN) + 2).to_bytes(2, "big") + HIDDEN + raw[2:]
        case "JPEG", "gap":
            return raw[:2] + HIDDEN + raw[2:]
        case _:
            body = raw[8:] + b"PRVT" + (len(HIDDEN) + 1).to_bytes(4, "little") + HIDDEN + b"  "
            return raw[:4] + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    ("form", "where"),
    [*((form, "behind") for form in CARRIERS), *((form, "segment") for form in CARRIERS)],
)
def test_what_no_list_of_known_pieces_names_is_found_and_stripped_too(form, where):
    raw = hide_in(form, where)
    assert not assess_bytes(raw, form).fault
    assert assess_bytes(raw, form).metadata
    plain = strip_metadata(raw, form)
    assert HIDDEN not in plain
    assert assess_bytes(plain, form).metadata == ()
    assert Image.open(io.BytesIO(plain)).tobytes() == Image.open(io.BytesIO(raw)).tobytes()


def test_a_small_copy_within_the_head_of_a_photograph_goes():
    """It may show what was cut off."""
    raw = make("JPEG")
    thumb = bytes((2, 2)) + HIDDEN[:12]
    head = b"JFIF\0\x01\x01\0\0\x01\0\x01" + thumb
    whole = raw[:2] + b"\xff\xe0" + (len(head) + 2).to_bytes(2, "big") + head + raw[20:]
    assert assess_bytes(whole, "JPEG").metadata == ("APP0",)
    assert HIDDEN[:12] not in strip_metadata(whole, "JPEG")


def test_a_gap_is_hidden_data_that_nobody_can_take_out():
    raw = CARRIERS["JPEG"]
    at = raw.index(b"Exif")
    broken = raw[: at + 30] + b"\0" + raw[at + 30 :]
    assert "between" in assess_bytes(broken, "JPEG").metadata
    with pytest.raises(PieceError):
        strip_metadata(broken, "JPEG")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_plain_pictures_and_their_colour_profiles_pass(form):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    facts = assess_bytes(make(form, icc_profile=profile), form)
    assert (facts.fault, facts.metadata, facts.width) == ("", (), 40)


@pytest.mark.parametrize("form", CARRIERS)
def test_broken_pictures_are_unreadable(form):
    raw = make(form)
    assert assess_bytes(raw[: len(raw) // 2], form).fault == "unreadable"
    assert assess_bytes(b"", form).fault == "unreadable"
    assert assess_bytes(b"<svg onload='x()'/>", form).fault == "unreadable"
    assert assess_bytes(raw, "PNG" if form != "PNG" else "JPEG").fault == "other-format"


def test_bombs_are_not_opened():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    data = zlib.compress(b"\0" * 1000)
    body = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    assert assess_bytes(b"\x89PNG\r\n\x1a\n" + chunk + body, "PNG").fault == "too-large"


def test_pictures_that_cannot_be_reached(tmp_path):
    (tmp_path / "a.png").symlink_to("/dev/zero")
    assert assess_picture(tmp_path / "a.png").fault == "unreadable"
    assert assess_picture(tmp_path / "b.png").fault == "unreadable"
    with (tmp_path / "c.png").open("wb") as file:
        file.truncate(100_000_000)
    assert assess_picture(tmp_path / "c.png").fault == "too-large"
