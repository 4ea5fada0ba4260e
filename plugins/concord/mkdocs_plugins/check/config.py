"""Options of `concord-check`."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class CheckConfig(base.Config):
    """What is read, and how strictly."""

    archive = c.Type(str, default="")
    """Folder of the archive, from `mkdocs.yml`; empty: MkDocs' `docs_dir`."""

    as_of = c.Type(str, default="")
    """Day (YYYY-MM-DD) to judge approvals on; empty: SOURCE_DATE_EPOCH, else the day of the last commit."""

    strict = c.Type(bool, default=False)
    """Warnings stop the build too, as `mkdocs build --strict` does."""
