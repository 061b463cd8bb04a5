import pytest

from pipeline.tables import dimensions
from pipeline.tables.dimensions import Where, measure, place_of, when, year_in


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SALIENT INDIUM STATISTICS", "salient"),
        ("U.S. IMPORTS FOR CONSUMPTION OF INDIUM, BY COUNTRY", "trade"),
        ("U.S. EXPORTS OF TIN", "trade"),
        ("ESTIMATED WORLD PRIMARY INDIUM PRODUCTION CAPACITY", "capacity"),
        ("INDIUM: WORLD REFINERY PRODUCTION, BY COUNTRY OR LOCALITY", "production"),
        ("SALT SOLD OR USED BY PRODUCERS IN THE UNITED STATES", "production"),
        ("U.S. CONSUMPTION OF TIN, BY END USE", "consumption"),
        ("STOCKS OF TIN, DECEMBER 31", "stocks"),
        ("AVERAGE PRICES OF TIN", "prices"),
        ("PRODUCERS OF SALT IN 2017", "producers"),
        ("LEADING GOLD MINES IN THE UNITED STATES", "producers"),
        ("RAW STEEL CAPACITY UTILIZATION", "other"),
        ("PHYSICAL PROPERTIES OF GEMSTONES", "other"),
    ],
)
def test_kinds_of_tables(title, kind):
    assert dimensions.table_kind(title) == kind


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Imports for consumption", ("imports",)),
        ("Production capacity", ("capacity",)),
        ("Capacity utilization", ("capacity_utilization",)),
        ("Stock changes", ("stock_change",)),
        ("Sold or used", ("sold_or_used",)),
        ("Reexports", ("reexports",)),
        ("Average unit value", ("unit_value",)),
        ("Imports and exports", ("imports", "exports")),
        ("Quantity", ()),
    ],
)
def test_measures_a_head_names(text, measures):
    assert dimensions.measures_in(text) == measures


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Imports for consumption", "imports"),
        ("U.S. exports", "exports"),
        ("Apparent consumption", "consumption"),
        ("Mine production", "production"),
        ("Metal, imports", "imports"),
        ("Steel production", None),
        ("Peru", None),
    ],
)
def test_a_stub_names_a_measure_at_its_start_or_after_a_comma(label, found):
    assert dimensions.stub_measure(label) == found


@pytest.mark.parametrize(
    ("rows", "heads", "title", "found"),
    [
        ((), (), "INDIUM: WORLD REFINERY PRODUCTION", "production"),
        (("Imports", "Metal"), ("2017",), "SALIENT STATISTICS", "imports"),
        (("Peru",), ("Exports", "2017"), "U.S. TRADE IN TIN", "exports"),
        (("Production",), ("Unit value",), "SALT", "unit_value"),
        (("Production",), ("Capacity",), "SALT", "capacity"),
        (("Stocks",), ("Production",), "SALT", "stocks"),
        (("Peru",), ("2017",), "IMPORTS AND EXPORTS OF TIN", None),
        (("Peru",), ("Value",), "TIN", "value"),
        (("Peru",), ("2017",), "TIN", None),
    ],
)
def test_a_figures_measure_is_of_the_narrowest_words(rows, heads, title, found):
    assert measure(rows, heads, title) == found


@pytest.mark.parametrize(
    ("texts", "stage"),
    [
        (("Mine",), "mine"),
        (("Refinery, primary",), "refinery"),
        (("Ground and refined",), None),
        (("Secondary",), "secondary"),
        (("Metal", "REFINERY PRODUCTION"), "refinery"),
        (("Smelter", "REFINERY PRODUCTION"), "smelter"),
        (("Primary", "Smelter"), "smelter"),
        (("Mine and refinery",), None),
        (("Primary and secondary",), None),
        (("Mine and mill",), None),
        (("From old scrap",), "secondary"),
        ((), None),
    ],
)
def test_stages(texts, stage):
    assert dimensions.stage(texts) == stage


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("U.S. IMPORTS FOR CONSUMPTION OF COBALT, BY FORM", "cobalt"),
        ("ESTIMATED WORLD PRIMARY INDIUM PRODUCTION CAPACITY", "primary indium"),
        ("INDIUM: WORLD REFINERY PRODUCTION, BY COUNTRY OR LOCALITY", "indium"),
        ("U.S. EXPORTS OF TIN METAL IN 2017", "tin metal"),
        ("SALT SOLD OR USED IN THE UNITED STATES", "salt"),
        ("SALIENT STATISTICS", None),
    ],
)
def test_what_a_title_says_its_figures_are_of(title, product):
    assert dimensions.title_product(title) == product


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017", 2017),
        ("December 31, 2017", 2017),
        ("As of 2017.", 2017),
        ("2017, quantity", 2017),
        ("2016 and 2017", None),
        ("2013–17", None),
        ("2016-2017", None),
        ("2,017", None),
        ("20170", None),
        ("Peru", None),
    ],
)
def test_the_one_year_a_text_names(text, year):
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("heads", "rows", "title", "found"),
    [
        (("2017",), ("Peru",), "TIN IN 2016", (2017, "year")),
        (("2017",), ("Contracts of 2015",), "TIN", (2017, "year")),
        (("Quantity",), ("2016",), "TIN", (2016, "year")),
        (("Quantity",), ("Peru",), "TIN IN 2015", (2015, "year")),
        (("Quantity",), ("Peru",), "TIN", (None, None)),
        (("2017",), ("First quarter",), "TIN", (2017, "quarter")),
        (("2017",), ("January",), "TIN", (2017, "month")),
        (("2017",), ("Stocks, December 31",), "TIN", (2017, "yearend")),
        (("2017",), ("Stocks, yearend",), "TIN", (2017, "yearend")),
        (("Quantity",), ("2016:", "4th quarter"), "TIN", (2016, "quarter")),
        (("2017",), ("Peru",), "STOCKS OF TIN, DECEMBER 31", (2017, "yearend")),
        (("Quantity",), ("January 2017",), "TIN", (2017, "month")),
    ],
)
def test_year_and_period(heads, rows, title, found):
    assert when(heads, rows, title) == found


@pytest.mark.parametrize(
    ("label", "states", "where"),
    [
        ("Peru", False, Where("country", "Peru", "PER")),
        ("Korea, Republic of", False, Where("country", "Korea, Republic of", "KOR")),
        ("Turkey, unspecified", False, Where("country", "Turkey", "TUR")),
        ("Georgia", False, Where("country", "Georgia", "GEO")),
        ("Georgia", True, Where("us_state", "United States", "USA", "Georgia")),
        ("Tex.", True, Where("us_state", "United States", "USA", "Texas")),
        ("World total", False, Where("world")),
        ("Africa", False, Where("region")),
        ("Other countries", False, Where("other")),
        ("Metal", False, None),
        ("Peru and Chile", False, None),
        ("Montana, Nevada, and Utah", True, None),
        ("Washington, DC", True, None),
    ],
)
def test_places(label, states, where):
    assert place_of(label, states) == where


@pytest.mark.parametrize(
    ("head", "title", "states"),
    [
        ("State", "SALT", True),
        ("State and county", "SALT", True),
        ("Kind", "SALT SOLD OR USED, BY STATE", True),
        ("Country", "SALT, BY COUNTRY", False),
    ],
)
def test_tables_of_states(head, title, states):
    assert dimensions.names_states(head, title) is states


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Country or locality", "country"),
        ("Major operating companies", "company"),
        ("Operator", "company"),
        ("Owner", "owner"),
        ("Location of main facilities", "location"),
        ("County and State", "location"),
        ("Plant", "facility"),
        ("Mine", "facility"),
        ("Type of ore", "product"),
        ("Rank", None),
        ("2017", None),
    ],
)
def test_what_a_text_column_holds(head, role):
    assert dimensions.column_role(head) == role


def test_titles_that_speak_of_the_united_states_and_of_the_world():
    assert dimensions.says_us("U.S. IMPORTS OF TIN")
    assert dimensions.says_us("SALT IN THE UNITED STATES")
    assert not dimensions.says_us("USES OF TIN")
    assert dimensions.says_world("TIN: WORLD MINE PRODUCTION")
    assert not dimensions.says_world("U.S. EXPORTS OF TIN")
