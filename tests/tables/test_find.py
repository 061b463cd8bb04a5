import pytest

from pipeline.tables.find import parts
from tests.tables.grids import LEGEND, cell, grid, line, over, production, ruled

BODY = (ruled(["Country", "2016", "2017"]), ["Peru", "5", "6"], ["Chile", "7", "8"])


def texts(rows):
    return [[cell.text for cell in row.cells] for row in rows]


def part(*lines, **kwargs):
    (found,) = parts(grid(*lines, **kwargs))
    return found


def test_the_lines_of_a_table_by_what_they_are():
    found = part(
        ["TABLE 4A"],
        ["U.S. IMPORTS FOR CONSUMPTION OF"],
        ["INDIUM, BY COUNTRY^1"],
        ["(Kilograms)"],
        *BODY,
        LEGEND,
        "^1Data are rounded to three significant digits.",
        page=7,
    )
    assert (found.number, found.continued, found.sheet, found.page) == ("4A", False, "T1", 7)
    assert [cell.text for cell in found.title] == ["U.S. IMPORTS FOR CONSUMPTION OF", "INDIUM, BY COUNTRY"]
    assert [cell.text for cell in found.units] == ["(Kilograms)"]
    assert texts(found.head) == [["Country", "2016", "2017"]]
    assert texts(found.body) == [["Peru", "5", "6"], ["Chile", "7", "8"]]
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    ("text", "number", "continued"),
    [
        ("TABLE 1", "1", False),
        ("TABLE 12", "12", False),
        ("TABLE 4B", "4B", False),
        ("TABLE 4 B", "4B", False),
        ("Table 3", "3", False),
        ("TABLE 2—Continued", "2", True),
        ("TABLE 2--Continued", "2", True),
        ("TABLE 2 – CONTINUED", "2", True),
    ],
)
def test_numbers_and_continuations(text, number, continued):
    found = part([text], ["SALT PRODUCTION"], *BODY)
    assert (found.number, found.continued) == (number, continued)
    assert [cell.text for cell in found.title] == ["SALT PRODUCTION"]


def test_a_title_may_stand_on_the_line_of_its_number():
    found = part(["TABLE 1. SALT PRODUCTION^1"], *BODY)
    assert [(cell.text, cell.marks) for cell in found.title] == [("SALT PRODUCTION", ("1",))]


def test_several_parts_in_one_grid():
    found = list(
        parts(grid(["TABLE 1"], ["SALT"], *BODY, ["TABLE 1—Continued"], ["SALT"], *BODY, ["TABLE 2"], ["TIN"], *BODY))
    )
    assert [(p.number, p.continued, len(p.body)) for p in found] == [("1", False, 2), ("1", True, 2), ("2", False, 2)]


def test_lines_before_the_first_title_are_of_no_table():
    (found,) = parts(grid(["Advance release"], ["TABLE 1"], ["SALT"], *BODY))
    assert texts(found.body) == [["Peru", "5", "6"], ["Chile", "7", "8"]]


def test_words_about_a_table_do_not_start_one():
    (found,) = parts(grid(["TABLE 1"], ["SALT"], *BODY, ["Table 2 of the earlier edition gives other figures"]))
    assert found.number == "1"


def test_formulas_and_names_do_not_end_a_title():
    found = part(["TABLE 1"], ["SALT, MgO, AND TiO2 PRODUCTION IN McMURDO"], ["BY COUNTRY"], *BODY)
    assert len(found.title) == 2


def test_a_unit_line_may_be_wrapped():
    found = part(
        ["TABLE 1"], ["SALT"], ["(Thousand metric tons and thousand"], ["dollars unless otherwise specified)"], *BODY
    )
    assert len(found.units) == 2
    assert len(found.body) == 2


def test_the_head_ends_at_the_first_rule_over_the_whole_table():
    found = part(
        ["TABLE 1"],
        ["FERROSILICON"],
        line([None, over("2016", 1), over("2017", 1)]),
        ruled(["Country", "50%", "Other grades"]),
        ["Peru", "5", "6"],
    )
    assert texts(found.head) == [["2016", "2017"], ["Country", "50%", "Other grades"]]
    assert texts(found.body) == [["Peru", "5", "6"]]


def test_a_head_without_rules_ends_above_the_first_figures():
    found = part(["TABLE 1"], ["SALT"], [None, "2016", "2017"], ["Country", "Quantity", "Value"], ["Peru", "5", "$6"])
    assert texts(found.head) == [["2016", "2017"], ["Country", "Quantity", "Value"]]
    assert texts(found.body) == [["Peru", "5", "$6"]]


def test_years_are_heads_and_no_figures():
    found = part(["TABLE 1"], ["SALT"], ["Country", "2016", "2017"], ["Peru", "5", "6"])
    assert texts(found.head) == [["Country", "2016", "2017"]]


def test_groups_above_the_first_figures_are_body():
    found = part(["TABLE 1"], ["SALT"], ["Country", "2016", "2017"], ["Imports:"], ["  Peru", "5", "6"])
    assert texts(found.body) == [["Imports:"], ["Peru", "5", "6"]]


def test_a_table_of_words_has_one_head_line():
    found = part(
        ["TABLE 1"], ["PRODUCERS OF SALT"], ["Company", "Location"], ["Salinas Ltda.", "Lima"], ["Sal Corp.", "Ica"]
    )
    assert texts(found.head) == [["Company", "Location"]]
    assert len(found.body) == 2


def test_references_to_the_notes_are_no_notes():
    found = part(["TABLE 1"], ["SALT"], *BODY, "See footnotes at end of table.")
    assert found.notes == []
    assert len(found.body) == 2


def test_a_group_below_the_last_figures_stays_in_the_body():
    found = part(["TABLE 1"], ["SALT"], *BODY, ["No production"], LEGEND)
    assert texts(found.body)[-1] == ["No production"]
    assert len(found.notes) == 1


def test_a_long_line_without_a_marker_is_a_note():
    words = "Production figures in this table come from companies, associations, and the governments of the countries."
    assert len(part(["TABLE 1"], ["SALT"], *BODY, words).notes) == 1


def test_a_production_table_is_one_part():
    (found,) = parts(production(["Peru", "5", "6"]))
    assert (found.number, len(found.head), len(found.body), len(found.notes)) == ("3", 1, 1, 1)


def test_cells_below_the_notes_are_kept_aside():
    found = part(["TABLE 1"], ["TITLE"], *BODY, LEGEND, "^1Excludes scrap.", [None, "0", "0"])
    assert texts(found.body) == [["Peru", "5", "6"], ["Chile", "7", "8"]]
    assert len(found.notes) == 2
    assert texts(found.strays) == [["0", "0"]]


def test_a_marker_in_a_cell_of_its_own_begins_a_note():
    found = part(["TABLE 1"], ["TITLE"], *BODY, [cell(0, "^2"), cell(1, "Includes scrap.")])
    assert texts(found.body) == [["Peru", "5", "6"], ["Chile", "7", "8"]]
    assert len(found.notes) == 1


def test_a_grid_without_a_title_has_no_table():
    assert list(parts(grid(["Peru", "5", "6"]))) == []
