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


TOOLS = {
    "plain": lambda text: text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "nbsp": lambda text: text.replace(" ", "\u00a0"),
    "thin": lambda text: text.replace(" ", "\u2009"),
    "runs": lambda text: text.replace(" ", "    "),
    "indented": lambda text: "".join(f"   {line}\n" for line in text.splitlines()),
    "blanks": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "gaps": lambda text: text.replace("\nTotal", "\n\nTotal"),
    "breaks": lambda text: text.replace("\nTotal", "\n\fTotal"),
    "mark": lambda text: "\ufeff" + text,
    "soft": lambda text: text.replace("Revised", "Re\u00advised"),
    "inline": lambda text: text.replace("TABLE 1\nSALT", "TABLE 1. SALT"),
}


@pytest.mark.parametrize("text", [PAGE, HEAD_LAST], ids=["page order", "head last"])
@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
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


FACILITIES = """SALT
Salt was sold in 2017 by many ﬁrms, as the tables that stand below tell in their own way and no other one.

TABLE 1
SALT: CAPACITY, DECEMBER 31, 2017
(Metric tons)
Country Company Location Capacity
Belgium Alpha NV Hoboken 30
Canada Beta Resources Ltd. Trail, British Columbia 75
Germany Gamma & Söhne GmbH Köln 40
Do. Delta Oﬃce AG (Epsilon Corp., 75%) Langelsheim 10
Japan Zeta Co. Ltd. Kosaka 70
Peru Eta S.A. Lima somewhere of the 20
1Table includes data available through August 9, 2018. Data are rounded to no more than three significant digits.
"""


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_facilities_fall_into_the_same_columns_from_every_tool(tool):
    (grid,) = read_text(Path("salt.txt"), tool(FACILITIES).encode()).grids
    rows = [[cell.text for cell in row.cells] for row in grid.rows]
    start = next(i for i, row in enumerate(rows) if row[0] == "Belgium")
    assert rows[start : start + 5] == [
        ["Belgium", "Alpha NV", "Hoboken", "30"],
        ["Canada", "Beta Resources Ltd.", "Trail, British Columbia", "75"],
        ["Germany", "Gamma & Söhne GmbH", "Köln", "40"],
        ["Do.", "Delta Office AG (Epsilon Corp., 75%)", "Langelsheim", "10"],
        ["Japan", "Zeta Co. Ltd.", "Kosaka", "70"],
    ]


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_a_row_that_looks_wrongly_split_carries_a_finding(tool):
    document = read_text(Path("salt.txt"), tool(FACILITIES).encode())
    doubted = [finding.observed for finding in document.findings if finding.rule == "row_split_unsure"]
    assert len(doubted) == 1
    assert doubted[0].startswith("Peru | Eta S.A.")


@pytest.mark.parametrize("dash", ["—", "–", "‒", "--"])
def test_producers_by_rank_stand_in_their_columns_whatever_the_dash(dash):
    ranked = [f"{n} {n + 1 if n % 2 else dash} {name} Gravel Co." for n, name in enumerate("ABCDEF", 1)]
    lines = FACILITIES.split("\n")
    text = "\n".join(
        [*lines[:5], "Rank Rank Company Capacity", *(f"{row} 1,{9 - at}00" for at, row in enumerate(ranked))]
    )
    (grid,) = read_text(Path("salt.txt"), text.encode()).grids
    rows = [[cell.text for cell in row.cells] for row in grid.rows]
    assert ["2", dash, "B Gravel Co.", "1,800"] in rows
    assert ["3", "4", "C Gravel Co.", "1,700"] in rows


def test_a_margin_says_nothing():
    margin = "\n".join(f"   {line}" if line.strip() else line for line in HEAD_LAST.split("\n"))
    assert body(margin.encode()) == body(HEAD_LAST.encode())


def test_pages_with_heads_and_numbers_are_one_dump():
    lines = PAGE.split("\n")
    paged = "\n".join(
        [*lines[:11], "", "35.1", "\fU.S. GEOLOGICAL SURVEY MINERALS YEARBOOK—2017", *lines[11:], "35.2", "\f"]
    )
    assert body(paged.encode()) == body(PAGE.encode())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\v"])
def test_line_ends_of_other_tools(end):
    assert body(PAGE.replace("\n", end).encode()) == body(PAGE.encode())
