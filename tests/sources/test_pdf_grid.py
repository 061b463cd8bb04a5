"""A table's rows as a grid."""

from pipeline.records import Place
from pipeline.sources.pdf_grid import grid_of, markers
from pipeline.sources.pdf_page import Page
from tests.sources.pdf_runs import LETTER, cells, mark, rows, run

TITLE = [run("TABLE 1", 160, 40), run("TIN IN THE WORLD", 150, 50), mark("1", 150 + LETTER * 8 * 16, 50)]
HEADS = cells(80, (60, "Country"), (180, "2016"), (280, "2017"))
NOTES = [mark("1", 50, 120), run("Rounded.", 53, 120), mark("2", 50, 131), run("Less than half.", 53, 131)]
LATER = [mark("1", 50, 140), run("Rounded.", 53, 140), mark("2", 50, 151), run("Less than half.", 53, 151)]
RULES = [(50, 300, 66), (50, 300, 84), (50, 150, 95), (160, 300, 95), (50, 300, 107)]


def read(body, title=TITLE, rules=RULES, notes=NOTES):
    table = rows(title + HEADS + body + notes, rules, Page(7, 612, 792))
    return grid_of(table, markers(table))


def body_of(grid):
    return [[(cell.column, cell.text, cell.marks) for cell in row.cells] for row in grid.rows[3:-2]]


BODY = [*cells(92, (50, "Chile"), ("1,200", 200), ("--", 300)), mark("e", 50 + LETTER * 40, 92)]
BODY += cells(103, (58, "Peru"), ("W", 200), ("7", 300))


def test_cells_stand_in_their_columns_with_their_marks():
    assert body_of(read(BODY).grid) == [
        [(0, "Chile", ("e",)), (3, "1,200", ()), (6, "--", ())],
        [(0, "Peru", ()), (3, "W", ()), (6, "7", ())],
    ]


def test_titles_and_notes_are_whole():
    grid = read(BODY).grid
    first, second = grid.rows[:2]
    assert [(c.text, c.marks, c.column) for c in (*first.cells, *second.cells)] == [
        ("TABLE 1", (), 0),
        ("TIN IN THE WORLD", ("1",), 0),
    ]
    assert grid.rows[-1].cells[0].runs == (("2", True), ("Less than half.", False))


def test_heads_stand_over_their_columns_and_rules_under_theirs():
    heads, chile = read(BODY).grid.rows[2:4]
    assert [(cell.text, cell.column, cell.last) for cell in heads.cells] == [
        ("Country", 0, 0),
        ("2016", 3, 3),
        ("2017", 6, 6),
    ]
    assert [cell.rule for cell in heads.cells] == [(0, 6)] * 3
    assert [cell.rule for cell in chile.cells] == [(0, 0), (3, 6), (3, 6)]
    assert heads.rule_below


def test_every_cell_has_its_place():
    cell = read(BODY).grid.rows[4].cells[2]
    assert cell.place == Place(page=7, bbox=(296.4, 97.4, 300.0, 104.6))


def test_the_only_cell_of_a_row_is_the_stub_or_a_word_wrapped_in_its_column():
    body = [
        *cells(92, (50, "Chile"), (170, "Codelco and"), ("12", 300)),
        run("others", 176, 103),
        run("Peru:", 50, 114),
    ]
    body += cells(125, (58, "Lima"), (170, "Antamina"), ("9", 300))
    assert body_of(read(body, rules=RULES[:2], notes=LATER).grid)[1:3] == [
        [(3, "others", ())],
        [(0, "Peru:", ())],
    ]


def test_a_number_of_a_note_behind_a_figure_is_its_mark():
    body = [*BODY, run("2", 203.5, 103)]
    assert body_of(read(body).grid)[1][1] == (3, "W", ("2",))


def test_an_overflow_is_a_finding_and_no_figure():
    found = read(BODY[:4] + cells(103, (50, "Peru"), ("###", 200), ("7", 300)))
    assert [(f.rule, f.observed, f.message[:7]) for f in found.findings] == [("overflow", "###", "page 7:")]
    assert body_of(found.grid)[1][1] == (3, "###", ())


def test_a_title_on_the_line_of_its_number():
    grid = read(BODY, title=[run("Table 1.—Tin in the world, by country", 150, 50)]).grid
    assert [row.cells[0].text for row in grid.rows[:2]] == ["Table 1", "Tin in the world, by country"]


def test_stubs_keep_how_far_they_are_set_in():
    assert [(stub.cell.text, round(stub.x0, 2)) for stub in read(BODY).stubs] == [("Chile", 0.0), ("Peru", 1.0)]


def test_a_table_without_a_body_keeps_its_lines():
    table = rows(TITLE + NOTES, RULES[:1])
    assert [row.cells[0].text for row in grid_of(table, set()).grid.rows] == [
        "TABLE 1",
        "TIN IN THE WORLD",
        "Rounded.",
        "Less than half.",
    ]
