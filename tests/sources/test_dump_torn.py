import pytest

from pipeline.records import GridCell, GridRow
from pipeline.sources.dump_torn import torn_rows


def row(*cells):
    return GridRow([GridCell(at, text) for at, text in enumerate(cells) if text])


@pytest.mark.parametrize(
    ("above", "doubted", "below"),
    [
        (row("Salts of acids, lead chromate,"), row("dichromate, other", "5", "6"), row("Peru", "1", "2")),
        (row("Exports:"), row("Sand, gravel,", "5", "6"), row("and stone")),
        (row("Exports:"), row("Peat metric tons", "5", "6"), row("Peru", "1", "2")),
        (row("Exports:"), row("7Dale, NY", "5", "6"), row("Peru", "1", "2")),
        (row("Exports:"), row("", "5", "6"), row("Peru", "1", "2")),
        (row("Exports:"), row("Chile", "5", ""), row("Peru", "1", "2")),
    ],
)
def test_rows_that_may_be_torn(above, doubted, below):
    assert list(torn_rows([above, doubted, below], 1)) == [doubted]


def test_rows_below_labels_of_groups_are_whole():
    rows = [
        row("Cerium oxides: 2846.10.0010"),
        row("Peru", "1", "2"),
        row("Total, metric tons", "3", "4"),
        row("Imports:"),
    ]
    assert list(torn_rows(rows, 1)) == []


def test_a_unit_belongs_into_its_column():
    rows = [row("Peat", "metric tons", "1"), row("Kyanite metric tons, crude", "", "2"), row("Lime", "do.", "3")]
    assert list(torn_rows(rows, 2)) == [rows[1]]
