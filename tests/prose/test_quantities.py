import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prose.quantities import quantities


def one(text):
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("had 200 t/yr of", 200, "t/yr"),
        ("the 420-t/yr plant", 420, "t/yr"),
        ("1.2 gigawatts per year", 1.2, "GW/yr"),
        ("a 2,000-t/d mill", 2000, "t/d"),
        ("2.3-million-metric-ton-per-year (Mt/yr) refinery", 2_300_000, "t/yr"),
        ("the 3.85-million-ton-a-year works", 3_850_000, "t/yr"),
        ("about 3.4 Mt/yr", 3_400_000, "t/yr"),
        ("15 kt/yr", 15_000, "t/yr"),
        ("6,000-metric-ton-per-year works", 6000, "t/yr"),
        ("18 million pounds per year", 18_000_000, "lb/yr"),
        ("500,000 short tons per year", 500_000, "st/yr"),
        ("4.5 million carats per year", 4_500_000, "carats/yr"),
        ("5,000 metric tons of lead per year", 5000, "t/yr"),
        ("5,000 metric tons annually", 5000, "t/yr"),
        ("300 metric tons per month", 300, "t/mo"),
        ("20,000 tpy", 20_000, "t/yr"),
        ("1 billion cubic feet per day", 1_000_000_000, "ft3/d"),
        ("200,000 t/yr by 2020", 200_000, "t/yr"),
    ],
)
def test_a_rate(text, value, unit):
    found = one(text)
    assert (found.value, found.high, found.rate, found.period is not None) == (value, None, unit, True)


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("5 to 7 million metric tons per year", 5_000_000, 7_000_000),
        ("between 8 and 10 Mt/yr", 8_000_000, 10_000_000),
        ("a 20,000- to 25,000-t/yr plant", 20_000, 25_000),
        ("900–1,000 t/yr", 900, 1000),
        ("800 thousand to 1 million metric tons per year", 800_000, 1_000_000),
    ],
)
def test_a_range(text, value, high):
    found = one(text)
    assert (found.value, found.high) == (value, high)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 3 to 5 Mt/yr", [3_000_000, 5_000_000]),
        ("from 3 Mt/yr to 5 Mt/yr", [3_000_000, 5_000_000]),
        ("from 600,000 to 1 million t/yr", [600_000, 1_000_000]),
        ("planned for 2021 and 20 t/yr", [20]),
        ("to 90,000 from 60,000 t/yr", [90_000, 60_000]),
        ("grew through 2015 from 1,360 Mt/yr", [1_360_000_000]),
        ("was 2 Mt/yr, 4 Mt/yr, and 6 Mt/yr", [2_000_000, 4_000_000, 6_000_000]),
    ],
)
def test_several_figures(text, values):
    assert [found.value for found in quantities(text)] == values


@pytest.mark.parametrize(
    "text", ["$25,000 per metric ton", "5 g/t of gold", "in 2017", "41% of 30 countries", "table 5"]
)
def test_no_quantity(text):
    assert [found for found in quantities(text) if found.period] == []


def test_a_weight_has_no_period_and_is_read_as_a_year():
    found = one("was 1,980 t in that year")
    assert (found.value, found.period, found.rate) == (1980, None, "t/yr")


def test_hyphens_make_an_adjective():
    assert one("the 75-t/yr line").adjective
    assert not one("75 t/yr").adjective


@given(
    st.integers(1, 10**9), st.sampled_from(["t/yr", "kg/yr", "t/d", "lb/yr", "MW/yr"]), st.text("abc ,.", max_size=9)
)
def test_a_printed_figure_is_read_back_where_it_stands(value, unit, before):
    text = f"{before} {value:,} {unit}"
    found = quantities(text)[-1]
    assert (found.value, found.rate) == (value, unit)
    assert text[found.start : found.end] == f"{value:,} {unit}"


@given(st.integers(1, 999), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9)]))
def test_scales_are_multiplied_out(value, scale):
    assert one(f"{value} {scale[0]} metric tons per year").value == value * scale[1]


@given(st.text(max_size=60))
def test_offsets_lie_in_the_text(text):
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
