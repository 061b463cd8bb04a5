import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side

from pipeline.records import UnreadableSource
from pipeline.sources.sheet import to_grid
from pipeline.sources.workbook import open_book
from pipeline.sources.xlsx import address
from tests.sources import workbook_files as files

RAISED = InlineFont(vertAlign="superscript")


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet, at, value, **styles):
    cell = sheet[at]
    cell.value = value
    for name, style in styles.items():
        setattr(cell, name, style)


@pytest.fixture
def data():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "T1"
    put(sheet, "A1", "TABLE 1", font=Font(bold=True), alignment=Alignment(horizontal="center"))
    sheet.merge_cells("A1:D1")
    put(sheet, "A2", "Country", border=Border(bottom=Side("hair")))
    put(sheet, "B2", 2017, alignment=Alignment(horizontal="centerContinuous"))
    put(sheet, "C2", None, alignment=Alignment(horizontal="centerContinuous"))
    put(sheet, "A3", CellRichText("China", TextBlock(RAISED, "2")), alignment=Alignment(indent=1))
    put(sheet, "B3", 320000, number_format="#,##0")
    put(sheet, "C3", "r", font=Font(vertAlign="superscript"))
    put(sheet, "D3", 4, font=Font(vertAlign="superscript"))
    put(sheet, "A4", CellRichText("MnO", TextBlock(InlineFont(vertAlign="subscript"), "2"), " content"))
    put(sheet, "B4", 0, number_format='#,##0;-#,##0;"--"')
    put(sheet, "A5", "hidden row")
    sheet.row_dimensions[5].hidden = True
    put(sheet, "A6", "Total", border=Border(top=Side("thin")))
    put(sheet, "B6", True)
    put(sheet, "F6", "hidden column")
    sheet.column_dimensions["F"].hidden = True
    put(book.create_sheet("hidden"), "A1", "TABLE 2")
    book["hidden"].sheet_state = "hidden"
    return saved(book)


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def test_a_sheet_as_published(data):
    (sheet,) = open_book("a.xlsx", data).sheets
    assert sheet.name == "T1"
    grid, findings = to_grid(sheet)
    title, head, china, oxide, total = grid.rows
    assert findings == []
    assert (title.cells[0].last, title.cells[0].centred, title.cells[0].bold) == (3, True, True)
    assert [(c.text, c.column, c.last) for c in head.cells] == [("Country", 0, 0), ("2017", 1, 2)]
    assert head.rule_below
    assert [(c.text, c.marks, c.indent) for c in china.cells] == [
        ("China", ("2",), 1),
        ("320,000", (), 0),
        ("", ("r",), 0),
        ("", ("4",), 0),
    ]
    assert [c.text for c in oxide.cells] == ["MnO2 content", "--"]
    assert oxide.rule_below
    assert [(c.text, c.place.cell) for c in total.cells] == [("Total", "A6"), ("TRUE", "B6")]


def with_sheet(data, old, new):
    sheet = part(data, "xl/worksheets/sheet1.xml").decode()
    assert re.search(old, sheet)
    return files.with_parts(data, {"xl/worksheets/sheet1.xml": re.sub(old, new, sheet, count=1).encode()})


def test_formulas_count_by_their_stored_values(data):
    stored = with_sheet(data, "<v>320000</v>", "<f>'[1]Other'!A1*2</f><v>7</v>")
    assert to_grid(open_book("a.xlsx", stored).sheets[0])[0].rows[2].cells[1].text == "7"


def test_a_formula_without_a_stored_value_is_empty(data):
    never = with_sheet(data, "<v>320000</v>", "<f>A1*2</f>")
    assert [c.column for c in to_grid(open_book("a.xlsx", never).sheets[0])[0].rows[2].cells] == [0, 2, 3]


def test_inline_texts_and_cells_without_an_address(data):
    inline = (
        '<row><c t="inlineStr"><is><r><t>Pe</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r></is></c>'
    )
    inline += "<c><v>5</v></c></row></sheetData>"
    sheet = to_grid(open_book("a.xlsx", with_sheet(data, "</sheetData>", inline)).sheets[0])[0]
    assert [(c.text, c.marks, c.place.cell) for c in sheet.rows[-1].cells] == [("Pe", ("3",), "A7"), ("5", (), "B7")]


SHARED = b"""<sst><si><t>Peru</t></si><si><r><t xml:space="preserve">Iran </t></r><r><rPr><vertAlign val="superscript"/>
</rPr><t>e, 9</t></r><rPh><t>phonetic</t></rPh></si><si><t>_x0041__x000D_ r</t></si></sst>"""


def test_shared_texts(data):
    cells = "".join(f'<c r="{at}7" t="s"><v>{n}</v></c>' for at, n in (("A", 1), ("B", 0), ("C", 2)))
    texts = with_sheet(data, "</sheetData>", f'<row r="7">{cells}</row></sheetData>')
    links = part(data, "xl/_rels/workbook.xml.rels").decode()
    link = '<Relationship Id="rId99" Type="http://x/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    links = links.replace("</Relationships>", f"{link}</Relationships>")
    parts = {"xl/sharedStrings.xml": SHARED, "xl/_rels/workbook.xml.rels": links.encode()}
    row = to_grid(open_book("a.xlsx", files.with_parts(texts, parts)).sheets[0])[0].rows[-1]
    assert [(cell.text, cell.marks) for cell in row.cells] == [("Iran", ("e", "9")), ("Peru", ()), ("A r", ())]


def test_a_shared_text_that_is_not_there_is_damage(data):
    row = '<row r="7"><c r="A7" t="s"><v>99</v></c></row></sheetData>'
    with pytest.raises(UnreadableSource, match=r"damaged workbook \(IndexError"):
        open_book("a.xlsx", with_sheet(data, "</sheetData>", row))


def test_a_hundred_thousand_empty_formatted_rows_are_not_kept(data):
    empty = "".join(f'<row r="{n}" s="1" customFormat="1" ht="12"/>' for n in range(7, 100_000))
    (sheet,) = open_book("a.xlsx", with_sheet(data, "</sheetData>", empty + "</sheetData>")).sheets
    assert [row.index for row in sheet.rows] == [0, 1, 2, 3, 5]


def test_sheets_whose_rows_are_hidden_by_default(data):
    hidden = with_sheet(data, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ')
    hidden = with_sheet(hidden, '<row r="1"', '<row r="1" hidden="0"')
    assert [row.index for row in open_book("a.xlsx", hidden).sheets[0].rows] == [0]


def test_embedded_word_documents_are_found(data):
    word = files.docx(["Tin"])
    parts = {"xl/embeddings/a.docx": word, "xl/embeddings/b.bin": b"other", "xl/embeddings/c.doc": b"\xd0\xcf\x11\xe0"}
    old = files.ole(files.doc([("Tin\r", True)]))
    book = open_book("a.xlsx", files.with_parts(data, {**parts, "xl/embeddings/d.doc": old}))
    assert [sorted(document) for document in book.documents] == [["docx"], ["0Table", "1Table", "WordDocument"]]


def big(name, size):
    return {name: bytes(size)}


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        ({"xl/workbook.xml": None}, "not a workbook (no xl/workbook.xml in it)"),
        ({"xl/workbook.xml": b"<document/>"}, "not a workbook (xl/workbook.xml holds a document)"),
        (
            {"xl/workbook.xml": b"<!DOCTYPE a><workbook/>"},
            "damaged workbook (xl/workbook.xml declares a document type)",
        ),
        ({"xl/workbook.xml": b"<workbook"}, "damaged workbook (ParseError"),
        (
            {"xl/styles.xml": b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"},
            "damaged workbook (ValueErr",
        ),
        (big("xl/media/image1.bmp", 8 << 20), "the workbook unpacks to more than a chapter can hold"),
    ],
)
def test_what_cannot_be_read_is_one_line(data, parts, cause):
    with pytest.raises(UnreadableSource) as raised:
        open_book("a.xlsx", files.with_parts(data, parts))
    assert str(raised.value).startswith(f"a.xlsx: {cause}")
    assert "\n" not in str(raised.value)


BOMB = "<!DOCTYPE b [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("far", [0, 1020, 70_000])
def test_entities_are_refused_wherever_they_are_declared(data, part, far, encoding):
    mark = "" if encoding == "utf-8" else "\ufeff"
    bomb = f'{mark}<?xml version="1.0"?>{" " * far}{BOMB}<x>&b;</x>'.encode(encoding)
    with pytest.raises(UnreadableSource, match="declares a document type"):
        open_book("a.xlsx", files.with_parts(data, {part: bomb}))


def test_too_many_parts_are_refused(data):
    parts = {f"xl/part{n}.xml": b"" for n in range(5001)}
    with pytest.raises(UnreadableSource, match="more than a chapter can hold"):
        open_book("a.xlsx", files.with_parts(data, parts))


def test_a_damaged_zip_is_one_line(data):
    for size in (4, 100, len(data) // 2):
        with pytest.raises(UnreadableSource, match=r"^a\.xlsx: damaged workbook \("):
            open_book("a.xlsx", data[:size])


def test_addresses():
    assert [address(name) for name in ("A1", "$C$14", "AAA1")] == [(0, 0), (13, 2), (0, 702)]
    with pytest.raises(ValueError, match="no cell address"):
        address("1A")
