import pytest

from pipeline.sources.dump_columns import Shape
from pipeline.sources.dump_heads import HeadLine, head_counts, head_rows, pieces, units_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2016 2017", ["2016", "2017"]),
        ("Quantity Value Quantity Value", ["Quantity", "Value", "Quantity", "Value"]),
        ("Country or locality 2016 2017", ["Country or locality", "2016", "2017"]),
        ("Country (kilograms) (thousands)", ["Country", "(kilograms)", "(thousands)"]),
        ("Quantity (thousand metric tons) Value", ["Quantity", "(thousand metric tons)", "Value"]),
        ("Country 2016 2017 e", ["Country", "2016", "2017 e"]),
        ("Country or locality2 2013", ["Country or locality2", "2013"]),
        ("Country Major operating company", ["Country", "Major operating company"]),
        ("", []),
    ],
)
def test_the_heads_of_a_line(text, found):
    assert pieces(units_of(text.split())) == found


def test_how_many_columns_heads_allow():
    def counts(*texts):
        return head_counts([HeadLine(tuple(text.split()), 7) for text in texts])

    assert counts("Country 2016 2017") == {2}
    assert 4 in counts("2016 2017", "Country Quantity Value Quantity Value")


def placed(texts, figures, *lines):
    """Each head line's cells: first and last column, text, marks."""
    made = head_rows([HeadLine(tuple(text.split()), 7) for text in lines], Shape(texts, figures), {"1", "2", "e"})
    return [[(cell.column, cell.last, cell.text, *cell.marks) for cell in row if cell.text] for row in made]


def test_spanners_share_the_figure_columns():
    assert placed(
        1, 4, "2016 2017", "Quantity Value Quantity Value", "Country (kilograms) (thousands) (kilograms) (thousands)"
    ) == [
        [(1, 2, "2016"), (3, 4, "2017")],
        [(1, 1, "Quantity"), (2, 2, "Value"), (3, 3, "Quantity"), (4, 4, "Value")],
        [(0, 0, "Country"), (1, 1, "(kilograms)"), (2, 2, "(thousands)"), (3, 3, "(kilograms)"), (4, 4, "(thousands)")],
    ]


def test_marks_of_heads():
    assert placed(1, 2, "Country or locality2 2016 2017 e") == [
        [(0, 0, "Country or locality", "2"), (1, 1, "2016"), (2, 2, "2017", "e")]
    ]
    assert placed(1, 1, "Country 20172") == [[(0, 0, "Country"), (1, 1, "2017", "2")]]


def test_heads_repeated_in_words_of_small_letters():
    (row,) = placed(1, 4, "Source weight copper weight copper")
    assert [cell[2] for cell in row] == ["Source", "weight", "copper", "weight", "copper"]


def test_an_open_bracket_ends_with_its_line():
    (row,) = placed(0, 4, "Number (thousand Value Price")
    assert [cell[2] for cell in row] == ["Number", "(thousand", "Value", "Price"]


def test_heads_know_their_line():
    ((cell, *_),) = head_rows([HeadLine(("Country", "2016"), 7)], Shape(1, 1), ())
    assert cell.place.line == 7
