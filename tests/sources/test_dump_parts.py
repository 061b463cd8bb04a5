import pytest

from pipeline.sources.dump_parts import split_dump
from pipeline.sources.paragraphs import Line

PROSE = (
    "Producers in Peru shipped more salt in 2017 than in 2016, and prices held through the year.",
    "",
)
PAGE_ORDER = (
    "TABLE 1",
    "U.S. IMPORTS FOR CONSUMPTION OF SALT,",
    "BY COUNTRY1",
    "(Thousand metric tons)",
    "2016 2017",
    "Country Quantity Value Quantity Value",
    "Peru 5 $6 7 $8",
    "Chile 1 2 -- --",
    "Total 6 8 7 8",
    "-- Zero.",
    "1Data are rounded to no more than three significant",
    "digits; may not add to totals shown.",
    "Source: U.S. Census Bureau.",
)
HEAD_LAST = (
    " Quantity Value Quantity Value",
    "Country (kilograms) (thousands) (kilograms) (thousands)",
    "",
    "Peru 5 $6 7 $8",
    "Chile 1 2 -- --",
    "",
    "Total 6 8 7 8",
    "",
    "Source: U.S. Census Bureau.",
    "",
    "2016 2017",
    "",
    "1Data are rounded to no more than three significant",
    "digits; may not add to totals shown.",
    "",
    "TABLE 1",
    "U.S. IMPORTS FOR CONSUMPTION OF SALT,",
    "",
    "BY COUNTRY1",
    "",
    "-- Zero.",
)
SECOND = (
    " Country 2016 2017",
    "Peru 5 e 7",
    "Russiae 1 2",
    "1Includes brine.",
    "TABLE 2",
    "WORLD PRODUCTION OF SALT1",
    "(Thousand metric tons)",
    "eEstimated.",
)


def split(*lines):
    return split_dump([Line(text, at) for at, text in enumerate(lines, 1)])


def texts(lines):
    return [line.text.strip() for line in lines]


def test_a_dump_without_tables_is_all_prose():
    prose, tables = split(*PROSE)
    assert texts(prose) == list(PROSE)
    assert tables == []
    assert split() == ([], [])


@pytest.mark.parametrize("lines", [PAGE_ORDER, HEAD_LAST])
def test_a_table_in_either_order(lines):
    prose, (table,) = split(*PROSE, *lines)
    assert [text for text in texts(prose) if text] == [PROSE[0]]
    assert (table.number, table.continued) == ("1", False)
    assert texts(table.title) == ["U.S. IMPORTS FOR CONSUMPTION OF SALT,", "BY COUNTRY1"]
    assert texts(table.body) == ["Peru 5 $6 7 $8", "Chile 1 2 -- --", "Total 6 8 7 8"]
    assert sorted(texts(table.notes)) == sorted(
        [
            "-- Zero.",
            "1Data are rounded to no more than three significant",
            "digits; may not add to totals shown.",
            "Source: U.S. Census Bureau.",
        ]
    )


def test_heads_stand_in_the_order_of_the_page():
    _, (table,) = split(*PROSE, *PAGE_ORDER)
    assert texts(table.heads) == ["2016 2017", "Country Quantity Value Quantity Value"]
    assert texts(table.units) == ["(Thousand metric tons)"]
    _, (table,) = split(*PROSE, *HEAD_LAST)
    assert texts(table.heads) == [
        "2016 2017",
        "Quantity Value Quantity Value",
        "Country (kilograms) (thousands) (kilograms) (thousands)",
    ]


def test_several_tables_head_last():
    prose, tables = split(*PROSE, *HEAD_LAST, *SECOND)
    assert [table.number for table in tables] == ["1", "2"]
    assert texts(tables[1].heads) == ["Country 2016 2017"]
    assert texts(tables[1].body) == ["Peru 5 e 7", "Russiae 1 2"]
    assert texts(tables[1].units) == ["(Thousand metric tons)"]
    assert sorted(texts(tables[1].notes)) == ["1Includes brine.", "eEstimated."]
    assert "-- Zero." in texts(tables[0].notes)
    assert [text for text in texts(prose) if text] == [PROSE[0]]


def test_several_tables_in_page_order():
    _, tables = split(*PAGE_ORDER, "TABLE 1—Continued", *PAGE_ORDER[1:], "TABLE 4A", *PAGE_ORDER[1:])
    assert [(table.number, table.continued, len(table.body)) for table in tables] == [
        ("1", False, 3),
        ("1", True, 3),
        ("4A", False, 3),
    ]


def test_every_line_of_a_dump_is_prose_or_of_a_table():
    for lines in (PAGE_ORDER, HEAD_LAST, (*HEAD_LAST, *SECOND)):
        prose, tables = split(*PROSE, *lines)
        kept = [line for t in tables for line in (t.place, *t.title, *t.units, *t.heads, *t.body, *t.notes)]
        said = sorted(line.line for line in (*prose, *kept) if line.text.strip())
        assert said == [at for at, text in enumerate((*PROSE, *lines), 1) if text.strip()]


def test_groups_above_the_first_row_are_body():
    _, (table,) = split("TABLE 1", "SALT", "Country 2016 2017", "Imports:", "Peru 5 6", "Chile 7 8")
    assert texts(table.heads) == ["Country 2016 2017"]
    assert texts(table.body) == ["Imports:", "Peru 5 6", "Chile 7 8"]


def test_wrapped_units_and_references_to_the_notes():
    _, (table,) = split(
        "TABLE 1",
        "SALT",
        "(Thousand metric tons and thousand",
        "dollars)",
        "Country 2016 2017",
        "Peru 5 6",
        "See footnotes at end of table.",
    )
    assert len(table.units) == 2
    assert texts(table.body) == ["Peru 5 6"]


def test_words_about_tables_are_prose():
    prose, tables = split("Salt imports rose (table 1).", "Table 1 gives the details of 2017.", "TABLES")
    assert (len(prose), tables) == (3, [])


def test_a_title_may_end_in_a_line_of_its_year():
    lines = list(PAGE_ORDER)
    lines[2:3] = ["IN 20161, 2"]
    _, (table,) = split(*lines)
    assert texts(table.title) == ["U.S. IMPORTS FOR CONSUMPTION OF SALT,", "IN 20161, 2"]
    assert texts(table.units) == ["(Thousand metric tons)"]
    assert texts(table.heads)[0] == "2016 2017"


def test_notes_below_the_last_title_are_its_tables_whatever_their_lines_look_like():
    notes = ["1Table includes data available through May 3, 2018. Totals, U.S.", "data, and estimates are rounded."]
    lines = [Line(text, i) for i, text in enumerate((*PROSE, *HEAD_LAST, *PAGE_ORDER, "", *notes), 1)]
    prose, tables = split_dump(lines)
    assert texts(tables[-1].notes)[-2:] == notes
    assert not set(notes) & set(texts(prose))


def test_a_page_of_prose_below_the_last_table_is_prose():
    page = [f"Shipments of salt from the port rose again in week {i} of the year, as before." for i in range(25)]
    lines = [Line(text, i) for i, text in enumerate((*HEAD_LAST, "", *page), 1)]
    prose, _ = split_dump(lines)
    assert set(page) <= set(texts(prose))


def test_a_full_line_of_a_note_goes_on_in_one_that_ends_in_a_figure():
    wide = "1Reported use, in thousand cubic meters: 2016—1,676; and 2017—1,662. Reported use of all other kinds"
    notes = [wide, "is in metric tons, and one cubic meter of the product equals 0.8806", "metric ton."]
    lines = [Line(text, i) for i, text in enumerate((*PAGE_ORDER[:-4], *notes), 1)]
    (table,) = split_dump(lines)[1]
    assert texts(table.notes) == notes
    assert texts(table.body)[-1] == "Total 6 8 7 8"


CONTINUED = (
    " Country 2016 2017",
    "Peru 5 7",
    "Chile 1 --",
    "",
    "TABLE 2",
    "SALT: WORLD PRODUCTION1",
    "(Thousand metric tons)",
    "",
    "Spain 4 5",
    "Total 10 12",
    "-- Zero.",
    "1Table includes data available through May 3, 2018.",
    "",
)


def parts(tables):
    return [(t.number, *(texts(part) for part in (t.title, t.units, t.heads, t.body, t.notes))) for t in tables]


SEVERAL = (*PROSE, *HEAD_LAST, *CONTINUED, *HEAD_LAST)


@pytest.mark.parametrize("lines", [(*PROSE, *HEAD_LAST), SEVERAL])
def test_a_dump_stripped_of_its_indents_has_the_same_tables(lines):
    assert parts(split(*map(str.strip, lines))[1]) == parts(split(*lines)[1])


def test_a_dump_without_blank_lines_has_the_same_tables():
    lines = (*PROSE, *HEAD_LAST)
    assert parts(split(*filter(str.strip, lines))[1]) == parts(split(*lines)[1])


def test_rows_below_a_title_carry_its_table_on_where_no_notes_stand_above_it():
    _, table, other = split(*map(str.strip, SEVERAL))[1]
    assert texts(table.body) == ["Peru 5 7", "Chile 1 --", "Spain 4 5", "Total 10 12"]
    assert texts(table.notes)[-1] == "1Table includes data available through May 3, 2018."
    assert other.number == "1"


def test_a_head_that_begins_with_brackets_is_no_unit():
    first = ("Peru 5 6", "Total 5 6", "", "2016 2017", "", "TABLE 1", "SALT: SOLD", "(Tons)", "")
    second = ("(tons) of plants", "", "Chile 1 2", "Total 1 2", "", "2016 2017", "", "TABLE 2", "SALT: MADE")
    one, other = split(*first, *second)[1]
    assert (texts(one.units), texts(other.heads)) == (["(Tons)"], ["2016 2017", "(tons) of plants"])


def test_a_table_of_words_ends_above_the_rows_of_the_next():
    names = [f"Company {i} Lima, Peru Salt, brine." for i in range(9)]
    words = ("TABLE 2", "SALT: PRODUCERS", "Company Place Product", *names)
    _, table, other = split(*map(str.strip, (*PROSE, *HEAD_LAST, *words, *SECOND)))[1]
    assert texts(table.body) == names
    assert texts(other.body) == ["Peru 5 e 7", "Russiae 1 2"]
