from pathlib import Path

import pytest

from pipeline.records import UnreadableSource
from pipeline.sources.text import read_text
from pipeline.tables import read_tables

PROSE = """SALT
By A. Author
Domestic survey data were prepared by B. Writer, statistical assistant.

Production

Producers in Peru shipped more salt in 2017 than they had shipped in 2016. The industry
of Chile held its share of the market, and prices were steady through the year.
"""
PAGE_ORDER = """TABLE 1
SALT: WORLD PRODUCTION, BY COUNTRY OR LOCALITY1
(Thousand metric tons)
Country or locality2 2016 2017
Chile 1,200 r 1,300 e
Korea, Republic of -- 40
Perue 70 80
Total 1,270 1,420
eEstimated.  rRevised.  -- Zero.
1Table includes data available through May 2, 2018. Totals and estimated data are rounded to no more than three
significant digits; may not add to totals shown.
2Other countries may have produced salt.
TABLE 2
U.S. IMPORTS OF SALT, BY COUNTRY OR LOCALITY
2016 2017
Quantity Value Quantity Value
Country or locality (metric tons) (thousands) (metric tons) (thousands)
Chile 4,170 $869 4,370 $845
Peru 32,600 7,590 -- --
Total 36,800 8,460 4,370 845
-- Zero.
Source: U.S. Census Bureau.
"""
HEAD_LAST = """ Country or locality2 2016 2017
Chile 1,200 r 1,300 e

Korea, Republic of -- 40
Perue 70 80
Total 1,270 1,420

1Table includes data available through May 2, 2018. Totals and estimated data are rounded to no more than three
significant digits; may not add to totals shown.
2Other countries may have produced salt.

TABLE 1
SALT: WORLD PRODUCTION, BY COUNTRY OR LOCALITY1

(Thousand metric tons)

eEstimated.  rRevised.  -- Zero.
 Quantity Value Quantity Value
Country or locality (metric tons) (thousands) (metric tons) (thousands)

Chile 4,170 $869 4,370 $845
Peru 32,600 7,590 -- --

Total 36,800 8,460 4,370 845

Source: U.S. Census Bureau.

2016 2017

TABLE 2
U.S. IMPORTS OF SALT, BY COUNTRY OR LOCALITY

-- Zero.
"""


def read(text, encoding="utf-8", name="chapter.txt"):
    return read_text(Path(name), text.encode(encoding))


def facts(document):
    return [
        (
            o.table_number,
            o.row_path,
            o.column_path,
            o.number,
            o.value,
            o.unit,
            o.marks,
            o.estimated,
            o.revised,
            o.notes,
            o.lower,
        )
        for o in read_tables(document).observations
    ]


def test_the_tables_of_a_dump():
    found = read_tables(read(PROSE + PAGE_ORDER))
    assert [(t.table_number, t.title, t.unit_note, t.n_rows, t.n_columns) for t in found.table_rows] == [
        ("1", "SALT: WORLD PRODUCTION, BY COUNTRY OR LOCALITY", "(Thousand metric tons)", 4, 3),
        ("2", "U.S. IMPORTS OF SALT, BY COUNTRY OR LOCALITY", None, 3, 5),
    ]
    assert len(found.observations) == 8 + 12
    assert found.findings == []


def test_a_table_reads_the_same_in_whichever_order_its_parts_come():
    assert facts(read(PROSE + HEAD_LAST)) == facts(read(PROSE + PAGE_ORDER))


def test_marks_fused_by_the_dump_are_told_from_figures_and_names():
    found = {
        (o.row_path[0], o.year): o for o in read_tables(read(PROSE + PAGE_ORDER)).observations if o.table_number == "1"
    }
    assert (found["Chile", 2016].number, found["Chile", 2016].revised) == (1200.0, True)
    assert (found["Chile", 2017].number, found["Chile", 2017].mark_source) == (1300.0, "cell")
    assert (found["Peru", 2016].country, found["Peru", 2016].mark_source) == ("Peru", "row")
    assert found["Korea, Republic of", 2016].status == "zero"
    assert {o.value for o in found.values() if o.country == "Korea, Republic of"} == {0.0, 40000.0}
    assert all("1" in o.notes for o in found.values())


def test_figures_know_their_lines():
    document = read(PROSE + PAGE_ORDER)
    printed = (PROSE + PAGE_ORDER).splitlines()
    for o in read_tables(document).observations:
        assert o.printed in printed[o.line - 1]
        assert (o.page, o.sheet, o.cell, o.bbox) == (None, None, None, None)


@pytest.mark.parametrize("tables", [PAGE_ORDER, HEAD_LAST])
def test_the_prose_is_what_no_table_holds(tables):
    document = read(PROSE + "\n" + tables)
    words = " ".join(block.text for block in document.blocks)
    assert "Producers in Peru shipped more salt in 2017 than they had shipped in 2016." in words
    assert "prices were steady through the year." in words
    assert "4,170" not in words
    assert "Census" not in words
    assert document.kind == "text"


def test_a_clean_chapter_is_unchanged():
    assert all(block.letters_repaired == 0 for block in read(PROSE + PAGE_ORDER).blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    text = (PROSE + PAGE_ORDER).replace("Chile", "Côte d’Ivoire")
    countries = {o.country for o in read_tables(read(text, encoding)).observations}
    assert "Côte d’Ivoire" in countries


def test_line_ends_form_feeds_and_hard_blanks():
    text = (PROSE + PAGE_ORDER).replace("\nTABLE 2", "\fTABLE 2").replace("Korea, Republic", "Korea,\xa0Republic")
    assert facts(read(text)) == facts(read(PROSE + PAGE_ORDER))
    assert facts(read((PROSE + PAGE_ORDER).replace("\n", "\r\n"))) == facts(read(PROSE + PAGE_ORDER))


def test_decomposed_letters_are_composed():
    text = PROSE + PAGE_ORDER.replace("Chile", "Co\u0302te d’Ivoire")
    assert "Côte d’Ivoire" in {o.row_label for o in read_tables(read(text)).observations}


def test_prose_alone_has_no_tables():
    assert read(PROSE).grids == []
    assert read(PROSE).blocks


@pytest.mark.parametrize("data", [b"", b"  \n\n"])
def test_an_empty_file_is_one_line_of_why(data):
    with pytest.raises(UnreadableSource, match=r"^chapter.txt: empty"):
        read_text(Path("chapter.txt"), data)


def test_binary_data_are_no_text():
    with pytest.raises(UnreadableSource, match=r"^chapter.txt: not a text file"):
        read_text(Path("chapter.txt"), bytes(range(32)) * 20)
