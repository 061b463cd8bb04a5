"""Pages parted into prose and tables."""

import pytest

from pipeline.sources.pdf_page import Page, Rule
from pipeline.sources.pdf_regions import part
from tests.sources.pdf_runs import cells, run

RULES = [Rule(50, 300, 66), Rule(50, 300, 84), Rule(50, 300, 96)]


def table(number="1", top=0.0):
    runs = [run(f"TABLE {number}", 160, 40 + top), run("TIN IN THE WORLD", 150, 50 + top)]
    return (
        runs + cells(80 + top, (180, "2016"), (280, "2017")) + cells(92 + top, (50, "Chile"), ("12", 200), ("7", 300))
    )


def prose(top=100.0, count=6):
    text = "Mines made as much tin as in years before, and"
    return [run(text, x0, top + 13 * at, 10) for x0 in (54, 330) for at in range(count)]


def page(number, runs, rules=(), images=0):
    return Page(number, 612, 792, list(runs), list(rules), images=images)


def parted(*pages):
    found = part(pages)
    return len(found.prose), [[row.line.text for row in rows] for rows in found.tables]


def test_prose_comes_before_the_first_table():
    strips, tables = parted(page(1, prose()), page(2, table(), RULES))
    assert strips == 2
    assert [lines[0] for lines in tables] == ["TABLE 1"]


def test_a_table_goes_on_over_a_page_without_a_title():
    _, tables = parted(page(1, table(), RULES), page(2, cells(60, (50, "Peru"), ("8", 200), ("9", 300))))
    assert tables[0][-1] == "Peru 8 9"


def test_a_title_repeated_in_its_place_begins_no_table():
    more = [r for r in table() if r.base < 90] + cells(92, (50, "Peru"), ("8", 200), ("9", 300))
    _, tables = parted(page(1, table(), RULES), page(2, more, RULES))
    assert [line for line in tables[0] if line.startswith("TABLE")] == ["TABLE 1"]
    assert tables[0][-1] == "Peru 8 9"
    assert len(tables) == 1


def test_a_continued_part_begins_anew():
    _, tables = parted(page(1, table(), RULES), page(2, table("1—Continued"), RULES))
    assert [lines[0] for lines in tables] == ["TABLE 1", "TABLE 1—Continued"]


def test_several_tables_on_a_page():
    rules = [*RULES, *(Rule(rule.x0, rule.x1, rule.y + 200) for rule in RULES)]
    _, tables = parted(page(1, table("4A") + table("4B", 200), rules))
    assert [lines[0] for lines in tables] == ["TABLE 4A", "TABLE 4B"]
    assert all(len(lines) == 4 for lines in tables)


def test_prose_above_and_below_a_table():
    strips, tables = parted(
        page(1, prose()), page(2, prose(60, 3) + table(top=100) + prose(300, 4), [Rule(50, 300, 196)])
    )
    assert strips == 6
    assert tables == [["TABLE 1", "TIN IN THE WORLD", "2016 2017", "Chile 12 7"]]


def test_a_cover_is_no_prose():
    lines = [
        run("These tables are to be incorporated in the Minerals Yearbook 2017", 150, 100 + 20 * at, 18)
        for at in range(4)
    ]
    found = part([page(1, lines, images=1), page(2, table(), RULES)])
    assert (len(found.cover), found.prose, len(found.tables)) == (4, [], 1)


@pytest.mark.parametrize("text", ["table 1. More tin was made", "TABLEAU 1", "Table 3 shows it", "(TABLE 1)"])
def test_what_is_no_title(text):
    strips, tables = parted(page(1, [*prose(), run(text, 54, 90, 10)]))
    assert (strips, tables) == (2, [])


@pytest.mark.parametrize("text", ["TABLE 12", "TABLE 4A", "TABLE 7—Continued", "TABLE 7—COnTInUEd", "Table 2.—Tin"])
def test_what_is_a_title(text):
    assert parted(page(1, [run(text, 200, 90), *cells(112, (50, "Chile"), ("8", 200))]))[1][0][0] == text


def test_empty_pages_are_passed_over():
    assert parted(page(1, []), page(2, table(), RULES), page(3, []))[0] == 0


def test_two_titles_in_one_line_are_one_table():
    _, tables = parted(page(1, [*table(), run("TABLE 2", 400, 40)], RULES))
    assert len(tables) == 1
    assert "TABLE 2" in " ".join(tables[0])
