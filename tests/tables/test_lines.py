import pytest

from pipeline.tables.lines import is_stated, logical_lines
from tests.tables.grids import build, grid, line, production, read, ruled


def lines(*rows, texts=()):
    """The logical lines of a body whose physical columns are its logical ones: their cells and whether they head."""
    body = [line(cells) for cells in rows]
    columns = sorted({cell.column for row in body for cell in row.cells})
    made = logical_lines(body, {column: column for column in columns}, columns, set(texts))
    return [({at: cell.text for at, cell in sorted(one.cells.items())}, one.group) for one in made]


def stubs(*rows):
    return [
        (row.label, row.group, [cell.text for at, cell in row.cells.items() if at])
        for row in build(production(*rows)).rows
    ]


def test_a_line_of_words_alone_heads_those_below():
    assert stubs(["Imports:"], ["  Peru", "5", "6"]) == [("Imports:", True, []), ("Peru", False, ["5", "6"])]
    assert stubs(["Ores and concentrates"], ["  Peru", "5", "6"])[0] == ("Ores and concentrates", True, [])


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Unwrought metal, powders, and", "waste", "Unwrought metal, powders, and waste"),
        ("Oxides (including", "hydroxides)", "Oxides (including hydroxides)"),
        ("Copper, lead,", "Zinc", "Copper, lead, Zinc"),
        ("Cement and", "(or) clinker", "Cement and (or) clinker"),
        ("Refinery production", "of indium", "Refinery production of indium"),
        ("Ferrosilicon-", "manganese", "Ferrosilicon-manganese"),
    ],
)
def test_a_label_wrapped_before_its_figures(first, second, whole):
    assert stubs([first], [second, "5", "6"]) == [(whole, False, ["5", "6"])]


def test_a_label_wrapped_after_its_figures():
    assert stubs(["Unwrought metal, powders, and", "5", "6"], ["waste"], ["Peru", "7", "8"]) == [
        ("Unwrought metal, powders, and waste", False, ["5", "6"]),
        ("Peru", False, ["7", "8"]),
    ]


def test_a_label_wrapped_over_three_lines():
    assert (
        stubs(["Unwrought metal,"], ["powders, and"], ["waste", "5", "6"])[0][0]
        == "Unwrought metal, powders, and waste"
    )


def test_a_label_that_ends_in_a_colon_is_not_carried_on():
    assert stubs(["Metal and:"], ["  waste", "5", "6"])[0] == ("Metal and:", True, [])


def test_a_new_capital_begins_a_new_line():
    assert [label for label, *_ in stubs(["Exports"], ["Peru", "5", "6"])] == ["Exports", "Peru"]


def test_marks_of_wrapped_lines_add_up():
    table = build(production(["Waste and^2"], ["scrap^3", "5", "6"]))
    assert table.rows[0].marks == ("2", "3")


def test_cells_of_words_wrapped_over_lines_are_joined():
    found = lines(
        ["China", "Hechi Jinhe Mining and", "Hechi,", "10"],
        [None, "Smelting Co. Ltd.", "Guangxi", None],
        ["Do.", "Laibin Smelter", "Laibin", "50"],
        texts=(1, 2),
    )
    assert [cells for cells, _ in found] == [
        {0: "China", 1: "Hechi Jinhe Mining and Smelting Co. Ltd.", 2: "Hechi, Guangxi", 3: "10"},
        {0: "Do.", 1: "Laibin Smelter", 2: "Laibin", 3: "50"},
    ]


def test_a_bracket_left_open_is_carried_on_in_its_column():
    found = lines(["China", "Laibin Smelter [Liuzhou Huaxi", "50"], [None, "(China Tin) Group Co.]", None], texts=(1,))
    assert [cells for cells, _ in found] == [
        {0: "China", 1: "Laibin Smelter [Liuzhou Huaxi (China Tin) Group Co.]", 2: "50"}
    ]


def test_the_lines_of_a_wrapped_cell_are_published_one_by_one():
    found = read(
        grid(
            ["TABLE 2"],
            ["INDIUM PRODUCTION CAPACITY"],
            ruled(["Country", "Company", "Capacity"]),
            ["China", "Hechi Jinhe Mining and^2", "10"],
            [None, "Smelting Co. Ltd.", None],
            ["Peru", "Doe Run Ltda.", "5"],
            "^2Idle.",
        )
    )
    company = [c for c in found.cells if (c.row, c.column) == (0, 1)]
    assert [(c.part, c.printed, c.marks, c.cell) for c in company] == [
        (0, "Hechi Jinhe Mining and", ["2"], "B4"),
        (1, "Smelting Co. Ltd.", [], "B5"),
    ]
    assert {c.resolved for c in company} == {"Hechi Jinhe Mining and Smelting Co. Ltd."}


def test_a_row_of_figures_below_is_not_joined():
    assert len(lines(["Peru", "Lima", "5"], [None, "Ica", "6"], texts=(1,))) == 2


def test_a_stub_of_ranks_or_codes_has_its_names_beside_it():
    table = build(
        grid(
            ["TABLE 8"],
            ["LEADING MINES"],
            ruled(["Rank", "Mine", "Production"]),
            ["1", "Cortez", "5"],
            ["2", "Carlin", "6"],
        )
    )
    assert [row.path for row in table.rows] == [("Cortez",), ("Carlin",)]


def test_years_in_the_stub_are_names_and_no_codes():
    table = build(
        grid(
            ["TABLE 8"], ["EXPORTS"], ruled(["Year", "Form", "Quantity"]), ["2016", "Ore", "5"], ["2017", "Metal", "6"]
        )
    )
    assert [row.path for row in table.rows] == [("2016",), ("2017",)]


@pytest.mark.parametrize(
    ("text", "stated"), [("5", True), ("--", True), ("W", True), ("<5", True), ("Do.", False), ("Peru", False)]
)
def test_what_states_a_figure(text, stated):
    assert is_stated(text) is stated
