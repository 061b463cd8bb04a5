import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prose.claims import Claim, claims


def one(text: str) -> Claim:
    (found,) = claims(text)
    return found


@pytest.mark.parametrize(
    ("text", "now", "was", "sign"),
    [
        (
            "Imports of tinsel were 127 t, a 21% decrease from 160 t in 2016 (table 1).",
            "127 t",
            "160 t",
            -1,
        ),
        ("Output rose by 10% to 2.2 Mt compared with 2.0 Mt in 2016.", "2.2 Mt", "2.0 Mt", 1),
        ("Output increased by 10% from 2.0 Mt in 2016 to 2.2 Mt in 2017.", "2.2 Mt", "2.0 Mt", 1),
        (
            "Mines made 1,100 kilograms, 10% more than the 1,000 kilograms of 2016.",
            "1,100 kilograms",
            "1,000 kilograms",
            1,
        ),
        ("Exports of 45 t were 10% lower than those of 2016, 50 t.", "45 t", "50 t", -1),
    ],
)
def test_what_it_is_now_and_what_it_was(text, now, was, sign):
    claim = one(text)
    assert (claim.now.text, claim.was.text) == (now, was)
    assert (claim.low > 0) == (sign > 0)
    assert claim.adds_up


def test_units_are_compared_in_tons():
    claim = one("Imports were 1,200 kilograms, a 20% increase from 1.0 t in 2016.")
    assert (claim.now.unit, claim.was.unit) == ("t", "t")
    assert claim.now.low == pytest.approx(1.195)
    assert claim.adds_up


def test_tables_cited_and_years_named():
    claim = one("Imports were 127 t, a 21% decrease from 160 t in 2016 (Smith, 2017; tables 1, 4A).")
    assert (claim.tables, claim.years) == (("1", "4A"), (2016, 2017))


def test_a_percentage_that_is_not_of_the_figures_does_not_add_up():
    assert not one("Imports were 127 t, a 12% decrease from 160 t in 2016.").adds_up
    assert not one("Imports were 127 t, a 21% increase from 160 t in 2016.").adds_up


@pytest.mark.parametrize(
    "text",
    [
        "Imports were 127 t, a 21% decrease from those of 2016.",
        "Imports were 127 t, or 21% of the 160 t consumed.",
        "Imports were 127 t, 130 t, and 140 t, a 21% decrease from 160 t.",
        "Imports fell by 21% to 127 t and exports by 3% compared with 160 t.",
        "Imports were 127 t, a 21% decrease in value from 160 t.",
        "Imports were 127 m3, a 21% decrease from 160 t.",
        "Capacity was 127 t/yr, a 21% decrease from 160 t/yr.",
        "Imports were 127 t. They were a 21% decrease from 160 t.",
        "",
    ],
)
def test_what_is_no_claim(text):
    assert list(claims(text)) == []


@given(st.integers(100, 99_999), st.integers(100, 99_999))
def test_a_rounded_percentage_of_the_figures_always_adds_up(now, was):
    change = round(100 * abs(now / was - 1))
    text = f"Imports were {now:,} t, {change}% {'more' if now >= was else 'less'} than the {was:,} t of 2016."
    assert one(text).adds_up


@given(st.integers(101, 99_999).filter(lambda n: n % 10), st.integers(101, 99_999).filter(lambda n: n % 10))
def test_a_percentage_off_by_five_points_never_does(now, was):
    change = round(100 * abs(now / was - 1)) + 5 * round(2 + abs(now / was))
    text = f"Imports were {now:,} t, {change}% {'more' if now >= was else 'less'} than the {was:,} t of 2016."
    assert not one(text).adds_up


def test_a_number_no_machine_can_hold_is_no_claim():
    huge = "9" * 400
    assert list(claims(f"Imports were {huge} t, a 21% decrease from 1{huge} t in 2016.")) == []


def test_a_figure_with_many_zeros_is_good_to_its_last_other_digit():
    claim = one("Imports were 2,000,000 t, a 20% decrease from the 2,500,000 t imported in 2016.")
    assert (claim.now.low, claim.now.high) == (1_995_000, 2_005_000)
