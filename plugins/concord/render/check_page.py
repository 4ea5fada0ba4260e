"""The page that shows a reader how to check one text: with programs that are everywhere, and nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from concord.approve.ledger import Given
from concord.approve.sshsig import NAMESPACE
from concord.approve.validity import is_key_in_time
from concord.derive.order import turn
from concord.derive.site import SiteEntry
from concord.derive.views import ApprovalView, CheckPage, Commands, ExampleView, SavedFile, SignedView
from concord.render import addresses
from concord.render.cards import choose
from concord.render.press import Press
from concord.render.shell import build_shell
from concord.render.table_pages import build_hub_frame

ALLOWED: Final = "allowed_signers"


def build_check_page(press: Press, lang: str) -> CheckPage:
    """`/<lang>/check/`."""
    shell = build_shell(press, build_hub_frame(press, "check", lang))
    entry = find_example(press, lang)
    return CheckPage(shell, _build_example(press, entry, lang, shell.root) if entry else None)


def find_example(press: Press, lang: str) -> SiteEntry | None:
    """An entry whose text in a language is agreed to, found by a hash, so that nobody chooses whose words it shows."""
    site = press.site
    # A workshop edition carries no proof.
    names = sorted(one.id for one in site.find_entries(lang) if not site.is_proposed and f"text.{lang}" in one.texts)
    drawn = next(iter(turn(names, "check")), None)
    return site.entries[drawn] if drawn else None


def _build_example(press: Press, entry: SiteEntry, lang: str, root: str) -> ExampleView:
    digest = entry.texts[f"text.{lang}"].sha256
    proof = f"{root}{addresses.PROOF}"
    founding = SavedFile("founding.yml", f"{proof}charter/chain/1.yml")
    return ExampleView(
        title=choose(press, entry.file.title, lang),
        url=root + addresses.find_entry(lang, entry.id),
        digest=digest,
        words=SavedFile(digest, f"{proof}agreed/{digest}"),
        measure=_measure(digest),
        approvals=tuple(
            _build_approval(press, given, digest, lang, proof) for given in _find_given(entry, f"text.{lang}")
        ),
        people=SavedFile("people.yml", f"{proof}charter/people.yml"),
        founding=founding,
        genesis=press.site.genesis or "",
        found=_measure(founding.name),
    )


def _find_given(entry: SiteEntry, part: str) -> Iterator[Given]:
    """The approvals of a part, by side in the entry's own order, the first of each person."""
    agreed = entry.statuses[part].agreed
    first = {given.handle: given for given in sorted(agreed.given if agreed else (), reverse=True)}
    order = {side: place for place, side in enumerate(entry.order)}
    yield from sorted(first.values(), key=lambda given: (order.get(given.side, len(order)), given.handle))


def _build_approval(press: Press, given: Given, digest: str, lang: str, proof: str) -> ApprovalView:
    name = f"{given.handle}-{given.seq}.yml"
    url = f"{proof}statements/{given.handle}/{given.seq}.yml"
    lines = tuple(f'{given.handle} namespaces="{NAMESPACE}" {key}' for key in _find_keys(press, given))
    check = f"ssh-keygen -Y verify -f {ALLOWED} -I {given.handle} -n {NAMESPACE} -s {name}.sig < {name}"
    signed = SignedView(SavedFile(f"{name}.sig", f"{url}.sig"), _allow(lines), Commands((check,), (check,)))
    return ApprovalView(
        side=press.name_side(given.side, lang),
        handle=given.handle,
        file=SavedFile(name, url),
        find=Commands((f"grep {digest} {name}",), (f"findstr {digest} {name}",)),
        signed=signed if given.is_signed else None,
    )


def _find_keys(press: Press, given: Given) -> Iterator[str]:
    """The keys of a person that may have signed on a day, as the list of people writes them."""
    person = press.site.people.people.get(given.handle) if press.site.people else None
    return (key.key for key in (person.keys if person else ()) if is_key_in_time(key, given.date))


def _measure(name: str) -> Commands:
    return Commands((f"sha256sum {name}",), (f"certutil -hashfile {name} SHA256",))


def _allow(lines: tuple[str, ...]) -> Commands:
    """Writes the list of those whose signatures count; a line more for each key."""
    arrows = (">", *[">>"] * len(lines))
    both = tuple(zip(lines, arrows, strict=False))
    return Commands(
        tuple(f"echo '{line}' {arrow} {ALLOWED}" for line, arrow in both),
        tuple(f"echo {line} {arrow} {ALLOWED}" for line, arrow in both),
    )
