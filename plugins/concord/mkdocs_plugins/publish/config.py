"""Options of `concord-publish`: none yet."""

from __future__ import annotations

from mkdocs.config import base


class PublishConfig(base.Config):
    """Every output is always made: an archive that leaves one out would not be the archive that was agreed to."""
