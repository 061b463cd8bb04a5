from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_fit import column_count, decimals, fit, magnitude
from pipeline.sources.dump_values import Value, read_tail

ROWS = ["Ohio 7 3,819 61.3", "Iowa 3 1,551 47.8", "Utah 6 2,453 69.9", "Maine 4 1,770 58.1"]


def fitted(*texts, markers=("7", "8", "9")):
    found = fit([read_tail(text) for text in (*ROWS, *texts)], 3, markers)
    return [(line.label, {at: (value.text, *value.marks) for at, value in line.values}) for line in found[len(ROWS) :]]


def test_as_many_values_as_columns_stand_in_them():
    assert fitted("Texas 5 4,935 66.5") == [("Texas", {0: ("5",), 1: ("4,935",), 2: ("66.5",)})]


def test_a_declared_numeral_too_many_is_a_mark():
    assert fitted("Texas 5 4,935 7 66.5") == [("Texas", {0: ("5",), 1: ("4,935", "7"), 2: ("66.5",)})]


def test_a_blank_is_where_the_values_say():
    assert fitted("Texas 4,935 66.5") == [("Texas", {1: ("4,935",), 2: ("66.5",)})]


def test_a_line_with_a_blank_is_less_sure_than_one_without():
    found = fit([read_tail(text) for text in (*ROWS, "Texas 4,935")], 3, ())
    assert [line.confidence for line in found[:4]] == [1.0] * 4
    assert found[-1].confidence < 1


def test_a_number_that_ends_words_is_no_figure():
    assert fitted("Shipments in the year 2016") == [("Shipments in the year 2016", {})]


def test_columns_are_what_most_lines_and_the_heads_say():
    tails = [read_tail(text) for text in (*ROWS, "Texas 5")]
    assert column_count(tails, ()) == 3
    assert column_count([read_tail("Peru 5 6"), read_tail("Grade 50 7 8")], (2,)) == 2
    assert column_count([read_tail("2015 5 6 7"), read_tail("2016 6 7 8")], ()) == 3
    assert column_count([], ()) == 0


def test_sizes_and_decimals():
    assert magnitude("1,000") == 3
    assert magnitude("--") is None
    assert magnitude("(2)") is None
    assert [decimals(text) for text in ("12", "1.50", "47.8%")] == [0, 2, 1]


@given(st.lists(st.sampled_from(["5", "4,935", "66.5", "--", "W", "7"]), max_size=6))
def test_no_value_is_lost(values):
    (line,) = fit([read_tail(" ".join(["Texas", *values]))], 3, ("7",))
    printed = [*line.label.split()[1:], *(part for _, value in line.values for part in (value.text, *value.marks))]
    assert sorted(printed) == sorted(values)


def test_a_column_of_one_numeral_is_one_of_marks():
    tails = [read_tail(text) for text in [f"{name} {n},900 2 4{n}7,000" for n, name in enumerate("ABCDEFGH", 1)]]
    assert column_count(tails, ()) == 2
    assert fit(tails, 2, {"2"})[0].values == ((0, Value("1,900", ("2",))), (1, Value("417,000")))


def test_a_column_of_different_small_numerals_holds_figures():
    tails = [read_tail(text) for text in [f"{name} {n},900 {n} 4{n}7,000" for n, name in enumerate("ABCDEFGH", 1)]]
    assert column_count(tails, ()) == 3
