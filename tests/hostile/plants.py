"""Rubbish to plant in an archive: what a pull request could bring, by accident or on purpose, and what it is to end in."""
# ruff: noqa: E501 - one plant a line reads best

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

HERE = "entries/walnut-flatbread"
ENTRY = f"{HERE}/entry.yml"
TEXT = f"{HERE}/text.hy.md"
PICTURE = f"{HERE}/media/flatbread.png"
STATEMENT = "statements/lusajur-steward-1/1.yml"
FAR_AWAY = "title: {hy: Հաց, ka: პური}\n"


@dataclass(frozen=True)
class Plant:
    """What is done to a sound archive; the rule that has to speak, and where. `rule` None: nothing to complain of.

    `apart`: could end or stop the whole process if it were read carelessly, so it is checked in a process of its own.
    """

    name: str
    do: Callable[[Path], None]
    rule: str | None
    path: str
    apart: bool = False

    def __str__(self) -> str:
        return self.name


def write(path: str, raw: bytes | str) -> Callable[[Path], None]:
    """Puts bytes into a file, whatever stood there."""

    def do(root: Path) -> None:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw.encode() if isinstance(raw, str) else raw)

    return do


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Puts one text for another; the old one has to be there."""

    def do(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (root / path).write_bytes(text.replace(old, new, 1).encode())

    return do


def append(path: str, raw: bytes | str) -> Callable[[Path], None]:
    """Adds bytes to the end of a file."""

    def do(root: Path) -> None:
        with (root / path).open("ab") as file:
            file.write(raw.encode() if isinstance(raw, str) else raw)

    return do


def bar(forms: list[str], words: str) -> Callable[[Path], None]:
    """A naming table that bars these forms, and words that are added to a common text."""
    lines = [f'      - {{to: "{form}", lang: hy, by: [lusajur], why: {{hy: ա, ka: ა}}}}\n' for form in forms]
    table = "format: concord-names/1\nnames:\n  - id: x\n    about: {hy: ա, ka: ა}\n    barred:\n" + "".join(lines)

    def do(root: Path) -> None:
        write("names.yml", table)(root)
        append(TEXT, f"\n{words}\n")(root)

    return do


def stretch(path: str, size: int) -> Callable[[Path], None]:
    """Makes a file huge without filling the disk."""

    def do(root: Path) -> None:
        with (root / path).open("ab") as file:
            file.truncate(size)

    return do


def link(path: str, to: str) -> Callable[[Path], None]:
    """Puts a symbolic link in the place of a file or folder."""

    def do(root: Path) -> None:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_file():
            target.unlink()
        target.symlink_to(to)

    return do


def pipe(path: str) -> Callable[[Path], None]:
    """A named pipe: whoever opens it waits for ever."""

    def do(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return do


def nest(path: str, depth: int) -> Callable[[Path], None]:
    """Folders in folders."""
    return write("/".join([path, *["a"] * depth, "x.yml"]), "a: b\n")


def _png(width: int, height: int, body: bytes, *more: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def _text_bomb() -> bytes:
    """A PNG whose comment is a kilobyte that unpacks to a hundred megabytes."""
    body = b"Comment\0\0" + zlib.compress(b"a" * 100_000_000, 9)
    return struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))


def _exif() -> bytes:
    picture, out = Image.new("RGB", (8, 8)), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    picture.save(out, "PNG", exif=exif)
    return out.getvalue()


DEEP = [
    Plant("32,000 brackets", write(ENTRY, "a: " + "[" * 32_000), "yaml-too-deep", ENTRY, apart=True),
    Plant("32,000 brackets, closed", write(ENTRY, "a: " + "[" * 32_000 + "]" * 32_000), "yaml-too-deep", ENTRY, apart=True),
    Plant("32,000 braces", write(ENTRY, "a: " + "{a: " * 32_000), "yaml-too-deep", ENTRY, apart=True),
    Plant("50,000 question marks", write(ENTRY, "? " * 50_000), "yaml-feature-refused", ENTRY, apart=True),
    Plant("100,000 dashes", write(ENTRY, "- " * 100_000), "yaml-too-deep", ENTRY, apart=True),
    Plant("brackets on lines", write(ENTRY, "a:\n" + " [\n" * 32_000), "yaml-too-deep", ENTRY, apart=True),
    Plant("brackets in a statement", write(STATEMENT, "a: " + "[" * 32_000), "yaml-too-deep", STATEMENT, apart=True),
    Plant("brackets in the charter", write("charter/people.yml", "[" * 32_000), "yaml-too-deep", "charter/people.yml", apart=True),
    Plant("100 folders deep", nest("entries/new", 100), "file-too-large", "entries/new", apart=True),
]  # fmt: skip
HUGE = [
    Plant("200 MB on one line", stretch(ENTRY, 200_000_000), "file-too-large", ENTRY, apart=True),
    Plant("200 MB of Markdown", stretch(TEXT, 200_000_000), "file-too-large", TEXT, apart=True),
    Plant("200 MB of picture", stretch(PICTURE, 200_000_000), "file-too-large", PICTURE, apart=True),
    Plant("200 MB of statement", stretch(STATEMENT, 200_000_000), "file-too-large", STATEMENT, apart=True),
    Plant("a line of 60,000 letters", append(ENTRY, "x: " + "a" * 60_000 + "\n"), "file-too-large", ENTRY),
    Plant("30,000 values", append(ENTRY, "x: [" + "a," * 30_000 + "]\n"), "file-too-large", ENTRY, apart=True),
    Plant("30,000 keys", append(ENTRY, "".join(f"x{n}: a\n" for n in range(30_000))), "file-too-large", ENTRY, apart=True),
    Plant("8,000 unknown keys", append(ENTRY, "".join(f"x{n}: a\n" for n in range(8_000))), "field-unknown", ENTRY, apart=True),
    Plant("8,000 equal keys", append(ENTRY, "x: a\n" * 8_000), "yaml-key-duplicate", ENTRY, apart=True),
    Plant("8,000 broken lines", write(ENTRY, "a: b: c\n" * 8_000), "yaml-invalid", ENTRY, apart=True),
]  # fmt: skip
YAML = [
    Plant("duplicate keys", append(ENTRY, FAR_AWAY), "yaml-key-duplicate", ENTRY),
    Plant("keys equal once composed", append(ENTRY, "é: a\ne\u0301: b\n"), "yaml-key-duplicate", ENTRY),
    Plant("an alias", append(ENTRY, "x: &a b\ny: *a\n"), "yaml-feature-refused", ENTRY),
    Plant("an alias to itself", append(ENTRY, "x: &a [*a]\n"), "yaml-feature-refused", ENTRY, apart=True),
    Plant(
        "a billion laughs",
        append(ENTRY, "x0: &x0 [a]\n" + "".join(f"x{n}: &x{n} [{f'*x{n - 1},' * 10}]\n" for n in range(1, 30))),
        "yaml-feature-refused", ENTRY, apart=True,
    ),
    Plant("a merge key", append(ENTRY, "<<: {a: b}\n"), "yaml-feature-refused", ENTRY),
    Plant("a tag that runs code", append(ENTRY, "x: !!python/object/apply:os.system [touch pwned]\n"), "yaml-feature-refused", ENTRY),
    Plant("a binary tag", append(ENTRY, "x: !!binary aGVsbG8=\n"), "yaml-feature-refused", ENTRY),
    Plant("a second document", append(ENTRY, "---\nformat: concord-entry/1\n"), "yaml-feature-refused", ENTRY),
    Plant("a directive", change(ENTRY, "format:", "%YAML 1.1\n---\nformat:"), "yaml-feature-refused", ENTRY),
    Plant("a tab", append(ENTRY, "x:\n\ty: z\n"), "yaml-white-space", ENTRY),
    Plant("a space that does not break", append(ENTRY, "x:\n\u00a0 y: z\n"), "yaml-white-space", ENTRY),
    Plant("next line (NEL)", change(ENTRY, "title:", "title: \u0085"), "yaml-white-space", ENTRY),
    Plant("a line separator", change(ENTRY, "title:", "title: \u2028"), "yaml-white-space", ENTRY),
    Plant("an override in words", change(ENTRY, "ka: ნიგვზიანი პური", "ka: \u202eნიგვზიანი პური"), "character-refused", ENTRY),
    Plant("an override in a key", append(ENTRY, '"x\u202ey": z\n'), "character-refused", ENTRY),
    Plant("an override written as an escape", change(ENTRY, "ka: ნიგვზიანი პური", 'ka: "\\u202Eპური"'), "character-refused", ENTRY),
    Plant("a hidden override in a comment", append(ENTRY, "# \u202e\n"), "character-refused", ENTRY),
    Plant("a NUL byte", append(ENTRY, b"x: a\0b\n"), "character-refused", ENTRY),
    Plant("a NUL written as an escape", append(ENTRY, 'x: "a\\0b"\n'), "character-refused", ENTRY),
    Plant("half a surrogate", append(ENTRY, 'x: "\\uD800"\n'), "yaml-invalid", ENTRY),
    Plant("an escape sequence of terminals", append(ENTRY, b"x: \x1b[2J\x1b]0;owned\x07\n"), "character-refused", ENTRY),
    Plant("invalid UTF-8", append(ENTRY, b"x: \xff\xfe\n"), "file-unreadable", ENTRY),
    Plant("surrogates in UTF-8", append(ENTRY, b"x: \xed\xa0\x80\n"), "file-unreadable", ENTRY),
    Plant("UTF-16", write(ENTRY, "format: concord-entry/1\n".encode("utf-16")), "file-unreadable", ENTRY),
    Plant("a byte order mark", write(ENTRY, "\ufeffformat: concord-entry/1\n"), "text-not-canonical", ENTRY),
    Plant("an empty file", write(ENTRY, b""), "text-not-canonical", ENTRY),
    Plant("a list", write(ENTRY, "- a\n- b\n"), "field-invalid", ENTRY),
    Plant("only a word", write(ENTRY, "hello\n"), "field-invalid", ENTRY),
]  # fmt: skip
VALUES = [
    Plant("an impossible day", change("charter/people.yml", "since: 2026-01-01", "since: 2026-02-30"), "field-invalid", "charter/people.yml"),
    Plant("a statement on an impossible day", change(STATEMENT, "date: 2026-11-03", "date: 2026-02-30"), "field-invalid", STATEMENT),
    Plant("the year nought", change(STATEMENT, "date: 2026-11-03", "date: 0000-11-03"), "field-invalid", STATEMENT),
    Plant("a huge revision", change(STATEMENT, "rev: 1", "rev: 99999999999999999999"), "field-invalid", STATEMENT),
    Plant("a huge count of days", append("charter/policy.yml", "seen_lapses_days: 999999999\n"), "charter-unsealed", "charter/policy.yml"),
    Plant("a huge count of people", append("charter/policy.yml", "people_per_side: 999999999\n"), "charter-unsealed", "charter/policy.yml"),
    Plant("a huge count of months", append("charter/policy.yml", "review_months: 999999999\n"), "charter-unsealed", "charter/policy.yml"),
    Plant("digits of another script", append("charter/policy.yml", "review_months: ٣\n"), "field-invalid", "charter/policy.yml"),
    Plant("a list for words", change(ENTRY, "title: {hy: Ընկույզով հացը, ka: ნიგვზიანი პური}", "title: [a, b]"), "field-invalid", ENTRY),
    Plant("words for a list", change(ENTRY, "themes: [bread]", "themes: bread"), "field-invalid", ENTRY),
    Plant("a date of 5,000 digits", change(ENTRY, "edtf: 19XX", "edtf: " + "9" * 5_000), "date-invalid", ENTRY),
    Plant("a year past all years", change(ENTRY, "edtf: 19XX", "edtf: Y-999999999999999999999"), "date-invalid", ENTRY),
    Plant("a set without end", change(ENTRY, "edtf: 19XX", 'edtf: "' + "{" * 4_000 + '"'), "date-invalid", ENTRY),
    Plant("an address that closes its quotes", change(ENTRY, "lang: hy, side: lusajur", "lang: hy, side: lusajur, url: 'https://x\"onload=\"alert(1)'"), "field-invalid", ENTRY),
    Plant("an address that is a script", change(ENTRY, "lang: hy, side: lusajur", "lang: hy, side: lusajur, url: 'javascript:alert(1)'"), "field-invalid", ENTRY),
    Plant("a file above its folder", change(ENTRY, "file: flatbread.png", "file: ../../../charter/sides.yml"), "field-invalid", ENTRY),
    Plant("an id above its folder", change(ENTRY, "to: bridge-of-two-arches", "to: ../../x"), "field-invalid", ENTRY),
    Plant("a part above its folder", change(STATEMENT, "part: facts,", "part: ../../x,"), "approval-part-unknown", STATEMENT),
    Plant("an order of strangers", change(ENTRY, "order: [lusajur, nisliskhevi]", "order: [nobody, " + "nobody, " * 500 + "x]"), "order-unfair", ENTRY),
    Plant("no owners", change(ENTRY, "owned_by: [lusajur, nisliskhevi]", "owned_by: []"), "publication-incomplete", ENTRY),
]  # fmt: skip
PATHS = [
    Plant("a link to a file outside", link(TEXT, "/etc/passwd"), "file-not-plain", TEXT),
    Plant("a link to a folder outside", link("entries/outside", "/etc"), "file-not-plain", "entries/outside"),
    Plant("a link to itself", link("entries/loop", "loop"), "file-not-plain", "entries/loop", apart=True),
    Plant("a link to its own parent", link("entries/parent", ".."), "file-not-plain", "entries/parent", apart=True),
    Plant("a link to nothing", link(ENTRY, "nowhere"), "file-not-plain", ENTRY),
    Plant("a link in the store", link("agreed/" + "0" * 64, "/etc/passwd"), "file-not-plain", "agreed/"),
    Plant("a pipe", pipe(TEXT), "file-not-plain", TEXT, apart=True),
    Plant("a pipe for a statement", pipe("statements/lusajur-steward-1/9.yml"), "file-not-plain", "statements/", apart=True),
    Plant("a device name of Windows", write("entries/nul/entry.yml", "a: b\n"), "path-invalid", "entries/nul"),
    Plant("a device name with an ending", write(f"{HERE}/media/con.png", b"x"), "path-invalid", f"{HERE}/media"),
    Plant("a name with a line break", write("entries/a\nb/entry.yml", "a: b\n"), "path-invalid", "entries/"),
    Plant("a name that clears the screen", write("entries/\x1b[2J/entry.yml", "a: b\n"), "path-invalid", "entries/"),
    Plant("a name that runs backwards", write("entries/\u202egnp.exe/entry.yml", "a: b\n"), "path-invalid", "entries/"),
    Plant("a name in capitals", write("entries/Walnut-Flatbread/entry.yml", "a: b\n"), "path-invalid", "entries/"),
    Plant("a name of spaces", write("entries/ /entry.yml", "a: b\n"), "path-invalid", "entries/"),
    Plant("a name of 250 letters", write(f"entries/{'a' * 250}/entry.yml", "a: b\n"), "path-invalid", "entries/"),
    Plant("a statement without a number", write("statements/lusajur-steward-1/one.yml", "a: b\n"), "file-unexpected", "statements/"),
    Plant("a folder for a file", write(f"{HERE}/narrative.lusajur.hy.md/x", "a"), "file-unexpected", HERE),
]  # fmt: skip
MEDIA = [
    Plant("a picture of 60,000 by 60,000", write(PICTURE, _png(60_000, 60_000, b"")), "media-too-many-pixels", PICTURE, apart=True),
    Plant("a picture of 2 000 000 000 by 1", write(PICTURE, _png(2_000_000_000, 1, b"")), "media-too-many-pixels", PICTURE, apart=True),
    Plant("a comment that unpacks to 100 MB", write(PICTURE, _png(8, 8, bytes(72), _text_bomb())), "media-unreadable", PICTURE, apart=True),
    Plant("half a picture", write(PICTURE, _png(80, 80, bytes(81 * 80))[:60]), "media-unreadable", PICTURE),
    Plant("a page called picture", write(PICTURE, "<script>alert(1)</script>"), "media-unreadable", PICTURE),
    Plant("an empty picture", write(PICTURE, b""), "media-unreadable", PICTURE),
    Plant("a picture that says where it was taken", write(PICTURE, _exif()), "media-metadata", PICTURE),
    Plant("a drawing with a script", write(f"{HERE}/media/x.svg", "<svg onload='alert(1)'/>"), "file-unexpected", f"{HERE}/media"),
]  # fmt: skip
MARKDOWN = [
    Plant("a script", append(TEXT, "\n<script>alert(1)</script>\n"), "markup-refused", TEXT),
    Plant("a handler", append(TEXT, '\n<span lang="ka" onclick="alert(1)">x</span>\n'), "markup-refused", TEXT),
    Plant("a link that is a script", append(TEXT, "\n[x](javascript:alert(1))\n"), "link-scheme", TEXT),
    Plant("a link that hides a script", append(TEXT, "\n[x](jav&#x0A;ascript:alert(1))\n"), "link-scheme", TEXT),
    Plant("a link out of the archive", append(TEXT, "\n[x](../../../../etc/passwd)\n"), "link-broken", TEXT),
    Plant("front matter", change(TEXT, "Ընկույզով", "---\ntemplate: main.html\n---\n\nԸնկույզով"), "front-matter-refused", TEXT),
    Plant("a comment that never ends", append(TEXT, "\n<!-- \n"), "markup-refused", TEXT),
    Plant("Windows line ends", append(TEXT, "\r\n"), "text-not-canonical", TEXT),
    Plant("10,000 quotations deep", append(TEXT, "\n" + ">" * 10_000 + " a\n"), None, TEXT, apart=True),
    Plant("quotations in lines", append(TEXT, "\n" + "".join(">" * n + " a\n" for n in range(1, 300))), None, TEXT, apart=True),
    Plant("lists 300 deep", append(TEXT, "\n" + "".join(" " * 4 * n + "- a\n" for n in range(300))), None, TEXT, apart=True),
    Plant("19,000 brackets", append(TEXT, "\n" + "[" * 19_000 + "\n"), None, TEXT, apart=True),
    Plant("9,000 links begun", append(TEXT, "\n" + "[a](" * 4_500 + "\n"), None, TEXT, apart=True),
    Plant("19,000 stars", append(TEXT, "\n" + "*" * 19_000 + "a\n"), None, TEXT, apart=True),
    Plant("stars and words", append(TEXT, "\n" + "*a **a " * 2_700 + "\n"), None, TEXT, apart=True),
    Plant("19,000 ticks", append(TEXT, "\n" + "`" * 19_000 + "\n"), None, TEXT, apart=True),
    Plant("ticks of growing length", append(TEXT, "\n" + " ".join("`" * n for n in range(1, 190)) + "\n"), None, TEXT, apart=True),
    Plant("19,000 angles", append(TEXT, "\n" + "<" * 19_000 + "\n"), None, TEXT, apart=True),
    Plant("6,000 tags begun", append(TEXT, "\n" + "<a " * 6_000 + "\n"), None, TEXT, apart=True),
    Plant("2,000 spans open", append(TEXT, "\n" + '<span lang="ka">' * 1_200 + "\n"), None, TEXT, apart=True),
    Plant("19,000 backslashes", append(TEXT, "\n" + "\\" * 19_000 + "\n"), None, TEXT, apart=True),
    Plant("19,000 ampersands", append(TEXT, "\n" + "&" * 19_000 + "\n"), None, TEXT, apart=True),
    Plant("a table of 3,000 columns", append(TEXT, "\n" + "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|a" * 3_000 + "\n"), None, TEXT, apart=True),
    Plant("5,000 footnotes", append(TEXT, "\n" + "".join(f"a[^x{n}]\n" for n in range(5_000)) + "\n" + "".join(f"[^x{n}]: b\n" for n in range(5_000))), None, TEXT, apart=True),
    Plant("a footnote in itself", append(TEXT, "\na[^x]\n\n[^x]: b[^x]\n"), None, TEXT, apart=True),
    Plant("5,000 definitions", append(TEXT, "\n" + "".join(f"[x{n}]: /y\n" for n in range(5_000))), None, TEXT, apart=True),
    Plant("8,000 headings", append(TEXT, "\n" + "## a\n\n" * 8_000), None, TEXT, apart=True),
    Plant("100,000 empty lines", append(TEXT, "\n" * 100_000 + "a\n"), None, TEXT, apart=True),
    Plant("lines of spaces", append(TEXT, "\n" + (" " * 19_000 + "\n") * 40 + "a\n"), None, TEXT, apart=True),
]  # fmt: skip
NAMING = [
    Plant("1,000 barred names", bar([f"բառ{n}" for n in range(1_000)], "բառ999"), "name-barred", TEXT, apart=True),
    Plant("a barred name of 9,000 words", bar(["ա " * 9_000 + "բ"], ("ա " * 9_000 + "\n") * 25), None, TEXT, apart=True),
    Plant("100 long names that begin alike", bar(["ա " * 90 + f"բ{n}" for n in range(100)], ("ա " * 9_000 + "\n") * 25 + "բ5 " * 99), None, TEXT, apart=True),
    Plant("a text of nothing but barred names", bar(["ա"], ("ա " * 9_000 + "\n") * 25), "name-barred", TEXT, apart=True),
    Plant("barred names in 900 addresses", bar(["ա"], '[x](/ա "ա") ' * 900), "name-barred", TEXT, apart=True),
    Plant("a barred name without a word", bar(["!?"], "!?"), None, TEXT),
    Plant("a review for ever", append(f"{HERE}/record.yml", "reviews:\n  - {date: 9999-12-30, by: lusajur-steward-1, due: 9999-12-31}\n"), None, TEXT),
    Plant("a status of long ago", change(ENTRY, "contested: false", "claims:\n  - {id: c9, text: {hy: ա, ka: ა}, type: status, as_of: Y-20000, sources: [s1]}\ncontested: false"), None, ENTRY),
]  # fmt: skip
STORE = [
    Plant("altered words in the store", lambda root: write(f"agreed/{_first(root)}", "other\n")(root), "agreed-words-altered", "agreed/"),
    Plant("lost words", lambda root: (root / "agreed" / _first(root)).unlink(), "agreed-words-missing", "agreed/"),
    Plant("a stray name in the store", write("agreed/x", "a\n"), "file-unexpected", "agreed/x"),
    Plant("a statement after one that is lost", change(STATEMENT, "prev: null", "prev: " + "0" * 64), "approval-chain-broken", STATEMENT),
    Plant("a stranger's statement", write("statements/stranger/1.yml", "x: y\n"), "field-unknown", "statements/stranger"),
    Plant("another founding", change("charter/chain/1.yml", "in_force_from: 2026-11-02", "in_force_from: 2026-11-01"), "approval-other-archive", "statements/"),
    Plant("a changed charter", append("charter/sides.yml", "# a remark\n"), "charter-unsealed", "charter/sides.yml"),
]  # fmt: skip


def _first(root: Path) -> str:
    return min(path.name for path in (root / "agreed").iterdir())


PLANTS = [*DEEP, *HUGE, *YAML, *VALUES, *PATHS, *MEDIA, *MARKDOWN, *NAMING, *STORE]
