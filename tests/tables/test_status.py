import pytest

from pipeline.records import Note
from pipeline.tables.status import Status, of_note, of_symbol, pointers


@pytest.mark.parametrize(
    ("symbol", "status"),
    [("--", "zero"), ("—", "zero"), ("W", "withheld"), ("NA", "not_available"), ("XX", "not_applicable")],
)
def test_the_legends_symbols(symbol, status):
    assert of_symbol(symbol, (), []) == Status(status)


def test_a_legend_says_where_withheld_figures_are_counted():
    notes = [Note("W", "legend", "Withheld to avoid disclosing company proprietary data; included with “Other.”")]
    assert of_symbol("W", (), notes) == Status("withheld", "Other")


def test_a_note_on_the_symbol_says_it_too():
    notes = [
        Note("W", "legend", "Withheld to avoid disclosing company proprietary data."),
        Note("4", "footnote", "Included in “Steel.”"),
    ]
    assert of_symbol("W", ("4",), notes) == Status("withheld", "Steel")
    assert of_symbol("W", ("r",), notes) == Status("withheld")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Less than ½ unit.", "less_than_half_unit"),
        ("Less than 1/2 unit.", "less_than_half_unit"),
        ("Less than one-half unit.", "less_than_half_unit"),
        ("Less than 0.5 metric ton.", "less_than_half_unit"),
        ("Less than 1 unit.", "less_than_unit"),
        ("Negligible.", "negligible"),
        ("Withheld to avoid disclosing company proprietary data.", "withheld"),
        ("Not available.", "not_available"),
        ("Individual breakdown is not available.", "not_available"),
        ("Data not reported.", "not_available"),
        ("Not applicable.", "not_applicable"),
        ("Included in “Other countries.”", "included_elsewhere"),
        ("Production included with “Other.”", "included_elsewhere"),
        ("Zero.", "zero"),
    ],
)
def test_what_a_note_makes_of_the_figure_that_points_to_it(text, status):
    assert of_symbol("(2)", (), [Note("2", "footnote", text)]).status == status


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Included with “Other.”", "Other"),
        ("Included in “Iron ore, other.”", "Iron ore, other"),
        ("Withheld to avoid disclosing company proprietary data; included in “Total.”", "Total"),
        ("Less than ½ unit.", None),
    ],
)
def test_where_a_figure_is_counted(text, place):
    assert of_note(text, ("2",)).included_in == place


def test_the_note_pointed_to_is_the_one_of_its_marker():
    notes = [Note("1", "footnote", "Less than ½ unit."), Note("2", "footnote", "Negligible.")]
    assert of_symbol("(2)", (), notes) == Status("negligible", None, ("2",))
    assert of_symbol("(1, 2)", (), notes) == Status("less_than_half_unit", None, ("1", "2"))


def test_a_note_that_no_rule_reads_and_a_note_that_is_not_there():
    notes = [Note("2", "footnote", "Revised by the author.")]
    assert of_symbol("(2)", (), notes) == Status("see_note", pointer=("2",))
    assert of_symbol("(3)", (), notes) == Status("see_note", pointer=("3",))


@pytest.mark.parametrize(("text", "markers"), [("(2)", ("2",)), ("(2, 11)", ("2", "11")), ("(a)", ("a",)), ("W", ())])
def test_what_a_symbol_points_to(text, markers):
    assert pointers(text) == markers
