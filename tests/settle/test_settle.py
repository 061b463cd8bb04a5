import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from pipeline.records import CapacityRow, DocumentRow, ObservationRow, TableRow
from pipeline.schema import SCHEMAS, to_arrow
from pipeline.settle import settle
from pipeline.settle.preferred import order_of_preference
from tests.fakes import observation, row_of


def document(source: str, doc: str, kind: str, release: str = "final") -> DocumentRow:
    return row_of(DocumentRow, source_id=source, doc_id=doc, release=release, source_kind=kind)


def table_row(source: str, date: dt.date | None) -> TableRow:
    return row_of(TableRow, source_id=source, data_through=date)


def fact(source: str, doc: str, series: str = "s", year: int | None = 2017, value: float | None = 1.0, **more: Any):
    row = observation(more.pop("row", 0), series, year, value, **more)
    row.source_id, row.doc_id = source, doc
    return row


def datasets(documents: list[DocumentRow], **rows: list[Any]) -> dict[str, pa.Table]:
    names = [name for name in SCHEMAS if name not in ("world_production", "revisions")]
    return {name: to_arrow(name, rows.get(name, [])) for name in names} | {
        "documents": to_arrow("documents", documents)
    }


def settled(documents: list[DocumentRow], held: set[str] | None = None, **rows: list[Any]) -> dict[str, pa.Table]:
    return settle(datasets(documents, **rows), held or set()).datasets


THREE = [document(kind, "myb1-2017-indium", kind) for kind in ("text", "workbook", "pdf")]


def preferred(tables: dict[str, pa.Table], dataset: str = "observations") -> list[str]:
    rows = tables[dataset].to_pylist()
    return [row["source_id"] for row in rows if row["preferred"]]


def test_workbook_before_pdf_before_text():
    rows = [fact(d.source_id, d.doc_id) for d in THREE]
    assert preferred(settled(THREE, observations=rows)) == ["workbook"]
    assert preferred(settled(THREE, observations=rows[::2])) == ["pdf"]
    assert preferred(settled(THREE, observations=rows[:1])) == ["text"]


def test_a_source_in_quarantine_is_never_preferred():
    rows = [fact(d.source_id, d.doc_id) for d in THREE]
    assert preferred(settled(THREE, {"workbook"}, observations=rows)) == ["pdf"]
    assert preferred(settled(THREE, {"workbook", "pdf", "text"}, observations=rows)) == []


def test_each_origin_of_capacity_is_preferred_apart():
    rows = [
        CapacityRow("workbook", "myb1-2017-indium", False, "table"),
        CapacityRow("pdf", "myb1-2017-indium", False, "table"),
        CapacityRow("pdf", "myb1-2017-indium", False, "prose"),
        CapacityRow("text", "myb1-2017-indium", False, "prose"),
    ]
    assert preferred(settled(THREE, capacity=rows), "capacity") == ["workbook", "pdf"]


def test_releases_then_dates_then_names_decide():
    documents = [
        document("e", "d", "pdf", "advance_tables"),
        document("d", "d", "pdf", "advance"),
        document("c", "d", "pdf"),
        document("b", "d", "pdf"),
        document("a", "d", "pdf"),
        document("f", "d", "workbook", "advance_tables"),
    ]
    dates = [
        table_row("b", dt.date(2018, 6, 12)),
        table_row("b", dt.date(2018, 1, 1)),
        table_row("c", dt.date(2018, 3, 1)),
    ]
    order = order_of_preference(to_arrow("documents", documents), to_arrow("tables", dates))
    assert sorted(order, key=order.__getitem__) == ["f", "b", "c", "a", "d", "e"]


def test_sources_of_no_known_chapter_stand_for_themselves():
    documents = [document("a", "myb1-0-unknown", "pdf"), document("b", "myb1-0-unknown", "text")]
    rows = [fact(d.source_id, d.doc_id) for d in documents]
    assert preferred(settled(documents, observations=rows)) == ["a", "b"]


EDITIONS = [document("old", "myb1-2017-indium", "text"), document("new", "myb1-2018-indium", "text")]


def in_editions(*rows: dict[str, Any]) -> dict[str, pa.Table]:
    docs = {"old": "myb1-2017-indium", "new": "myb1-2018-indium"}
    facts = [
        fact(row["source"], docs[row["source"]], **{k: v for k, v in row.items() if k != "source"}) for row in rows
    ]
    return settled(EDITIONS, observations=facts)


def latest(tables: dict[str, pa.Table]) -> list[bool]:
    return tables["observations"]["latest"].to_pylist()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, [False, True]),
        ({"series": "other"}, {}, [True, True]),
        ({"year": 2016}, {}, [True, True]),
        ({"period": "quarter"}, {}, [True, True]),
        ({"year": None}, {"year": None}, [False, True]),
        ({"year": None, "period": "quarter"}, {"year": None, "period": "month"}, [False, True]),
        ({"year": None}, {"year": 2017}, [True, True]),
        ({"series": ""}, {"series": ""}, [True, True]),
    ],
)
def test_latest(old, new, expected):
    assert latest(in_editions({"source": "old", **old}, {"source": "new", **new})) == expected


def test_what_is_not_preferred_neither_is_nor_makes_latest():
    documents = [*EDITIONS, document("newbook", "myb1-2018-indium", "workbook")]
    rows = [
        fact("old", "myb1-2017-indium"),
        fact("new", "myb1-2018-indium"),
        fact("newbook", "myb1-2018-indium", series="z"),
    ]
    assert latest(settled(documents, observations=rows)) == [True, False, True]


def test_two_rows_of_the_latest_edition_are_both_latest():
    assert latest(in_editions({"source": "new"}, {"source": "new", "row": 1})) == [True, True]


def test_nothing_settles_to_nothing():
    tables = settled([])
    assert set(tables) == set(SCHEMAS)
    assert all(len(table) == 0 for table in tables.values())


def rows_of(tables: dict[str, pa.Table], dataset: str, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(tables[dataset][name].to_pylist() for name in columns), strict=True))


def test_revisions_pair_each_edition_with_the_one_before():
    tables = in_editions(
        {"source": "new", "value": 421.0},
        {"source": "old", "value": 320.0},
        {"source": "old", "series": "same", "value": 0.1 + 0.2},
        {"source": "new", "series": "same", "value": 0.3},
        {"source": "old", "series": "withheld", "value": None},
        {"source": "new", "series": "withheld", "value": None, "revised": False},
        {"source": "old", "series": "given", "value": None},
        {"source": "new", "series": "given", "value": 5.0},
        {"source": "old", "series": "alone"},
        {"source": "old", "series": "undated", "year": None},
        {"source": "new", "series": "undated", "year": None},
    )
    columns = ("series_id", "edition_old", "edition_new", "value_old", "value_new", "marked", "changed")
    assert sorted(rows_of(tables, "revisions", *columns)) == [
        ("given", 2017, 2018, None, 5.0, True, True),
        ("s", 2017, 2018, 320.0, 421.0, True, True),
        ("same", 2017, 2018, 0.1 + 0.2, 0.3, True, False),
        ("withheld", 2017, 2018, None, None, False, False),
    ]


def test_a_series_that_stands_twice_in_an_edition_names_no_fact_there():
    tables = in_editions(
        {"source": "old", "value": 1.0},
        {"source": "old", "value": 2.0, "row": 1},
        {"source": "new", "value": 1.0},
        {"source": "old", "series": "repeated", "value": 3.0},
        {"source": "old", "series": "repeated", "value": 3.0, "row": 1},
        {"source": "new", "series": "repeated", "value": 4.0},
    )
    assert rows_of(tables, "revisions", "series_id", "value_old", "value_new") == [("repeated", 3.0, 4.0)]


def test_revisions_are_published_with_the_newer_source():
    data = datasets(EDITIONS, observations=[fact("old", "myb1-2017-indium"), fact("new", "myb1-2018-indium")])
    assert settle(data, set()).owners["revisions"].to_pylist() == ["new"]


def world(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    facts = [fact("a", "myb1-2017-indium", row=place, **row) for place, row in enumerate(rows)]
    tables = settled([document("a", "myb1-2017-indium", "text")], observations=facts)
    return rows_of(tables, "world_production", "country", "geo_level", "value")


def test_world_production_has_countries_and_the_world():
    total = {"country": None, "geo_level": "world", "value": 3.0}
    assert world({}, {"value": 2.0}, total) == [
        ("China", "country", 1.0),
        ("Japan", "country", 2.0),
        (None, "world", 3.0),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"measure": "capacity"},
        {"measure": None},
        {"table_kind": "salient"},
        {"geo_level": "us_state"},
        {"country": None},
        {"period": "quarter"},
        {"total_of": "memo"},
    ],
)
def test_what_is_no_countrys_production_in_a_year_is_left_out(more):
    assert len(world({}, {}, more)) == 2


@pytest.mark.parametrize(
    ("path", "more", "product"),
    [
        (["China"], {}, "ferroalloys"),
        (["China", "Ferromanganese", "Blast furnace"], {}, "ferroalloys: Ferromanganese, Blast furnace"),
        (["Gemstones", "China"], {}, "ferroalloys: Gemstones"),
        (["Asia", "China"], {}, "ferroalloys"),
        (["China", "Total"], {}, "ferroalloys"),
        (["China", "Primary", "Total, primary"], {"stage": "primary"}, "ferroalloys"),
        (["China", "Gross weight"], {"basis": "gross weight"}, "ferroalloys"),
        (["China, unspecified"], {}, "ferroalloys: unspecified"),
        (["China", "Sand"], {"product": None}, "Sand"),
        (["China"], {"product": None}, None),
    ],
)
def test_the_product_is_narrowed_by_the_stub(path, more, product):
    row = {"row_path": path, "product": "ferroalloys", **more}
    facts = [fact("a", "myb1-2017-indium", row=place, **row) for place in (0, 1)]
    tables = settled([document("a", "myb1-2017-indium", "text")], observations=facts)
    assert rows_of(tables, "world_production", "product") == [(product,)] * 2


def test_a_domestic_table_is_no_world_table():
    assert world({"country": "United States"}, {"country": "United States"}) == []


def test_rows_that_are_not_preferred_are_left_out_of_world_production():
    rows = [fact(d.source_id, d.doc_id, row=row) for d in THREE for row in (0, 1)]
    tables = settled(THREE, observations=rows)
    assert set(tables["world_production"]["source_id"].to_pylist()) == {"workbook"}


PAIR = [document("book", "myb1-2017-indium", "workbook"), document("text", "myb1-2017-indium", "text")]


def disagreements(book: list[dict[str, Any]], text: list[dict[str, Any]], held: str = "") -> list[dict[str, Any]]:
    rows = [fact("book", "myb1-2017-indium", row=place, **more) for place, more in enumerate(book)]
    rows += [fact("text", "myb1-2017-indium", row=place, **more) for place, more in enumerate(text)]
    return settled(PAIR, set(held.split()), observations=rows)["findings"].to_pylist()


def test_forms_that_agree_give_no_finding():
    assert disagreements([{}, {"series": "b"}], [{}, {"series": "b"}]) == []


def test_forms_that_differ_are_told_where():
    (found,) = disagreements([{}, {"series": "b"}], [{"series": "b", "printed": "9", "estimated": True}, {}])
    assert (found["rule"], found["severity"], found["source_id"]) == ("forms_disagree", "warning", "text")
    assert (found["table_number"], found["row"], found["column"]) == ("1", 0, 1)
    assert (found["expected"], found["observed"]) == ("1.0 (revised)", "9 (estimated, revised)")


def test_a_difference_in_a_flag_alone_is_told():
    (found,) = disagreements([{}], [{"revised": False}])
    assert (found["expected"], found["observed"]) == ("1.0 (revised)", "1.0")


def test_what_only_one_form_has_is_counted_by_table():
    found = disagreements(
        [{}, {"series": "b"}], [{}, {"series": "c"}, {"series": "d"}, {"series": "e", "table_number": "2"}]
    )
    rows = [(row["rule"], row["table_number"], row["message"].split()[0]) for row in found]
    assert rows == [("form_lacks", "1", "1"), ("form_adds", "1", "2"), ("form_adds", "2", "1")]


def test_many_differences_are_counted():
    book = [{"series": str(place)} for place in range(40)]
    found = disagreements(book, [{**row, "printed": "9"} for row in book])
    assert len(found) == 26
    assert found[-1]["message"].startswith("15 more figures")


def test_a_figure_in_another_scale_is_told():
    (found,) = disagreements([{"number": 1.0}], [{"number": 1.0, "value": 1000.0}])
    assert (found["expected"], found["observed"]) == ("1.0 (revised)", "1000.0 (1,000 t, revised)")


def test_a_series_that_stands_twice_is_compared_in_order():
    (found,) = disagreements([{"printed": "8"}, {"printed": "9"}], [{"printed": "8"}, {"printed": "7"}])
    assert (found["rule"], found["row"], found["expected"]) == ("forms_disagree", 1, "9 (revised)")
    found = disagreements([{"printed": "8"}, {"printed": "9"}], [{"printed": "8"}])
    assert [row["rule"] for row in found] == ["form_lacks"]


def group(series: str, printed: str, value: float, row_label: str = "Plate") -> dict[str, Any]:
    return {"series": series, "printed": printed, "value": value, "row_label": row_label}


def test_figures_of_rows_of_the_same_name_under_other_groups_are_told_once_a_table():
    book = [group("mills", "8", 8.0), group("shops", "9", 9.0)]
    (found,) = disagreements(book, [group("shops", "8", 8.0), group("mills", "9", 9.0)])
    assert (found["rule"], found["severity"], found["table_number"]) == ("forms_place_apart", "warning", "1")
    assert found["message"].startswith("2 figures stand in rows of the same names")
    assert "“Plate”" in found["message"]


@pytest.mark.parametrize("other", [{"row_label": "Rails"}, {"value": 8000.0}, {"estimated": True}, {"printed": "7"}])
def test_figures_of_other_rows_scales_or_flags_differ(other):
    book = [group("mills", "8", 8.0), group("shops", "9", 9.0)]
    found = disagreements(book, [{**group("shops", "8", 8.0), **other}, group("mills", "9", 9.0)])
    assert {row["rule"] for row in found} == {"forms_disagree"}


def test_what_is_held_back_is_not_compared():
    assert disagreements([{}], [{"printed": "8"}], held="text") == []
    assert disagreements([{}], [{"printed": "8"}], held="book") == []


def test_the_extracts_themselves_stay_as_they_are():
    data = datasets(THREE, observations=[fact("pdf", "myb1-2017-indium")])
    settle(data, set())
    assert data["observations"]["preferred"].to_pylist() == [False]
    assert isinstance(fact("a", "b"), ObservationRow)
