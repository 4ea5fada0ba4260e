"""`concord messages`: brings the catalogues of a working tree in step with the sentences of code and templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

import concord
from concord.catalogues import DOMAIN
from concord.handbook import FOLDER, PAGES
from concord.render.environment import find_overrides

# Where sentences are, and the functions that say them there. N_ marks those that are said later than they are written.
TEMPLATE_WORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "plain": None,
    "every": None,
    "say": (2,),
}
# In code `say` is handed around for one language; in templates it takes the language before the sentence.
CODE_WORDS = {**TEMPLATE_WORDS, "say": None, "N_": None}
OPTIONS = {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


@click.command("messages")
@click.argument("tree", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path())
@click.option("--check", "only_check", is_flag=True, help="Change nothing; end with 1 if something is out of step.")
@click.option("--add", "added", metavar="LANG", help="Begin a catalogue for another language.")
def command(tree: Path, added: str | None, *, only_check: bool) -> None:
    """Extract the sentences and merge them into every catalogue.

    In an archive of your own the sentences are those of the installed tool: `concord messages --add he` begins
    `locales/he/LC_MESSAGES/concord.po`, with the sentences of pages first.
    """
    template = extract_messages(tree)
    stale = []
    for path, text in render_catalogues(tree / "locales", template, added).items():
        if not path.is_file() or path.read_bytes() != text:
            stale.append(path)
            if not only_check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
    for path in stale:
        click.echo(path)
    if not only_check:
        for line in (*iter_coverage(tree / "locales"), *iter_handbook_coverage(tree / "locales")):
            click.echo(line)
    click.get_current_context().exit(int(only_check and bool(stale)))


def extract_messages(tree: Path) -> Catalog:
    """Every sentence of templates, then of code, in the order of files and lines."""
    template = Catalog()
    templates, package = _find_sources(tree)
    for path in sorted(templates.glob("**/*.html")):
        _collect(template, path, "jinja2.ext:babel_extract", TEMPLATE_WORDS, OPTIONS)
    for path in sorted(package.glob("**/*.py")):
        _collect(template, path, "python", CODE_WORDS, {})
    return template


def _find_sources(tree: Path) -> tuple[Path, Path]:
    """Templates and code of a tree of the tool; those of the installed tool for an archive that stands alone."""
    package = tree / "plugins" / "concord"
    if package.is_dir():
        return tree / "overrides", package
    return find_overrides(), Path(concord.__file__).resolve().parent


def iter_coverage(locales: Path) -> Iterator[str]:
    """A line for each language: how many of all sentences it says."""
    for path in sorted(locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        messages = [one for one in read_po(BytesIO(path.read_bytes())) if one.id]
        said = sum(bool(all(one.string) if isinstance(one.string, tuple) else one.string) for one in messages)
        yield f"{path.parts[-3]}: {said} / {len(messages)}"


def iter_handbook_coverage(locales: Path) -> Iterator[str]:
    """A line for each language: how many pages of the handbook it has, and which it lacks once it has any."""
    folders = {path.parts[-3] for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    folders |= {path.parts[-2] for path in locales.glob(f"*/{FOLDER}/")}
    for lang in sorted(folders):
        lacking = [page for page in PAGES if not (locales / lang / FOLDER / f"{page}.md").is_file()]
        found = len(PAGES) - len(lacking)
        missing = f"; missing: {', '.join(lacking)}" if found and lacking else ""
        yield f"{lang}: {found} / {len(PAGES)} pages of the handbook{missing}"


def _collect(template: Catalog, path: Path, method: str, words: Mapping[str, Any], options: dict[str, str]) -> None:
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, words, (), options):
            # Phrases such as `N_` of its own definition have nothing to say.
            if message and all(message):
                template.add(message, context=context)


def render_catalogues(locales: Path, template: Catalog, added: str | None = None) -> dict[Path, bytes]:
    """The template and every language's catalogue as they should be: translations kept, obsolete ones dropped."""
    languages = {path.parts[-3] for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po")} | ({added} if added else set())
    files = {locales / "messages.pot": _render(template)}
    for lang in sorted(languages):
        path = locales / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
        files[path] = _render(_merge(path, lang, template))
    return files


def _merge(path: Path, lang: str, template: Catalog) -> Catalog:
    """The template's sentences with the translations there are; a fuzzy one is a guess and counts as none."""
    old = read_po(BytesIO(path.read_bytes()), locale=lang) if path.is_file() else Catalog(locale=lang)
    merged = Catalog(locale=lang)
    for message in template:
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known and not known.fuzzy else None
            comments = known.user_comments if known else ()
            merged.add(message.id, string, user_comments=comments, flags=message.flags, context=message.context)
    return merged


def _render(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=100, no_location=True, omit_header=True)
    return _render_header(catalog) + out.getvalue()


def _render_header(catalog: Catalog) -> bytes:
    """A header without days, so that the same sentences give the same file."""
    lines = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    title = "# Concord: every sentence. Brought in step by `concord messages`.\n"
    if catalog.locale_identifier:
        lines = [f"Language: {catalog.locale_identifier}", f"Plural-Forms: {catalog.plural_forms}", *lines]
        title = f"# Concord: {catalog.locale_identifier}. Drafted by the project, not yet read by a native reader.\n"
    body = "".join(f'"{line}\\n"\n' for line in lines)
    return f'{title}msgid ""\nmsgstr ""\n{body}\n'.encode()
