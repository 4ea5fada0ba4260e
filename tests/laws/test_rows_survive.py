"""Law: what stands in a row reads back from its draft letter by letter, or the row is refused."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from concord.model.entry import EntryFile
from concord.problems import Problem
from concord.read.faults import Faults
from concord.read.model_values import read_model
from concord.read.texts import read_markdown
from concord.sheets.csv_table import read_csv
from concord.sheets.draft import Drafting, mend
from concord.sheets.mapping import MapFile
from concord.sheets.table import Row, Table
from concord.sheets.yaml_text import write_answers
from laws.strategies import prose
from sheets import write_csv

# Whatever can be typed or pasted into a cell, with what hurts most a little more often.
_SHARP = st.sampled_from(
    ["|-", "- ", ": ", " #", "'", '"', "\\", "---", "...", "%", "null", "~", "yes", "*a", "&a", "!!x", "{", "[", "\n",
     "\n\n", "\r\n", "\t", " ", "  ", "\u00a0", "\u200c", "\u200d", "\u200e", "\u202e", "\u2066", "\u2028", "\u0085",
     "\ufeff", "\0", "\x07", "e\u0301", "\u0958", "ﷺ", "=cmd|'/c calc'!A1", "<b>", "क्‍", "ی", "ي"]
)  # fmt: skip
anything = st.lists(st.one_of(prose, _SHARP, st.text(max_size=6)), min_size=1, max_size=8).map("".join)
_MAP = MapFile.model_validate(
    {
        "format": "concord-map/1",
        "key": "key",
        "answers": {"title.en": "title", "summary.hi": "summary", "where.en": "where", "text.ur": "text"},
        "defaults": {
            "share": "yes", "kind": "place", "when.en": "not known", "how_we_know.en": "x", "kept_by.en": "x",
            "credit": "none",
        },
    }
)  # fmt: skip


@given(anything, anything, anything, anything)
def test_words_of_a_row_read_back_or_are_refused(title: str, summary: str, where: str, text: str) -> None:
    cells = ("k", title, summary, where, text)
    table = Table(Row(1, ("key", "title", "summary", "where", "text")), (Row(2, cells),))
    problems: list[Problem] = []
    draft = Drafting(table, _MAP, "list.csv").build(table.rows[0], problems)
    if draft is None:
        assert {problem.rule for problem in problems} & {"answer-open"}
        return
    faults = Faults("entry.yml")
    file = read_model(draft.files["entry.yml"], EntryFile, faults)
    if refused := [
        problem for problem in faults.problems() if problem.rule not in ("character-invisible", "direction-mark")
    ]:
        assert {draft.find_column("entry.yml", problem.location.line) for problem in refused} <= {2, 3, 4}
        return
    assert file
    assert file.value.title == {"en": mend(title)[0]}
    assert file.value.summary == {"hi": mend(summary)[0]}
    assert file.value.where
    assert file.value.where.words == {"en": mend(where)[0]}
    if "text.ur.md" in draft.files:
        faults = Faults("text.ur.md")
        read = read_markdown(draft.files["text.ur.md"], faults)
        assert faults.problems() or (read and read.text == f"{mend(text)[0]}\n")


@given(prose, st.lists(prose, min_size=1, max_size=3))
def test_lawful_words_are_never_refused(title: str, lines: list[str]) -> None:
    words = "\n".join(lines)
    raw, begins = write_answers({"title": {"en": title}, "kind": "place", "summary": {"hi": words.strip()}})
    faults = Faults("entry.yml")
    file = read_model(raw.encode(), EntryFile, faults)
    assert file, faults.problems()
    assert (file.value.title["en"], file.value.summary["hi"]) == (title, words.strip())
    assert raw.split("\n")[begins["kind",] - 1] == "kind: place"


@given(st.lists(st.lists(prose, min_size=2, max_size=4), min_size=1, max_size=4))
def test_csv_reads_back(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        raw = write_csv(Path(folder) / "list.csv", [["a", "b", "c", "d"], *rows]).read_bytes()
    table = read_csv(raw)
    assert [list(row.cells) for row in table.rows] == rows
