"""Sheets for looking at: scripts that have a face or a leading of their own, and the colours. Never published.

The sentence is the project's own and, but for the languages of the demonstration, was read by nobody yet.
"""

from __future__ import annotations

from pathlib import Path

from browser.palette import ROLES, THEMES, measure_contrast, read_tokens
from concord.derive.direction import Tongue, find_direction
from concord.render.assets import load_assets

# By code of the script, so that the order says nothing.
SAMPLES = {
    "Arab": ("ar", "ما نحفظه معًا، لكلٍّ منّا أن يرويه.", "١٩٤٧، 1947 (ص 12)"),
    "Aran": ("ur", "جو ہم مل کر سنبھالتے ہیں، اسے ہم میں سے ہر ایک بتا سکتا ہے۔", "”گھر گھر کی کہانی“ (1947، ص 12)"),
    "Armn": ("hy", "Ինչ միասին ենք պահում, մեզնից ամեն մեկը կարող է պատմել։", "«1947» (էջ 12)"),
    "Cyrl": ("ru", "Что мы храним вместе, о том может рассказать каждый из нас.", "«1947» (с. 12)"),
    "Deva": ("hi", "जिसे हम मिलकर सँभालते हैं, उसे हममें से हर कोई बता सकता है।", "“कहानी” (1947, पृ 12)"),
    "Geor": ("ka", "რასაც ერთად ვინახავთ, იმის თხრობა თითოეულს შეგვიძლია.", "„1947“ (გვ. 12)"),
    "Grek": ("el", "Όσα φυλάμε μαζί, μπορεί να τα διηγηθεί ο καθένας μας.", "«1947» (σ. 12)"),
    "Hebr": ("he", "את מה שאנו שומרים יחד רשאי כל אחד מאיתנו לספר.", "”1947” (עמ' 12)"),
    "Latn": ("en", "What we keep together, each of us may tell.", "“1947” (p. 12)"),
    "Tfng": ("zgh", "ⴰⵢⵏⵏⴰ ⵏⵃⴹⴰ ⵎⵓⵏⵖ, ⵉⵖⵢ ⴽⵓ ⵢⴰⵏ ⴰⴷ ⵜ ⵉⵎⵎⴰⵍ.", "1947 (12)"),
}
STYLES = """
body { padding: 2rem; display: block; }
.scripts { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem 3rem; }
.scripts > li { border-block-start: 1px solid var(--rule); padding-block-start: .75rem; }
.scripts .code { font-size: .9375rem; color: var(--muted); }
.scripts h2 { margin-block: .25rem; }
.palette { display: grid; grid-template-columns: 1fr 1fr; }
.palette > div { padding: 1.5rem 2rem; }
.palette p { display: flex; gap: 1rem; align-items: center; padding-block: .3rem; font-size: .9375rem; }
.palette i { inline-size: 3.5rem; block-size: 2.25rem; flex: none; border-radius: 2px; }
"""


def write_sheets(folder: Path) -> None:
    """`scripts.html` and `palette.html` with what they need beside them."""
    assets = load_assets()
    for address, content in assets.files.items():
        _write(folder / address, content)
    for address, font in assets.fonts.items():
        _write(folder / address, font.read_bytes())
    _write(folder / "sheet.css", (STYLES + _write_swatches()).encode())
    links = "".join(
        f'<link rel="stylesheet" href="{address}">'
        for name, address in assets.addresses.items()
        if name.endswith(".css")
    )
    for name, body in (("scripts", _build_scripts()), ("palette", _build_palette())):
        head = f'<meta charset="utf-8"><title>{name}</title>{links}<link rel="stylesheet" href="sheet.css">'
        page = (
            f'<!doctype html><html lang="en" dir="ltr" data-script="Latn"><head>{head}</head><body>{body}</body></html>'
        )
        _write(folder / f"{name}.html", page.encode())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _build_scripts() -> str:
    items = []
    for script, (lang, sentence, marks) in SAMPLES.items():
        where = Tongue(lang, script, find_direction(lang, script))
        mark = f'lang="{lang}" dir="{where.dir}" data-script="{script}"'
        head = sentence.split(",")[0].split("،")[0].rstrip(".")
        items.append(
            f'<li><p class="code">{script}</p><div {mark}><h2 {mark}>{head}</h2><p>{sentence}</p>'
            f'<p class="small muted">{marks}</p></div></li>'
        )
    return f'<main><ul class="scripts">{"".join(items)}</ul></main>'


def _build_palette() -> str:
    tokens = read_tokens()
    columns = []
    for theme in THEMES:
        rows = []
        for role, (_, needed) in ROLES.items():
            on = measure_contrast(tokens[theme][role], tokens[theme]["paper"])
            said = f"{on:.2f}" + (f" (needs {needed})" if needed else "")
            rows.append(f'<p><i class="{theme}-{role}"></i><span>{role} {tokens[theme][role]}<br>{said}</span></p>')
        columns.append(f'<div class="ground-{theme}">{"".join(rows)}</div>')
    return f'<main class="palette">{"".join(columns)}</main>'


def _write_swatches() -> str:
    tokens = read_tokens()
    rules = []
    for theme in THEMES:
        ink, paper, edge = (tokens[theme][role] for role in ("ink", "paper", "edge"))
        rules.append(f".ground-{theme} {{ background: {paper}; color: {ink}; }}")
        rules += [
            f".{theme}-{role} {{ background: {tokens[theme][role]}; outline: 1px solid {edge}; }}" for role in ROLES
        ]
    return "\n".join(rules)
