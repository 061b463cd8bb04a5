"""Notes wrapped over lines."""

from pipeline.sources.pdf_notes import wrapped
from tests.sources.pdf_runs import mark, rows, run

RIGHT = 400.0
FULL = "Table includes data available through May 6, 2020; all data are rounded, so that totals may not "


def notes(*lines):
    return [[row.line.text for row in note] for note in wrapped(rows(list(lines)), RIGHT)]


def test_a_full_line_goes_on():
    assert len(notes(run(FULL, 50, 100), run("Add to them.", 50, 109))) == 1


def test_a_short_line_ends_its_note():
    assert notes(run("Zero.", 50, 100), run("Source: A bureau.", 50, 109)) == [["Zero."], ["Source: A bureau."]]


def test_a_mark_begins_a_note_and_small_letters_go_on():
    lines = [mark("1", 50, 100), run("Rounded;", 53, 100), run("may not add.", 50, 109)]
    lines += [mark("2", 50, 118), run(FULL, 53, 118), mark("3", 50, 127), run("Less.", 53, 127)]
    assert [len(note) for note in notes(*lines)] == [2, 1, 1]


def test_a_legend_that_begins_with_a_ditto_is_its_own():
    assert len(notes(run("Zero.", 50, 100), run("do. Ditto.", 50, 109))) == 2


def test_lines_far_apart_are_two_notes():
    assert len(notes(run(FULL, 50, 100), run("Sources.", 50, 118))) == 2
