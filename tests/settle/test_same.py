from pipeline.records import CapacityRow
from pipeline.schema import to_arrow
from pipeline.settle.same import link

PLANT = {"company": "Halite Co.", "country": "Peru", "unit": "t/yr"}


def said(value, **more):
    known = {**PLANT, "location": "Lima", "value": value, "paragraph": 3, "start": 40, **more}
    return CapacityRow("pdf", "d", True, "prose", **known)


def printed(value, row=0, **more):
    known = {**PLANT, "location": "Lima", "value": value, "table_number": "2", "row": row, "column": 1, **more}
    return CapacityRow("book", "d", True, "table", **known)


def linked(*rows):
    table, findings = link(to_arrow("capacity", rows))
    return table["same_as"].to_pylist(), findings


def test_the_same_capacity_is_linked_both_ways():
    same, findings = linked(said(75.0, company="Halite Company"), printed(75.0), printed(30.0, 1, location="Ica"))
    assert same == ["table 2, row 0, column 1", "paragraph 3, at 40", None]
    assert findings == []


def test_the_prose_may_round_and_give_a_range():
    assert linked(said(2.3e6), printed(2.26e6))[0][0] is not None
    assert linked(said(5.0, value_high=9.0), printed(8.0))[0][0] is not None


def test_a_capacity_that_differs_is_a_finding_at_the_tables_row():
    same, (finding,) = linked(said(260.0), printed(160.0, 7))
    assert same == [None, None]
    assert (finding.rule, finding.source_id, finding.table_number, finding.row) == (
        "prose_disagrees_with_table", "book", "2", 7,
    )  # fmt: skip
    assert (finding.expected, finding.observed) == ("160 t/yr", "260 t/yr")
    assert "paragraph 3, at 40" in finding.message


def test_what_cannot_be_compared_is_neither():
    for other in (
        printed(9.0, location="Ica"),
        printed(9.0, company="Sylvite Co."),
        printed(9.0, unit="kg/yr"),
        printed(9.0, product="secondary salt"),
    ):
        assert linked(said(5.0, product="primary salt"), other) == ([None, None], [])
    assert linked(said(5.0, product="caustic soda"), printed(9.0, product="brine")) == ([None, None], [])


def test_several_capacities_of_a_plant_may_be_of_its_parts():
    assert linked(said(5.0), said(6.0), printed(11.0))[1] == []
    assert linked(said(5.0), printed(9.0), printed(8.0, 1))[1] == []
    assert linked(said(11.0), said(6.0), printed(11.0))[1] == []


def test_the_figure_of_the_latest_year_counts():
    same, findings = linked(said(9.0), printed(8.0, year=2016), printed(9.0, 1, year=2017))
    assert same == ["table 2, row 1, column 1", None, "paragraph 3, at 40"]
    assert findings == []


def test_plans_and_changes_are_not_compared_with_what_stands():
    assert linked(said(9.0, status="planned"), printed(8.0))[1] == []
    assert linked(said(9.0, kind="change"), printed(9.0))[0] == [None, None]
