"""Words or letters set one by one are joined; the cells of a table are not."""

from pathlib import Path

from pipeline.sources.pdf_objects import read_pages
from tests.sources.pdf_files import Sheet, pdf, width

LINE = "The mines of the country produced no tin in 2017, as in the years before."


def texts(sheet):
    return [run.text for run in read_pages(Path("x.pdf"), pdf(sheet))[0].runs]


def test_words_set_one_by_one():
    sheet, x = Sheet(), 50
    for word in LINE.split():
        sheet.text(x, 100, word)
        x += width(word + " ")
    assert texts(sheet) == [LINE]


def test_letters_set_one_by_one():
    sheet, x = Sheet(), 50
    for letter in LINE:
        if letter != " ":
            sheet.text(x, 100, letter)
        x += width(letter)
    assert texts(sheet) == [LINE]


def test_close_cells_of_a_table_stay_apart():
    sheet = Sheet()
    for row in range(12):
        sheet.text(50, 100 + 11 * row, "Chile")
        sheet.text(120, 100 + 11 * row, "1,200")
        sheet.text(180, 100 + 11 * row, "--")
    sheet.text(120 + width("1,200") + 1, 100, "5")
    assert texts(sheet).count("1,200") == 12
