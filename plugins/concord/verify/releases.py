"""Whether all sides have agreed to what stands around the agreed words: the releases that a site carries with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from concord.approve.digest import digest_bytes
from concord.approve.manifest import digest_list
from concord.approve.releases import assess_release, find_newest, find_signed
from concord.check.context import Context
from concord.check.rules import find_rule
from concord.model.release import Presentation, ReleaseFile
from concord.problems import N_
from concord.publish.proof import FOLDER, SUMS, WORDS
from concord.publish.releases import cut_sums
from concord.render.assets import load_assets
from concord.render.presentation import build_presentation
from concord.verify.difference import FONT_UNKNOWN, FOREIGN, LISTED_WRONG, OTHER_VERSION, Difference, Level
from concord.verify.files import list_files, read
from concord.verify.proof import Proof
from concord.verify.words import Theme

RELEASES: Final = "releases/"
_RULES: Final = ("release-chain-broken", "release-signature-wrong")
# What this tool cannot compare, the list that all sides signed vouches for.
_UNCOMPARED: Final = frozenset({OTHER_VERSION, FONT_UNKNOWN})
BROKEN: Final = N_("This release, or a signature under it, cannot be relied on ({rule}).")


class Standing(StrEnum):
    """How the presentation of a site stands to its releases."""

    AGREED = "agreed"
    EXACT = "exact"
    WAITING = "waiting"
    CHANGED = "changed"
    NONE = "none"
    UNKNOWN = "unknown"


SENTENCES: Final = {
    Standing.AGREED: N_("This presentation was agreed to by all sides as release {number}."),
    Standing.EXACT: N_("This site was agreed to by all sides, file by file, as release {number}."),
    Standing.WAITING: N_("The presentation was not agreed to by all sides (missing: {names})."),
    Standing.CHANGED: N_("The presentation was not agreed to by all sides: it differs from that of release {number}."),
    Standing.NONE: N_("The presentation was not agreed to by all sides: there is no release."),
    Standing.UNKNOWN: N_("Whether the presentation was agreed to cannot be told with this version of the tool."),
}


@dataclass(frozen=True, slots=True)
class ReleaseAnswer:
    """The answer: how it stands, by which release, and whose signatures are missing."""

    standing: Standing
    number: int | None = None
    missing: tuple[str, ...] = ()


def find_release_faults(proof: Proof) -> Iterator[Difference]:
    """Releases and signatures that cannot be relied on."""
    found = [problem for problem in proof.archive.problems if problem.location.path.startswith(RELEASES)]
    context = Context(archive=proof.archive, agreement=proof.agreement, as_of="")
    for name in _RULES if proof.archive.charter else ():
        found += find_rule(name).check(context)
    for problem in found:
        path = f"{FOLDER}/{problem.location.path}"
        yield Difference(Level.PRESENTATION, path, BROKEN, {"rule": problem.rule})
    known = {f"{RELEASES}{one.n}.yml" for one in proof.archive.releases}
    known |= {f"{RELEASES}{one.n}.{handle}.sig" for one in proof.archive.releases for handle in one.signatures}
    for path in list_files(proof.root):
        if path.startswith(RELEASES) and path not in known:
            yield Difference(Level.PRESENTATION, f"{FOLDER}/{path}", FOREIGN)


def find_presentation_faults(proof: Proof, theme: Theme) -> Iterator[Difference]:
    """What a site says made it: a page takes from that whether all sides have agreed to how it looks."""
    words, own = proof.words, _find_own(proof, theme)
    if words is None or own is None:
        return
    claimed = words.presentation
    is_own = claimed == own.model_copy(update={"packages": claimed.packages})
    if claimed.tool != words.made_with or (claimed.tool == own.tool and not is_own):
        yield Difference(Level.PRESENTATION, WORDS, LISTED_WRONG)


def assess_presentation(site: Path, proof: Proof, theme: Theme, differences: Iterable[Difference]) -> ReleaseAnswer:
    """How the presentation stands, after all else was compared."""
    newest = find_newest(proof.archive.releases)
    if newest is None:
        return ReleaseAnswer(Standing.NONE)
    signed = [release.file.value for release in find_signed(proof.archive)]
    faults = [one for one in differences if one.level is not Level.AGREEMENT]
    exact = _find_exact(site, signed) if all(one.message in _UNCOMPARED for one in faults) else None
    if exact:
        return ReleaseAnswer(Standing.EXACT, exact.n)
    own, claimed = _find_own(proof, theme), proof.words.presentation if proof.words else None
    if own is None or claimed is None or own.tool != claimed.tool:
        return ReleaseAnswer(Standing.UNKNOWN)
    # What packages were at work shows in the pages alone, and these have been made again.
    is_true = not faults and claimed == own.model_copy(update={"packages": claimed.packages})
    if is_true and (found := [release.n for release in signed if release.presentation == claimed]):
        return ReleaseAnswer(Standing.AGREED, max(found))
    verdict = assess_release(proof.archive, newest)
    if is_true and newest.file.value.presentation == claimed and not verdict.is_complete:
        return ReleaseAnswer(Standing.WAITING, newest.n, tuple(verdict.missing))
    return ReleaseAnswer(Standing.CHANGED, newest.n)


def _find_exact(site: Path, signed: list[ReleaseFile]) -> ReleaseFile | None:
    raw = read(site, SUMS)
    sums = digest_bytes(cut_sums(raw)) if raw is not None else ""
    return next((release for release in reversed(signed) if release.sums == sums), None)


def _find_own(proof: Proof, theme: Theme) -> Presentation | None:
    """What this tool would make the pages with; the fonts are those that the site carries, which were compared."""
    charter, words = proof.archive.charter, proof.words
    if charter is None or words is None:
        return None
    languages = charter.archive.value.languages
    own = build_presentation(languages, theme.locales, theme.folders, load_assets(theme.folders))
    return own.model_copy(update={"fonts": digest_list(words.assets.fonts)})
