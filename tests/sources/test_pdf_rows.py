"""Where a table's heads, body and notes begin."""

from pipeline.sources.pdf_rows import Sections, rows_of, sections
from tests.sources.pdf_runs import cells, mark, rows, run

TITLE = [run("TABLE 1", 180, 40), run("SALIENT TIN STATISTICS", 150, 50), run("(Metric tons)", 165, 60)]
HEADS = cells(80, (50, "Country"), (180, "2016"), (280, "2017"))
BODY = cells(92, (50, "Chile"), ("1,200", 200), ("--", 300)) + cells(103, (50, "Peru"), ("W", 200), ("7", 300))
NOTES = [mark("1", 50, 120), run("Less than half.", 53, 120), run("Source: A bureau.", 50, 140)]
RULES = [(50, 300, 66), (50, 300, 84), (50, 300, 107)]


def test_rules_part_the_table():
    assert sections(rows(TITLE + HEADS + BODY + NOTES, RULES)) == Sections(3, 4, 6)


def test_without_rules_figures_and_marks_do():
    assert sections(rows(TITLE + HEADS + BODY + NOTES)) == Sections(3, 4, 6)


def test_a_broken_rule_over_the_width_ends_the_heads_and_a_spanners_does_not():
    spanner = [run("All uses", 230, 72)]
    rules = [(50, 300, 66), (170, 300, 75), (50, 120, 84), (130, 300, 84), (50, 300, 107)]
    assert sections(rows(TITLE + spanner + HEADS + BODY + NOTES, rules)) == Sections(3, 5, 7)


def test_years_below_the_rule_are_heads():
    rules = [(50, 300, 66), (50, 300, 75), (50, 300, 107)]
    years = cells(86, (50, "Gem"), (180, "2016"), (280, "2017"))
    body = [run_ for run_ in BODY if run_.base > 90]
    assert sections(rows([*TITLE, run("Natural", 180, 72), *years, *body], rules)).body == 5


def test_a_page_of_notes_alone_has_no_body():
    found = sections(rows(TITLE[:2] + NOTES, [(50, 300, 66)]))
    assert found == Sections(2, 2, 2)


def test_a_stub_with_a_fraction_is_no_note():
    body = [mark("3", 50, 114), run("/8-inch", 52.2, 114), *cells(114, ("9", 200), ("8", 300))]
    assert sections(rows(TITLE + HEADS + BODY + body, RULES[:2])).notes == 7


def test_stray_figures_below_the_notes_are_none_of_the_body():
    stray = cells(160, ("0", 200), ("0", 300))
    assert sections(rows(TITLE + HEADS + BODY + NOTES + stray, RULES)).notes == 6


def test_a_rule_belongs_to_the_line_over_it():
    found = rows(BODY, [(50, 300, 94), (50, 300, 105), (50, 120, 106)])
    assert [[rule.y for rule in row.rules] for row in found] == [[94], [105, 106]]
    assert rows_of(found[0].page, [], []) == []
