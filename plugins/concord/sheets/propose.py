"""Recognises sheets by the names of their columns and proposes a mapping; what people have to decide stays open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from concord.problems import N_
from concord.sheets.draft import mend
from concord.sheets.faults import Refusal
from concord.sheets.mapping import BLANK, DATE, FIXED, FORMAT, WORDS, find_target, is_position
from concord.sheets.table import Table, clean_name
from concord.sheets.yaml_text import quote

# What a column is by its name in Dublin Core, in CollectionBuilder or in Omeka: a question, or one of the three below.
_KEY, _FILE, _OUT = "key", "file", "out"
_MEANINGS: Final = MappingProxyType(
    {
        "title": "title", "description": "summary", "abstract": "summary", "date": "when", "created": "when",
        "date created": "when", "temporal": "when", "temporal coverage": "when", "location": "where",
        "spatial": "where", "spatial coverage": "where", "coverage": "where", "source": "how_we_know",
        "provenance": "kept_by", "publisher": "kept_by", "rights holder": "kept_by", "rightsholder": "kept_by",
        "type": "kind", "rightsstatement": "share", "rights": "share", "license": "share", "licence": "share",
        "transcript": "text", "transcription": "text", "text": "text", "objectid": _KEY, "identifier": _KEY,
        "object_location": _FILE, "image_small": _FILE, "image_thumb": _FILE, "filename": _FILE, "file": _FILE,
        "files": _FILE, "file url": _FILE, "creator": _OUT, "contributor": _OUT, "subject": _OUT, "format": _OUT,
        "language": _OUT, "relation": _OUT, "image_alt_text": _OUT, "object_transcript": _OUT, "display_template": _OUT,
        "tags": _OUT, "collection": _OUT, "item type": _OUT, "public": _OUT, "featured": _OUT, "extent": _OUT,
        "medium": _OUT, "audience": _OUT, "bibliographic citation": _OUT, "parentid": _OUT, "youtubeid": _OUT,
    }
)  # fmt: skip
_PREFIX: Final = re.compile(r"(?:dublin core|dcterms|dc)\s*[:.]\s*", re.IGNORECASE)
_MARK: Final = re.compile(r"\s*(?:@|[\[(]|[._-])\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[\])]?")
# Words of a column that mean one kind and no other.
_KINDS: Final = MappingProxyType(
    {
        "text": "document", "physical object": "object", "physicalobject": "object", "collection": "collection",
        "event": "event", "oral history": "oral-history", **{kind: kind for kind in FIXED["kind"]},
    }
)  # fmt: skip
_MOST_VALUES: Final = 60

INTRODUCTION = N_("Which column of the sheet answers which question. Read it, change it, and put answers for the dots.")
SHARING = N_("May everyone see this, copy it and use it in class, and is it yours to give? Only yes is taken in.")
DEFAULTS = N_("What holds where a row says nothing. “Not known” is an answer too.")
LEFT_OUT = N_("Columns from which nothing is taken. Positions on the earth never are.")
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was recognised: its name, what it is, and the language that its name carries."""

    name: str
    meaning: str
    lang: str


def recognise(table: Table, languages: tuple[str, ...]) -> tuple[Column, ...]:
    """Every named column, in the order of the sheet."""
    return tuple(_recognise(name, languages) for name in table.columns)


def _recognise(name: str, languages: tuple[str, ...]) -> Column:
    target = find_target(name)
    if target and (not target[1] or target[1] in languages):
        return Column(name, *target)
    if is_position(name):
        return Column(name, _OUT, "")
    bare, lang = _split_language(_PREFIX.sub("", name).strip(), languages)
    return Column(name, _MEANINGS.get(bare.lower(), _OUT), lang)


def _split_language(name: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """`title@hi`, `title (hi)`, `title_hi` and `title.hi`, for the languages of the archive and no others."""
    for match in reversed(list(_MARK.finditer(name))):
        lang = next((tag for tag in languages if tag.lower() == match[1].lower()), "")
        if lang and match.end() == len(name) and match.start():
            return name[: match.start()], lang
    return name, ""


def propose_mapping(table: Table, languages: tuple[str, ...], unmarked: str | None, say: Say) -> str:
    """The mapping as a file. `unmarked` is the language of columns whose name carries none. Raises Refusal."""
    # A term out of a list says more than free words about rights, so these come last.
    columns = tuple(sorted(recognise(table, languages), key=_is_free_words))
    if not any(column.meaning == "title" for column in columns):
        raise Refusal("mapping-missing")
    answers = _find_answers(columns, languages, unmarked, table)
    return "".join(f"{line}\n" for line in _iter_lines(table, columns, answers, say))


def _is_free_words(column: Column) -> bool:
    return column.meaning == "share" and _PREFIX.sub("", column.name).strip().lower() == "rights"


Answers = dict[str, list[str]]


def _find_answers(
    columns: tuple[Column, ...], languages: tuple[str, ...], unmarked: str | None, table: Table
) -> Answers:
    answers: Answers = {}
    for column in columns:
        if column.meaning in FIXED or column.meaning == DATE:
            # A second column of the kind says the same in other words.
            answers.setdefault(column.meaning, [column.name])
        elif column.meaning in WORDS:
            lang = column.lang or unmarked or (languages[0] if len(languages) == 1 else "")
            if not lang:
                place = table.header.number, table.columns[column.name]
                raise Refusal("language-open", *place, name=column.name, choices=", ".join(languages))
            answers.setdefault(f"{column.meaning}.{lang}", []).append(column.name)
    return answers


def _iter_lines(table: Table, columns: tuple[Column, ...], answers: Answers, say: Say) -> Iterator[str]:
    yield f"# {say(INTRODUCTION)}"
    yield f"format: {FORMAT}"
    if len(table.sheets) > 1:
        yield f"sheet: {quote(table.sheets[0])}"
    keys = [column.name for column in columns if column.meaning == _KEY]
    key = next((name for name in keys if _is_key(table, name)), None)
    if key:
        yield f"key: {quote(key)}"
    yield "answers:"
    for question, names in answers.items():
        yield f"  {question}: {quote(names[0]) if len(names) == 1 else _list(names)}"
    yield from _iter_values(table, answers, say)
    yield from _iter_defaults(table, answers, say)
    files = [column.name for column in columns if column.meaning == _FILE]
    if files:
        yield f"files: {_list(files)}"
    used = {key, *files, *(name for names in answers.values() for name in names)}
    spare = [column.name for column in columns if column.name not in used]
    if spare:
        yield f"# {say(LEFT_OUT)}"
        yield f"left_out: {_list(spare)}"


def _list(names: list[str]) -> str:
    return f"[{', '.join(map(quote, names))}]"


def _is_key(table: Table, name: str) -> bool:
    """Whether a column has something else in every row."""
    cells = [mend(row.cell(table.columns[name]))[0] for row in table.rows]
    return all(cells) and len(set(cells)) == len(cells)


def _iter_values(table: Table, answers: Answers, say: Say) -> Iterator[str]:
    """What words of the sheet mean; those that nobody could know are left to people."""
    asked = [question for question in ("share", "kind", "credit") if question in answers]
    groups = {question: _group_values(table, question, answers[question]) for question in asked}
    if not any(groups.values()):
        return
    yield "values:"
    for question, group in groups.items():
        if group and question == "share":
            yield f"  # {say(SHARING)}"
        if group:
            yield f"  {question}:"
        for answer, words in sorted(group.items()):
            yield f"    {quote(answer)}: {_list(words)}"


def _group_values(table: Table, question: str, names: list[str]) -> dict[str, list[str]]:
    numbers = [table.columns[clean_name(name)] for name in names]
    found = Counter(text for row in table.rows if (text := _first(row.cell(number) for number in numbers)))
    group: dict[str, list[str]] = {}
    for text, _ in found.most_common(_MOST_VALUES):
        known = _KINDS.get(text.casefold(), BLANK) if question == "kind" else BLANK
        if text not in FIXED[question]:
            group.setdefault(known, []).append(text)
    return group


def _first(cells: Iterator[str]) -> str:
    return next((text for cell in cells if (text := mend(cell)[0])), "")


def _iter_defaults(table: Table, answers: Answers, say: Say) -> Iterator[str]:
    """A line for each question that some row leaves open."""
    langs = sorted({lang for question in answers if (target := find_target(question)) and (lang := target[1])})
    open_ones = [
        name
        for name in ("share", "kind", "summary", "where", "when", "how_we_know", "kept_by", "credit")
        if not _is_answered(table, name, answers)
    ]
    if not open_ones:
        return
    yield f"# {say(DEFAULTS)}"
    yield "defaults:"
    for name in open_ones:
        if name == "share":
            yield f"  # {say(SHARING)}"
        if name == "credit":
            yield "  credit: none"
        elif name in FIXED:
            yield f"  {name}: {BLANK}"
        else:
            yield from (f"  {name}.{lang}: {BLANK}" for lang in langs)


def _is_answered(table: Table, name: str, answers: Answers) -> bool:
    """Whether every row has something in a column for the question."""
    columns = [
        table.columns[clean_name(column)]
        for question, names in answers.items()
        if (target := find_target(question)) and target[0] == name
        for column in names
    ]
    return bool(columns) and all(_first(row.cell(column) for column in columns) for row in table.rows)
