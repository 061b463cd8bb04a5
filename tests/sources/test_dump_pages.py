from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_pages import without_page_breaks


def kept(text):
    return [row for _, row in without_page_breaks(text.split("\n"))]


def test_numbers_and_running_heads_at_the_edges_of_pages_are_gone():
    text = "Peru 5\n\n35.1\n\fU.S. GEOLOGICAL SURVEY MINERALS YEARBOOK—2017\nChile 7\nSpain 8\n35.2\n\fTotal 20"
    assert [row for row in kept(text) if row] == ["Peru 5", "Chile 7", "Spain 8", "Total 20"]


def test_a_line_that_stands_on_most_pages_is_a_head():
    pages = [f"Salt in {year}, draft\nPeru {name}\nOre {name}\n{year}" for year, name in ((7, "a"), (8, "b"), (9, "c"))]
    assert kept("\f".join(pages)) == ["Peru a", "Ore a", "Peru b", "Ore b", "Peru c", "Ore c"]


def test_what_tables_repeat_on_each_page_is_no_head():
    page = "Country 2016 2017\nPeru 5 6\nChile 7 8\nTotal 12 14\nSee footnotes at end of table."
    assert kept("\f".join([page] * 4)) == page.split("\n") * 4


def test_lines_keep_their_numbers():
    assert without_page_breaks(["Peru", "1\fChile", "2", "\fSpain"]) == [(1, "Peru"), (2, "Chile"), (4, "Spain")]


def test_numbers_within_a_page_are_figures():
    assert kept("Peru\nChile\n12\nSpain\nTotal\fEnd") == ["Peru", "Chile", "12", "Spain", "Total", "End"]


@given(st.lists(st.text("ab1 \n", max_size=20), max_size=6))
def test_without_form_feeds_all_stays(parts):
    rows = "\n".join(parts).split("\n")
    assert without_page_breaks(rows) == list(enumerate(rows, 1))
