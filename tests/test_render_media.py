"""Pictures leave the house small, upright, nameless and the same everywhere."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from concord.render import media
from concord.render.media import Derivative, PictureError, Pictures, find_cache, read_picture


def write(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def make(tmp_path: Path, raw: bytes) -> tuple[tuple[Derivative, ...], Pictures]:
    path = tmp_path / "picture"
    path.write_bytes(raw)
    pictures = Pictures(tmp_path / "cache")
    return pictures.make(path, hashlib.sha256(raw).hexdigest()), pictures


def gradient(width: int, height: int) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def test_widths_formats_and_names(tmp_path: Path) -> None:
    made, pictures = make(tmp_path, write(gradient(2000, 1000)))
    assert [(one.width, one.height, one.type) for one in made] == [
        (480, 240, "image/webp"), (800, 400, "image/webp"), (1600, 800, "image/webp"),
        (480, 240, "image/jpeg"), (800, 400, "image/jpeg"), (1600, 800, "image/jpeg"),
    ]  # fmt: skip
    for one in made:
        content = pictures.find_blob(one.file).read_bytes()
        assert one.file.startswith(hashlib.sha256(content).hexdigest()[:24])
        assert Image.open(io.BytesIO(content)).size == (one.width, one.height)


def test_small_pictures_are_not_blown_up(tmp_path: Path) -> None:
    made, _ = make(tmp_path, write(gradient(300, 200)))
    assert {one.width for one in made} == {300}


def test_metadata_is_gone_and_the_picture_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "TAKEN AT HOME"
    exif.get_ifd(0x8825)[2] = (31.0, 32.0, 33.0)
    raw = write(gradient(400, 200), "JPEG", exif=exif, comment=b"SECRET COMMENT", icc_profile=srgb())
    made, pictures = make(tmp_path, raw)
    for one in made:
        content = pictures.find_blob(one.file).read_bytes()
        picture = Image.open(io.BytesIO(content))
        assert picture.size == (200, 400)
        assert not picture.getexif()
        assert "icc_profile" not in picture.info
        for secret in (b"TAKEN", b"SECRET", b"Exif", b"ICC"):
            assert secret not in content


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_transparency_lies_on_paper() -> None:
    assert read_picture(write(Image.new("RGBA", (4, 4), (0, 0, 0, 0)))).getpixel((0, 0)) == (251, 250, 247)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_becomes_plain_colour(mode: str) -> None:
    assert read_picture(write(Image.new(mode, (8, 8)))).mode == "RGB"


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    raw = write(gradient(900, 700))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert make(tmp_path / "a", raw)[0] == make(tmp_path / "b", raw)[0]


def test_a_cache_that_was_tampered_with_is_made_anew(tmp_path: Path) -> None:
    raw = write(gradient(500, 500))
    made, pictures = make(tmp_path, raw)
    blob = pictures.find_blob(made[0].file)
    good = blob.read_bytes()
    blob.write_bytes(b"something else")
    assert make(tmp_path, raw)[0] == made
    assert blob.read_bytes() == good


@pytest.mark.parametrize("index", [b"", b"[]", b"{}", b"[1]", b'[{"file": "../../x"}]', b"\xff"])
def test_a_broken_index_is_no_index(tmp_path: Path, index: bytes) -> None:
    raw = write(gradient(500, 500))
    made, pictures = make(tmp_path, raw)
    next((pictures.cache / "pictures").rglob("*.json")).write_bytes(index)
    assert make(tmp_path, raw)[0] == made


def test_bytes_that_are_not_those_agreed_to_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(write(gradient(10, 10)))
    with pytest.raises(PictureError):
        Pictures(tmp_path / "cache").make(path, "0" * 64)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    raw = write(gradient(10, 10))
    (tmp_path / "real").write_bytes(raw)
    (tmp_path / "picture").symlink_to(tmp_path / "real")
    with pytest.raises(PictureError):
        Pictures(tmp_path / "cache").make(tmp_path / "picture", hashlib.sha256(raw).hexdigest())


def bomb() -> bytes:
    """A PNG of a few bytes that says it has ten thousand million pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a picture",
        bomb(),
        write(gradient(500, 500))[:200],
        b"GIF89a" + b"\0" * 20,
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
    ids=["empty", "text", "bomb", "cut off", "another format", "postscript"],
)
def test_what_is_no_picture_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(PictureError):
        read_picture(raw)


def test_the_cache_is_where_it_is_told_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_CACHE", str(tmp_path / "here"))
    assert find_cache() == tmp_path / "here"
    monkeypatch.delenv("CONCORD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "there"))
    assert find_cache() == tmp_path / "there" / "concord"


def test_a_recipe_names_everything_it_depends_on() -> None:
    """Whoever changes the bytes made has to change the recipe's name, or old caches would go on giving old bytes."""
    settings = repr((media.WIDTHS, media.SETTINGS, media._PAPER))
    assert (media.RECIPE, hashlib.sha256(settings.encode()).hexdigest()[:12]) == ("1", "3a0f263392e9")
