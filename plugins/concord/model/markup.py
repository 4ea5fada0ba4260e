"""The markup that contributors' texts may hold: one allow-list, which `check` reports by and `render` sanitises by."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

# Raw HTML in Markdown: fragments in another language, isolated names, ruby. Everything else is refused.
RAW_TAGS: Final = frozenset({"span", "bdi", "ruby", "rb", "rt", "rp"})
RAW_ATTRIBUTES: Final = MappingProxyType({"span": frozenset({"lang", "dir"}), "bdi": frozenset({"lang", "dir"})})
DIRECTIONS: Final = frozenset({"ltr", "rtl", "auto"})

# What Markdown itself makes.
MARKDOWN_TAGS: Final = frozenset(
    {
        "a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p",
        "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
TAGS: Final = RAW_TAGS | MARKDOWN_TAGS

# Addresses a link may have; anything without a scheme is a relative path.
URL_SCHEMES: Final = frozenset({"http", "https"})
