"""Law: sheets, workbooks, packed drafts and mail, with any bytes put in any place, end in a located sentence."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from concord.intake.parcel import ParcelError, open_parcel
from concord.intake.picture import clean_picture
from concord.sheets.faults import Refusal
from concord.sheets.packed import MAGIC, open_packed
from concord.sheets.sheet import read_sheet
from sheets import HEADER, make_rows, write_csv, write_xlsx
from test_import_hostile import pack
from test_intake import DRAFT, MEDIA, TEXT, photograph

_NAMES = re.compile(r"(?:[^/]+|entry\.yml|[^/]+\.md|media/[^/]+)")


@cache
def make_specimens() -> tuple[bytes, ...]:
    """A sound file of each kind."""
    rows = [HEADER, *make_rows(3)]
    book = io.BytesIO()
    write_xlsx(book, rows)
    with TemporaryDirectory() as folder:
        sheet = write_csv(Path(folder) / "list.csv", rows).read_bytes()
    parcel = pack({"well/entry.yml": (DRAFT + MEDIA).encode(), "well/media/a.jpg": photograph()})
    lines = "".join(f"+{line}\n" for line in DRAFT.splitlines())
    head = "diff --git a/archive/entries/well/entry.yml b/archive/entries/well/entry.yml\nnew file mode 100644\n"
    mail = (
        f"From x\nFrom: a <a@b.example>\nSubject: x\n\n{TEXT}---\n\n{head}--- /dev/null\n"
        f"+++ b/archive/entries/well/entry.yml\n@@ -0,0 +1,{len(DRAFT.splitlines())} @@\n{lines}-- \n2.43\n"
    )
    return sheet, sheet.decode().encode("utf-16"), book.getvalue(), parcel, mail.encode(), photograph()


_POINTS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=6
)


@given(st.integers(0, 5), _POINTS)
def test_any_bytes_in_any_place_end_in_a_sentence(which: int, points: list[tuple[float, bytes, int]]) -> None:
    raw = make_specimens()[which]
    for share, new, gone in points:
        at = int(share * len(raw))
        raw = raw[:at] + new + raw[at + gone :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(raw)
        with suppress(Refusal):
            table = read_sheet(path)
            assert all(isinstance(cell, str) for row in table.rows for cell in row.cells)
        with suppress(ParcelError):
            for files in open_parcel(path).folders.values():
                assert all(_NAMES.fullmatch(name) for name in files)
        with suppress(ParcelError):
            assert b"Amina" not in clean_picture("a.jpg", raw, "a.jpg").raw
    if raw.startswith(MAGIC):
        with suppress(Refusal):
            open_packed(raw)
