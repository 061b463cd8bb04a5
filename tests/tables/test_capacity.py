import pytest

from tests.tables.grids import grid, read, ruled

HEADS = ("Country", "Major operating company", "Location of main facilities", "Primary annual capacity")


def capacity(
    *rows,
    heads=HEADS,
    title="ESTIMATED WORLD PRIMARY INDIUM PRODUCTION CAPACITY IN 2017",
    units="(Metric tons)",
    notes=(),
):
    stated = [[units]] if units else []
    return read(grid(["TABLE 2"], [title], *stated, ruled(heads), *rows, *notes)).capacity


def test_a_row_of_company_location_and_capacity():
    (found,) = capacity(["Peru", "Doe Run Peru S.R. Ltda.", "La Oroya", "5"])
    assert (found.company, found.location, found.country, found.country_code) == (
        "Doe Run Peru S.R. Ltda.",
        "La Oroya",
        "Peru",
        "PER",
    )
    assert (found.value, found.unit, found.year, found.product) == (5.0, "t/yr", 2017, "primary indium")
    assert (found.origin, found.status, found.kind, found.value_status, found.estimated) == (
        "table",
        "operating",
        "level",
        "reported",
        True,
    )
    assert (found.table_number, found.row, found.column, found.rule, found.confidence) == (
        "2",
        0,
        3,
        "capacity_table",
        1.0,
    )
    assert found.evidence == "Peru | Doe Run Peru S.R. Ltda. | La Oroya | 5"


def test_dittos_are_resolved():
    found = capacity(
        ["China", "Nanjing Germanium Co. Ltd.", "Nanjing, Jiangsu", "150"],
        ["Do.", "Nanjing Sanyou Co. Ltd.", "do.", "50"],
    )
    assert [(f.country, f.location, f.value) for f in found] == [
        ("China", "Nanjing, Jiangsu", 150.0),
        ("China", "Nanjing, Jiangsu", 50.0),
    ]


def test_zeros_totals_and_memos_stay_observations():
    found = capacity(
        ["Peru", "Doe Run Ltda.", "La Oroya", "5"],
        ["Do.", "Minsur S.A.", "Pisco", "--"],
        ["Do.", "Volcan S.A.A.", "Cerro", "XX"],
        ["Total", None, None, "5"],
    )
    assert [f.company for f in found] == ["Doe Run Ltda."]


@pytest.mark.parametrize(("symbol", "status"), [("NA", "not_available"), ("W", "withheld")])
def test_a_capacity_that_is_not_told(symbol, status):
    (found,) = capacity(["Japan", "Dowa Co. Ltd.", "Iijima, Akita", symbol])
    assert (found.value, found.value_status, found.unit) == (None, status, "t/yr")


def test_ranges_and_bounds():
    span, below, above = capacity(
        ["Peru", "Doe Run Ltda.", "La Oroya", "5–7"],
        ["Do.", "Minsur S.A.", "Pisco", "<10"],
        ["Do.", "Volcan S.A.A.", "Cerro", ">20"],
    )
    assert (span.value, span.value_high, span.qualifier) == (5.0, 7.0, None)
    assert (below.value, below.value_high, below.qualifier) == (None, 10.0, "less than")
    assert (above.value, above.value_high, above.qualifier) == (20.0, None, "more than")


@pytest.mark.parametrize(
    ("units", "value", "unit"),
    [
        ("(Kilograms)", 5.0, "kg/yr"),
        ("(Thousand metric tons)", 5000.0, "t/yr"),
        ("(Thousand metric tons per year)", 5000.0, "t/yr"),
        ("(Million cubic meters)", 5e6, "m3/yr"),
    ],
)
def test_units_are_a_year(units, value, unit):
    (found,) = capacity(["Peru", "Doe Run Ltda.", "La Oroya", "5"], units=units)
    assert (found.value, found.unit) == (value, unit)


def test_owners_in_brackets():
    (found,) = capacity(["China", "Laibin Smelter [China Tin Group Co. (75%)]", "Laibin", "50"])
    assert found.company == "Laibin Smelter"
    assert [(owner.name, owner.share) for owner in found.owners] == [("China Tin Group Co.", 75.0)]


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("^3Idle since 2015.", "closed"),
        ("^3Closed in 2016.", "closed"),
        ("^3Under construction.", "planned"),
        ("^3Includes secondary material.", "operating"),
    ],
)
def test_a_note_on_the_row_says_whether_it_operates(note, status):
    found = capacity(["Peru^3", "Doe Run Ltda.", "La Oroya", "5"], ["Chile", "Codelco", "Tal", "6"], notes=[note])
    assert [f.status for f in found] == [status, "operating"]
    assert [f.notes for f in found] == [["3"], []]


def test_a_row_for_a_country_has_no_company():
    found = capacity(["Peru", "5"], ["Chile", "6"], ["World total", "11"], heads=("Country", "Capacity"))
    assert [(f.company, f.country, f.value) for f in found] == [(None, "Peru", 5.0), (None, "Chile", 6.0)]


def test_several_capacity_columns_with_their_stages():
    found = capacity(
        ["Peru", "Doe Run Ltda.", "5", "7"], heads=("Country", "Company", "Smelter capacity", "Refinery capacity")
    )
    assert [(f.company, f.value, f.column) for f in found] == [("Doe Run Ltda.", 5.0, 2), ("Doe Run Ltda.", 7.0, 3)]


def test_a_company_in_the_stub_and_its_plants_below():
    found = capacity(
        ["Cargill Inc.:"],
        ["  Lansing", "7"],
        ["  Akron", "8"],
        heads=("Company and location", "Capacity"),
        title="U.S. SALT PRODUCTION CAPACITY",
    )
    assert [(f.company, f.location, f.country, f.value) for f in found] == [
        ("Cargill Inc.", "Lansing", "United States", 7.0),
        ("Cargill Inc.", "Akron", "United States", 8.0),
    ]


def test_company_and_place_in_one_cell():
    (found,) = capacity(
        ["Morton Salt Inc., Rittman, OH", "7"], heads=("Company", "Capacity"), title="U.S. SALT PRODUCTION CAPACITY"
    )
    assert (found.company, found.location) == ("Morton Salt Inc.", "Rittman, OH")


def test_only_capacity_columns_count():
    found = capacity(
        ["Peru", "Doe Run Ltda.", "5", "3"],
        heads=("Country", "Company", "Capacity", "Production"),
        title="TIN SMELTERS",
    )
    assert [(f.value, f.column) for f in found] == [(5.0, 2)]
    assert capacity(["Peru", "5"], heads=("Country", "2017"), title="WORLD TIN PRODUCTION") == []


def test_shares_of_capacity_are_no_capacities():
    found = capacity(
        ["Peru", "Doe Run Ltda.", "5", "80"], heads=("Country", "Company", "Capacity", "Capacity utilization (percent)")
    )
    assert [f.value for f in found] == [5.0]
