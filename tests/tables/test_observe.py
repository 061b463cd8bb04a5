import pytest

from pipeline.records import Identity
from tests.tables.grids import INDIUM, LEGEND, build, cells_of, grid, observed, only, over, production, read, ruled

ROUNDED = "^1Data are rounded to no more than three significant digits."
TOTALS = (
    "^1Totals and estimated data are rounded to no more than three significant digits; may not add to totals shown."
)


def interval(o):
    return o.significant_digits, o.lower, o.upper


def test_a_figure_with_its_place_and_paths():
    o, _ = observed(
        grid(
            ["TABLE 1"],
            ["U.S. IMPORTS FOR CONSUMPTION OF INDIUM, BY COUNTRY"],
            [None, over("2017", 2)],
            [None, "Quantity", "Value"],
            ruled(["Country", "(kilograms)", "(thousands)"]),
            ["Metal:"],
            ["  Peru^2", "4,370^r", "$845"],
            "^2Includes powders.",
            page=6,
        )
    )
    assert (o.table_number, o.table_kind, o.row, o.column, o.row_label) == ("1", "trade", 1, 1, "Peru")
    assert (o.printed, o.marks, o.number, o.cell, o.sheet) == ("4,370", ["r"], 4370.0, "B7", "T1")
    assert o.row_path == ["Metal", "Peru"]
    assert o.column_path == ["2017", "Quantity", "(kilograms)"]
    assert o.notes == ["2"]
    assert (o.year, o.period, o.measure, o.product, o.country, o.country_code, o.geo_level, o.reporter) == (
        2017,
        "year",
        "imports",
        "indium",
        "Peru",
        "PER",
        "country",
        "United States",
    )


def test_symbols_are_told_apart():
    found = cells_of(
        production(
            ["Zero", None, "--"],
            ["Withheld", None, "W"],
            ["Missing", None, "NA"],
            ["Inapplicable", None, "XX"],
            ["Small", None, "(2)"],
            ["Other", None, "(3)"],
            ["Reported", None, "0"],
            ["Nothing", None, None],
            notes=[
                LEGEND,
                "W Withheld to avoid disclosing company proprietary data; included with “Other.” XX Not applicable.",
                "^2Less than ½ unit.",
                "^3Included in “Total.”",
            ],
        )
    )
    assert {key[0]: (o.number, o.value, o.status, o.included_in) for key, o in found.items()} == {
        "Zero": (0.0, 0.0, "zero", None),
        "Withheld": (None, None, "withheld", "Other"),
        "Missing": (None, None, "not_available", None),
        "Inapplicable": (None, None, "not_applicable", None),
        "Small": (None, None, "less_than_half_unit", None),
        "Other": (None, None, "included_elsewhere", "Total"),
        "Reported": (0.0, 0.0, "reported", None),
    }
    assert {key[0]: (o.lower, o.upper) for key, o in found.items()} == {
        "Zero": (0.0, 0.0),
        "Withheld": (None, None),
        "Missing": (None, None),
        "Inapplicable": (None, None),
        "Small": (0.0, 0.5),
        "Other": (None, None),
        "Reported": (0.0, 0.5),
    }


def test_the_note_a_symbol_points_to_is_among_its_notes():
    o = only(production(["Peru^3", None, "(2)"], notes=["^2Less than ½ unit.", "^3Includes scrap."]))
    assert sorted(o.notes) == ["2", "3"]
    assert o.marks == []


def test_ranges_and_bounds_have_no_number():
    span, bound = observed(production(["Peru", "1.0–1.3", "<1,000"]))
    assert (span.number, span.value, span.value_low, span.value_high, span.status) == (None, None, 1.0, 1.3, "range")
    assert (bound.number, bound.value, bound.value_low, bound.value_high, bound.status) == (
        None,
        None,
        None,
        1000.0,
        "bound",
    )
    assert interval(span) == interval(bound) == (None, None, None)


def test_words_codes_ranks_and_units_are_no_observations():
    found = observed(
        grid(
            ["TABLE 8"],
            ["LEADING MINES"],
            ruled(["Rank", "Mine", "NAICS code", "Unit", "2017"]),
            ["1", "Cortez", "212221", "kilograms", "5"],
            ["2", "Carlin", "212221", "do.", "small"],
            ["3", "Twin Creeks", "212221", "do.", "7"],
        )
    )
    assert [(o.row_path, o.printed) for o in found] == [(["Cortez"], "5"), (["Twin Creeks"], "7")]
    said = dict(found[1].attributes)
    assert (said["Mine"], said["Unit"]) == ("Twin Creeks", "kilograms")


def test_attributes_have_their_dittos_resolved():
    found = observed(
        grid(
            ["TABLE 2"],
            ["INDIUM PRODUCTION CAPACITY"],
            ruled(["Country", "Location of main facilities", "Capacity"]),
            ["China", "Nanjing, Jiangsu", "150"],
            ["Do.", "do.", "50"],
        )
    )
    assert [o.attributes for o in found] == [[("Location of main facilities", "Nanjing, Jiangsu")]] * 2
    assert [o.row_path for o in found] == [["China"]] * 2
    assert [o.row_label for o in found] == ["China", "Do."]
    assert [o.country for o in found] == ["China"] * 2


def test_a_note_that_rounds_all_data():
    found = cells_of(
        production(["Peru", "11,080", "14.25"], ["Total", "7", "160,000"], title="WORLD PRODUCTION^1", notes=[ROUNDED])
    )
    assert interval(found["Peru", "2016"]) == (3, 11030.0, 11130.0)
    assert interval(found["Peru", "2017"]) == (3, 14.2, 14.3)
    assert interval(found["Total", "2016"]) == (1, 6.5, 7.5)
    assert interval(found["Total", "2017"]) == (3, 159500.0, 160500.0)


def test_totals_and_estimated_data_are_rounded_and_others_exact():
    found = cells_of(
        production(
            ["Peru", "11,080", "14,000^e"],
            ["Total", "831,000", "881,000"],
            title="WORLD PRODUCTION^1",
            notes=[TOTALS, LEGEND],
        )
    )
    assert interval(found["Peru", "2016"]) == (5, 11079.5, 11080.5)
    assert interval(found["Peru", "2017"]) == (3, 13950.0, 14050.0)
    assert interval(found["Total", "2016"]) == (3, 830500.0, 831500.0)


def test_figures_that_the_note_excepts_are_exact():
    note = "^1Data are rounded to no more than three significant digits, except prices."
    found = cells_of(
        grid(
            ["TABLE 1"],
            ["SALIENT STATISTICS^1"],
            ["(Metric tons unless otherwise specified)"],
            ruled([None, "2017"]),
            ["Production", "12,345"],
            ["Price, dollars per kilogram", "363.25"],
            note,
        )
    )
    assert interval(found["Production", "2017"]) == (3, 12295.0, 12395.0)
    assert interval(found["Price, dollars per kilogram", "2017"]) == (5, 363.245, 363.255)


def test_without_a_rounding_note_the_last_digit_counts():
    assert interval(only(production(["Peru", None, "11,080"]))) == (5, 11079.5, 11080.5)
    assert interval(only(production(["Peru", None, "2.50"]))) == (3, 2.495, 2.505)


def test_intervals_are_in_the_published_unit():
    o = only(production(["Peru", None, "12.5"], units="(Thousand metric tons)", title="PRODUCTION^1", notes=[ROUNDED]))
    assert interval(o) == (3, 12450.0, 12550.0)


def test_a_figure_rounded_to_a_step():
    note = "^1Data are rounded to the nearest 5,000 metric tons."
    o = only(production(["Peru", None, "45"], units="(Thousand metric tons)", title="PRODUCTION^1", notes=[note]))
    assert (o.lower, o.upper) == (42500.0, 47500.0)


def test_a_negative_figure():
    o = only(production(["Stock change", None, "-2,100"], title="STOCKS OF TIN"))
    assert (o.number, o.lower, o.upper, o.measure) == (-2100.0, -2100.5, -2099.5, "stock_change")


@pytest.mark.parametrize(
    ("label", "head", "total"),
    [
        ("Peru", "2017", "none"),
        ("Total", "2017", "rows"),
        ("Grand total", "2017", "rows"),
        ("Peru", "Total", "columns"),
        ("Total", "Total", "both"),
        ("Peru", "Total quantity", "none"),
        ("Of which, scrap", "Total", "memo"),
    ],
)
def test_what_a_figure_totals(label, head, total):
    assert (
        only(production([label, None, "5"], ["Chile", None, None], heads=("Country", "2016", head))).total_of == total
    )


def test_rows_under_a_total_are_totals():
    found = cells_of(
        production(
            ["Metal:"],
            ["  Quantity", None, "5"],
            ["Scrap:"],
            ["  Quantity", None, "7"],
            ["Total:"],
            ["  Sum", None, "12"],
        )
    )
    assert found["Sum", "2017"].total_of == "rows"


def test_the_world_is_what_countries_total():
    found = cells_of(production(["Peru", "5", "6"], ["Other", "1", "2"], ["Total", "6", "8"]))
    assert {key[0]: o.geo_level for key, o in found.items()} == {"Peru": "country", "Other": "other", "Total": "world"}
    assert found["Total", "2017"].country is None


def test_the_total_of_a_trade_table_is_of_all_partners():
    found = cells_of(production(["Peru", "5", "6"], ["Total", "5", "6"], title="U.S. EXPORTS OF TIN, BY COUNTRY"))
    assert (found["Total", "2017"].geo_level, found["Total", "2017"].reporter) == ("world", "United States")
    assert found["Peru", "2017"].country == "Peru"


def test_states_and_their_total():
    found = cells_of(
        grid(
            ["TABLE 4"],
            ["SALT SOLD OR USED IN THE UNITED STATES, BY STATE"],
            ["(Thousand metric tons)"],
            ruled(["State", "2017"]),
            ["Kansas", "5"],
            ["Georgia", "6"],
            ["Ohio and Utah", "2"],
            ["Other States", "7"],
            ["Total", "20"],
        )
    )
    where = {key[0]: (o.geo_level, o.country, o.state) for key, o in found.items()}
    assert where == {
        "Kansas": ("us_state", "United States", "Kansas"),
        "Georgia": ("us_state", "United States", "Georgia"),
        "Ohio and Utah": (None, None, None),
        "Other States": ("other", None, None),
        "Total": ("country", "United States", None),
    }


def test_a_table_of_the_united_states_says_so_in_its_title():
    found = cells_of(
        production(["Solder", "5", "6"], title="U.S. CONSUMPTION OF TIN, BY END USE", heads=("End use", "2016", "2017"))
    )
    o = found["Solder", "2017"]
    assert (o.geo_level, o.country, o.measure, o.reporter) == ("country", "United States", "consumption", None)


def test_groups_of_a_salient_table_say_where():
    found = cells_of(
        production(
            ["United States:"],
            ["  Imports", "5", "6"],
            ["World, mine production", "7", "8"],
            title="SALIENT TIN STATISTICS",
            heads=("", "2016", "2017"),
        )
    )
    us, world = found["Imports", "2017"], found["World, mine production", "2017"]
    assert (us.geo_level, us.country, us.reporter, us.measure) == (
        "country",
        "United States",
        "United States",
        "imports",
    )
    assert (world.geo_level, world.country, world.stage, world.measure) == ("world", None, "mine", "production")


def test_labels_of_several_places_have_no_country():
    found = cells_of(production(["Peru and Chile", "5", "6"], ["Montana, Nevada, and Utah", "5", "6"]))
    assert {(o.country, o.state, o.geo_level) for o in found.values()} == {(None, None, None)}


def test_a_country_in_a_column_of_its_own():
    found = observed(
        grid(
            ["TABLE 2"],
            ["TIN PRODUCTION CAPACITY"],
            ruled(["Company", "Country", "Capacity"]),
            ["Minsur S.A.", "Peru", "5"],
            ["Yunnan Tin Co.", "China", "6"],
            ["Gejiu Co.", "do.", "7"],
        )
    )
    assert [(o.country, o.country_code) for o in found] == [("Peru", "PER"), ("China", "CHN"), ("China", "CHN")]


def test_years_in_the_stub_and_periods():
    found = observed(
        grid(
            ["TABLE 5"],
            ["STOCKS OF TIN"],
            ["(Metric tons)"],
            ruled(["Period", "Consumer"]),
            ["2016", "4"],
            ["2017:"],
            ["  First quarter", "5"],
            ["  January", "6"],
            ["  December 31", "7"],
        )
    )
    assert [(o.year, o.period) for o in found] == [
        (2016, "year"),
        (2017, "quarter"),
        (2017, "month"),
        (2017, "yearend"),
    ]


def test_what_no_words_say_is_null():
    o = only(
        grid(["TABLE 7"], ["PROPERTIES"], ruled(["Name", "Hardness"]), ["Opal", "6"], ["Jade", "soft"], ["Agate", None])
    )
    dimensions = (o.unit, o.year, o.period, o.geo_level, o.country, o.state, o.reporter, o.measure, o.stage, o.product)
    assert dimensions == (None,) * 10


def series(
    title="INDIUM: WORLD REFINERY PRODUCTION, BY COUNTRY",
    years=("2016", "2017"),
    label="Peru",
    identity=INDIUM,
    **kwargs,
):
    grids = production([label, "5", "6"], ["Total", "5", "6"], title=title, heads=("Country", *years), **kwargs)
    return {o.row_path[0]: o.series_id for o in observed(grids, identity=identity)}


def test_a_series_is_the_same_in_every_edition_and_year():
    later = Identity(commodity="indium", edition=2018)
    assert series() == series(years=("2017", "2018"), identity=later)
    ids = {o.series_id for o in observed(production(["Peru", "5", "6"]))}
    assert len(ids) == 1


def test_other_meanings_are_other_series():
    known = series()
    assert known["Peru"] != known["Total"]
    assert series(label="Chile")["Chile"] != known["Peru"]
    assert series(units="(Metric tons)")["Peru"] != known["Peru"]
    assert series(title="INDIUM: WORLD SMELTER PRODUCTION, BY COUNTRY")["Peru"] != known["Peru"]
    assert series(identity=Identity(commodity="tin", edition=2017))["Peru"] != known["Peru"]


def test_findings_name_the_cell():
    (finding,) = read(production(["Peru", "5", "(7)"])).findings
    assert (finding.rule, finding.table_number, finding.row, finding.column, finding.dataset) == (
        "mark_without_note",
        "3",
        0,
        2,
        "observations",
    )


def test_a_table_without_columns_has_no_observations():
    table = build(grid(["TABLE 9"], ["SALT PRODUCTION"]))
    assert table.rows == []
