"""The colours of the pages as the stylesheet states them, and their contrast by the formula of WCAG 2."""

from __future__ import annotations

import re
from pathlib import Path

STYLES = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "concord.css"
THEMES = ("light", "dark")
# What each colour is for, and the contrast it needs on paper and on raised ground; None where it is ornament or ground.
ROLES = {
    "paper": ("ground", None),
    "raised": ("the group that is pointed at, notices", None),
    "ink": ("all reading text; the ring around what has the focus", 7.0),
    "muted": ("dates and captions; never a language or a side", 4.5),
    "edge": ("borders of fields and buttons", 3.0),
    "rule": ("lines that only divide", None),
    "link": ("always underlined", 4.5),
    "visited": ("always underlined", 4.5),
    "mark": ("ground of what a search found", None),
}
_TOKEN = re.compile(r"--([a-z]+): (#[0-9a-f]{6})")


def read_tokens() -> dict[str, dict[str, str]]:
    """Colours by name, for light and dark."""
    styles = STYLES.read_text(encoding="utf-8")
    light, dark = styles.partition(":root {")[2], styles.partition(':root[data-theme="dark"] {')[2]
    return {
        theme: dict(_TOKEN.findall(block.partition("}")[0])) for theme, block in zip(THEMES, (light, dark), strict=True)
    }


def measure_contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((_find_luminance(one), _find_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _find_luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def write_table() -> str:
    """The table of docs/look.md."""
    tokens = read_tokens()
    lines = ["| role | light | on paper / raised | dark | on paper / raised | use |", "|---|---|---|---|---|---|"]
    for role, (use, _) in ROLES.items():
        cells = [cell for theme in THEMES for cell in _write_cells(tokens[theme], role)]
        lines.append(f"| {role} | {' | '.join(cells)} | {use} |")
    return "\n".join(lines)


def _write_cells(tokens: dict[str, str], role: str) -> tuple[str, str]:
    on = [
        f"{measure_contrast(tokens[role], tokens[ground]):.2f}" if role != ground else "-"
        for ground in ("paper", "raised")
    ]
    return f"`{tokens[role]}`", " / ".join(on)
