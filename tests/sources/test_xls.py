import io

import pytest

from pipeline.records import UnreadableSource
from pipeline.sources.sheet import to_grid
from pipeline.sources.workbook import open_book
from tests.sources import workbook_files as files

xlwt = pytest.importorskip("xlwt", reason="xlwt writes the .xls files of these tests")


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raised():
    font = xlwt.Font()
    font.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    return font


def lowered():
    font = xlwt.Font()
    font.escapement = xlwt.Font.ESCAPEMENT_SUBSCRIPT
    return font


@pytest.fixture
def data():
    book = xlwt.Workbook()
    sheet = book.add_sheet("T1 ")
    sheet.write_merge(0, 0, 0, 3, "TABLE 1", xlwt.easyxf("align: horiz center; font: bold on"))
    sheet.write(1, 0, "Country", xlwt.easyxf("border: bottom hair"))
    sheet.write(1, 1, "2017", xlwt.easyxf("align: horiz center_across_selection"))
    sheet.write(1, 2, None, xlwt.easyxf("align: horiz center_across_selection"))
    sheet.write_rich_text(2, 0, ("China", ("2", raised())), xlwt.easyxf("align: indent 1"))
    sheet.write(2, 1, 320000, xlwt.easyxf(num_format_str="#,##0"))
    style = xlwt.XFStyle()
    style.font = raised()
    sheet.write(2, 2, "r", style)
    sheet.write(2, 3, 4, style)
    sheet.write_rich_text(3, 0, ("MnO", ("2", lowered()), " content"))
    sheet.write(3, 1, 0, xlwt.easyxf(num_format_str='#,##0;-#,##0;"--"'))
    sheet.write(4, 0, "hidden row")
    sheet.row(4).hidden = True
    sheet.write(5, 0, "Total", xlwt.easyxf("border: top thin"))
    sheet.write(5, 1, True)
    sheet.write(5, 5, "hidden column")
    sheet.col(5).hidden = True
    hidden = book.add_sheet("hidden")
    hidden.write(0, 0, "TABLE 2")
    hidden.visibility = 1
    return saved(book)


def test_a_sheet_as_published(data):
    (sheet,) = open_book("a.xls", data).sheets
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


def test_an_encrypted_workbook_says_so(data):
    at = data.index(b"\x5c\x00\x70\x00")  # WRITEACCESS becomes FILEPASS
    with pytest.raises(UnreadableSource, match=r"^a\.xls: encrypted workbook$"):
        open_book("a.xls", data[:at] + b"\x2f\x00" + data[at + 2 :])


@pytest.mark.parametrize("size", [9, 600, 3000])
def test_a_workbook_cut_short_is_damaged(data, size):
    with pytest.raises(UnreadableSource, match=r"^a\.xls: damaged workbook \("):
        open_book("a.xls", data[:size])


def test_embedded_word_documents_are_found(data):
    stream = data[512 : 512 + 4096 * 4]
    word = files.doc([("Tin\rBy Ann B. Cole\r", True)])
    streams = {"Workbook": stream, **{f"MBD0001/{name}": part for name, part in word.items()}}
    (document,) = open_book("a.xls", files.ole(streams)).documents
    assert document["WordDocument"].startswith(word["WordDocument"])


def test_real_figures_agree_with_an_independent_reader(shared):
    import gzip
    import json

    path = shared / "corpus" / "workbooks" / "myb1-2017-cobal.xls"
    grids = {sheet.name: to_grid(sheet)[0] for sheet in open_book(path.name, path.read_bytes()).sheets}
    with gzip.open(shared / "gold" / "tables.jsonl.gz", "rt") as stream:
        tables = [table for line in stream if (table := json.loads(line))["doc"] == path.stem]
    found = 0
    for table in tables:
        numbers = {
            (cell.column, cell.text.replace(",", "").replace("$", ""))
            for row in grids[table["sheet"].strip()].rows
            for cell in row.cells
        }
        for cell in (cell for row in table["rows"] for cell in row["cells"] if cell["value"] is not None):
            if cell["value"] == int(cell["value"]) and cell["fmt"] in ("#,##0", "0", "General", "@"):
                assert (cell["col"], str(int(cell["value"]))) in numbers
                found += 1
    assert found > 500
