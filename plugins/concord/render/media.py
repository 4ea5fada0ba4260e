"""Pictures as the site shows them: small, in two formats, with no metadata, named by their content.

The recipe is fixed and single-threaded, so that the same picture gives the same bytes wherever the locked wheels run.
Derivatives are kept in a cache outside the archive: a cache inside it could be filled by a pull request.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageCms, ImageOps

from concord.check.pictures import MAX_PIXELS
from concord.render.files import write_whole

WIDTHS: Final = (480, 800, 1600)
# The longest side that WebP can hold is 16,383; a strip that is longer is shown smaller.
MAX_SIDE: Final = 16_000
# Names everything that changes the bytes made; a new value makes old cached pictures unreachable.
RECIPE: Final = "1"
FORMATS: Final = {"PNG", "JPEG", "WEBP"}
SETTINGS: Final[dict[str, dict[str, object]]] = {
    "webp": {"format": "WEBP", "quality": 82, "method": 6},
    "jpg": {"format": "JPEG", "quality": 84, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
}
_PAPER: Final = (251, 250, 247)


class PictureError(Exception):
    """A picture that cannot be shown: its bytes are none, are not those agreed to, or are far too many."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """One made picture: `file` is its name on the site, by content."""

    file: str
    width: int
    height: int
    type: Literal["image/webp", "image/jpeg"]
    bytes: int


def find_cache() -> Path:
    """Where made pictures are kept: CONCORD_CACHE, else the user's cache folder, else a folder for this run."""
    if folder := os.environ.get("CONCORD_CACHE"):
        return Path(folder)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        cache = Path(base) / "concord" if base else Path.home() / ".cache" / "concord"
        cache.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="concord-cache-"))
    return cache


@dataclass(frozen=True, slots=True)
class Pictures:
    """Makes derivatives, or finds them made."""

    cache: Path

    def make(self, path: Path, sha256: str) -> tuple[Derivative, ...]:
        """The derivatives of a media file, narrow to wide, WebP before JPEG. Raises PictureError."""
        index = self.cache / "pictures" / RECIPE / f"{sha256}.json"
        return self._find(index) or self._make(path, sha256, index)

    def find_blob(self, file: str) -> Path:
        """Where the bytes of a derivative are."""
        return self.cache / "pictures" / RECIPE / file

    def _find(self, index: Path) -> tuple[Derivative, ...]:
        """What an earlier run made, if all of it is still whole."""
        try:
            made = tuple(Derivative(**item) for item in json.loads(index.read_bytes()))
            whole = all(_name(self.find_blob(one.file).read_bytes(), one.file) == one.file for one in made)
        except (OSError, ValueError, TypeError):
            return ()
        return made if whole else ()

    def _make(self, path: Path, sha256: str, index: Path) -> tuple[Derivative, ...]:
        raw = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise PictureError(path.name)
        made = []
        for derivative, content in _make_all(read_picture(raw)):
            write_whole(self.find_blob(derivative.file), content)
            made.append(derivative)
        write_whole(index, json.dumps([asdict(one) for one in made]).encode())
        return tuple(made)


def read_picture(raw: bytes) -> Image.Image:
    """The picture upright, in sRGB, on paper where it was transparent, and nothing but its pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=sorted(FORMATS)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise PictureError("too many pixels")  # noqa: TRY301 - said where it is seen
                picture.load()
                return _fit(_flatten(_convert_to_srgb(_turn_upright(picture))))
    except Exception as error:  # a decoder fed with hostile bytes may raise anything; all of it means one thing
        raise PictureError(str(error)) from error


def _turn_upright(picture: Image.Image) -> Image.Image:
    """As its Exif says; metadata that cannot be understood says nothing."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - Pillow promises no kind of error for broken Exif
        return picture


def _fit(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest <= MAX_SIDE:
        return picture
    width, height = (max(1, side * MAX_SIDE // longest) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _convert_to_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        plain = picture if picture.mode == "CMYK" else picture.convert("RGB")
        converted = ImageCms.profileToProfile(plain, source, target, outputMode="RGB") or plain.convert("RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture.convert(mode)
    if mode == "RGBA":
        converted.putalpha(picture.convert("RGBA").getchannel("A"))
    return converted


def _flatten(picture: Image.Image) -> Image.Image:
    paper = Image.new("RGB", picture.size, _PAPER)
    paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return paper


def _make_all(picture: Image.Image) -> Iterator[tuple[Derivative, bytes]]:
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    scaled = {width: _scale(picture, width) for width in widths}
    for ending, type_ in (("webp", "image/webp"), ("jpg", "image/jpeg")):
        for width in widths:
            out = io.BytesIO()
            scaled[width].save(out, **SETTINGS[ending])  # type: ignore[arg-type]
            content = out.getvalue()
            height, weight = scaled[width].height, len(content)
            yield Derivative(_name(content, ending), width, height, type_, weight), content  # type: ignore[arg-type]


def _scale(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _name(content: bytes, file: str) -> str:
    """The name that content has, with the ending of `file` (or the ending itself)."""
    return f"{hashlib.sha256(content).hexdigest()[:24]}.{file.rpartition('.')[2]}"
