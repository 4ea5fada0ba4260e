"""`concord-site`: replaces what MkDocs found by the pages that `derive` allows."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from concord.mkdocs_plugins.session import Session, find_plugin, settings_from
from concord.mkdocs_plugins.site.config import SiteConfig
from concord.mkdocs_plugins.site.files import build_files
from concord.render.environment import find_overrides


class SitePlugin(BasePlugin[SiteConfig]):
    """Pages, pictures, styles."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Puts our templates before the theme's; its own 404 and sitemap know nothing of languages and go."""
        for name in ("concord-check", "concord-publish"):
            find_plugin(config, name)
        overrides = str(find_overrides())
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(0, overrides)
        config.theme.static_templates.clear()
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Nothing of `docs_dir` and of the theme stays; what another plugin generated does, with the theme it needs."""
        generated = [file for file in files if file.generated_by]
        kept = [file for file in files if file.src_dir != config.docs_dir] if generated else []
        return Files([*kept, *build_files(find_session(config).find_outputs(apart=False), config)])

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Watches the archive wherever it is, and its own catalogues."""
        settings = settings_from(config)
        for folder in (settings.root, settings.root.parent / "locales", *settings.folders):
            if folder.is_dir():
                server.watch(str(folder))
        return server


def find_session(config: MkDocsConfig) -> Session:
    """The session that `concord-check` opened."""
    session = find_plugin(config, "concord-check").session
    if session is None:
        raise PluginError("concord-check has not run")
    return session  # type: ignore[no-any-return]
