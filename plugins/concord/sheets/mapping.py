"""The mapping beside a sheet: which column answers which question, in which language, and what holds for all rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from concord.model.archive import Sourced
from concord.model.entry import Kind, Share
from concord.model.fields import LANGUAGE_TAG, Model, Text
from concord.problems import N_, Location, Problem
from concord.sheets.table import Table, clean_name

SUFFIX: Final = ".map.yml"
BLANK: Final = "..."
FORMAT: Final = "concord-map/1"


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Columns = Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(min_length=1)]


class MapFile(Model):
    """`NAME.map.yml`: kept beside the sheet, never in the archive."""

    format: Literal["concord-map/1"]
    sheet: Text | None = Field(default=None, description="Which sheet of a workbook; the first without it.")
    separator: Literal[",", ";", "tab"] | None = Field(default=None, description="What stands between cells of CSV.")
    key: Text | None = Field(default=None, description="The column with the row's permanent key.")
    answers: dict[Text, Columns] = Field(description="Question, with its language, and the column that answers it.")
    defaults: dict[Text, Text] = Field(default_factory=dict, description="What holds where a row says nothing.")
    values: dict[Text, dict[Text, Columns]] = Field(
        default_factory=dict,
        description="For a question with fixed answers: the answer, and words of the column for it.",
    )
    files: tuple[Text, ...] = Field(default=(), description="Columns that name files to bring; nothing is fetched.")
    left_out: tuple[Text, ...] = Field(
        default=(), description="Columns that are not used, known to whoever decided it."
    )


# Questions with words in a language, where they stand in entry.yml; `text` is a file of its own.
WORDS: Final = {
    "title": ("title",),
    "summary": ("summary",),
    "where": ("where", "words"),
    "when": ("when", "words"),
    "how_we_know": ("how_we_know",),
    "kept_by": ("kept_by",),
    "credited_to": ("credited_to",),
    "text": ("text",),
}
FIXED: Final = {
    "share": tuple(str(one) for one in Share),
    "kind": tuple(str(one) for one in Kind),
    "credit": ("none", "handle", "organisation"),
}
DATE: Final = "when.edtf"
# Names under which sheets keep positions on the earth: these never come through, under no mapping.
_POSITIONS: Final = frozenset(
    {
        "lat", "latitude", "lon", "lng", "long", "longitude", "coordinates", "coords", "geolocation", "geo", "gps",
        "georeference", "point", "latlong", "lat/long", "wkt",
    }
)  # fmt: skip


def is_position(column: str) -> bool:
    """Whether a column holds positions, by its name."""
    name = clean_name(column).lower().rpartition(":")[2]
    return name.partition("@")[0].strip() in _POSITIONS


def find_target(question: str) -> tuple[str, str] | None:
    """(question, language) of a name such as `title.hi` or `where.words.hi`; no language for fixed answers."""
    if question in FIXED or question == DATE:
        return question, ""
    head, _, rest = question.partition(".")
    if head in ("where", "when"):
        rest = rest.removeprefix("words.")
    return (head, rest) if head in WORDS and LANGUAGE_TAG.fullmatch(rest) else None


def judge_mapping(map_: Sourced[MapFile], table: Table, languages: tuple[str, ...], path: str) -> Iterator[Problem]:
    """What keeps a mapping from being used with this sheet and this archive; `path` is the sheet's."""
    yield from _judge_questions(map_, languages)
    yield from _judge_answers(map_)
    yield from _judge_blanks(map_)
    yield from _judge_columns(map_, table, path)


def _judge_questions(map_: Sourced[MapFile], languages: tuple[str, ...]) -> Iterator[Problem]:
    """Questions that nobody asks, and languages that the archive does not have."""
    for group, asked in (("answers", map_.value.answers), ("defaults", map_.value.defaults)):
        for question in asked:
            place = map_.at_key(group, question)
            target = find_target(question)
            if target is None:
                yield _wrong(place, N_("there is no question “{name}”"), name=question)
            elif target[1] and target[1] not in languages:
                what = N_("“{name}” is no language of this archive; there are {choices}")
                yield _wrong(place, what, name=target[1], choices=", ".join(languages))


def _judge_answers(map_: Sourced[MapFile]) -> Iterator[Problem]:
    """Questions that have fixed answers, and only those."""
    value = map_.value
    for question, meanings in value.values.items():
        if question not in FIXED:
            yield _wrong(map_.at_key("values", question), N_("“{name}” has no fixed answers"), name=question)
        for answer in meanings if question in FIXED else ():
            if answer not in (*FIXED[question], BLANK):
                yield _wrong_answer(map_.at_key("values", question, answer), question, answer)
    for question in value.defaults:
        if question in FIXED and value.defaults[question] not in (*FIXED[question], BLANK):
            yield _wrong_answer(map_.at("defaults", question), question, value.defaults[question])


def _judge_blanks(map_: Sourced[MapFile]) -> Iterator[Problem]:
    """Three dots stand where only people can decide."""
    what = N_("three dots wait here for your answer")
    for question, text in map_.value.defaults.items():
        if text == BLANK:
            yield _wrong(map_.at("defaults", question), what)
    for question, meanings in map_.value.values.items():
        if BLANK in meanings:
            yield _wrong(map_.at_key("values", question, BLANK), what)


def _judge_columns(map_: Sourced[MapFile], table: Table, path: str) -> Iterator[Problem]:
    columns = table.columns
    used = set()
    for name, place in _iter_columns(map_):
        used.add(clean_name(name))
        if is_position(name):
            yield _wrong(place, N_("“{name}” holds positions, and these are never taken over"), name=name)
        elif clean_name(name) not in columns:
            yield Problem("column-missing", place, {"column": name})
    for number, name in table.find_repeated():
        if name in used:
            what = N_("two columns are called “{name}”")
            yield Problem("mapping-wrong", Location(path, table.header.number, number), {"what": what, "name": name})
    yield from _find_unused(map_.value, table, used, path)


def _find_unused(value: MapFile, table: Table, used: set[str], path: str) -> Iterator[Problem]:
    """Columns from which nothing comes: nothing is to vanish without a word."""
    left = used | {clean_name(name) for name in (*value.files, *value.left_out)}
    for name, number in table.columns.items():
        place = Location(path, table.header.number, number)
        if is_position(name):
            yield Problem("position-left-out", place, {"column": name})
        elif name not in left:
            yield Problem("column-unused", place, {"column": name})


def _iter_columns(map_: Sourced[MapFile]) -> Iterator[tuple[str, Location]]:
    value = map_.value
    if value.key:
        yield value.key, map_.at("key")
    for question, names in value.answers.items():
        for name in names:
            yield name, map_.at("answers", question)
    for index, name in enumerate(value.files):
        yield name, map_.at("files", index)


def _wrong_answer(place: Location, question: str, found: str) -> Problem:
    return Problem("value-unknown", place, {"found": found, "field": question, "choices": ", ".join(FIXED[question])})


def _wrong(place: Location, what: str, **values: str) -> Problem:
    return Problem("mapping-wrong", place, {"what": what, **values})
