import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Cell
from pipeline.tables import figures
from pipeline.tables.ditto import Antecedents
from tests.tables.grids import LEGEND, build, grid, read, ruled


def resolve(texts, column=0):
    """What the cells of one column say, from the top."""
    antecedents = Antecedents()
    cells = [Cell(row, column, text, kind=figures.read(text).kind) for row, text in enumerate(texts)]
    for cell in cells:
        antecedents.resolve(cell)
    return [cell.resolved for cell in cells]


def test_a_ditto_repeats_the_cell_above_it():
    assert resolve(["Peru", "Do.", "do.", "Russia", "Do."]) == ["Peru", "Peru", "Peru", "Russia", "Russia"]


def test_a_ditto_with_nothing_above_stays_as_printed():
    assert resolve(["Do.", "Peru", "Do."]) == ["Do.", "Peru", "Peru"]


def test_a_cell_without_text_says_nothing():
    assert resolve(["Peru", "", "Do."]) == ["Peru", "", "Peru"]


def test_columns_have_their_own_antecedents():
    antecedents = Antecedents()
    stub, place = Cell(0, 0, "Japan"), Cell(0, 2, "Akita")
    ditto, other = Cell(1, 2, "do.", kind="ditto"), Cell(1, 1, "do.", kind="ditto")
    for cell in (stub, place, ditto, other):
        antecedents.resolve(cell)
    assert (ditto.resolved, other.resolved) == ("Akita", "do.")


@given(st.lists(st.sampled_from(["Peru", "Chile", "Do.", "do.", "40", "NA"]), max_size=20))
def test_each_ditto_is_the_last_cell_that_said_something(texts):
    said = None
    for text, resolved in zip(texts, resolve(texts), strict=True):
        said = said if text in ("Do.", "do.") else text
        assert resolved == (said if said is not None else text)


HEAD = ruled(["Country", "Company", "Location", "Capacity"])


def plants(*rows, first=("TABLE 2",)):
    return grid(list(first), ["INDIUM PRODUCTION CAPACITY"], ["(Metric tons)"], HEAD, *rows, LEGEND)


def resolved(table, column):
    return [row.cells[column].resolved if column in row.cells else None for row in table.rows]


def test_a_blank_cell_is_no_ditto_and_does_not_hide_the_one_above():
    table = build(
        plants(
            ["China", "Debang Co. Ltd.", "Liuzhou", "85"],
            ["Do.", "Laibin Smelter", None, "50"],
            ["Do.", "Products Co.", "do.", "20"],
        )
    )
    assert resolved(table, 0) == ["China", "China", "China"]
    assert resolved(table, 2) == ["Liuzhou", None, "Liuzhou"]


def test_marks_do_not_belong_to_what_is_repeated():
    table = build(
        plants(["China^2", "Debang Co. Ltd.", "Liuzhou", "85"], ["Do.^3", "Laibin Smelter", "Laibin", "50"]),
    )
    assert resolved(table, 0) == ["China", "China"]
    assert [row.marks for row in table.rows] == [("2",), ("3",)]
    assert table.rows[1].label == "Do."


def test_dittos_reach_over_wrapped_lines():
    table = build(
        plants(
            ["China", "Hechi Jinhe Mining and", "Hechi, Guangxi", "10"],
            [None, "Smelting Co. Ltd.", None, None],
            ["Do.", "do.", "do.", "30"],
        )
    )
    assert resolved(table, 1) == ["Hechi Jinhe Mining and Smelting Co. Ltd."] * 2
    assert resolved(table, 2) == ["Hechi, Guangxi"] * 2


def test_dittos_reach_over_continued_parts():
    first = plants(["Peru", "Doe Run Ltda.", "La Oroya", "5"])
    second = plants(["Do.", "Votorantim Ltda.", "do.", "50"], first=("TABLE 2—Continued",))
    table = build(first, second)
    assert resolved(table, 0) == ["Peru", "Peru"]
    assert resolved(table, 2) == ["La Oroya", "La Oroya"]


def test_a_group_is_no_antecedent_of_the_columns_beside_it():
    table = build(
        grid(
            ["TABLE 1"],
            ["SALIENT STATISTICS"],
            ruled([None, "Unit", "2016", "2017"]),
            ["Price", "dollars per kilogram", "5", "6"],
            ["Imports:"],
            ["  Metal", "do.", "1", "2"],
        )
    )
    assert resolved(table, 1) == ["dollars per kilogram", None, "dollars per kilogram"]


def test_a_ditto_over_a_figure_repeats_the_figure():
    found = read(plants(["Peru", "Doe Run Ltda.", "La Oroya", "5"], ["Do.", "Votorantim Ltda.", "do.", "do."]))
    second = found.observations[1]
    assert (second.printed, second.number) == ("do.", 5.0)
    assert [head for head, _ in second.attributes] == ["Company", "Location"]


@pytest.mark.parametrize("mark", ["Do.", "do."])
def test_a_ditto_in_the_first_row_stays_as_printed_for_the_suite_to_find(mark):
    found = read(plants(["Peru", "Doe Run Ltda.", mark, "5"], ["Chile", "Votorantim Ltda.", "Lima", "6"]))
    assert (found.cells[2].row, found.cells[2].column, found.cells[2].resolved) == (0, 2, mark)
