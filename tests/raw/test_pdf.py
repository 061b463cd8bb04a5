"""The PDF has two columns of prose, raised marks and rules, and opens in a PDF reader."""

from io import BytesIO

import pytest

from raw.sample import pdf
from raw.sample.chapter import load


@pytest.fixture(scope="module")
def pages():
    import pdfplumber

    with pdfplumber.open(BytesIO(pdf.render(load("indium-2017")))) as document:
        yield document.pages


def words(page, **options):
    return page.extract_words(extra_attrs=["size", "fontname"], **options)


def test_a_page_a_table_after_the_prose(pages):
    titles = [w["text"] for page in pages[1:] for w in words(page)[:2]]
    assert titles == ["TABLE", "1", "TABLE", "2", "TABLE", "3"]


def test_prose_stands_in_two_columns_over_a_foot(pages):
    starts = {round(w["x0"]) for w in words(pages[0]) if w["size"] == 10}
    assert {54, 315} <= starts
    assert "INDIUM—2017 [ADVANCE RELEASE] 1" in pages[0].extract_text()


def test_run_in_heads_are_italic_and_headings_bold(pages):
    fonts = {w["text"]: w["fontname"] for w in words(pages[0])}
    assert (fonts["Korea,"], fonts["Outlook"], fonts["Hoboken"]) == ("Times-Italic", "Times-Bold", "Times-Roman")


def test_marks_are_small_and_raised(pages):
    russia = next(w for w in words(pages[3]) if w["text"] == "Russia")
    mark = next(w for w in words(pages[3]) if w["x0"] == pytest.approx(russia["x1"], abs=0.1))
    assert mark["text"] == "e"
    assert mark["size"] < russia["size"]
    assert mark["bottom"] < russia["bottom"]


def test_figures_are_flush_right_whatever_their_flags(pages):
    ends = {round(w["x1"]) for w in words(pages[3]) if w["text"] in ("30,000", "430,000", "9,500", "831,000")}
    assert len(ends) == 1


def test_rules_over_and_under_the_head_and_under_spanners(pages):
    spans = sorted((round(line["top"]), round(line["x1"] - line["x0"])) for line in pages[1].lines)
    assert len({top for top, _ in spans}) == 4
    assert len(spans) == 5
