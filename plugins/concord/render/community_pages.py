"""Communities of no side: a list as the alphabet has it, and a page for each. Nothing is counted or compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from concord.derive.collate import sort_key
from concord.derive.communities import Community, Hearing
from concord.derive.views import NavLink, Phrase
from concord.derive.views.communities import (
    CalledGroup,
    CalledView,
    CommunitiesPage,
    CommunityLine,
    CommunityPage,
    ElsewhereView,
    LabelView,
    RightView,
    WordsLink,
)
from concord.render import addresses, labels
from concord.render.cards import build_card, choose, sort_cards
from concord.render.entry_labels import VOICE_BASES
from concord.render.languages import name_language
from concord.render.press import Press
from concord.render.shell import Frame, build_shell
from concord.render.table_pages import build_hub_frame


def build_communities_page(press: Press, lang: str) -> CommunitiesPage:
    """`/<lang>/communities/`."""
    root = addresses.find_root(addresses.find_hub(lang, "communities"))
    lines = [
        (community.id, CommunityLine(name_community(press, community, lang), _find_url(root, lang, community.id)))
        for community in press.communities.values()
    ]
    lines.sort(key=lambda pair: (sort_key(pair[1].names[0].text, lang), pair[0]))
    shell = build_shell(press, build_hub_frame(press, "communities", lang))
    return CommunitiesPage(shell, tuple(line for _, line in lines))


def build_community_page(press: Press, community: Community, lang: str) -> CommunityPage:
    """`/<lang>/communities/<id>/`: it stands in every edition, and says what is heard in other languages only."""
    address = addresses.find_community(lang, community.id)
    root = addresses.find_root(address)
    names = name_community(press, community, lang)
    frame = Frame(
        kind="community",
        lang=lang,
        address=address,
        title=names,
        description=choose(press, press.site.archive.summary, lang).text,
        order_key=f"communities/{community.id}",
        editions={other: addresses.find_community(other, community.id) for other in press.site.languages},
        nav="communities",
    )
    hub_url = root + addresses.find_hub(lang, "communities")
    heard = sort_hearings(press, (one for one in community.hearings if one.languages), lang)
    called = tuple(_group_names(press, community, lang, root))
    return CommunityPage(
        shell=build_shell(press, frame),
        hub=NavLink("communities", press.say(lang, labels.HUBS["communities"]), hub_url, is_current=False),
        names=names,
        called=called,
        differs=any(len(group.names) > 1 for group in called),
        cards=sort_cards(
            (
                replace(build_card(press, one.entry, lang, root), url=_find_words(root, one, lang))
                for one in heard
                if lang in one.languages
            ),
            lang,
        ),
        elsewhere=tuple(
            ElsewhereView(_link(press, one, lang, root), tuple(name_language(press, tag) for tag in one.languages))
            for one in heard
            if lang not in one.languages
        ),
        rights=tuple(_build_right(press, one, lang, root) for one in heard),
        labels=tuple(_group_labels(press, community, lang, root)),
    )


def name_community(press: Press, community: Community, lang: str) -> tuple[Phrase, ...]:
    """All its names in a language, as the alphabet has them; in another language where it has none in this one."""
    found = sorted(community.find_names(lang), key=lambda name: (sort_key(name, lang), name))
    if found:
        return tuple(press.tongues.say(name, lang) for name in found)
    return tuple(dict.fromkeys(choose(press, one.names or one.voice.name, lang) for one in community.hearings))


def sort_hearings(press: Press, hearings: Iterable[Hearing], lang: str) -> tuple[Hearing, ...]:
    """Entries by title, as the language of the page sorts."""

    def key(one: Hearing) -> tuple[object, str]:
        return sort_key(choose(press, one.entry.file.title, lang).text, lang), one.entry.id

    return tuple(sorted(hearings, key=key))


def _group_names(press: Press, community: Community, lang: str, root: str) -> Iterator[CalledGroup]:
    """Its names in every language, in the order that is the page's own."""
    for tag in press.site.order_languages(f"communities/{community.id}"):
        found = community.find_names(tag)
        names = sorted(found, key=lambda name: (sort_key(name, tag), name))
        if names:
            yield CalledGroup(
                name_language(press, tag),
                tuple(
                    CalledView(
                        press.tongues.say(name, tag),
                        _link_all(press, found[name], lang, root) if len(names) > 1 else (),
                    )
                    for name in names
                ),
            )


def _group_labels(press: Press, community: Community, lang: str, root: str) -> Iterator[LabelView]:
    """Its labels, each with the entries it was put on; one that is explained at two addresses stands twice."""
    found: dict[tuple[str, str], list[Hearing]] = {}
    for one in community.hearings:
        for label in one.labels:
            found.setdefault((label.label, label.url or ""), []).append(one)
    for (name, url), hearings in sorted(found.items()):
        words = WordsLink(press.tongues.say(name, "zxx"), url or None)
        yield LabelView(words, _link_all(press, hearings, lang, root))


def _build_right(press: Press, one: Hearing, lang: str, root: str) -> RightView:
    rested = (source for source in one.entry.file.sources if source.id in one.voice.sources)
    return RightView(
        entry=_link(press, one, lang, root),
        basis=press.say(lang, VOICE_BASES[one.voice.basis]),
        note=press.choose(one.voice.note, lang),
        sources=tuple(WordsLink(press.tongues.say(source.cite, source.lang), source.url) for source in rested),
    )


def _link_all(press: Press, hearings: Iterable[Hearing], lang: str, root: str) -> tuple[WordsLink, ...]:
    return tuple(_link(press, one, lang, root) for one in sort_hearings(press, hearings, lang))


def _link(press: Press, one: Hearing, lang: str, root: str) -> WordsLink:
    return WordsLink(choose(press, one.entry.file.title, lang), _find_words(root, one, lang))


def _find_words(root: str, one: Hearing, lang: str) -> str:
    """Where the community's words stand in this edition; else the page of the entry in all its languages."""
    if lang in one.languages:
        return f"{root}{addresses.find_entry(lang, one.entry.id)}#voice-{one.voice.community}"
    if lang in one.entry.languages and not one.languages:
        return root + addresses.find_entry(lang, one.entry.id)
    return root + addresses.find_parallel(one.entry.id)


def _find_url(root: str, lang: str, community: str) -> str:
    return root + addresses.find_community(lang, community)
