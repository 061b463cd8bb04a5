import pytest

from pipeline.sources.sheet import RowBuilder, Sheet, SheetCell, Style, cell_name, lines, to_grid

PLAIN = Style()
FIGURE = Style(number_format="#,##0")
RULED = Style(rule_below=True)
RAISED = Style(superscript=True)


def words(column, text, style=PLAIN, **kwargs):
    return SheetCell(column, style, ((text, style.superscript),), **kwargs)


def figure(column, number, style=FIGURE):
    return SheetCell(column, style, number=number)


def grid_of(*rows, blanks=()):
    """The grid of rows of cells from the top; ``blanks``: (row, column, style) of empty cells."""
    builder = RowBuilder()
    for index, cells in enumerate(rows):
        builder.add(index, list(cells), [(column, style) for row, column, style in blanks if row == index])
    grid, findings = to_grid(Sheet("T1", builder.rows))
    return grid, findings


def body(*rows, **kwargs):
    grid, findings = grid_of([words(0, "TABLE 1")], *rows, **kwargs)
    return grid.rows[1:], findings


def test_a_grid_starts_at_its_title():
    grid, _ = grid_of([words(0, "Revised in 2019")], [], [words(0, " TABLE 4A ")], [words(0, "SALIENT STATISTICS")])
    assert [row.cells[0].text for row in grid.rows] == ["TABLE 4A", "SALIENT STATISTICS"]
    assert grid.sheet == "T1"


def test_a_sheet_without_a_table_has_no_grid():
    assert grid_of([words(0, "Tin in 2017")], [words(0, "see table 4")])[0] is None


def test_cells_have_their_place_text_and_marks():
    (row,), _ = body(
        [SheetCell(0, PLAIN, (("Iran", False), ("e, 9", True))), figure(2, 320000.0), words(3, "r", RAISED)]
    )
    stub, number, flag = row.cells
    assert (stub.text, stub.marks) == ("Iran", ("e", "9"))
    assert (number.column, number.text, number.place.cell, number.place.sheet) == (2, "320,000", "C2", "T1")
    assert (flag.column, flag.text, flag.marks) == (3, "", ("r",))


def test_a_raised_number_is_a_note_and_a_raised_figure_in_parentheses_a_symbol():
    (row,), _ = body([words(0, "Peru"), figure(1, 7.0), figure(2, 4.0, RAISED), words(3, "(10)", RAISED)])
    assert [(cell.text, cell.marks) for cell in row.cells[2:]] == [("", ("4",)), ("(10)", ())]


def test_a_flag_that_lost_its_superscript_is_still_one():
    (row,), _ = body([words(0, "Peru"), figure(2, 7.0), words(3, "r, e"), words(4, "--"), words(5, "r"), words(7, "e")])
    assert [(c.column, c.text, c.marks) for c in row.cells[1:]] == [
        (2, "7", ()),
        (3, "", ("r", "e")),
        (4, "--", ()),
        (5, "", ("r",)),
        (7, "e", ()),
    ]


def test_blank_cells_and_rows_leave_nothing():
    rows, _ = body([words(0, " "), words(1, "\u00a0", RAISED)], [figure(0, 0.0, Style(number_format="#,###"))])
    assert rows == []


@pytest.mark.parametrize(
    ("style", "text", "indent"),
    [
        (Style(indent=2), "Peru", 2),
        (PLAIN, " Peru", 0),
        (PLAIN, "  Peru", 1),
        (PLAIN, "\u00a0\u00a0 Peru", 1),
        (Style(indent=1), "    Peru", 3),
    ],
)
def test_indents_are_cell_indents_and_leading_blanks(style, text, indent):
    (row,), _ = body([words(0, text, style)])
    assert (row.cells[0].text, row.cells[0].indent) == ("Peru", indent)


def test_a_line_centred_by_blanks_is_not_indented():
    (row,), _ = body([words(0, " " * 40 + "(Metric tons)")])
    assert (row.cells[0].indent, row.cells[0].centred) == (0, True)


def test_merged_and_centred_cells_have_their_last_column():
    across = Style(across=True)
    blanks = [(1, 5, across), (1, 6, across), (1, 7, PLAIN)]
    (row,), _ = body([words(0, "Quantity", last=3), words(4, "Value", across)], blanks=blanks)
    assert [(cell.column, cell.last, cell.centred) for cell in row.cells] == [(0, 3, False), (4, 6, True)]


def test_rules_under_cells_and_rows():
    rows, _ = body(
        [words(1, "2016", RULED), words(4, "2017", RULED)],
        [words(0, "Country", RULED), words(1, "Quantity", RULED), words(4, "Quantity", RULED)],
        blanks=[(1, 2, RULED), (1, 5, RULED), (2, 2, RULED), (2, 3, RULED)],
    )
    assert [cell.rule for cell in rows[0].cells] == [(1, 2), (4, 5)]
    assert not rows[0].rule_below
    assert [cell.rule for cell in rows[1].cells] == [(0, 4)] * 3
    assert rows[1].rule_below


def test_a_rule_above_the_next_row_or_in_a_blank_one_is_under_the_row():
    over = Style(rule_above=True)
    rows, _ = body([words(0, "Country")], [words(0, "Peru", over)], [], [words(0, "Chile")], blanks=[(3, 0, RULED)])
    assert [row.rule_below for row in rows] == [True, True, False]
    assert rows[0].cells[0].rule == (0, 0)
    assert rows[1].cells[0].rule is None


def note(number):
    return [SheetCell(0, PLAIN, ((number, True), ("Less than ½ unit.", False)))]


def test_a_note_mark_that_became_a_negative_number_is_read_back():
    rows, findings = body(
        [words(0, "Utah"), figure(1, -3.0, Style(number_format="General")), words(2, "(3)")],
        [words(0, "Iowa"), figure(1, -3.0, Style(number_format=r"0_);\(0\)"))],
        note("3"),
    )
    assert [row.cells[1].text for row in rows[:2]] == ["(3)", "(3)"]
    assert [(finding.rule, finding.severity) for finding in findings] == [("note_mark_as_number", "warning")] * 2
    assert "T1 B2" in findings[0].message


def test_negative_numbers_stay_negative():
    accounting = Style(number_format=r"#,##0_);\(#,##0\)")
    rows, findings = body(
        [words(0, "Stock change"), figure(1, -2.0, accounting), figure(2, -1200.0, accounting)], note("2")
    )
    assert [cell.text for cell in rows[0].cells[1:]] == ["-2", "-1,200"]
    assert findings == []


def test_a_negative_number_without_a_note_stays_negative():
    rows, _ = body([words(0, "Stock change"), figure(1, -2.0), figure(2, -3.0)], note("4"))
    assert [cell.text for cell in rows[0].cells[1:]] == ["-2", "-3"]


def test_the_lines_of_a_sheet():
    builder = RowBuilder()
    builder.add(0, [SheetCell(0, PLAIN, (("2016", False), ("r", True))), figure(1, 2017.0, Style())], [])
    assert list(lines(Sheet("T1", builder.rows))) == ["2016r 2017"]


def test_addresses():
    assert [cell_name(0, 0), cell_name(13, 2), cell_name(6, 26), cell_name(0, 702)] == ["A1", "C14", "AA7", "AAA1"]
