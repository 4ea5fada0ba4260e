"""The page of an edition on which one looks for words. The script only fills in what it finds."""

from __future__ import annotations

from concord.derive.views import SearchPage
from concord.model.entry import Kind
from concord.render import addresses, labels
from concord.render.languages import name_language
from concord.render.press import Press
from concord.render.said import Names, find_tongues
from concord.render.shell import build_shell
from concord.render.table_pages import build_hub_frame


def build_search_page(press: Press, lang: str) -> SearchPage:
    """`/<lang>/search/`."""
    shell = build_shell(press, build_hub_frame(press, "search", lang))
    entries = list(press.site.find_entries(lang))
    tongues = find_tongues(press, entries, map(Names(press, lang).find, entries), lang)
    return SearchPage(
        shell=shell,
        kinds=tuple(
            (kind.value, press.say(lang, labels.KINDS[kind.value]))
            for kind in Kind
            if any(entry.file.kind is kind for entry in entries)
        ),
        has_contested=len({entry.file.is_contested for entry in entries}) > 1,
        tongues=tuple((tag, name_language(press, tag)) for tag in tongues[1:]),
        browse_url=shell.root + addresses.find_browse(lang),
    )
