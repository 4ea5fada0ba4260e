"""Options of `concord-site`."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class SiteConfig(base.Config):
    """Which words are shown."""

    proposed = c.Type(bool, default=False)
    """Build the workshop edition: words as they stand in the tree, each marked, never to be published."""
