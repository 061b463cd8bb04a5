"""The Indium chapter of 2017 as a shuffled plain-text dump against the workbook that was published of it."""

import pytest

from pipeline.sources import read
from pipeline.tables import read_tables


def tables(path):
    return read_tables(read(path, path.read_bytes()))


@pytest.fixture(scope="module")
def dump(shared):
    (path,) = (shared / "seed").glob("*.txt")
    return tables(path)


@pytest.fixture(scope="module")
def workbook(shared):
    return tables(shared / "corpus" / "workbooks" / "myb1-2017-indiu.xls")


def facts(found):
    """All figures of the tables: where each stands, and what is said of it."""
    return {
        (o.table_number, o.row, o.column): (
            o.row_path,
            o.column_path,
            o.attributes,
            o.printed,
            o.number,
            o.value,
            o.unit,
            o.status,
            o.estimated,
            o.revised,
            o.mark_source,
            o.year,
            o.country,
            o.geo_level,
            o.measure,
            o.total_of,
            o.notes,
            o.significant_digits,
            o.lower,
            o.upper,
            o.series_id,
        )
        for o in found.observations
    }


def of_table(found, number):
    return [o for o in found.observations if o.table_number == number]


def test_every_figure_of_the_dump_is_there(dump):
    assert [len(of_table(dump, number)) for number in ("1", "2", "3")] == [64, 32, 45]
    assert dump.findings == []


def test_the_dump_says_what_the_workbook_says(dump, workbook):
    assert facts(dump) == facts(workbook)


def test_the_tables_are_described_alike(dump, workbook):
    def described(found):
        return [
            (
                t.table_number,
                t.title,
                t.kind,
                t.unit_note,
                t.data_through,
                t.rounding_digits,
                t.rounding_scope,
                t.n_rows,
                t.n_columns,
            )
            for t in found.table_rows
        ]

    assert described(dump) == described(workbook)
    assert [t.table_number for t in dump.table_rows] == ["1", "2", "3"]


def test_capacities_are_the_same(dump, workbook):
    def plants(found):
        return [(c.company, c.location, c.country, c.value, c.unit, c.value_status) for c in found.capacity]

    assert len(dump.capacity) == 32
    assert plants(dump) == plants(workbook)


def test_countries_without_trade_in_a_year(dump):
    zeros = {o.country for o in of_table(dump, "1") if o.status == "zero"}
    assert zeros == {"Estonia", "France", "Kazakhstan", "Netherlands", "Switzerland"}
    assert all(o.number == 0 for o in of_table(dump, "1") if o.status == "zero")


def test_a_reported_figure_is_exact_among_rounded_ones(dump):
    peru = {o.year: o for o in of_table(dump, "3") if o.country == "Peru"}
    assert (peru[2013].lower, peru[2013].number, peru[2013].upper) == (11079.5, 11080.0, 11080.5)
    assert (peru[2014].estimated, peru[2014].lower, peru[2014].upper) == (True, 13950.0, 14050.0)


def test_no_ditto_is_left(dump):
    dittos = [cell for cell in dump.cells if cell.kind == "ditto"]
    assert {cell.printed for cell in dittos} == {"Do.", "do."}
    assert not {cell.resolved for cell in dittos} & {"Do.", "do."}
    china = [c for c in dump.capacity if c.country == "China"]
    assert len(china) == 20
    assert {c.location for c in china if "Nanjing" in (c.company or "")} == {"Nanjing, Jiangsu"}


def test_what_is_not_available_is_no_zero(dump):
    missing = [o for o in of_table(dump, "2") if o.status == "not_available"]
    assert [(o.country, o.number, o.value) for o in missing] == [("Japan", None, None)] * 2


def test_estimates_by_title_row_and_cell(dump):
    assert {o.mark_source for o in of_table(dump, "2")} == {"title"}
    sources = {(o.country, o.year): o.mark_source for o in of_table(dump, "3") if o.estimated}
    assert {source for (country, _), source in sources.items() if country == "Russia"} == {"row"}
    assert sources["Canada", 2013] == "cell"
    assert ("Canada", 2017) not in sources
    assert {(o.country, o.year) for o in of_table(dump, "3") if o.revised} == {("China", 2013), (None, 2013)}


def test_rounding_of_each_table(dump):
    assert [(t.rounding_digits, t.rounding_scope) for t in dump.table_rows] == [
        (3, "all"),
        (2, "all"),
        (3, "totals_and_estimated"),
    ]


def test_units_of_each_table(dump):
    assert {o.unit for o in of_table(dump, "1")} == {"kg", "USD"}
    assert {(o.unit, o.value / o.number) for o in of_table(dump, "1") if o.number} == {("kg", 1.0), ("USD", 1000.0)}
    assert {o.unit for o in of_table(dump, "2")} == {"t"}
    assert {o.unit for o in of_table(dump, "3")} == {"kg"}
