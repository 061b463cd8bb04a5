import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.data import read_yaml
from pipeline.tables import units
from pipeline.tables.units import Unit, find_basis, in_parentheses, parse, parse_note, to_si, trailing

DATA = read_yaml("pipeline.tables", "units.yaml")
WORDS = {word: code for code, entry in DATA["units"].items() for word in entry["words"]}
MASSES = {word: code for word, code in WORDS.items() if DATA["units"][code]["kind"] in ("mass", "volume")}


@pytest.mark.parametrize(
    ("text", "code", "scale"),
    [
        ("(Kilograms)", "kg", 1),
        ("(thou-sands)", None, 1e3),
        ("kilo-grams", "kg", 1),
        ("(million kilowatt–hours)", "kWh", 1e6),
        ("metric tons", "t", 1),
        ("Thousand metric tons", "t", 1e3),
        ("(Million cubic meters)", "m3", 1e6),
        ("thousand short tons", "st", 1e3),
        ("long tons", "lt", 1),
        ("thousand troy ounces", "oz t", 1e3),
        ("million carats", "carat", 1e6),
        ("thousand 42-gallon barrels", "bbl", 1e3),
        ("flasks", "flask", 1),
        ("(thousand dollars)", "USD", 1e3),
        ("millions", None, 1e6),
        ("(thousands)", None, 1e3),
        ("percent", "%", 1),
        ("Percentage of total", "%", 1),
        ("dollars per kilogram", "USD/kg", 1),
        ("dollars per troy ounce", "USD/oz t", 1),
        ("cents per pound", "USD/lb", 0.01),
        ("$ per pound", "USD/lb", 1),
        ("dollars per metric ton", "USD/t", 1),
        ("dollars per thousand cubic meters", "USD/m3", 1e-3),
        ("metric tons per year", "t/yr", 1),
        ("thousand metric tons per year", "t/yr", 1e3),
        ("Kilograms:", "kg", 1),
        ("number", "count", 1),
    ],
)
def test_units_as_the_yearbook_words_them(text, code, scale):
    found = parse(text)
    assert (found.code, found.scale) == (code, pytest.approx(scale))


@pytest.mark.parametrize("text", ["", "Peru", "metal", "thousand", "2017", "tons", "dollars per mine", "(2)", "Do."])
def test_a_phrase_that_is_not_understood_has_no_unit(text):
    found = parse(text)
    assert found is None or found.bare


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("metric tons, gross weight", "gross weight"),
        ("metric tons, cobalt content", "cobalt content"),
        ("Thousand metric tons of contained nitrogen", "nitrogen content"),
        ("metric tons, rare-earth-oxide (REO) equivalent", "REO"),
        ("metric tons of REO equivalent", "REO"),
        ("kilograms, gold content", "gold content"),
        ("Metric tons of P2O5 content", "P2O5 content"),
        ("metric tons, rare earth oxide content equivalent", "REO"),
        ("metric tons of lithium carbonate equivalent", "lithium carbonate equivalent"),
        ("metric tons", None),
    ],
)
def test_what_a_quantity_is_counted_as(text, basis):
    found = parse(text)
    assert found.code in ("t", "kg")
    assert found.basis == basis
    assert find_basis(text) == basis


def test_exceptions_of_the_note_are_no_part_of_the_unit():
    assert parse("(Metric tons unless otherwise specified)") == Unit("t", 1.0, "mass")
    assert parse("(Thousand metric tons, gross weight, unless otherwise noted)").scale == 1000


def test_a_line_under_the_title_may_state_several_units():
    found = parse_note("(Thousand metric tons and thousand dollars unless otherwise specified)")
    assert [(unit.code, unit.scale) for unit in found] == [("t", 1000.0), ("USD", 1000.0)]
    found = parse_note("(Metric tons, cobalt content, and thousand dollars)")
    assert [(unit.code, unit.scale, unit.basis) for unit in found] == [
        ("t", 1.0, "cobalt content"),
        ("USD", 1000.0, None),
    ]
    assert parse_note(None) == []
    assert parse_note("(Data in the order of output)") == []


def test_units_in_the_parentheses_of_a_head():
    assert [unit.code for unit in in_parentheses("Quantity (kilograms)")] == ["kg"]
    assert in_parentheses("Peru (mine)") == ()
    assert in_parentheses("kilograms") == ()
    (scale,) = in_parentheses("Value (thousands)")
    assert (scale.bare, scale.scale) == (True, 1000.0)


def test_units_after_the_last_comma_of_a_stub():
    assert trailing("Price, dollars per kilogram").code == "USD/kg"
    assert trailing("Capacity utilization, percent:").code == "%"
    assert trailing("Quantity, metric tons, gold content").code == "t"
    assert trailing("Imports for consumption, metal") is None
    assert trailing("Kilograms") is None
    assert trailing("Value, thousands") is None


@given(st.sampled_from(sorted(MASSES)), st.sampled_from(sorted(DATA["scales"])))
def test_every_scale_of_every_quantity(word, scale):
    found = parse(f"{scale} {word}")
    if scale == "million" and word in WORDS and f"million {word}" in WORDS:
        return
    assert (found.code, found.scale) == (MASSES[word], DATA["scales"][scale])


@given(st.sampled_from(sorted(WORDS)), st.sampled_from([str.upper, str.lower, str.capitalize]))
def test_case_parentheses_and_a_colon_do_not_matter(word, case):
    assert parse(f"({case(word)})") == parse(word) == parse(f"{word}:")


@given(st.sampled_from(sorted(MASSES)), st.sampled_from(sorted(DATA["money"])))
def test_every_price(word, money):
    found = parse(f"{money} per {word}")
    assert (found.code, found.scale, found.kind) == (f"USD/{MASSES[word]}", DATA["money"][money], "price")


@given(st.sampled_from(sorted(MASSES)), st.sampled_from(sorted(DATA["periods"])))
def test_every_rate(word, period):
    found = parse(f"{word} per {period}")
    assert (found.code, found.scale) == (f"{MASSES[word]}/{DATA['periods'][period]}", 1.0)


@given(st.text(max_size=30))
def test_a_unit_that_is_found_is_of_the_closed_list(text):
    found = parse(text)
    if found is not None and found.code is not None:
        over, _, under = found.code.partition("/")
        assert over in units.codes()
        assert not under or under in units.codes() or under in DATA["periods"].values()


@pytest.mark.parametrize(
    ("code", "si", "factor"),
    [
        ("kg", "t", 0.001),
        ("st", "t", 0.90718474),
        ("lt", "t", 1.0160469088),
        ("lb", "t", 0.00045359237),
        ("oz t", "t", 31.1034768e-6),
        ("carat", "t", 0.2e-6),
        ("ft3", "m3", 0.028316846592),
        ("t/yr", "t/yr", 1),
        ("kg/yr", "t/yr", 0.001),
        ("USD/lb", "USD/t", 2204.62262185),
        ("USD/kg", "USD/t", 1000),
        ("USD/oz t", "USD/t", 32150.7465686),
    ],
)
def test_conversions_into_si(code, si, factor):
    found = to_si(code)
    assert (found[0], found[1]) == (si, pytest.approx(factor, rel=1e-9))


@pytest.mark.parametrize("code", [None, "flask", "count", "USD/flask", "stu", "t/d"])
def test_no_conversion_where_none_exists(code):
    assert to_si(code) is None


@pytest.mark.parametrize("text", ["A" * 5000, "a-" * 2500, "a " * 2500])
def test_the_time_to_look_for_a_basis_grows_no_faster_than_the_text(text):
    """A word that can be divided in many ways is looked at once (else this test would not end)."""
    assert find_basis(text) is None


def test_a_long_text_states_no_unit():
    assert parse("thousand " * 100 + "metric tons") is None
    assert find_basis("a " * 5000 + "gold content") is None
