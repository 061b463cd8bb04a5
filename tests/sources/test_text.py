"""Dumps made by other tools: the same chapter comes out whatever they do to blanks, dashes and lines."""

from pathlib import Path

import pytest

from pipeline.records import UnreadableSource
from pipeline.sources.text import read_text

PAGE = """SALT
By A. Writer
Salt was sold in 2017 by many ﬁrms at Osnabrück, as the tables that stand below tell in their own way.

TABLE 1
SALT: PRODUCTION, BY COUNTRY OR LOCALITY1
(Metric tons)
2016 2017
Country or locality Quantity Value Quantity Value
Metal:
Chile 1,200 300 1,300 e 350
Perú2 2,400 r 500 -- --
Total 3,600 800 1,300 350
eEstimated. rRevised. -- Zero.
1Table includes data available through August 9, 2018. Data are rounded to no more than three significant digits.
2Includes brine.
"""
HEAD_LAST = """SALT
Salt was sold in 2017 by many firms, as the tables that stand below tell in their own way and no other one.
Country or locality Quantity Value Quantity Value
Metal:
Chile 1,200 300 1,300 e 350
Perú2 2,400 r 500 -- --
Total 3,600 800 1,300 350

Source: U.S. Census Bureau.

2016 2017

1Table includes data available through August 9, 2018. Data are rounded to no more than three significant digits.
2Includes brine.

TABLE 1
SALT: PRODUCTION, BY COUNTRY OR LOCALITY1
(Metric tons)

eEstimated. rRevised. -- Zero.
"""
BODY = [
    ["Metal:"],
    ["Chile", "1,200", "300", "1,300^e", "350"],
    ["Perú^2", "2,400^r", "500", "--", "--"],
    ["Total", "3,600", "800", "1,300", "350"],
]


def body(data):
    document = read_text(Path("salt.txt"), data if isinstance(data, bytes) else data.encode())
    (grid,) = document.grids
    rows = [["^".join((cell.text, *cell.marks)) for cell in row.cells] for row in grid.rows]
    start = next(i for i, row in enumerate(rows) if row == ["Metal:"])
    return rows[start : start + 4]


@pytest.mark.parametrize("text", [PAGE, HEAD_LAST], ids=["page order", "head last"])
@pytest.mark.parametrize(
    "tool",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\u2009"),
        lambda text: text.replace(" ", "    "),
        lambda text: "".join(f"   {line}\n" for line in text.splitlines()),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\nTotal", "\n\nTotal"),
        lambda text: text.replace("\nTotal", "\n\fTotal"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("Revised", "Re\u00advised"),
        lambda text: text.replace("TABLE 1\nSALT", "TABLE 1. SALT"),
    ],
    ids=["plain", "crlf", "nbsp", "thin", "runs", "indented", "blanks", "gaps", "breaks", "mark", "soft", "inline"],
)
def test_the_same_body_from_every_tool(text, tool):
    assert body(tool(text)) == BODY


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_the_same_body_in_every_encoding(encoding):
    assert body(PAGE.replace("ﬁ", "fi").encode(encoding)) == BODY


@pytest.mark.parametrize("dash", ["—", "–"])
def test_dashes_for_zeros_stay_as_printed_in_their_columns(dash):
    assert body(PAGE.replace("--", dash))[2] == ["Perú^2", "2,400^r", "500", dash, dash]


def test_ligatures_come_apart():
    document = read_text(Path("salt.txt"), PAGE.encode())
    assert any("many firms" in block.text for block in document.blocks)


@pytest.mark.parametrize(
    "line", ["SALT—2017 [ADVANCE RELEASE] 64.3", "64.2 U.S. GEOLOGICAL SURVEY MINERALS YEARBOOK—2017"]
)
def test_page_feet_within_a_table_are_no_rows(line):
    assert body(PAGE.replace("\nTotal", f"\n{line}\nTotal")) == BODY


@pytest.mark.parametrize("data", [b"", b" \n ", bytes(range(32)) * 40])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnreadableSource):
        read_text(Path("salt.txt"), data)
