import datetime as dt

import pytest

from pipeline.records import Document
from pipeline.tables import read_tables
from tests.tables.grids import INDIUM, LEGEND, grid, production, read, ruled

COVERAGE = (
    "^1Table includes data available through August 9, 2018. Data are rounded to no more than two significant digits, "
    "except prices."
)


def test_the_row_of_a_table():
    (row,) = read(
        production(
            ["Peru", "5", "6"],
            ["Total", "5", "6"],
            title="WORLD PRODUCTION^1",
            units="(Metric tons, gross weight)",
            notes=[COVERAGE],
        )
    ).table_rows
    assert (row.table_number, row.title, row.kind) == ("3", "WORLD PRODUCTION", "production")
    assert (row.unit_note, row.basis) == ("(Metric tons, gross weight)", "gross weight")
    assert (row.n_rows, row.n_columns, row.sheet, row.pages) == (2, 3, "T1", None)
    assert row.data_through == dt.date(2018, 8, 9)
    assert (row.rounding_digits, row.rounding_scope, row.rounding_except) == (2, "all", ["prices"])
    assert row.rounding_note == COVERAGE[2:]


def test_a_table_that_says_none_of_it():
    (row,) = read(production(["Peru", "5", "6"], units=None, notes=[])).table_rows
    assert (row.unit_note, row.basis, row.data_through) == (None, None, None)
    assert (row.rounding_digits, row.rounding_scope, row.rounding_except, row.rounding_note) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Table includes data available through May 2, 2018.", dt.date(2018, 5, 2)),
        ("Includes data available through December 31,2019.", dt.date(2019, 12, 31)),
        ("Table includes data available through February 30, 2018.", None),
        ("Table includes data available through Spring 2, 2018.", None),
    ],
)
def test_the_date_data_run_through(text, date):
    (row,) = read(production(["Peru", "5", "6"], notes=[f"^1{text}"])).table_rows
    assert row.data_through == date


def test_cells_have_head_label_and_resolved_text():
    cells = read(
        grid(
            ["TABLE 2"],
            ["CAPACITY"],
            [None, "Primary annual"],
            ruled(["Country^2", "capacity (kilograms)"]),
            ["Peru^3", "5^e"],
            ["Do.", "do."],
            page=2,
        )
    ).cells
    assert [(c.row, c.column, c.row_label, c.head, c.printed, c.marks, c.kind, c.resolved) for c in cells] == [
        (0, 0, "Peru", "Country", "Peru", ["3"], "words", "Peru"),
        (0, 1, "Peru", "Primary annual capacity (kilograms)", "5", ["e"], "figure", "5"),
        (1, 0, "Do.", "Country", "Do.", [], "ditto", "Peru"),
        (1, 1, "Do.", "Primary annual capacity (kilograms)", "do.", [], "ditto", "5"),
    ]
    assert [(c.sheet, c.cell) for c in cells] == [("T1", "A5"), ("T1", "B5"), ("T1", "A6"), ("T1", "B6")]


def test_the_head_of_a_unit_below_it_is_whole():
    cells = read(
        grid(["TABLE 1"], ["SALT"], ["Country", "Quantity"], ruled([None, "(kilograms)"]), ["Peru", "5"])
    ).cells
    assert cells[1].head == "Quantity (kilograms)"


def test_notes_are_published_with_their_table():
    notes = read(
        production(["Peru", "5", "6"], notes=[LEGEND, "^2Includes scrap.", "Source: U.S. Census Bureau."])
    ).notes
    assert [(n.table_number, n.marker, n.kind, n.text) for n in notes] == [
        ("3", "e", "legend", "Estimated."),
        ("3", "r", "legend", "Revised."),
        ("3", "--", "legend", "Zero."),
        ("3", "2", "footnote", "Includes scrap."),
        ("3", None, "source", "Source: U.S. Census Bureau."),
    ]


def test_every_observation_is_a_cell():
    found = read(production(["Peru", "5^r", "--"], ["Do.", "W", "<5"], ["Total", None, "6"]))
    cells = {(c.row, c.column): (c.printed, c.marks, c.cell) for c in found.cells}
    assert len(found.observations) == 5
    for o in found.observations:
        assert cells[o.row, o.column] == (o.printed, o.marks, o.cell)


def test_tables_of_a_document_in_order():
    grids = [production(["Peru", "5", "6"]), grid(["TABLE 4"], ["SALT"], ruled(["A", "B"]), ["x", "1"], sheet="T2")]
    found = read_tables(Document("workbook", INDIUM, grids=grids))
    assert [row.table_number for row in found.table_rows] == ["3", "4"]
    assert [o.table_number for o in found.observations] == ["3", "3", "4"]
    assert read_tables(Document("workbook", INDIUM)).table_rows == []
