"""One invented entry after another: facts, strings, texts and narratives of the sizes real entries have."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.model.document import Tree
from generator.pictures import draw_picture
from generator.vocabulary import find_vocabulary

KINDS = ("object", "place", "practice", "craft", "document", "artwork", "song", "story", "recipe", "event")
THEMES = ("bread", "bridges", "festivals", "gardens", "looms", "music", "pottery", "roads", "wells", "writing")
DATES = ("1571", "17XX", "1850/1904", "1921~", "1947-08", "-0599")


@dataclass(frozen=True, slots=True)
class Plan:
    """What every entry of an archive has in common."""

    entries: int
    sides: tuple[str, ...]
    languages: tuple[str, ...]
    seed: int
    pictures_every: int
    words: tuple[int, int] = (300, 600)

    def name(self, number: int) -> str:
        """The id of an entry by its number, round and round."""
        return f"item-{number % self.entries:05d}"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry before it is written: the tree of `entry.yml`, its texts by part name, its pictures by file name."""

    id: str
    tree: dict[str, Tree]
    texts: Mapping[str, str]
    pictures: Mapping[str, bytes]
    owners: tuple[str, ...]


def build_items(plan: Plan) -> Iterator[Item]:
    """All entries; each depends on its number and the seed alone."""
    for number in range(plan.entries):
        yield _Maker(plan, number).build()


class _Maker:
    """Makes one entry out of one stream of random numbers."""

    def __init__(self, plan: Plan, number: int) -> None:
        self.plan = plan
        self.number = number
        self.rnd = random.Random(f"{plan.seed} {number}")
        self.contested = number % 2 == 0
        self.owners = self._choose_owners()
        self.sources = [*(f"s{i}" for i, _ in enumerate(self.owners, start=1)), "s9"]

    def _choose_owners(self) -> tuple[str, ...]:
        """All sides, and two of them in every fifth entry, starting with another one each time."""
        sides = self.plan.sides
        start = self.number % len(sides)
        turned = (*sides[start:], *sides[:start])
        return turned[:2] if self.number % 5 == 4 else turned

    def build(self) -> Item:
        pictured = bool(self.plan.pictures_every) and self.number % self.plan.pictures_every == 0
        pictures = {"bands.png": draw_picture(f"{self.plan.seed} {self.number}")} if pictured else {}
        tree = self._build_tree(pictured=pictured)
        return Item(self.plan.name(self.number), tree, dict(self._build_texts()), pictures, self.owners)

    # --- entry.yml ---

    def _words(self, fewest: int, most: int) -> Tree:
        return {lang: find_vocabulary(lang).phrase(self.rnd, fewest, most) for lang in self.plan.languages}

    def _build_tree(self, *, pictured: bool) -> dict[str, Tree]:
        rnd = self.rnd
        tree: dict[str, Tree] = {
            "format": "concord-entry/1",
            "id": self.plan.name(self.number),
            "kind": rnd.choice(KINDS),
            "owned_by": [*sorted(self.owners, key=self.plan.sides.index)],
            "order": [*self.owners],
            "title": self._words(2, 4),
            "summary": self._words(14, 24),
            "names": self._build_names(),
            "when": {"edtf": rnd.choice(DATES), "words": self._words(2, 4)},
            "where": {"words": self._words(2, 4)},
            "themes": [*sorted(rnd.sample(THEMES, 2))],
            "facts": [self._build_fact(f"f{i}") for i in (1, 2, 3)],
            "custody": [
                {
                    "id": "k1",
                    "holder": self._words(2, 4),
                    "what": self._words(2, 4),
                    "as_of": "2025-06",
                    "sources": ["s1"],
                }
            ],
            "claims": self._build_claims(),
            "contested": "true" if self.contested else "false",
            "access": "open",
            "rights": {"text": "CC-BY-4.0", "basis": "own"},
            "sources": self._build_sources(),
        }
        if pictured:
            tree["media"] = [self._build_media()]
        tree["reflection"] = [self._words(8, 12), self._words(8, 12)]
        tree["relations"] = self._build_relations()
        if self.number % 3 == 0:
            tree["voices"] = [{"community": "neighbours", "name": self._words(1, 2), "basis": "organisation"}]
        return tree

    def _build_names(self) -> Tree:
        lang = self.plan.languages[self.number % len(self.plan.languages)]
        vocabulary = find_vocabulary(lang)
        return [{"text": vocabulary.phrase(self.rnd, 1, 2), "lang": lang, "used_by": [side]} for side in self.owners]

    def _build_fact(self, name: str) -> Tree:
        return {
            "id": name,
            "label": self._words(1, 2),
            "value": self._words(2, 5),
            "sources": [self.rnd.choice(self.sources)],
        }

    def _build_claims(self) -> Tree:
        claims: list[Tree] = [{"id": "c1", "text": self._words(8, 14), "type": "fact", "sources": ["s9"]}]
        claims.append({"id": "c2", "text": self._words(8, 14), "type": "status", "as_of": "2025-06", "sources": ["s1"]})
        if self.contested:
            claims += [
                {
                    "id": f"c{i}",
                    "text": self._words(8, 14),
                    "type": "contested",
                    "by": [side],
                    "sources": [f"s{i - 2}", "s9"],
                }
                for i, side in enumerate(self.owners, start=3)
            ]
        return claims

    def _build_sources(self) -> Tree:
        lang = self.plan.languages[self.number % len(self.plan.languages)]
        vocabulary = find_vocabulary(lang)
        outside: Tree = {"id": "s9", "cite": vocabulary.phrase(self.rnd, 5, 9), "lang": lang}
        return [
            *(
                {"id": f"s{i}", "cite": vocabulary.phrase(self.rnd, 5, 9), "lang": lang, "side": side}
                for i, side in enumerate(self.owners, start=1)
            ),
            outside,
        ]

    def _build_media(self) -> Tree:
        words = {name: self._words(4, 9) for name in ("alt", "caption", "origin")}
        return {"id": "m1", "file": "bands.png", **words, "rights": "CC0-1.0", "lead": "true"}

    def _build_relations(self) -> Tree:
        others = {self.plan.name(self.number + step) for step in (1, 7)} - {self.plan.name(self.number)}
        return [{"to": other, "type": "see-also"} for other in sorted(others)]

    # --- texts ---

    def _build_texts(self) -> Iterator[tuple[str, str]]:
        for lang in self.plan.languages:
            yield f"text.{lang}", self._render_text(lang)
        if not self.contested:
            return
        for lang in self.plan.languages:
            vocabulary = find_vocabulary(lang)
            yield f"common-ground.{lang}", vocabulary.paragraph(self.rnd, 60) + " [^s9]\n"
            for i, side in enumerate(self.owners, start=1):
                yield f"narrative.{side}.{lang}", self._render_narrative(lang, f"[^s{i}]")

    def _render_narrative(self, lang: str, citation: str) -> str:
        vocabulary = find_vocabulary(lang)
        words = sum(self.plan.words) // 6
        return f"{vocabulary.paragraph(self.rnd, words)} {citation}\n\n{vocabulary.paragraph(self.rnd, words)}\n"

    def _render_text(self, lang: str) -> str:
        vocabulary, rnd = find_vocabulary(lang), self.rnd
        sections = rnd.randint(3, 5)
        words = rnd.randint(*self.plan.words) // sections
        other = f"../{self.plan.name(self.number + 1)}/text.{lang}.md"
        blocks = [f"{vocabulary.paragraph(rnd, words)}[^1] [^s1][^s9]"]
        for section in range(1, sections):
            blocks += [f"## {vocabulary.phrase(rnd)}", vocabulary.paragraph(rnd, words)]
            if section == 1:
                blocks.append("\n".join(f"- {vocabulary.sentence(rnd)}" for _ in range(3)))
                blocks.append(f"> {vocabulary.sentence(rnd)}")
                blocks.append(
                    f"{vocabulary.sentence(rnd)} [{vocabulary.phrase(rnd)}]({other}) {vocabulary.sentence(rnd)}"
                )
            if section == 2 and self.number % 3 == 0:
                blocks.append(self._render_table(lang))
        return "\n\n".join([*blocks, f"[^1]: {vocabulary.sentence(rnd)}"]) + "\n"

    def _render_table(self, lang: str) -> str:
        vocabulary = find_vocabulary(lang)
        rows: Sequence[list[str]] = [vocabulary.pick(self.rnd, 3) for _ in range(4)]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|---|---|---|", *lines[1:]])
