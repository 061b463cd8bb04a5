import pytest

from pipeline.sources.dump_heads import HeadLine, head_rows, pieces, role_of, text_roles


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
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Country or locality", "country"),
        ("Major operating company", "company"),
        ("Location of main facilities", "location"),
        ("Plant", "facility"),
        ("2017", None),
        ("Quantity", None),
    ],
)
def test_what_a_head_stands_over(head, role):
    assert role_of(head) == role


def test_text_columns_by_their_heads():
    assert text_roles(["Country", "Major operating company", "Location of main facilities capacity"], 1) == [
        "country",
        "company",
        "location",
    ]
    assert text_roles(["Country or locality", "2016", "2017"], 2) == ["country"]
    assert text_roles(["Use", "2016", "2017"], 2) == ["stub"]
    assert text_roles([], 2) == ["stub"]


def placed(texts, figures, *lines):
    """Each head line's cells: first and last column, text, marks."""
    made = head_rows([HeadLine(tuple(pieces(text)), 7) for text in lines], texts, figures, {"1", "2", "e"})
    return [[(cell.column, cell.last, cell.text, *cell.marks) for cell in row] for row in made]


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


def test_the_last_word_stands_over_the_figures():
    assert placed(3, 1, "Primary annual", "Country Major operating company Location of main facilities capacity")[
        1
    ] == [
        (0, 0, "Country"),
        (1, 1, "Major operating company"),
        (2, 2, "Location of main facilities"),
        (3, 3, "capacity"),
    ]


def test_heads_know_their_line():
    ((cell, *_),) = head_rows([HeadLine(("Country", "2016"), 7)], 1, 1, ())
    assert cell.place.line == 7
