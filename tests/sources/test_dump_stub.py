import pytest

from pipeline.sources.dump_heads import HeadLine
from pipeline.sources.dump_stub import has_units, split_stubs, split_unit, text_heads


def head(text):
    return [HeadLine(tuple(text.split()), 1)]


@pytest.mark.parametrize(
    ("label", "stub", "unit"),
    [
        ("Quantity kilograms", "Quantity", "kilograms"),
        ("LME, cash do.", "LME, cash", "do."),
        ("U.S. spot dollars per pound", "U.S. spot", "dollars per pound"),
        ("Price, dollars per kilogram", "Price, dollars per kilogram", ""),
        ("Chile", "Chile", ""),
        ("metric tons", "metric tons", ""),
    ],
)
def test_units_behind_labels(label, stub, unit):
    assert split_unit(label, ()) == (stub, unit)


def test_a_column_of_units_has_a_ditto_or_several_or_a_plain_one():
    assert has_units(["Quantity kilograms", "Value do."], [True, True], ())
    assert not has_units(["Quantity percent", "Value"], [True, True], ())
    assert has_units(["Quantity kilograms", "Value"], [True, True], ())
    assert has_units(["Price dollars per pound"], [True], ())


def test_units_get_a_column_of_their_own():
    found = split_stubs(["Exports:", "Quantity kilograms", "Value do."], [False, True, True], head("2016 2017"), 2, ())
    assert found.columns == 2
    assert found.rows == [((0, "Exports:"),), ((0, "Quantity"), (1, "kilograms")), ((0, "Value"), (1, "do."))]


def test_heads_over_several_text_columns():
    named = text_heads(head("Rank Operation County and State 2015 2016"), 2)
    assert named == ("Rank", "Operation", "County and State")
    assert text_heads(head("Country or locality 2015 2016"), 2) == ()


def test_columns_that_the_lines_do_not_bear_out_are_doubted():
    found = split_stubs(["grey or white", "other"], [True, True], head("Company Location 2016 2017"), 2, ())
    assert found.columns == 1
    assert max(found.confidences) < 0.6


def test_words_alone_are_cut_where_no_line_has_figures():
    lines = ["Mines:", "Acme Corp. Reno, NV Gold.", "Do. Elko, NV Do."]
    found = split_stubs(lines, [False] * 3, head("Company Location Product"), 0, (), ("Company", "Location", "Product"))
    assert found.rows == [
        ((0, "Mines:"),),
        ((0, "Acme Corp."), (1, "Reno, NV"), (2, "Gold.")),
        ((0, "Do."), (1, "Elko, NV"), (2, "Do.")),
    ]
