"""The text dump has the shape of a dump: lost capitals, fused marks, a table's parts out of order."""

import pytest

from raw.sample import text
from raw.sample.chapter import load


@pytest.fixture(scope="module")
def lines():
    return text.render(load("indium-2017")).split("\n")


def test_prose_lost_its_capitals_and_headings_did_not(lines):
    assert "Belgium.—umicore nV ran a special metals plant at its Hoboken " in lines
    assert "Foreign Trade" in lines


def test_the_running_foot_stands_within_a_paragraph(lines):
    foot = lines.index("IndIum—2017 [AdVAnCE RELEASE] 35.3")
    assert not lines[foot - 4].endswith(". ")
    assert lines[foot + 2].endswith(" ")


def test_marks_touch_words_and_stand_apart_from_figures(lines):
    assert "Do.2 Guangxi Tanghan Zinc & Indium Co. Ltd. do. 30" in lines
    assert "Russiae 9,500 4,000 5,000 5,000 5,000" in lines
    assert "Peru 11,080 14,000 e 10,000 e 10,000 e 10,000 e" in lines


def test_the_parts_of_a_table_come_in_the_order_of_a_dump(lines):
    parts = [" Quantity Value Quantity Value", "Belgium 4,170 $869 4,370 $845", "2016 2017", "TABLE 1", "-- Zero."]
    places = [lines.index(part) for part in parts]
    assert places == sorted(places)
