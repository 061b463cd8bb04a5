import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Block
from pipeline.sources.layout import text_width
from pipeline.sources.paragraphs import Line, join

SPACED = """\
The kiln at the northern quarry was rebuilt during the year, and
its owner expected the output to reach the level of the years

before by the end of the decade (Brick, 2017).

Production

Three plants were at work, and a fourth one was to be opened in
the State of Utah, where the deposit had been found.

BRICK—2017 [ADVANCE RELEASE] 35.3

Belgium.—The only plant was idle.

References Cited
"""

DENSE = """\
BRICK [ADVANCE RELEASE]
By Ann B. Mason and Carl D. Stone
Domestic survey data and tables were prepared by Dora E.
Field, statistical assistant.
The kiln at the northern quarry was rebuilt during the year
and its owner expected the output to reach the level of the
years before.
Production
Three plants were at work, and a fourth one was to be opened
BRICK—2017 [ADVANCE RELEASE] 1

in the State of Utah, where the deposit had been found in a
valley.
Belgium.—The only plant was idle for most of the year, as the
demand of builders fell.
World Review
World Industry Structure
More than half of the world’s bricks were made in four of the
countries named.
References Cited
Mason, Ann, 2017, The kilns of the north: Brussels, Belgium,
Brick Press Ltd., 12 p. (Accessed May 2, 2018, at
http://www.example.org/reports/bricks-of-the-north/annual/
report2017.pdf.)
Stone, Carl, 2016, Loam: Ghent, Belgium, Loam Co., 40 p.
GENERAL SOURCES OF INFORMATION
Other
Brick. Ch. in Mineral Commodity Summaries, annual.
Clay. Ch. in Minerals Yearbook, annual.
"""


def blocks(text: str) -> list[Block]:
    return join([Line(line, number, 1) for number, line in enumerate(text.splitlines(), 1)])


def kinds(text: str, kind: str) -> list[str]:
    return [block.text for block in blocks(text) if block.kind == kind]


def test_blank_lines_part_paragraphs_but_not_sentences() -> None:
    assert kinds(SPACED, "paragraph") == [
        "The kiln at the northern quarry was rebuilt during the year, and its owner expected the output to reach the "
        "level of the years before by the end of the decade (Brick, 2017).",
        "Three plants were at work, and a fourth one was to be opened in the State of Utah, where the deposit had been "
        "found.",
        "Belgium.—The only plant was idle.",
    ]
    assert kinds(SPACED, "heading") == ["Production", "References Cited"]


def test_title_and_byline() -> None:
    assert [block.kind for block in blocks(DENSE)[:3]] == ["title", "byline", "byline"]
    assert kinds(DENSE, "title") == ["BRICK [ADVANCE RELEASE]"]
    assert kinds(DENSE, "byline")[1].endswith("Dora E. Field, statistical assistant.")


def test_short_last_lines_part_paragraphs_where_there_are_no_blank_lines() -> None:
    paragraphs = kinds(DENSE, "paragraph")
    assert [(text.split()[0], text.split()[-1]) for text in paragraphs[:3]] == [
        ("The", "before."),
        ("Three", "valley."),
        ("Belgium.—The", "fell."),
    ]
    assert "was to be opened in the State of Utah" in paragraphs[1]


def test_headings_even_one_after_the_other() -> None:
    expected = ["Production", "World Review", "World Industry Structure", "References Cited"]
    assert kinds(DENSE, "heading") == [*expected, "GENERAL SOURCES OF INFORMATION", "Other"]


def test_each_reference_and_source_is_a_paragraph() -> None:
    assert kinds(DENSE, "paragraph")[-4:] == [
        "Mason, Ann, 2017, The kilns of the north: Brussels, Belgium, Brick Press Ltd., 12 p. (Accessed May 2, 2018, "
        "at http://www.example.org/reports/bricks-of-the-north/annual/report2017.pdf.)",
        "Stone, Carl, 2016, Loam: Ghent, Belgium, Loam Co., 40 p.",
        "Brick. Ch. in Mineral Commodity Summaries, annual.",
        "Clay. Ch. in Minerals Yearbook, annual.",
    ]


@pytest.mark.parametrize(
    "head",
    [
        "IndIum—2017 [AdVAnCE RELEASE] 35.3",
        "35.2 [ADVANCE RELEASE] U.S. GEOLOGICAL SURVEY MINERALS YEARBOOK—2017",
        "U.S. GEOLOGICAL SURVEY MINERALS YEARBOOK—2018 [ADVANCE RELEASE] 4.6",
        "RECYCLInG—mETALS—2018 [AdVAnCE RELEASE]1",
        "SALT—2016 63.5",
    ],
)
def test_running_heads_and_feet_are_dropped(head: str) -> None:
    assert [block.text for block in blocks(f"The mine was\n\n{head}\n\nclosed.")] == ["The mine was closed."]


def test_a_line_that_only_resembles_a_running_head_stays() -> None:
    assert blocks("The lower price—2017 35")[0].text == "The lower price—2017 35"


def test_a_block_stands_where_its_first_line_does() -> None:
    lines = [Line("The mine was", 7, 2), Line("closed.", 8, 3), Line("", 9, 3), Line("Prices", 10, 3)]
    assert [(block.line, block.page) for block in join(lines)] == [(7, 2), (10, 3)]


def test_no_lines_give_no_blocks() -> None:
    assert join([]) == []
    assert join([Line(""), Line("  ")]) == []


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"], include_characters=" "), max_size=40), max_size=12))
def test_no_letter_is_lost(lines: list[str]) -> None:
    prose = ["x" + line for line in lines]
    text = "".join(block.text for block in join([Line(line) for line in prose]))
    assert re.sub(r"[\s-]", "", text) == re.sub(r"[\s-]", "", "".join(prose))


def test_capitals_are_wider_than_small_letters() -> None:
    assert text_width("MINE") > text_width("mine") > text_width("till")


def test_the_seed_chapter_falls_into_the_paragraphs_of_its_key(shared: Path) -> None:
    key = (shared / "corpus/prose/myb1-2017-indiu.txt").read_text(encoding="utf-8").splitlines()
    prose = [line.strip() for line in key[3 : key.index("References Cited")]]
    lines = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8").splitlines()
    end = max(n for n, line in enumerate(lines) if line.strip().endswith(prose[-1][-12:].lower()[-8:]))
    found = [block.text.casefold() for block in join([Line(line) for line in lines[: end + 1]])]
    assert found == [line.casefold() for line in prose]
