import io

import pyarrow as pa
import pytest

from pipeline.layout import in_order
from pipeline.log import Log
from pipeline.records import CellRow, NoteRow, TableRow, YearbookError
from pipeline.run import Options, run
from pipeline.schema import to_arrow
from pipeline.show import show
from pipeline.show.draw import Style, draw
from pipeline.show.sheet import sheets
from tests.fakes import READERS, STAGES, chapter, observation, row_of

PIPE = Style(None)


def cell(
    row: int, column: int, printed: str, kind: str = "figure", marks: str = "", head: str | None = None
) -> CellRow:
    known = {"table_number": "4A", "row": row, "column": column, "head": head, "kind": kind}
    return row_of(CellRow, source_id="s", **known, printed=printed, marks=marks.split())


def figure(row: int, column: int, path: list[str], columns: list[str]):
    made = observation(row, "s", 2017, 1.0, column=column, table_number="4A", row_path=path, column_path=columns)
    made.source_id = made.doc_id = "s"
    return made


HEADS = {1: ["2016", "Quantity", "(kilograms)"], 2: ["2016", "Value"], 3: ["2017", "Quantity", "(kilograms)"]}
BODY = [
    ("Metal:", []),
    ("China", ["320,000 r 3", "1,500", "421,000 e"]),
    ("Korea, Republic of", ["-- ", "W", "(2) "]),
]


def tables(long: str = "China"):
    cells, figures = [], []
    for row, (label, values) in enumerate(BODY):
        stub = cell(row, 0, label.replace("China", long), "words", head="Country")
        stub.row_label = label
        cells.append(stub)
        for column, value in enumerate(values, 1):
            printed, *marks = value.split()
            cells.append(cell(row, column, printed, marks=" ".join(marks)))
            figures.append(figure(row, column, ["Metal", label], HEADS[column]))
    known = {"table_number": "4A", "title": "Imports of metal", "unit_note": "(Thousand tons)"}
    table = row_of(TableRow, source_id="s", **known, n_columns=4)
    notes = [
        NoteRow("s", "d", True, "4A", "r", "legend", "Revised."),
        NoteRow("s", "d", True, "4A", None, "source", "Source: X."),
    ]
    rows = {"tables": [table], "cells": cells, "observations": figures, "notes": notes}
    return {name: to_arrow(name, records) for name, records in rows.items()}


def lines(style: Style, **more: str) -> list[str]:
    (sheet,) = sheets(tables(**more))
    return list(draw(sheet, style))


def test_a_table_is_drawn_in_aligned_columns():
    rule = "─" * 53
    assert lines(PIPE) == [
        "Table 4A. Imports of metal",
        "(Thousand tons)",
        rule,
        "                             2016            2017",
        "                       Quantity            Quantity",
        "      Country         (kilograms)  Value  (kilograms)",
        rule,
        "Metal:",
        "  China                320,000ʳ˒³  1,500     421,000ᵉ",
        "  Korea, Republic of        --         W         (2)",
        rule,
        "ʳ Revised.",
        "Source: X.",
    ]


def test_long_words_are_broken_on_a_terminal_only():
    name = "China, including the Special Administrative Regions"
    assert any(line.startswith(f"  {name}  ") for line in lines(PIPE, long=name))
    broken = lines(Style(80), long=name)
    assert not any(name in line for line in broken)
    assert any(line == "   Administrative Regions" for line in broken)


def test_letters_a_terminal_lacks_are_not_used():
    text = "\n".join(lines(Style(80, raised=False)))
    assert "320,000^r,3" in text
    text.encode("ascii")


def test_wide_letters_take_two_columns():
    widths = {line.index("1,500") for line in lines(PIPE, long="中国") if "1,500" in line}
    narrow = {line.index("1,500") for line in lines(PIPE, long="abcd") if "1,500" in line}
    assert {place + 2 for place in widths} == narrow


def test_a_cell_in_parts_is_joined():
    wrapped = tables()
    more = cell(1, 0, "proper", "words", "4")
    more.part = 1
    wrapped["cells"] = in_order("cells", pa.concat_tables([wrapped["cells"], to_arrow("cells", [more])]))
    (sheet,) = sheets(wrapped)
    assert any(line.startswith("  China proper⁴  ") for line in draw(sheet, PIPE))


def test_a_table_without_figures_or_notes_is_drawn_too():
    bare = tables()
    bare |= {name: bare[name].slice(0, 0) for name in ("cells", "observations", "notes")}
    (sheet,) = sheets(bare)
    assert next(iter(draw(sheet, PIPE))) == "Table 4A. Imports of metal"


def test_control_characters_do_not_reach_the_terminal():
    assert "\x1b" not in "\n".join(lines(PIPE, long="\x1b[2J"))


def test_marks_are_raised_or_written_out():
    assert Style().marks(["r", "3"]) == "ʳ˒³"
    assert Style(raised=False).marks(["r", "3"]) == "^r,3"
    assert Style().marks(["*"]) == "^*"
    assert Style().marks([]) == ""


@pytest.mark.parametrize(("encoding", "raised"), [("utf-8", True), ("ascii", False), ("latin-1", False)])
def test_the_style_is_that_of_the_stream(encoding, raised):
    assert Style.of(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) == Style(None, raised)


@pytest.fixture
def out(tmp_path):
    chapter(tmp_path / "raw" / "a.txt", kind="text", rows=[["a", 2017, 1.0]])
    chapter(tmp_path / "raw" / "b.txt", kind="workbook", rows=[["a", 2017, 2.0]])
    run(Options((str(tmp_path / "raw"),), tmp_path / "out", 0), Log(io.StringIO()), STAGES)
    return tmp_path / "out"


def test_a_chapter_is_named_by_doc_id_source_id_path_or_file(out, tmp_path):
    preferred = list(show("myb1-2017-indium", None, out, PIPE))
    assert any("2.0ʳ" in line for line in preferred)
    source = next((out / "cells").rglob("*.parquet")).stem
    assert list(show(source, None, out, PIPE))
    assert list(show("b.txt", "1", out, PIPE)) == preferred
    assert list(show(str(tmp_path / "raw" / "b.txt"), None, out, PIPE)) == preferred


def test_a_file_that_is_not_published_is_read_on_the_spot(out, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.extract._readers", lambda: READERS)
    path = chapter(tmp_path / "c.txt", rows=[["a", 2017, 3.0]])
    assert any("3.0ʳ" in line for line in show(str(path), None, tmp_path / "nowhere", PIPE))
    with pytest.raises(YearbookError, match=r"d\.txt: encrypted"):
        list(show(str(chapter(tmp_path / "d.txt", **{"raise": "encrypted"})), None, out, PIPE))


@pytest.mark.parametrize(
    ("doc", "number", "line"),
    [
        ("myb1-1999-tin", None, "myb1-1999-tin: neither a file nor a doc_id or source_id published in"),
        ("myb1-2017-indium", "99", "myb1-2017-indium: has no table 99"),
    ],
)
def test_what_is_not_there_is_one_line(out, doc, number, line):
    with pytest.raises(YearbookError, match=line):
        list(show(doc, number, out, PIPE))
