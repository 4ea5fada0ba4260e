"""`concord-check`: reads and checks the archive before MkDocs cleans the old site, and says all that is wrong."""

from __future__ import annotations

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from concord.mkdocs_plugins.check.config import CheckConfig
from concord.mkdocs_plugins.session import Session, open_session, settings_from
from concord.pipeline import Refusal
from concord.problems import Severity
from concord.report.finding import build_summary
from concord.report.text import render_finding

log = get_plugin_logger(__name__)
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


class CheckPlugin(BasePlugin[CheckConfig]):
    """Holds the session of a build for the other two."""

    session: Session | None = None

    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Everything that can fail because of content fails here, while the old site still stands."""
        opened = open_session(settings_from(config))
        if not isinstance(opened, Session):
            raise PluginError(self.report(opened))
        self.session = opened

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs names it
        """Lets go of the archive."""
        self.session = None

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs names it
        """Lets go of the archive."""
        self.session = None

    def report(self, refusal: Refusal) -> str:
        """Logs every problem; returns the one line that ends the build."""
        report = refusal.report("en")
        for finding in report.findings:
            log.log(_LEVELS[finding.severity], render_finding(report, finding))
        return f"nothing was built, since the archive is not in order: {build_summary(report)}"
