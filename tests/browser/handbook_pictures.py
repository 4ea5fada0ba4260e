"""The pictures of the handbook, and whether they still show what they say.

Each is a part of a page of the demonstration on a telephone. `locales/handbook.json` holds the digest of what it shows:
that part as HTML, and the styles that reach it. When one of them changes, the picture is old and has to be taken anew.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import html5lib
from PIL import Image

from concord.handbook import FOLDER
from concord.render.assets import load_assets

ROOT: Final = Path(__file__).resolve().parents[2]
LOCALES: Final = ROOT / "locales"
MANIFEST: Final = LOCALES / "handbook.json"
LANGUAGES: Final = ("en", "hi", "ur")
# The day of which the pages are that are photographed: scripts/screenshots builds the demonstration as of it.
AS_OF: Final = "2026-12-31"
WORKSHOP: Final = "workshop/"
UNFOLD: Final = (
    "one => { for (let box = one; (box = box.closest('details')); box = box.parentElement) box.open = true; }"
)
# Together they stay far below what an entry's own pictures weigh.
HEAVIEST: Final = 40_000
HEAVIEST_TOGETHER: Final = 600_000
WIDTH, TALLEST, SCALE = 360, 620, 1.5
ABOVE: Final = 16  # Nastaliq rises out of its box
QUALITIES: Final = (80, 70, 60, 50, 40)
# Names by content, of styles, scripts, fonts and pictures alike: another name shows nothing else.
_BY_CONTENT: Final = re.compile(r"(?<=[./-])[0-9a-f]{8,64}(?=[./-])")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS: Final = re.compile(r"[.#]([a-zA-Z][\w-]*)")
_UNSEEN: Final = ("@media print", "@media (prefers-color-scheme: dark)", "@media (forced-colors", "@page", "@font-face")

Read = Callable[[str], str]
"""From the path of a page to its HTML."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows: a page of each edition, and the first element of it with a class, an id or a tag."""

    page: str
    part: str = "main"
    is_proposed: bool = False
    """Whether it is a page of the workshop edition."""

    def find_page(self, lang: str) -> str:
        """Where it lies; pages of the workshop edition below a folder of their own."""
        return f"{WORKSHOP}{lang}/{self.page}" if self.is_proposed else f"{lang}/{self.page}"


SHOTS: Final[Mapping[str, Shown]] = {
    "accounts": Shown("entries/basmati/index.html", "#narratives"),
    "awaiting": Shown("awaiting/index.html"),
    "check": Shown("check/index.html", ".steps"),
    "form": Shown("contribute/index.html"),
    "sitting": Shown("stewards/pakistan-desk-steward-1/index.html", ".item", is_proposed=True),
    "wanted": Shown("translations/index.html"),
}


class TooHeavyError(Exception):
    """A picture does not fit its budget at any quality worth looking at."""


def find_picture(lang: str, name: str) -> Path:
    """Where a picture lies: beside the pages that show it."""
    return LOCALES / lang / FOLDER / f"{name}.webp"


def digest_shown(shown: Shown, lang: str, read: Read) -> str:
    """The digest of what a picture shows."""
    html = read(shown.find_page(lang))
    part, names = _cut_part(html, shown.part)
    rules = "\n".join(_find_rules(_read_styles(), names))
    return hashlib.sha256(f"{_BY_CONTENT.sub('-', part)}\n{rules}".encode()).hexdigest()


def _cut_part(html: str, part: str) -> tuple[str, frozenset[str]]:
    """The element as text, and every class and id in it and around it."""
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    parents = {child: parent for parent in document.iter() for child in parent}
    found = next(one for one in document.iter() if _is_it(one, part))
    names, above = set(_find_names(found)), found
    while (above := parents.get(above)) is not None:
        names |= set(_name(above))
    return html5lib.serialize(found, tree="etree", omit_optional_tags=False), frozenset(names)


def _is_it(element: Any, part: str) -> bool:
    classes = (element.get("class") or "").split()
    return part in (element.tag, f"#{element.get('id')}", *(f".{name}" for name in classes))


def _find_names(element: Any) -> Iterator[str]:
    for one in element.iter():
        yield from _name(one)


def _name(element: Any) -> Iterator[str]:
    yield from (element.get("class") or "").split()
    yield element.get("id") or ""


def _read_styles() -> str:
    assets = load_assets(workshop=True)
    sheets = (assets.files[address].decode() for name, address in assets.addresses.items() if name.endswith(".css"))
    return _COMMENT.sub("", "".join(sheets))


def _find_rules(css: str, names: frozenset[str]) -> Iterator[str]:
    """Rules that can reach an element with one of these names, by day and on a screen."""
    for head, body in _split(css):
        if head.startswith(_UNSEEN):
            continue
        if head.startswith("@"):
            yield from (f"{head} {rule}" for rule in _find_rules(body, names))
        elif not (named := set(_CLASS.findall(head))) or named & names:
            yield f"{head} {{{body}}}"


def _split(css: str) -> Iterator[tuple[str, str]]:
    depth, start, head = 0, 0, ""
    for at, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                head, start = " ".join(css[start:at].split()), at + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield head, " ".join(css[start:at].split())
                start = at + 1


def find_stale(read: Read) -> Iterator[str]:
    """What has to be done about which picture; nothing when all show what is there."""
    known = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.is_file() else {}
    wanted = {f"{lang}/{name}": shown for lang in LANGUAGES for name, shown in SHOTS.items()}
    for key in sorted(known.keys() - wanted.keys()):
        yield f"{key}: no such picture is taken any more"
    for key, shown in wanted.items():
        lang, name = key.split("/")
        path = find_picture(lang, name)
        if key not in known or not path.is_file():
            yield f"{key}: there is no picture yet"
        elif known[key]["picture"] != hashlib.sha256(path.read_bytes()).hexdigest():
            yield f"{key}: the picture is not the one that was taken"
        elif known[key]["shows"] != digest_shown(shown, lang, read):
            yield f"{key}: the page or its styles have changed since the picture was taken"


def take_pictures(site: Path, read: Read) -> Iterator[Path]:
    """Takes all of them and writes the list."""
    from browser.browser_checks import serve_folder, start_chromium  # looking needs no browser

    known = {}
    with start_chromium() as browser, serve_folder(site) as address:
        for lang in LANGUAGES:
            for name, shown in SHOTS.items():
                path = find_picture(lang, name)
                path.write_bytes(_press(_take(browser, f"{address}{shown.find_page(lang)}", shown.part), path.name))
                picture = hashlib.sha256(path.read_bytes()).hexdigest()
                known[f"{lang}/{name}"] = {"picture": picture, "shows": digest_shown(shown, lang, read)}
                yield path
    MANIFEST.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _take(browser: Any, url: str, part: str) -> bytes:
    from browser.screenshots import settle

    context = browser.new_context(
        viewport={"width": WIDTH, "height": 740},
        device_scale_factor=SCALE,
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
    )
    try:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        settle(page)
        page.locator(part).first.evaluate(UNFOLD)
        box = page.locator(part).first.bounding_box()
        above = 0 if part == "main" else ABOVE
        clip = {"x": 0, "y": box["y"] - above, "width": WIDTH, "height": min(box["height"] + above, TALLEST)}
        return page.screenshot(full_page=True, animations="disabled", clip=clip)
    finally:
        context.close()


def _press(raw: bytes, name: str) -> bytes:
    """As WebP, as good as the budget allows."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, format="WEBP", quality=quality, method=6)
        if out.tell() <= HEAVIEST:
            return out.getvalue()
    raise TooHeavyError(name)


def main() -> int:
    """Takes the pictures of a built demonstration, or says which are old."""
    parser = argparse.ArgumentParser(prog="handbook_pictures", description=__doc__)
    parser.add_argument("site", type=Path, help="the demonstration, built; its workshop edition in workshop/")
    parser.add_argument("--check", action="store_true", help="take none; end with 1 if one is old")
    wanted = parser.parse_args()

    def read(path: str) -> str:
        return (wanted.site / path).read_text(encoding="utf-8")

    if wanted.check:
        stale = list(find_stale(read))
        for line in stale:
            print(line)
        return int(bool(stale))
    for path in take_pictures(wanted.site, read):
        print(path.relative_to(ROOT), f"{path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
