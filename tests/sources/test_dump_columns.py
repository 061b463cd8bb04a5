from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.sources.dump_columns import Shape, read_head


def reading(shape, *lines):
    return read_head(tuple(tuple(line.split()) for line in lines), shape)


def heads(shape, *lines):
    """What stands over each column, from the top."""
    found = reading(shape, *lines)
    words = [line.split() for line in lines]
    return [
        " / ".join(
            " ".join(words[c.line][c.start : c.end])
            for c in sorted(found.cells, key=lambda c: c.line)
            if c.first <= column <= c.last
        )
        for column in range(shape.columns)
    ]


def test_heads_wrapped_over_lines_under_years():
    lines = (
        "2015 2016",
        "Quantity Quantity",
        "(thousand Value Unit (thousand Value Unit",
        "State metric tons) (thousands) value metric tons) (thousands) value",
    )
    year = ["Quantity / (thousand / metric tons)", "Value / (thousands)", "Unit / value"]
    assert heads(Shape(1, 6), *lines) == ["State", *(f"{at} / {head}" for at in (2015, 2016) for head in year)]
    assert min(reading(Shape(1, 6), *lines).margins) > 2


def test_a_column_whose_head_begins_lower():
    lines = (
        "2015 2016",
        "Number Number",
        "of active Yearend of active Yearend",
        "District plants Production stocks plants Production stocks",
    )
    year = ["Number / of active / plants", "Production", "Yearend / stocks"]
    assert heads(Shape(1, 6), *lines) == ["District", *(f"{at} / {head}" for at in (2015, 2016) for head in year)]


def test_heads_of_one_line_without_spanners():
    assert heads(Shape(1, 3), "Metal Building All other", "Use mining materials purposes") == [
        "Use",
        "Metal / mining",
        "Building / materials",
        "All other / purposes",
    ]


def test_spanners_over_spanners():
    lines = ("Natural Synthetic", "2015 2016 2015 2016", "Country " + "Quantity Value " * 4)
    assert heads(Shape(1, 8), *lines) == [
        "Country",
        *(f"{a} / {b} / {c}" for a in ("Natural", "Synthetic") for b in (2015, 2016) for c in ("Quantity", "Value")),
    ]


def test_a_spanner_over_some_columns_only():
    lines = ("2015 2016", "Value Value", "Country Quantity Customs C.i.f. Quantity Customs C.i.f.")
    year = ["Quantity", "Value / Customs", "Value / C.i.f."]
    assert heads(Shape(1, 6), *lines) == ["Country", *(f"{at} / {head}" for at in (2015, 2016) for head in year)]


def test_marks_and_symbols_do_not_hide_a_repetition():
    lines = (
        "Palladium Platinum",
        "Pd content2 Value Pt content Value3",
        "Country (kilograms) (thousands) (kilograms) (thousands)",
    )
    assert heads(Shape(1, 4), *lines) == [
        "Country",
        "Palladium / Pd content2 / (kilograms)",
        "Palladium / Value / (thousands)",
        "Platinum / Pt content / (kilograms)",
        "Platinum / Value3 / (thousands)",
    ]


def test_a_column_of_words_behind_the_figures():
    lines = ("2015 2016", "Type Quantity Value Quantity Value Principal sources in 2016")
    assert heads(Shape(1, 4, 1), *lines) == [
        "Type",
        "2015 / Quantity",
        "2015 / Value",
        "2016 / Quantity",
        "2016 / Value",
        "Principal sources in 2016",
    ]


@pytest.mark.parametrize(
    ("shape", "lines"),
    [
        (Shape(1, 6), ("2015 2016", "Value Value")),  # the lines below are lost
        (Shape(1, 2), ("Use (thousand Value",)),  # a bracket that never closes
        (Shape(0, 1), ("Iron ore ore",)),  # a word said twice
        (Shape(0, 1), ("Quantity Value",)),  # words that no head has together
    ],
)
def test_what_cannot_be_right_is_never_sure(shape, lines):
    assert 0 in reading(shape, *lines).margins[shape.texts :]


def test_a_spanner_that_may_reach_further_is_unsure_where_it_tells_a_unit():
    unsure = reading(Shape(1, 3), "Value", "Use Sales Mines Yards").margins
    assert min(unsure[1:]) < 1.2
    sure = reading(Shape(1, 3), "Plants", "Use Value Sales Mines").margins
    assert min(sure[1:]) > 1.2


WORDS = st.sampled_from(["Quantity", "Value", "(thousand", "metric", "tons)", "2015", "of", "Ready-", "K2O", "e", "3"])


@example((("Quantity",), ("Quantity",) * 5 + ("Value", "Quantity", "Value")), Shape(0, 4, 1))
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=8).map(tuple), min_size=1, max_size=4).map(tuple),
    st.builds(Shape, st.integers(0, 3), st.integers(1, 5), st.integers(0, 1)),
)
def test_every_word_stands_once_and_in_order(lines, shape):
    found = read_head(lines, shape)
    assert len(found.margins) == shape.columns
    if not found.cells:
        return
    for at, line in enumerate(lines):
        cells = sorted((c for c in found.cells if c.line == at), key=lambda c: c.start)
        assert [i for c in cells for i in range(c.start, c.end)] == list(range(len(line)))
        assert all(a.last < b.first for a, b in pairwise(cells))
        assert all(0 <= c.first <= c.last < shape.columns for c in cells)
