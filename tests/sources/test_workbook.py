import contextlib
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Document, UnreadableSource
from pipeline.sources import read
from tests.sources import workbook_files as files


def workbook(prose=None):
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Text"
    for at, line in enumerate(["Advance release", "USGS Minerals Yearbook 2017, volume I", "Tin in 2017"], 1):
        cover.cell(at, 1, line)
    for number in (1, 2):
        sheet = book.create_sheet(f"T{number}")
        for at, line in enumerate([f"TABLE {number}", "SALIENT TIN STATISTICS", "(Metric tons)"], 1):
            sheet.cell(at, 1, line)
        for at, year in enumerate((2016, 2017), 2):
            sheet.cell(4, at, year)
        sheet.append(["Peru", 7, 8])
    out = io.BytesIO()
    book.save(out)
    return files.with_parts(out.getvalue(), prose or {})


BYTES = workbook()


def test_a_chapter_with_its_prose():
    prose = files.docx(["Tin", "By Ann B. Cole", "Production", "The mines of the country produced no tin in 2017."])
    document = read(Path("x.xlsx"), workbook({"xl/embeddings/Document1.docx": prose}))
    assert document.kind == "workbook"
    assert document.identity.doc_id == "myb1-2017-tin"
    assert document.identity.release == "advance"
    assert document.identity.authors == ("Ann B. Cole",)
    assert [grid.sheet for grid in document.grids] == ["T1", "T2"]
    assert [block.kind for block in document.blocks] == ["title", "byline", "heading", "paragraph"]
    assert document.findings == []


def test_an_embedded_document_that_cannot_be_read_is_a_finding():
    secret = files.ole(files.doc([("Tin\r", True)], flags=0x0300))
    document = read(Path("x.xlsx"), workbook({"xl/embeddings/Document1.doc": secret}))
    assert document.blocks == []
    assert [(finding.rule, finding.severity) for finding in document.findings] == [("embedded_document", "warning")]
    assert "encrypted" in document.findings[0].message


def test_the_form_is_told_by_the_content_not_the_name():
    assert read(Path("chapter.txt"), BYTES).kind == "workbook"


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.xls", b"", "the file is empty"),
        ("a.xls", b" \n ", "the file is empty"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "a web page, not a chapter's PDF, text or workbook"),
        (
            "a.xls",
            b'\xef\xbb\xbf<?xml version="1.0"?>\n<Workbook/>',
            "a web page, not a chapter's PDF, text or workbook",
        ),
        ("a.xls", b"Country,2016,2017\nPeru,7,8\n", "not a workbook"),
        ("a.pdf", b"not a PDF", "damaged PDF"),
        ("a.xls", files.ole({"WordDocument": b"x"}), "not a workbook (an OLE file without a workbook in it)"),
        ("a.xlsx", files.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "encrypted workbook"),
        ("a.xlsx", files.docx(["Tin"]), "not a workbook (no xl/workbook.xml in it)"),
    ],
)
def test_what_is_no_workbook_is_one_line(name, data, cause):
    with pytest.raises(UnreadableSource) as raised:
        read(Path("raw") / name, data)
    assert str(raised.value).startswith(f"{name}: {cause}")


def test_a_workbook_of_something_else_is_refused():
    book = openpyxl.Workbook()
    book.active.append(["Household budget", 12])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableSource, match="not a Minerals Yearbook chapter"):
        read(Path("budget.xlsx"), out.getvalue())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(BYTES) - 1), st.integers(0, 255)), max_size=20), st.integers(0, len(BYTES))
)
def test_damage_is_one_line_or_a_document(changes, size):
    data = bytearray(BYTES)
    for at, value in changes:
        data[at] = value
    with contextlib.suppress(UnreadableSource):
        assert isinstance(read(Path("x.xlsx"), bytes(data[:size]) if size % 3 == 0 else bytes(data)), Document)


def test_real_workbooks_hold_tables_and_prose(shared):
    for stem, grids, prose in (("myb1-2017-indiu", 3, True), ("myb1-2019-lithi-adv", 4, False)):
        (path,) = (shared / "corpus" / "workbooks").glob(f"{stem}.xls*")
        document = read(path, path.read_bytes())
        assert len(document.grids) == grids
        assert bool(document.blocks) == prose
        assert str(document.identity.edition) in stem
