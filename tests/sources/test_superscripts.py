import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.superscripts import is_marks, read, split_marks, squeezed


@pytest.mark.parametrize(
    ("runs", "text", "marks"),
    [
        ([("China", 0), ("2", 1)], "China", ("2",)),
        ([("Iran", 0), ("e, 9", 1)], "Iran", ("e", "9")),
        ([("r, e", 1)], "", ("r", "e")),
        ([("re", 1)], "", ("r", "e")),
        ([("r3", 1)], "", ("r", "3")),
        ([("Total", 0), ("4, 6", 1)], "Total", ("4", "6")),
        ([("IN 2016", 0), ("1,", 1), (" ", 0), ("2", 1)], "IN 2016", ("1", "2")),
        ([("320,000", 0), ("r", 1)], "320,000", ("r",)),
        ([("gross weight", 0), ("*", 1)], "gross weight", ("*",)),
        ([("Both", 0), ("7", 1), (" ", 0)], "Both", ("7",)),
        ([("TiO", 0), ("2", 0), (" content", 0)], "TiO2 content", ()),
    ],
)
def test_marks_at_the_end(runs, text, marks):
    found = read(tuple((part, bool(up)) for part, up in runs))
    assert (found.text, found.marks, found.runs) == (text, marks, ())


def test_a_legend_keeps_the_order_of_marks_and_words():
    found = read((("e", True), ("Estimated.  ", False), ("r", True), ("Revised.  -- Zero.", False)))
    assert found.text == "Estimated. Revised. -- Zero."
    assert found.marks == ("e", "r")
    assert found.runs == (("e", True), ("Estimated. ", False), ("r", True), ("Revised. -- Zero.", False))


def test_a_mark_between_words_keeps_its_place():
    found = read((("HTS", False), ("2", True), (" codes", False)))
    assert (found.text, found.marks) == ("HTS codes", ("2",))
    assert found.runs == (("HTS", False), ("2", True), (" codes", False))


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([("cubic m", 0), ("3", 1), (" per year", 0)], "cubic m³ per year"),
        ([("10", 0), ("6", 1), (" tons", 0)], "10⁶ tons"),
        ([("s", 0), ("-1", 1)], "s⁻¹"),
        ([("3", 1), ("/8-inch", 0)], "3/8-inch"),
        ([("19", 0), ("th", 1), (" century", 0)], "19th century"),
        ([("(10)", 1)], "(10)"),
        ([("  ", 1)], ""),
    ],
)
def test_raised_text_that_is_no_mark_stays(runs, text):
    found = read(tuple((part, bool(up)) for part, up in runs))
    assert (found.text, found.marks) == (text, ())


def test_a_figure_that_ends_in_ten_may_bear_a_note():
    assert read((("1,210", False), ("2", True))).marks == ("2",)


def test_spaces_and_invisible_characters():
    assert squeezed(" a\u00a0 b\u200b\n c ") == "a b c"
    assert squeezed("Co\u0302te") == "Côte"
    assert squeezed("below \u00ad9.5 °C, non\u00adfuel") == "below -9.5 °C, nonfuel"


def test_what_counts_as_marks():
    assert is_marks("e, 33, 36")
    assert not is_marks("Includes")
    assert split_marks("(10)") == ("10",)


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans()), max_size=6))
def test_nothing_is_lost_or_left_unclean(runs):
    found = read(tuple(runs))
    assert found.text == squeezed(found.text)
    assert unicodedata.is_normalized("NFC", found.text)
    if found.runs:
        assert squeezed("".join(text for text, mark in found.runs if not mark)) == found.text


@given(st.lists(st.sampled_from(["e", "r", "p", "1", "2", "33"]), min_size=1, max_size=5))
def test_marks_with_commas_read_back(marks):
    assert read((("x", False), (", ".join(marks), True))).marks == tuple(marks)
