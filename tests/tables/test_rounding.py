import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Note
from pipeline.tables import rounding
from pipeline.tables.rounding import Rounding, in_scope, is_excepted, parse, read_rounding, significant_step
from tests.tables.grids import cells_of, production


@pytest.mark.parametrize(
    ("text", "digits", "scope", "exceptions", "step"),
    [
        ("Data are rounded to no more than three significant digits.", 3, "all", (), None),
        ("Data are rounded to no more than two significant digits.", 2, "all", (), None),
        ("Data are rounded to three significant digits, except prices.", 3, "all", ("prices",), None),
        (
            "Data are rounded to no more than three significant digits, except “Number of operations”; may not add to "
            "totals shown.",
            3,
            "all",
            ("number of operations",),
            None,
        ),
        (
            "Totals and estimated data are rounded to no more than three significant digits; may not add to totals "
            "shown.",
            3,
            "totals_and_estimated",
            (),
            None,
        ),
        ("Estimated data are rounded to no more than three significant digits.", 3, "estimated", (), None),
        ("Totals are rounded to three significant digits.", 3, "totals", (), None),
        (
            "World totals, U.S. data, and estimated data are rounded to no more than three significant digits.",
            3,
            "world_us_and_estimated",
            (),
            None,
        ),
        (
            "Data are unrounded but are thought to be accurate to no more than three significant digits.",
            3,
            "all",
            (),
            None,
        ),
        ("Data are rounded to one significant digit to avoid disclosing company proprietary data.", 1, "all", (), None),
        ("Data are rounded to the nearest 5,000 metric tons.", None, "all", (), 5000.0),
        ("Data are unrounded.", None, "none", (), None),
    ],
)
def test_the_wordings_of_rounding_notes(text, digits, scope, exceptions, step):
    found = parse(text)
    assert (found.digits, found.scope, found.exceptions, found.step) == (digits, scope, exceptions, step)
    assert found.note == text


@pytest.mark.parametrize(
    "text",
    [
        "Table includes data available through August 9, 2018. Data are rounded to no more than three significant "
        "digits; may not add to totals shown.",
        "Data are rounded to no more than three significant digits; may not add to totals shown. Includes scrap.",
    ],
)
def test_the_sentence_may_stand_among_others(text):
    found = parse(text)
    assert (found.digits, found.scope, found.may_not_add) == (3, "all", True)


def test_a_note_that_says_nothing_of_rounding_states_none():
    assert parse("Table includes data available through May 2, 2018.") is None
    assert read_rounding([Note("1", "footnote", "Data are rounded to three significant digits.")]) is None
    assert read_rounding([]) is None


def test_sums_that_may_not_add_tell_no_digits():
    found = parse("Data may not add to totals shown because of independent rounding.")
    assert (found.digits, found.may_not_add) == (None, True)


def test_the_first_note_that_states_a_rounding_counts():
    notes = [
        Note("1", "rounding", "Values are rounded."),
        Note("2", "rounding", "Data are rounded to two significant digits."),
        Note("3", "rounding", "Data are rounded to three significant digits."),
    ]
    assert read_rounding(notes).digits == 2


KINDS = ("plain", "total", "estimated", "world", "us")


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        ("all", {"plain", "total", "estimated", "world", "us"}),
        ("none", set()),
        ("totals", {"total", "world"}),
        ("estimated", {"estimated"}),
        ("totals_and_estimated", {"total", "world", "estimated"}),
        ("world_us_and_estimated", {"total", "world", "us", "estimated"}),
    ],
)
def test_scopes(scope, inside):
    note = Rounding(3, scope, (), "")
    said = {kind for kind in KINDS if in_scope(note, **{name: name == kind for name in KINDS[1:]})}
    assert said == inside


def test_exceptions_are_found_in_the_names_of_row_and_column():
    note = parse("Data are rounded to three significant digits, except prices and “Number of operations”.")
    assert is_excepted(note, "price, dollars per kilogram 2017")
    assert is_excepted(note, "number of operations")
    assert not is_excepted(note, "production quantity")
    assert not is_excepted(parse("Data are rounded to three significant digits."), "price")


@pytest.mark.parametrize(
    ("number", "digits", "limit", "step"),
    [
        (11080, "11080", None, 1.0),
        (11080, "11080", 3, 100.0),
        (12.89, "12.89", 3, 0.1),
        (12.89, "12.89", None, 0.01),
        (7, "7", 3, 1.0),
        (1000, "1000", 2, 100.0),
        (999, "999", 2, 10.0),
        (0.05, "0.05", 3, 0.01),
        (0, "0", 3, 1.0),
        (-430, "430", 2, 10.0),
    ],
)
def test_the_step_of_a_printed_figure(number, digits, limit, step):
    assert significant_step(number, digits, limit) == pytest.approx(step)


@pytest.mark.parametrize(
    ("number", "step", "digits"), [(11080, 1, 5), (11100, 100, 3), (7, 1, 1), (12.9, 0.1, 3), (0, 1, 1), (5, 10, 1)]
)
def test_how_many_digits_are_significant(number, step, digits):
    assert rounding.significant_digits(number, step) == digits


def printed(number, digits):
    """``number`` rounded to ``digits`` significant ones, as the Yearbook prints it."""
    places = digits - 1 - math.floor(math.log10(number))
    return f"{round(number, places):.{max(places, 0)}f}"


@given(st.floats(1e-3, 1e9), st.integers(1, 5))
def test_the_interval_holds_every_number_that_rounds_to_the_printed_figure(number, digits):
    text = printed(number, digits)
    step = significant_step(float(text), text, digits)
    assert abs(number - float(text)) <= step / 2 * (1 + 1e-6)


@given(st.floats(1e-3, 1e9), st.integers(1, 5))
def test_the_interval_is_no_wider_than_the_rounding(number, digits):
    text = printed(number, digits)
    step = significant_step(float(text), text, digits)
    assert step <= float(text) * 10.0 ** (1 - digits) * (1 + 1e-9)


@given(st.floats(1, 1e7), st.integers(1, 4))
def test_the_published_interval_holds_it_in_the_published_unit(number, digits):
    text = printed(number, digits)
    words = {1: "one", 2: "two", 3: "three", 4: "four"}[digits]
    rounded = f"^1Data are rounded to no more than {words} significant digits."
    found = cells_of(
        production(
            ["Peru", "7", f"{float(text):,.{len(text.partition('.')[2])}f}"],
            notes=[rounded],
            units="(Thousand metric tons)",
        )
    )
    o = found["Peru", "2017"]
    assert o.unit == "t"
    assert o.lower <= number * 1000 * (1 + 1e-9)
    assert number * 1000 * (1 - 1e-9) <= o.upper
