"""Note numbers in the figures' own type."""

from pipeline.sources.pdf_columns import find_columns
from pipeline.sources.pdf_flags import fold_columns, markers_of, raise_fused
from tests.sources.pdf_runs import cells, mark, rows, run

NOTES = rows([mark("4", 50, 300), run("Rounded.", 53, 300), run("12Reported figure.", 50, 311)])


def body(*lines):
    return [row for at, line in enumerate(lines) for row in rows(cells(100 + 11 * at, *line))]


def raised(table):
    return [[(c.text, [r.text for r in c.runs if r.raised]) for c in row.chunks] for row in table]


def fold(table, heads, markers):
    columns = find_columns([row.chunks for row in table])
    fold_columns(table, columns, heads, markers)
    return columns


def test_the_markers_of_notes_lead_their_lines():
    assert markers_of(NOTES) == {"4", "12"}


def test_a_number_close_behind_a_figure_is_its_mark():
    table = body([(50, "Chile"), ("1,200", 200), (202, "4")], [(50, "Peru"), ("300", 200)])
    raise_fused(table, {"4"})
    assert raised(table) == [[("Chile", []), ("1,200", ["4"])], [("Peru", []), ("300", [])]]


def test_a_figure_and_its_mark_in_one_run():
    table = body([(50, "Chile"), (180, "1,200 4")])
    raise_fused(table, {"4"})
    assert raised(table)[0][1] == ("1,200", ["4"])


def test_a_number_that_no_note_has_stays_in_the_text():
    table = body([(50, "Chile"), (180, "1,200 5")])
    raise_fused(table, {"4"})
    assert raised(table)[0][1] == ("1,200 5", [])


def test_a_flag_that_lost_its_height_is_one():
    table = body([(50, "Chile"), (180, "1,200 r")])
    raise_fused(table, set())
    assert raised(table)[0][1] == ("1,200", ["r"])


LINES = [(50, "Chile"), ("1,200", 200), (206, "4"), ("7", 260)], [(50, "Peru"), ("300", 200), ("8", 260)]


def test_a_column_of_marks_behind_figures_is_folded():
    table = body(*LINES)
    assert len(fold(table, rows(cells(80, (170, "Quantity"), (240, "Value"))), {"4"})) == 3
    assert raised(table)[0] == [("Chile", []), ("1,200", ["4"]), ("7", [])]


def test_a_column_with_its_own_head_is_one_of_figures():
    heads = rows(cells(80, (60, "Land"), (170, "Sold"), (205, "Sites"), (245, "Cost")))
    assert len(fold(body(*LINES), heads, {"4"})) == 4


def test_numbers_that_are_no_notes_are_figures():
    assert len(fold(body(*LINES), [], {"2"})) == 4
