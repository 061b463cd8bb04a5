from pipeline.sources.dump_behind import behind, figures_behind
from pipeline.sources.dump_values import Tail, Value


def tails(*afters):
    return [Tail("label", (Value("1"),), after) for after in afters]


def test_one_column_of_words_carried_on():
    found = behind([*tails("Peru, 5%; Oman,"), Tail("4%.", ())], ("Sources",), 0, ())
    assert found.words == [((0, "Peru, 5%; Oman,"),), ((0, "4%."),)]
    assert (found.carried, found.columns) == ([False, True], 1)


def test_two_columns_of_words():
    found = behind(tails("Reno, NV Brine.", "Elko, NV Do.", "do. Salt."), ("Plant location", "Source"), 0, ())
    assert [dict(cells) for cells in found.words] == [
        {0: "Reno, NV", 1: "Brine."},
        {0: "Elko, NV", 1: "Do."},
        {0: "do.", 1: "Salt."},
    ]


def test_words_and_figures():
    lines = [*tails("Peru, Oman 92", "Mali Do.", "Chad 5"), Tail("Total", (Value("3"),))]
    assert figures_behind(lines) == 1
    found = behind(lines, ("Sources",), 1, ())
    assert found.words == [((0, "Peru, Oman"),), ((0, "Mali"),), ((0, "Chad"),), ()]
    assert [[value.text for _, value in line] for line in found.values] == [["92"], ["Do."], ["5"], []]
    assert found.columns == 2
