"""Our own autoescaping templates, one environment per language. MkDocs' environment never sees contributors' words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from concord.catalogues import load_catalogue
from concord.derive.direction import Tongue, find_direction, find_script
from concord.derive.views import Phrase
from concord.render.wording import Wording


def find_overrides() -> Path:
    """The templates: in the installed package, else in the working tree beside `plugins/`."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_overrides"
    return packed if packed.is_dir() else package.parent.parent / "overrides"


def load_wording(tongue: Tongue, extra_locales: Path | None = None) -> Wording:
    """The interface's words in a language."""
    return Wording(tongue, load_catalogue(tongue.lang, extra_locales))


def build_environment(lang: str, extra_locales: Path | None = None) -> Environment:
    """An environment for pages of one language that stand alone (the review page of `concord approve`)."""
    script = find_script(lang)
    tongue = Tongue(lang, script, find_direction(lang, script))
    return make_environment(load_wording(tongue, extra_locales), {})


class Compiled(BytecodeCache):
    """Templates compiled once for the environments of all languages; kept in memory, as long as its press."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What another environment has compiled."""
        if code := self._codes.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it for the others."""
        self._codes[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def make_environment(
    wording: Wording,
    others: Mapping[str, Wording],
    folders: Iterable[Path] = (),
    compiled: BytecodeCache | None = None,
) -> Environment:
    """An environment that speaks `wording`; `every` and `say` reach the other languages.

    On a page of no edition (`mul`) `every` says a sentence in each language of the page's own order, elsewhere once.
    """
    environment = Environment(
        loader=FileSystemLoader([*map(str, folders), str(find_overrides())]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension adds this method to the environment; its types do not know.
    install: Any = environment
    install.install_gettext_callables(wording.gettext, wording.ngettext, newstyle=True)

    def say(lang: str, message: str, **values: object) -> Phrase:
        return others.get(lang, wording).say(message, **values)

    @pass_context
    def every(context: Context, message: str, **values: object) -> tuple[Phrase, ...]:
        shell = context["page"].shell
        if shell.lang != "mul":
            return (wording.say(message, **values),)
        return tuple(others[edition.lang].say(message, **values) for edition in shell.editions)

    environment.globals.update(_=wording.markup, plain=wording.plain, say=say, every=every)
    return environment
