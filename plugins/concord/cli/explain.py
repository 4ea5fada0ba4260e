"""`concord explain`: the manual page of a rule."""

from __future__ import annotations

import difflib
import textwrap

import click

from concord.catalogues import Catalogue, load_catalogue
from concord.check.page import Page, parse_page
from concord.check.rule import RuleModule
from concord.check.rules import RULES, find_rule
from concord.cli.language import find_language
from concord.report.finding import UNTRANSLATED, WORDS

WIDTH = 88


@click.command("explain")
@click.argument("rule", metavar="CODE|NAME")
@click.option("--lang", help="Language of the sentences, e.g. hi, ur, en.")
def command(rule: str, lang: str | None) -> None:
    """Show the manual page of a rule. It goes by code (AP003) or name (approval-outdated)."""
    try:
        module = find_rule(rule)
    except KeyError:
        near = difflib.get_close_matches(rule.lower(), [*RULES, *(it.RULE.code.lower() for it in RULES.values())], 1)
        hint = f" Did you mean {near[0]}?" if near else " `concord rules` lists them all."
        raise click.UsageError(f"there is no rule {rule!r}.{hint}") from None
    click.echo(render_page(module, load_catalogue(find_language(lang))), nl=False)


def render_page(module: RuleModule, catalogue: Catalogue) -> str:
    """The page as text. The sentences are translated; the page itself is in English."""
    rule, page = module.RULE, parse_page(module)
    lines = [f"{rule.code} {rule.name} ({catalogue.gettext(WORDS[rule.severity])})", ""]
    for message in (rule.message, rule.help):
        mark = "" if catalogue.has(message) else f" [{catalogue.gettext(UNTRANSLATED)}]"
        lines += [textwrap.fill(catalogue.gettext(message) + mark, WIDTH), ""]
    return "\n".join([*lines, *_render_sections(page)]) + "\n"


def _render_sections(page: Page) -> list[str]:
    return [
        page.title,
        "",
        textwrap.fill(page.what, WIDTH),
        textwrap.fill(f"Why: {page.why}", WIDTH),
        "",
        "Bad:",
        textwrap.indent(page.bad, "    "),
        "Good:",
        textwrap.indent(page.good, "    "),
        "",
        textwrap.fill(f"Fix: {page.fix}", WIDTH),
    ]
