"""Lines by baselines, marks by size and height, chunks by gaps."""

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources import superscripts
from pipeline.sources.pdf_lines import chunks_of, lines_of, spaced
from tests.sources.pdf_runs import LETTER, mark, run


def read(runs):
    """The cells of the only line there is: text and marks."""
    (line,) = lines_of(runs)
    return [(cell.text, cell.marks) for cell in (superscripts.read(spaced(chunk.runs)) for chunk in chunks_of(line))]


def after(text, x0, size=8.0):
    return x0 + LETTER * size * len(text)


def test_a_smaller_run_above_the_baseline_is_a_mark():
    assert read([run("Russia", 50), mark("e", after("Russia", 50))]) == [("Russia", ("e",))]


def test_a_smaller_run_below_the_baseline_belongs_to_the_text():
    end = after("CO", 50)
    assert read([run("CO", 50), run("2", end, 101.2, 4.6), run(", gas", end + 2.2)]) == [("CO2, gas", ())]


def test_a_flag_belongs_to_the_figure_left_of_it_however_far():
    runs = [run("Chile", 50), run("1,200", 200), mark("r", after("1,200", 200) + 6), run("1,300", 260)]
    assert read(runs) == [("Chile", ()), ("1,200", ("r",)), ("1,300", ())]


def test_a_mark_straight_before_a_text_leads_it():
    (line,) = lines_of([mark("1", 50), run("Less than half.", 52.2)])
    (chunk,) = chunks_of(line)
    assert superscripts.read(spaced(chunk.runs)).runs == (("1", True), ("Less than half.", False))


def test_a_raised_figure_in_parentheses_is_a_cell():
    runs = [run("Chile", 50), mark("(2)", 200), run("12", 260)]
    assert read(runs) == [("Chile", ()), ("(2)", ()), ("12", ())]


def test_cells_set_a_little_higher_or_lower_are_in_their_row():
    lines = lines_of([run("Chile", 50, 100), run("do.", 150, 103), run("12", 260, 98.5)])
    assert [line.text for line in lines] == ["Chile do. 12"]


def test_close_lines_of_one_column_stay_two():
    lines = lines_of([run("Chile", 50, 100), run("Peru", 50, 104.5)])
    assert [line.text for line in lines] == ["Chile", "Peru"]


def test_a_style_that_changes_within_a_word_leaves_no_blank():
    assert read([run("Belgium.—", 50), run("The mines", after("Belgium.—", 50) + 0.3)]) == [("Belgium.—The mines", ())]


def test_a_word_behind_a_mark_stands_off_by_a_blank():
    end = after("lime,", 50)
    assert read([run("lime,", 50), mark("4", end), run("crude", end + 2.3 + 2.0)])[0] == ("lime, crude", ("4",))
    assert read([run("lime,", 50), mark("4", end), run("crude", end + 2.3)])[0] == ("lime,crude", ("4",))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), min_size=1, max_size=30, unique=True), st.randoms())
def test_nothing_is_lost_and_order_does_not_matter(places, rng: random.Random):
    runs = [run(f"c{column}", 50 + 40 * column, 100 + 11 * row) for column, row in places]
    mixed = rng.sample(runs, len(runs))
    lines = lines_of(mixed)
    assert [line.text for line in lines] == [line.text for line in lines_of(runs)]
    assert sorted(id(r) for line in lines for chunk in chunks_of(line) for r in chunk.runs) == sorted(map(id, runs))
    assert len(lines) == len({row for _, row in places})
