"""The workbook keeps marks, formats, indents and hidden cells the way published ones do."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from raw.sample import workbook
from raw.sample.chapter import load


@pytest.fixture(scope="module")
def data():
    return workbook.render(load("indium-2018"))


@pytest.fixture(scope="module")
def book(data):
    import openpyxl

    return openpyxl.load_workbook(BytesIO(data), rich_text=True)


def test_a_sheet_a_table_after_the_cover_and_one_hidden(book):
    assert book.sheetnames == ["Text", "T1", "T2", "T3", "Workings"]
    assert [s.sheet_state for s in book][-1] == "hidden"


def test_flags_stand_raised_beside_their_figure(book):
    china = next(r for r in book["T3"].iter_rows() if r[0].value == "China")
    assert china[4].value == 421000
    assert (china[5].value, china[5].font.vertAlign) == ("r", "superscript")


def test_marks_on_words_are_rich_text(book):
    ditto = next(r for r in book["T2"].iter_rows() if str(r[0].value) == "Do.2")
    assert [run.font.vertAlign for run in ditto[0].value] == [None, "superscript"]
    assert ditto[0].alignment.indent == 1


def test_a_dash_is_a_zero_under_its_format(book):
    france = next(r for r in book["T3"].iter_rows() if r[0].value == "France")
    assert (france[6].value, france[6].number_format) == (0, '#,##0;-#,##0;"--"')


def test_workings_are_hidden(book):
    sheet = book["T3"]
    row = next(r[0].row for r in sheet.iter_rows() if r[0].value == "Sum of the rows above")
    assert sheet.row_dimensions[row].hidden
    assert sheet.column_dimensions["N"].hidden


def test_the_prose_is_an_embedded_word_document(data):
    with (
        ZipFile(BytesIO(data)) as parts,
        ZipFile(BytesIO(parts.read("xl/embeddings/Microsoft_Word_Document.docx"))) as document,
    ):
        body = document.read("word/document.xml").decode()
    assert "INDIUM [ADVANCE RELEASE]" in body
    assert "At Hoboken, the refinery of Umicore NV" in body
