"""A chapter's PDF from its bytes to a document."""

import contextlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import UnreadableSource
from pipeline.sources import read
from pipeline.tables import read_tables
from tests.sources.pdf_files import BOLD, Sheet, pdf, width

PATH = Path("x.pdf")
LEFT, RIGHT = (54.0, 315.0), (243.0, 243.0)
PROSE = [
    ["Mines made 12 tons of tin in 2017, which was the", "same as in the year before."],
    ["The price of tin rose; traders thought that stocks", "were low in most of the world."],
]


def prose_page():
    sheet = Sheet()
    sheet.text(54, 60, "TIN [ADVANCE RELEASE]", 20, BOLD)
    sheet.centred(175, 90, "By Ann B. Cole", 10, BOLD)
    for x0, paragraph, top in ((54, PROSE[0], 110), (54, PROSE[1], 140), (315, PROSE[1], 140)):
        for at, line in enumerate(paragraph):
            sheet.text(x0 + (0 if at else 12), top + 13 * at, line, 10)
    sheet.centred(436, 120, "Production", 10, BOLD)
    sheet.text(54, 760, "TIN—2017 [ADVANCE RELEASE]", 10)
    sheet.text(290, 760, "1", 10)
    return sheet


def table_page(flag="r"):
    sheet = Sheet()
    sheet.centred(200, 40, "TABLE 1")
    end = 200 + width("SALIENT TIN STATISTICS") / 2
    sheet.centred(200, 50, "SALIENT TIN STATISTICS")
    sheet.text(end, 47.4, "1", 4.6)
    sheet.centred(200, 64, "(Metric tons)")
    for y in (70, 83, 118):
        sheet.rule(50, 350, y)
    for x, year in ((250, "2016"), (340, "2017")):
        sheet.right(x, 80, year)
    sheet.text(50, 93, "Production:")
    sheet.text(60, 104, "Mine")
    sheet.text(sheet.text(60, 115, "Smelter"), 112.4, "e", 4.6)
    for y, figures in ((104, ("12", "1,200")), (115, ("--", "W"))):
        for x, figure in zip((250, 340), figures, strict=True):
            sheet.right(x, y, figure)
    sheet.text(343, 101.4, flag, 4.6)
    sheet.text(50, 125.4, "1", 4.6)
    sheet.text(52.4, 128, "Data are rounded to no more than three significant digits.")
    return sheet


def test_a_chapter():
    document = read(PATH, pdf(prose_page(), table_page()))
    assert (document.kind, document.pages, document.identity.doc_id) == ("pdf", 2, "myb1-2017-tin")
    assert document.identity.authors == ("Ann B. Cole",)
    assert [(b.kind, b.page) for b in document.blocks][:3] == [("title", 1), ("byline", 1), ("paragraph", 1)]
    assert [b.text for b in document.blocks if b.kind == "heading"] == ["Production"]
    assert document.blocks[2].text == " ".join(PROSE[0])
    assert document.findings == []


def test_its_table():
    found = read_tables(read(PATH, pdf(prose_page(), table_page())))
    (table,) = found.tables
    assert (table.number, table.title, table.title_marks, table.unit_note) == (
        "1", "SALIENT TIN STATISTICS", ("1",), "(Metric tons)",
    )  # fmt: skip
    assert [(o.row_path, o.year, o.number, o.status, o.revised, o.estimated) for o in found.observations] == [
        (["Production", "Mine"], 2016, 12.0, "reported", False, False),
        (["Production", "Mine"], 2017, 1200.0, "reported", True, False),
        (["Production", "Smelter"], 2016, 0.0, "zero", False, True),
        (["Production", "Smelter"], 2017, None, "withheld", False, True),
    ]
    assert all(o.page == 2 and o.bbox is not None and o.bbox[0] < o.bbox[2] for o in found.observations)
    assert found.table_rows[0].pages == [2]


def test_a_table_turned_sideways_is_the_same():
    turned = table_page()
    turned.matrix, turned.wide, turned.high = "0 1 -1 0 792 0 cm", 792, 612
    upright, sideways = (read_tables(read(PATH, pdf(prose_page(), page))) for page in (table_page(), turned))
    assert [(o.row_path, o.column_path, o.printed, o.marks) for o in sideways.observations] == [
        (o.row_path, o.column_path, o.printed, o.marks) for o in upright.observations
    ]


def test_text_in_another_direction_is_a_finding():
    sheet = table_page()
    sheet.marks.append("BT /F0 8 Tf 0 1 -1 0 20 300 Tm (Draft) Tj ET")
    (finding,) = read(PATH, pdf(prose_page(), sheet)).findings
    assert (finding.rule, finding.observed) == ("sideways_text", "1")


def test_pictures_of_pages_have_no_text_layer():
    sheet = Sheet()
    sheet.picture()
    with pytest.raises(UnreadableSource, match=r"x\.pdf: the PDF has no text layer \(its pages are pictures\)"):
        read(PATH, pdf(sheet))
    with pytest.raises(UnreadableSource, match="no text layer;"):
        read(PATH, pdf(Sheet()))


def test_another_report_is_told_apart():
    sheet = Sheet()
    for at in range(4):
        sheet.text(54, 100 + 13 * at, "Minutes of the meeting of the parish council", 10)
    with pytest.raises(UnreadableSource, match="not a Minerals Yearbook chapter"):
        read(PATH, pdf(sheet))


def test_the_form_is_told_by_the_content_not_the_name():
    assert read(Path("chapter.txt"), pdf(prose_page(), table_page())).kind == "pdf"


def test_the_same_bytes_give_the_same_document():
    data = pdf(prose_page(), table_page())
    assert read(PATH, data) == read(PATH, data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_is_unreadable_or_harmless(data):
    good = bytearray(pdf(prose_page(), table_page()))
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(8, len(good) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableSource):
        read(PATH, bytes(good[: data.draw(st.integers(20, len(good)))]))


CHAPTERS = ["myb1-2017-cobal", "myb1-2018-gold", "myb1-2016-clays", "myb1-2019-gypsu-adv"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_typeset_chapter_reads_as_its_workbook(shared, chapter):
    (workbook,) = (shared / "corpus/workbooks").glob(f"{chapter}.xls*")
    ours, theirs = (_figures(path) for path in (shared / f"corpus/pdf/{chapter}.pdf", workbook))
    differing = (ours - theirs) + (theirs - ours)
    assert sum(differing.values()) <= 0.002 * sum(theirs.values()), differing.most_common(5)


def _figures(path):
    found = read_tables(read(path, path.read_bytes()))
    return Counter((o.table_number, tuple(o.row_path), tuple(o.marks), o.printed, o.year) for o in found.observations)


def test_a_volume_of_another_series_is_refused(shared):
    for path in sorted((shared / "corpus/other").glob("*.pdf")):
        with pytest.raises(UnreadableSource):
            read(path, path.read_bytes())
