import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.marks import is_flag, is_marker, split_marks, unique

MARKS = st.one_of(st.sampled_from("erp"), st.integers(1, 99).map(str))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("r", ("r",)),
        ("e, 9", ("e", "9")),
        ("re", ("r", "e")),
        ("r, e", ("r", "e")),
        ("12", ("12",)),
        ("1, 2, 3", ("1", "2", "3")),
        ("e3", ("e", "3")),
        ("", ()),
        (", ", ()),
    ],
)
def test_a_superscript_is_split_into_its_marks(text, marks):
    assert split_marks(text) == marks


@given(st.lists(MARKS, max_size=5), st.sampled_from([",", ", ", " "]))
def test_marks_that_were_joined_are_split_again(marks, glue):
    assert split_marks(glue.join(marks)) == tuple(marks)


@given(st.lists(st.sampled_from("erp"), max_size=3), st.integers(1, 99))
def test_letters_need_no_separator(letters, numeral):
    assert split_marks("".join(letters) + str(numeral)) == (*letters, str(numeral))


@pytest.mark.parametrize("mark", ["e", "r", "p"])
def test_flags_point_to_no_note(mark):
    assert is_flag(mark)
    assert not is_marker(mark)


@pytest.mark.parametrize("mark", ["1", "12", "a", "d"])
def test_numerals_and_other_letters_point_to_notes(mark):
    assert is_marker(mark)
    assert not is_flag(mark)


@given(st.lists(MARKS))
def test_each_mark_once_in_the_order_printed(marks):
    found = unique(marks)
    assert set(found) == set(marks)
    assert len(found) == len(set(found))
    assert [marks.index(mark) for mark in found] == sorted(marks.index(mark) for mark in found)
