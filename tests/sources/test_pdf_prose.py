"""Columns of prose in reading order, running heads and feet apart."""

from pipeline.sources.pdf_page import Page
from pipeline.sources.pdf_prose import find_gutter, strips_of, without_margins
from tests.sources.pdf_runs import run

LEFT, RIGHT = 54.0, 315.0
WORDS = "Mines made as much tin as in the year before, of which most was sold"


def page(*runs):
    return Page(1, 612, 792, list(runs))


def column(x0, first, count, word):
    return [run(f"{word}{at} {WORDS[:40]}", x0, first + 13 * at, 10) for at in range(count)]


def order(runs):
    return [line.text.split()[0] for strip in strips_of(page(), runs) for line in strip.lines]


def test_the_left_column_is_read_before_the_right_one():
    assert order(column(RIGHT, 100, 3, "r") + column(LEFT, 100, 3, "l")) == ["l0", "l1", "l2", "r0", "r1", "r2"]


def test_what_runs_over_both_columns_parts_them():
    across = run("Figure " + WORDS + WORDS[:20], LEFT, 150, 10)
    runs = column(LEFT, 100, 2, "a") + column(RIGHT, 100, 2, "b") + [across]
    runs += column(LEFT, 200, 2, "c") + column(RIGHT, 200, 2, "d")
    assert order(runs) == ["a0", "a1", "b0", "b1", "Figure", "c0", "c1", "d0", "d1"]


def test_a_page_in_one_column_has_no_gutter():
    runs = [run(WORDS + WORDS, LEFT, 100 + 13 * at, 8) for at in range(9)]
    assert find_gutter(page(), runs) is None
    assert len(list(strips_of(page(), runs))) == 1


def test_the_running_foot_and_the_page_number_are_margins():
    body = column(LEFT, 100, 3, "l")
    foot = [run("TIN—2017 [ADVANCE RELEASE]", LEFT, 760, 10), run("75.2", 285, 760, 10)]
    runs, margins = without_margins(page(*body, *foot))
    assert runs == body
    assert margins == ["TIN—2017 [ADVANCE RELEASE] 75.2"]
    assert without_margins(page(run("12", 300, 40), *body)) == (body, ["12"])


def test_a_number_close_to_the_text_is_no_page_number():
    body = [run("4", 200, 97, 4.6), *column(LEFT, 100, 3, "l")]
    assert without_margins(page(*body)) == (body, [])
