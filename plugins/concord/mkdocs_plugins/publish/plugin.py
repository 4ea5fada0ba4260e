"""`concord-publish`: adds the files that are no pages: data, sitemap."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from concord.mkdocs_plugins.publish.config import PublishConfig
from concord.mkdocs_plugins.site.files import build_files
from concord.mkdocs_plugins.site.plugin import find_session


class PublishPlugin(BasePlugin[PublishConfig]):
    """Data, sitemap, robots."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After `concord-site` has cleared the list."""
        for file in build_files(find_session(config).find_outputs(apart=True), config):
            files.append(file)
        return files
