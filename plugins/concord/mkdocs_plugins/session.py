"""One build inside MkDocs: the archive is read, checked and derived once, before MkDocs touches the old site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from concord.pipeline import Refusal, prepare
from concord.publish.output import Output
from concord.publish.registry import KINDS
from concord.render.press import Press, make_press

PUBLISHED_APART = frozenset({"iiif", "tiles", "cards", "data", "search", "feeds", "sitemap", "robots", "proof", "sums"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build depends on besides the archive. The command line makes the same."""

    root: Path
    out: Path
    is_proposed: bool = False
    as_of: str | None = None
    is_strict: bool = False
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Session:
    """What the plugins of one build share."""

    settings: Settings
    press: Press

    def find_outputs(self, *, apart: bool) -> Iterator[Output]:
        """The files of the site; those of `concord-publish` are asked for apart."""
        for kind in KINDS:
            if (kind.name in PUBLISHED_APART) is apart:
                yield from kind.find(self.press)


def settings_from(config: MkDocsConfig) -> Settings:
    """The settings that `mkdocs.yml` states."""
    check_config, site_config = find_plugin(config, "concord-check").config, find_plugin(config, "concord-site").config
    root = Path(check_config["archive"] or config.docs_dir)
    if config.config_file_path and not root.is_absolute():
        root = Path(config.config_file_path).parent / root
    return Settings(
        root=root,
        out=Path(config.site_dir),
        is_proposed=site_config["proposed"],
        as_of=check_config["as_of"] or None,
        is_strict=check_config["strict"] or bool(config.strict),
        folders=find_folders(config),
    )


def find_plugin(config: MkDocsConfig, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - MkDocs' own type says nothing
    """Another of our plugins. All three belong together: nothing is shown unchecked, and pages link to their data."""
    plugin = config.plugins.get(name)
    if plugin is None:
        raise PluginError(f"mkdocs.yml needs the plugin {name} too: concord-check, concord-site, concord-publish")
    return plugin


def find_folders(config: MkDocsConfig) -> tuple[Path, ...]:
    """An owner's own templates: what stands in the theme's folders before Material and is not ours."""
    custom = config.theme.custom_dir
    return (Path(custom),) if custom else ()


def open_session(settings: Settings) -> Session | Refusal:
    """A session, or the reasons against one."""
    site = prepare(settings.root, settings.as_of, proposed=settings.is_proposed, strict=settings.is_strict)
    if isinstance(site, Refusal):
        return site
    press = make_press(site, settings.root.parent / "locales", settings.folders)
    press.make_pictures()
    return Session(settings, press)


def settings_from_file(path: Path) -> Settings:
    """The settings of a `mkdocs.yml`, read as MkDocs reads it. Raises ConfigurationError."""
    config = load_config(str(path))
    return settings_from(config)
