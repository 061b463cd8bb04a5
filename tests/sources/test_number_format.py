import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.number_format import moment_of, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (320000, "#,##0", "320,000"),
        (869, '"$"#,##0', "$869"),
        (1234.5, "[$$-409]#,##0.00", "$1,234.50"),
        (2015, "General", "2015"),
        (2015, "@", "2015"),
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1.005, "0.00", "1.01"),
        (99.99999999999999, "0.0;[Red]0.0", "100.0"),
        (1.5, "0.##", "1.5"),
        (0.9, "0%", "90%"),
        (12, "00000", "00012"),
        (1234567, "###0", "1234567"),
        (16900, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "16,900"),
    ],
)
def test_figures(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (-120, "#,##0", "-120"),
        (-2, r"#,##0_);\(#,##0\)", "(2)"),
        (-5, "0;[Red]0", "5"),
        (-7, "0_);(0)", "(7)"),
        (-0.3, "0", "0"),
        (0, '#,##0;-#,##0;"--"', "--"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        (0, "#,###", ""),
        (0, "0.00", "0.00"),
        (3, '"(2)"', "(2)"),
        (5, '[<10]"few";0', "few"),
        (12, '[<10]"few";0', "12"),
        (1e300, "0.0", "1" + "0" * 300 + ".0"),
    ],
)
def test_negatives_zeros_and_conditions(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234567, "#,##0,", "1,235"),
        (1234567, "0.0,,", "1.2"),
        (1_000_000, '#,##0.0,,"M"', "1.0M"),
        (8112923000, r"0000\.00\.0000", "8112.92.3000"),
        (0.5, "# ?/?", "1/2"),
        (2.75, "# ??/??", "2 3/4"),
        (12345, "0.00E+00", "1.23E+04"),
        (43803, r"[$-409]mmmm\ d\,\ yyyy;@", "December 4, 2019"),
        (40000, "d-mmm", "6-Jul"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
    ],
)
def test_scaled_numbers_codes_fractions_and_dates(value, code, text):
    assert shown(value, code) == text


def test_days_may_be_counted_from_1904():
    assert moment_of(0, epoch_1904=True).year == 1904
    assert shown(42341, "yyyy", epoch_1904=True) == "2019"


@given(st.integers(-(10**12), 10**12))
def test_grouped_integers_read_back(value):
    assert int(shown(value, "#,##0").replace(",", "")) == value


@given(st.decimals(0, 10**6, places=6), st.integers(0, 4))
def test_a_figure_is_within_half_a_unit_of_its_last_digit(value, places):
    text = shown(float(value), "0." + "0" * places if places else "0")
    assert abs(float(text) - float(value)) <= 0.5 * 10**-places + 1e-9


@given(st.floats(-1e300, 1e300), st.text('0#?.,%$()-_*\\"[];@E+ ymdhs/', max_size=20))
def test_any_format_shows_something(value, code):
    assert isinstance(shown(value, code), str)
