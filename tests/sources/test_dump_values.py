import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_values import Value, holds_years, is_row, is_value, read_tail


def plain(text):
    tail = read_tail(text)
    return tail.label, [(value.text, "".join(value.marks)) for value in tail.values]


@pytest.mark.parametrize(
    "token",
    [
        "4,170",
        "$869",
        "7",
        "12.89",
        ".5",
        "93%",
        "--",
        "—",
        "W",
        "NA",
        "XX",
        "(2)",
        "1.0–1.3",
        "<1,000",
        "-2,100",
        "$1.25",
    ],
)
def test_values(token):
    assert is_value(token)


@pytest.mark.parametrize(
    "token", ["", "$", "Peru", "Do.", "do.", "8112.92.3000", "2-inch", "e", "1,23", "(kilograms)", "12th"]
)
def test_tokens_that_are_no_values(token):
    assert not is_value(token)


@pytest.mark.parametrize(
    ("text", "label", "values"),
    [
        ("Belgium 4,170 $869 4,370 $845", "Belgium", [("4,170", ""), ("$869", ""), ("4,370", ""), ("$845", "")]),
        ("Estonia -- -- 220 40", "Estonia", [("--", ""), ("--", ""), ("220", ""), ("40", "")]),
        ("Korea, Republic of 23,100 4,630", "Korea, Republic of", [("23,100", ""), ("4,630", "")]),
        ("China 430,000 r 460,000 296,000 e", "China", [("430,000", "r"), ("460,000", ""), ("296,000", "e")]),
        ("China 430,000 r, e 460,000", "China", [("430,000", "re"), ("460,000", "")]),
        ("China 430,000r 287,000e", "China", [("430,000", "r"), ("287,000", "e")]),
        ("Utah W (2) NA", "Utah", [("W", ""), ("(2)", ""), ("NA", "")]),
        ("Peru 1.0–1.3 <5", "Peru", [("1.0–1.3", ""), ("<5", "")]),
        ("Quantity", "Quantity", []),
        ("", "", []),
        ("2016 2017", "", [("2016", ""), ("2017", "")]),
    ],
)
def test_values_are_taken_from_the_right(text, label, values):
    assert plain(text) == (label, values)


def test_note_numerals_behind_flags_are_marks():
    assert plain("Rocklands 730 e, 3") == ("Rocklands", [("730", "e3")])
    assert plain("Total 11,254 7, 8 13,237") == ("Total", [("11,254", "78"), ("13,237", "")])


@pytest.mark.parametrize(
    ("text", "years"), [("2016 2017", True), ("2016r 2017 e", True), ("Peru 2016", False), ("", False)]
)
def test_lines_of_years(text, years):
    assert holds_years(text) is years


VALUES = st.one_of(
    st.integers(0, 10**7).map(lambda n: f"{n:,}"),
    st.decimals(0, 999, places=2).map(str),
    st.sampled_from(["--", "W", "NA", "XX", "(2)", "$869", "93%"]),
)
WORDS = st.lists(st.sampled_from(["Peru", "Korea,", "Republic", "of", "Metal", "(unwrought)", "oxide"]), max_size=4)


@given(WORDS, st.lists(st.tuples(VALUES, st.sampled_from(["", "e", "r"])), max_size=6))
def test_label_and_values_rejoined_are_the_line(words, values):
    tokens = [*words, *(token for value, flag in values for token in (value, flag) if token)]
    tail = read_tail(" ".join(tokens))
    assert [value.text for value in tail.values] == [value for value, _ in values]
    assert [value.marks for value in tail.values] == [tuple(flag) for _, flag in values]
    assert tail.label == " ".join(words)


@pytest.mark.parametrize(
    "text", ["Belgium 4,170 $869", "Total 5", "Russiae 9,500 4,000", "Do. Votorantim Ltda. 50", "Utah W"]
)
def test_rows(text):
    assert is_row(text)


@pytest.mark.parametrize(
    "text",
    [
        "Country or locality2 2013 2014 2015",
        "2016 2017",
        "exports were shipped to Japan in 2017 and to 12",
        "capacity of 50",
        "Imports, 5",
        "see table 3",
        "Quantity Value",
        "4,170 869",
        "",
        "Reported use is in cubic meters, and that of all other kinds is unknown (estimated). One cubic meter is 0.88",
    ],
)
def test_lines_that_are_no_rows(text):
    assert not is_row(text)


def test_a_year_may_label_a_row():
    assert is_row("2015 3,640 $87,000 192")


def test_values_compare_with_their_marks():
    assert read_tail("Peru 5 e").values == (Value("5", ("e",)),)
