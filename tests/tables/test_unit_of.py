from dataclasses import replace

import pytest

from tests.tables.grids import cells_of, grid, observed, only, over, production, ruled


def unit(o):
    return o.value, o.unit


def salient(*rows, units="(Metric tons unless otherwise specified)", heads=("", "2016", "2017")):
    return grid(["TABLE 1"], ["SALIENT COBALT STATISTICS"], [units] if units else [], ruled([None, *heads[1:]]), *rows)


@pytest.mark.parametrize(
    ("note", "printed", "value", "code"),
    [
        ("(Kilograms)", "320,000", 320000.0, "kg"),
        ("(Thousand metric tons)", "12.5", 12500.0, "t"),
        ("(Million cubic meters)", "3", 3e6, "m3"),
        ("(Thousand short tons unless otherwise specified)", "7", 7000.0, "st"),
        ("(Metric tons, gross weight, unless otherwise specified)", "7", 7.0, "t"),
    ],
)
def test_the_line_under_the_title(note, printed, value, code):
    assert unit(only(production(["Peru", None, printed], units=note))) == (value, code)


def test_nothing_states_a_unit():
    o = only(production(["Peru", None, "7"], units=None))
    assert (o.number, o.value, o.unit, o.value_si) == (7.0, 7.0, None, None)


def test_a_stub_says_more_than_the_line_under_the_title():
    found = cells_of(
        salient(
            ["Production", "5", "6"],
            ["Price, dollars per pound", "12.89", "26.97"],
            ["Price, cents per pound", "40", "50"],
            ["Net import reliance, percent", "68", "72"],
            ["Value, thousand dollars", "3", "4"],
        )
    )
    assert unit(found["Production", "2017"]) == (6.0, "t")
    assert unit(found["Price, dollars per pound", "2017"]) == (26.97, "USD/lb")
    assert unit(found["Price, cents per pound", "2017"]) == (0.5, "USD/lb")
    assert unit(found["Net import reliance, percent", "2017"]) == (72.0, "%")
    assert unit(found["Value, thousand dollars", "2017"]) == (4000.0, "USD")


def test_a_unit_in_the_parentheses_of_stub_and_group():
    found = cells_of(salient(["Imports (kilograms):"], ["  Metal", "5", "6"], ["Exports (thousand pounds)", "7", "8"]))
    assert unit(found["Metal", "2017"]) == (6.0, "kg")
    assert unit(found["Exports (thousand pounds)", "2017"]) == (8000.0, "lb")


def test_heads_say_quantity_and_value():
    found = cells_of(
        grid(
            ["TABLE 1"],
            ["U.S. IMPORTS FOR CONSUMPTION OF INDIUM, BY COUNTRY"],
            [None, over("2017", 2), None],
            [None, "Quantity", "Value"],
            ruled(["Country", "(kilograms)", "(thousands)"]),
            ["Belgium", "4,370", "$845"],
            ["Canada", "23,100", "4,680"],
            ["Total", "27,500", "5,520"],
        )
    )
    assert unit(found["Belgium", "(kilograms)"]) == (4370.0, "kg")
    assert unit(found["Belgium", "(thousands)"]) == (845000.0, "USD")
    assert unit(found["Canada", "(thousands)"]) == (4.68e6, "USD")
    assert unit(found["Total", "(thousands)"]) == (5.52e6, "USD")


def test_a_dollar_sign_on_the_first_figure_holds_for_its_column():
    found = cells_of(
        grid(
            ["TABLE 4"],
            ["SALT SOLD OR USED"],
            ["(Thousand metric tons and thousand dollars)"],
            ruled(["Kind", "Amount", "Worth"]),
            ["Rock", "5", "$6"],
            ["Solar", "7", "8"],
            ["Brine", "9", "W"],
        )
    )
    assert unit(found["Solar", "Amount"]) == (7000.0, "t")
    assert unit(found["Solar", "Worth"]) == (8000.0, "USD")
    assert unit(found["Brine", "Worth"]) == (None, "USD")


def test_a_dollar_sign_on_the_first_figure_holds_for_its_row():
    found = cells_of(salient(["Worth", "$3", "4"], ["Output", "5", "6"], units="(Metric tons and thousand dollars)"))
    assert unit(found["Worth", "2017"]) == (4000.0, "USD")
    assert unit(found["Output", "2017"]) == (6.0, "t")


def test_dollars_where_no_unit_is_stated():
    found = cells_of(
        grid(["TABLE 4"], ["SALT SOLD"], ruled(["Kind", "Tons", "Value"]), ["Rock", "5", "$6"], ["Solar", "7", "8"])
    )
    assert unit(found["Solar", "Value"]) == (8.0, "USD")


def test_a_unit_column_with_dittos_and_blanks():
    found = cells_of(
        grid(
            ["TABLE 1"],
            ["SALIENT STATISTICS"],
            ["(Metric tons)"],
            ruled([None, "Unit", "2016", "2017"]),
            ["Production", "thousand metric tons", "1", "2"],
            ["Exports", "do.", "3", "4"],
            ["Imports", None, "5", "6"],
            ["Stocks", "do.", "7", "8"],
            ["Price", "dollars per pound", "9", "10"],
        )
    )
    assert unit(found["Production", "2017"]) == (2000.0, "t")
    assert unit(found["Exports", "2017"]) == (4000.0, "t")
    assert unit(found["Imports", "2017"]) == (6.0, "t")
    assert unit(found["Stocks", "2017"]) == (8000.0, "t")
    assert unit(found["Price", "2017"]) == (10.0, "USD/lb")
    assert found["Exports", "2017"].attributes == [("Unit", "thousand metric tons")]
    assert ("Exports", "Unit") not in found


def test_a_value_is_never_in_tons():
    found = cells_of(salient(["Imports, value", "5", "6"], units="(Metric tons)"))
    assert unit(found["Imports, value", "2017"]) == (6.0, None)


def test_a_price_is_never_in_tons():
    found = cells_of(salient(["Price", "5", "6"], units="(Metric tons)"))
    assert unit(found["Price", "2017"]) == (6.0, None)


def test_a_unit_value_is_not_in_the_thousands_of_dollars_of_the_values():
    found = cells_of(
        grid(
            ["TABLE 5"],
            ["CRUSHED STONE SOLD OR USED IN 2016, BY USE"],
            ["(Thousand metric tons and thousand dollars)"],
            ruled(["Use", "Quantity", "Value", "Unit value"]),
            ["Riprap", "10", "139", "13.93"],
        )
    )
    assert unit(found["Riprap", "Value"]) == (139000.0, "USD")
    assert unit(found["Riprap", "Unit value"]) == (13.93, None)


def test_shares_in_a_column_of_their_own():
    found = cells_of(
        grid(
            ["TABLE 2"],
            ["USES OF TIN"],
            ["(Metric tons)"],
            ruled(["Use", "Quantity", "Percent of total"]),
            ["Solder", "5", "40"],
        )
    )
    assert unit(found["Solder", "Percent of total"]) == (40.0, "%")
    assert unit(found["Solder", "Quantity"]) == (5.0, "t")


def test_numbers_of_operations_are_counts():
    found = cells_of(
        grid(
            ["TABLE 2"],
            ["SALT"],
            ["(Thousand metric tons)"],
            ruled(["State", "Quantity", "Number of operations"]),
            ["Ohio", "5", "4"],
        )
    )
    assert found["Ohio", "Number of operations"].value == 4.0
    assert found["Ohio", "Number of operations"].unit in ("count", None)
    assert unit(found["Ohio", "Quantity"]) == (5000.0, "t")


def test_a_unit_in_the_title():
    o = only(production(["Peru", None, "5"], title="WORLD PRODUCTION OF TIN (METRIC TONS)", units=None))
    assert unit(o) == (5.0, "t")


def test_conversion_to_si_and_scale_of_bounds():
    found = observed(
        production(
            ["Peru", "5", "1.0–1.3"],
            ["Chile", "<2", "(2)"],
            units="(Thousand short tons)",
            notes=["^2Less than ½ unit."],
        )
    )
    first, span, bound, small = found
    assert (first.value_si, first.unit_si) == (pytest.approx(4535.9237), "t")
    assert (span.value_low, span.value_high, span.unit) == (1000.0, 1300.0, "st")
    assert (bound.value_low, bound.value_high) == (None, 2000.0)
    assert (small.value, small.upper, small.unit) == (None, 500.0, "st")


@pytest.mark.parametrize(
    ("units", "rows", "basis"),
    [
        ("(Metric tons, gross weight)", ["Peru", None, "5"], "gross weight"),
        ("(Metric tons, cobalt content)", ["Peru", None, "5"], "cobalt content"),
        ("(Metric tons of rare-earth-oxide equivalent)", ["Peru", None, "5"], "REO"),
        ("(Metric tons)", ["Peru", None, "5"], None),
    ],
)
def test_basis_from_the_narrowest_words(units, rows, basis):
    assert only(production(rows, units=units)).basis == basis


def test_money_and_shares_have_no_basis():
    found = cells_of(
        salient(
            ["Value", "$5", "6"],
            ["Recycling, percent", "5", "6"],
            units="(Metric tons, cobalt content, and thousand dollars)",
        )
    )
    assert found["Value", "2017"].basis is None
    assert found["Recycling, percent", "2017"].basis is None


def test_a_stub_s_content_counts_before_the_unit_line_s_gross_weight():
    o = only(production(["Ore, cobalt content", None, "7"], units="(Metric tons, gross weight)"))
    assert (o.unit, o.basis) == ("t", "cobalt content")


def doubtful(*columns, units="(Kilograms)", row=("Peru", "7", "8"), heads=("Country", "Quantity", "Value")):
    """A table of imports; the heads over ``columns`` stand there by guesswork."""
    head = ruled(heads)
    head.cells = [replace(cell, confidence=0.3 if cell.column in columns else 1.0) for cell in head.cells]
    title = "U.S. IMPORTS FOR CONSUMPTION OF INDIUM, BY COUNTRY"
    return cells_of(grid(["TABLE 1"], [title], [units], head, list(row)))


def test_a_head_told_apart_by_guesswork_states_no_unit_and_no_measure():
    found = doubtful(2)
    sure, unsure = found["Peru", "Quantity"], found["Peru", "Value"]
    assert (*unit(sure), sure.measure) == (7.0, "kg", "imports")
    assert (*unit(unsure), unsure.measure) == (8.0, None, None)
    assert (unsure.basis, unsure.value_si) == (None, None)


def test_under_a_doubtful_head_the_row_still_states_its_unit():
    found = doubtful(1, 2, row=("Price, dollars per pound", "7", "8"))
    assert unit(found["Price, dollars per pound", "Value"]) == (8.0, "USD/lb")
