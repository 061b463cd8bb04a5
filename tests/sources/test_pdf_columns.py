"""Columns from the edges of their cells."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.pdf_columns import find_columns, place
from pipeline.sources.pdf_lines import chunks_of, lines_of
from tests.sources.pdf_runs import cells


def chunks(*texts):
    (line,) = lines_of(cells(100, *texts))
    return chunks_of(line)


def texts_of(columns):
    return [sorted({chunk.text for chunk in column.chunks}) for column in columns]


def test_figures_share_a_right_edge_and_words_a_left_one():
    table = [
        chunks((50, "Chile"), (150, "Codelco"), ("1,200", 300), ("7", 350)),
        chunks((50, "Peru"), (150, "Antamina and others"), ("--", 300), ("1,100,000", 350)),
    ]
    assert texts_of(find_columns(table)) == [
        ["Chile", "Peru"],
        ["Antamina and others", "Codelco"],
        ["--", "1,200"],
        ["1,100,000", "7"],
    ]


def test_a_column_that_few_rows_fill_is_one():
    table = [chunks((50, "Chile"), ("1,200", 300))] * 8 + [chunks((50, "Price"), (200, "do."), ("3.5", 300))]
    assert texts_of(find_columns(table)) == [["Chile", "Price"], ["do."], ["1,200", "3.5"]]


def test_a_long_stub_does_not_swallow_the_column_it_reaches_into():
    long = "London Metal Exchange Ltd., U.S. warehouse"
    table = [
        chunks((50, "Chile"), ("do.", 180), ("12", 300)),
        chunks((50, "Peru"), ("gross weight", 180), ("7", 300)),
        chunks((50, long), ("9", 300)),
    ]
    assert texts_of(find_columns(table)) == [["Chile", long, "Peru"], ["do.", "gross weight"], ["12", "7", "9"]]


def test_two_cells_of_a_row_never_go_to_one_column():
    columns = find_columns([chunks((50, "Chile"), ("1,200", 300))] * 3)
    near = chunks(("1,200", 300), ("5", 312))
    assert place(near, columns)[1] is None


@given(st.lists(st.lists(st.integers(1, 10**7), min_size=4, max_size=4), min_size=2, max_size=12))
def test_any_figures_stand_in_their_columns(figures):
    table = [chunks((50, "Name"), *((f"{n:,}", 200 + 80 * at) for at, n in enumerate(row))) for row in figures]
    columns = find_columns(table)
    assert len(columns) == 5
    for row in table:
        assert [columns.index(column) for column in place(row, columns)] == [0, 1, 2, 3, 4]
