"""`concord-publish`: adds the files that are no pages: data, search, sitemap, proof."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from concord.mkdocs_plugins.publish.config import PublishConfig
from concord.mkdocs_plugins.site.files import build_files
from concord.mkdocs_plugins.site.plugin import find_session
from concord.publish.later import Later

Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class PublishPlugin(BasePlugin[PublishConfig]):
    """Data, search, sitemap, robots, proof."""

    later: Later | None = None
    """What `mkdocs serve` makes when asked. MkDocs keeps a plugin that has `on_startup` for all its builds."""

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs names it
        """A server need not make at every change what nobody may ask for."""
        self.later = Later() if command == "serve" else None

    def on_shutdown(self) -> None:
        """Lets go of it."""
        self.later = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After `concord-site` has cleared the list."""
        outputs = find_session(config).find_outputs(apart=True)
        wanted = self.later.put_off(outputs) if self.later else outputs
        for file in build_files((output for output in wanted if not output.finish), config):
            files.append(file)
        return files

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Answers for what was put off before MkDocs looks for it among the files."""
        app = server.get_app()
        if self.later and app:
            server.set_app(_answer_first(self.later, server.mount_path, app))
        return server

    # After what other plugins write, and before `concord-check` lets go of the archive.
    @event_priority(-90)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes what is made from all other files."""
        folder = Path(config.site_dir)
        for output in find_session(config).find_outputs(apart=True):
            if output.finish:
                (folder / output.path).write_bytes(output.finish(folder))


def _answer_first(later: Later, mount: str, app: Answer) -> Answer:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        body = later.find(path.removeprefix(mount).lstrip("/")) if path.startswith(mount) else None
        if body is None:
            return app(environ, start_response)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    return answer
