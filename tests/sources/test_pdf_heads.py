"""What heads and spanners stand over."""

from pipeline.sources.pdf_columns import find_columns
from pipeline.sources.pdf_heads import place_heads
from tests.sources.pdf_runs import LETTER, cells, rows, run

BODY = [(50, "Chile"), ("1,200", 200), ("300", 260), ("1,300", 320), ("400", 380)]
COLUMNS = find_columns([row.chunks for row in rows(cells(200, *BODY) + cells(211, *BODY))])


def centred(base, *texts):
    return [run(text, x - LETTER * 8 * len(text) / 2, base) for x, text in texts]


def reaches(runs, rules=()):
    return place_heads(rows(runs, rules), COLUMNS)


LEAVES = centred(120, (70, "Country"), (190, "Quantity"), (250, "Value"), (310, "Quantity"), (370, "Value"))
SINGLE = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]


def test_the_lowest_line_heads_single_columns_in_order():
    assert reaches(LEAVES) == [SINGLE]


def test_heads_far_left_of_their_figures_still_keep_the_order():
    years = centred(120, (160, "2016"), (218, "2017"), (280, "2018"), (340, "2019"))
    assert reaches(years) == [[(1, 1), (2, 2), (3, 3), (4, 4)]]


def test_a_spanner_reaches_as_far_as_its_rule():
    spanners = centred(108, (220, "2016"), (340, "2017"))
    assert reaches(spanners + LEAVES, [(175, 265, 111), (290, 385, 111)]) == [[(1, 2), (3, 4)], SINGLE]


def test_spanners_over_one_rule_share_it():
    spanners = centred(108, (220, "2016"), (335, "2017"))
    assert reaches(spanners + LEAVES, [(165, 390, 111)]) == [[(1, 2), (3, 4)], SINGLE]


def test_a_spanner_over_a_broken_rule_has_all_of_it():
    assert reaches(centred(108, (275, "Metal and other")) + LEAVES, [(165, 272, 111), (278, 385, 111)])[0] == [(1, 4)]


def test_a_head_wrapped_over_lines_heads_one_column():
    assert reaches(centred(108, (190, "Gross"), (370, "Unit")) + LEAVES)[0] == [(1, 1), (4, 4)]


def test_a_wrapped_spanner_reaches_as_far_as_its_last_line():
    upper = centred(96, (220, "Vacuum"))
    assert reaches(upper + centred(108, (220, "pans")) + LEAVES, [(175, 265, 111)])[:2] == [[(1, 2)], [(1, 2)]]


def test_without_rules_a_spanner_is_centred_over_its_columns():
    assert reaches(centred(108, (220, "2016"), (340, "2017")) + LEAVES)[0] == [(1, 2), (3, 4)]


def test_more_heads_than_columns_are_all_kept():
    assert len(reaches(LEAVES + centred(120, (420, "More")))[0]) == 6
