import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.figures import Printed, is_year, read


@pytest.mark.parametrize(
    ("text", "number", "digits"),
    [
        ("320,000", 320000.0, "320000"),
        ("11,080", 11080.0, "11080"),
        ("7", 7.0, "7"),
        ("12.89", 12.89, "12.89"),
        (".5", 0.5, ".5"),
        ("0.050", 0.05, "0.050"),
        ("$869", 869.0, "869"),
        ("$1,200.50", 1200.5, "1200.50"),
        ("93%", 93.0, "93"),
        ("50 %", 50.0, "50"),
        ("-2,100", -2100.0, "2100"),
        ("–2", -2.0, "2"),
        ("−2", -2.0, "2"),
        ("-$40", -40.0, "40"),
        ("2017", 2017.0, "2017"),
        (" 40 ", 40.0, "40"),
    ],
)
def test_figures_with_their_digits(text, number, digits):
    assert read(text) == Printed("figure", number=number, digits=digits)


@pytest.mark.parametrize("text", ["--", "-", "—", "–", "——"])
def test_dashes_are_zero(text):
    assert read(text) == Printed("symbol", number=0.0)


@pytest.mark.parametrize("text", ["W", "NA", "XX", "(2)", "(12)", "(a)", "(2, 3)", "(2,3)"])
def test_symbols_state_no_number(text):
    assert read(text) == Printed("symbol")


@pytest.mark.parametrize("text", ["Do.", "do.", "Do", "do"])
def test_ditto_marks(text):
    assert read(text).kind == "ditto"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("1.0–1.3", 1.0, 1.3), ("1,000-2,500", 1000.0, 2500.0), ("$5–$7", 5.0, 7.0), ("10 to 20", 10.0, 20.0)],
)
def test_ranges_have_both_ends_and_no_number(text, low, high):
    assert read(text) == Printed("range", low=low, high=high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("<1,000", None, 1000.0),
        ("≤5", None, 5.0),
        ("Less than 5", None, 5.0),
        ("up to 30", None, 30.0),
        (">0.5", 0.5, None),
        ("≥ 10", 10.0, None),
        ("more than 100", 100.0, None),
        ("Over 2,000", 2000.0, None),
    ],
)
def test_bounds_have_one_end(text, low, high):
    assert read(text) == Printed("bound", low=low, high=high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "X",
        "Peru",
        "Iijima, Akita",
        "8112.92.3000",
        "1,23",
        "1,2345",
        "5.",
        "1 000",
        "2013–17",
        "12 and 14",
        "Doe Run",
    ],
)
def test_words_and_numbers_that_are_no_figures(text):
    assert read(text) == Printed("words")


@pytest.mark.parametrize(("text", "year"), [("2017", True), ("1899", True), (" 2013 ", True), ("2,017", False)])
def test_years_have_no_separator(text, year):
    assert is_year(text) is year


@pytest.mark.parametrize("text", ["1700", "2100", "20170", "2017e", ""])
def test_not_years(text):
    assert not is_year(text)


@given(st.integers(0, 10**12), st.booleans(), st.sampled_from(["", "$"]))
def test_every_whole_number_is_read_with_or_without_separators(number, separated, sign):
    printed = read(f"{sign}{number:,}" if separated else f"{sign}{number}")
    assert (printed.kind, printed.number, printed.digits) == ("figure", float(number), str(number))


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["", "-", "–", "−"]))
def test_every_decimal_keeps_the_digits_it_was_printed_with(number, sign):
    printed = read(f"{sign}{number:,}")
    assert printed.digits == str(number)
    assert printed.number == float(number) * (-1 if sign else 1)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from(["–", "-", " to ", "—"]))
def test_a_range_is_ordered_or_no_range(a, b, dash):
    low, high = f"{min(a, b):.2f}", f"{max(a, b):.2f}"
    assert read(f"{low}{dash}{high}") == Printed("range", low=float(low), high=float(high))
    if float(low) < float(high):
        assert read(f"{high}{dash}{low}").kind == "words"


@given(st.text(alphabet="0123456789,.-–—$%()<> erWNAXdotDT", max_size=12))
def test_what_is_read_is_told_apart_by_its_kind(text):
    printed = read(text)
    has = (printed.number is not None, printed.low is not None, printed.high is not None, printed.digits is not None)
    assert (
        has
        in {
            "figure": [(True, False, False, True)],
            "symbol": [(True, False, False, False), (False, False, False, False)],
            "range": [(False, True, True, False)],
            "bound": [(False, True, False, False), (False, False, True, False)],
            "ditto": [(False, False, False, False)],
            "words": [(False, False, False, False)],
        }[printed.kind]
    )


@given(st.text(max_size=20))
def test_a_text_without_digits_is_no_figure(text):
    if not any(ch.isdigit() for ch in text):
        assert read(text).kind in ("words", "symbol", "ditto")


def test_a_sign_before_and_percent_within():
    assert read("+20") == Printed("figure", number=20.0, digits="20")
    assert read("10%–20%") == Printed("range", low=10.0, high=20.0)


def test_digits_without_end_are_no_figure():
    assert read("9" * 400).kind == "words"
    assert read("<" + "9" * 400).kind == "words"
