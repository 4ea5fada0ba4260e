"""`concord-publish`: adds the files that are no pages: data, sitemap, proof."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from concord.mkdocs_plugins.publish.config import PublishConfig
from concord.mkdocs_plugins.site.files import build_files
from concord.mkdocs_plugins.site.plugin import find_session


class PublishPlugin(BasePlugin[PublishConfig]):
    """Data, sitemap, robots, proof."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After `concord-site` has cleared the list."""
        outputs = (output for output in find_session(config).find_outputs(apart=True) if not output.finish)
        for file in build_files(outputs, config):
            files.append(file)
        return files

    # After what other plugins write, and before `concord-check` lets go of the archive.
    @event_priority(-90)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes what is made from all other files."""
        folder = Path(config.site_dir)
        for output in find_session(config).find_outputs(apart=True):
            if output.finish:
                (folder / output.path).write_bytes(output.finish(folder))
