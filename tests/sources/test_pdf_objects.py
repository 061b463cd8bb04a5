"""Text objects and rules of a page, however the page is turned, nested or set."""

from pathlib import Path

import pytest

from pipeline.records import UnreadableSource
from pipeline.sources import pdf_objects
from pipeline.sources.pdf_objects import read_pages
from tests.sources.pdf_files import BOLD, Sheet, pdf, width

PATH = Path("x.pdf")


def page_of(sheet):
    return read_pages(PATH, pdf(sheet))[0]


def printed(page):
    return [(run.text, round(run.x0), round(run.base), round(run.size, 1)) for run in page.runs]


def drawn(sheet):
    sheet.text(50, 100, "Chile")
    sheet.text(60, 112, "Peru", size=10)
    sheet.rule(50, 300, 104)
    return sheet


def test_a_run_has_its_text_place_and_size():
    page = page_of(drawn(Sheet()))
    assert printed(page) == [("Chile", 50, 100, 8.0), ("Peru", 60, 112, 10.0)]
    assert page.runs[0].end == pytest.approx(50 + width("Chile"), abs=0.5)
    assert page.runs[0].top < 100 <= page.runs[0].bottom + 0.5


def test_a_font_without_a_size_is_taken_for_one():
    sheet = Sheet()
    sheet.text(50, 100, "Chile", size=0)
    assert all(run.size > 0 for run in page_of(sheet).runs)


def test_a_rule_has_its_ends_and_height():
    (rule,) = page_of(drawn(Sheet())).rules
    assert (round(rule.x0), round(rule.x1), round(rule.y)) == (50, 300, 104)


def test_a_bold_font_is_told_by_its_name():
    sheet = Sheet()
    sheet.text(50, 100, "Production", font=BOLD)
    sheet.text(50, 120, "Production")
    assert [run.bold for run in page_of(sheet).runs] == [True, False]


def test_a_page_set_sideways_reads_as_one_set_upright():
    sideways = drawn(Sheet(792, 612, matrix="0 1 -1 0 612 0 cm"))
    sideways.wide, sideways.high = 612, 792
    page = page_of(sideways)
    assert printed(page) == [("Chile", 50, 100, 8.0), ("Peru", 60, 112, 10.0)]
    assert (page.width, page.height) == (792, 612)
    assert [(round(rule.x0), round(rule.x1), round(rule.y)) for rule in page.rules] == [(50, 300, 104)]


def test_a_box_on_a_sideways_page_is_published_where_it_is_shown():
    sideways = drawn(Sheet(792, 612, matrix="0 1 -1 0 612 0 cm"))
    sideways.wide, sideways.high = 612, 792
    page = page_of(sideways)
    run = page.runs[0]
    x0, top, x1, bottom = page.shown((run.x0, run.top, run.x1, run.bottom))
    assert 90 < x0 < x1 < 105  # what is 100 points from the top of the text is 100 from the left of the paper
    assert bottom == pytest.approx(792 - run.x0, abs=0.1)
    assert top == pytest.approx(792 - run.x1, abs=0.1)


def test_a_page_that_is_turned_to_be_shown_upright_needs_no_other_places():
    turned = drawn(Sheet(792, 612, matrix="0 1 -1 0 612 0 cm", rotate=90))
    turned.wide, turned.high = 612, 792
    page = page_of(turned)
    run = page.runs[0]
    assert printed(page)[0] == ("Chile", 50, 100, 8.0)
    assert page.shown((run.x0, run.top, run.x1, run.bottom))[0] == pytest.approx(run.x0, abs=0.1)


def test_text_upside_down_is_turned_too():
    page = page_of(drawn(Sheet(matrix="-1 0 0 -1 612 792 cm")))
    assert printed(page) == [("Chile", 50, 100, 8.0), ("Peru", 60, 112, 10.0)]
    assert page.turns == 2


def test_text_in_another_direction_is_counted_and_left_out():
    sheet = drawn(Sheet())
    sheet.marks.append("BT /F0 8 Tf 0 1 -1 0 20 300 Tm (Draft) Tj ET")
    page = page_of(sheet)
    assert page.sideways == 1
    assert "Draft" not in [run.text for run in page.runs]


def test_a_form_on_the_page_is_read_in_its_place():
    page = page_of(drawn(Sheet(in_form=True)))
    assert printed(page) == [("Chile", 50, 100, 8.0), ("Peru", 60, 112, 10.0)]
    assert [(round(rule.x0), round(rule.y)) for rule in page.rules] == [(50, 104)]


def test_an_object_with_wide_gaps_is_cut_at_them():
    sheet = Sheet()
    sheet.spaced(100, [(50, "Chile, crude ore"), (200, "1,200"), (260, "--")])
    assert [(run.text, round(run.x0)) for run in page_of(sheet).runs] == [
        ("Chile, crude ore", 50),
        ("1,200", 201),
        ("--", 260),
    ]


def test_blanks_before_a_text_set_it_in():
    sheet = Sheet()
    sheet.text(50, 100, "    Total")
    (run,) = page_of(sheet).runs
    assert run.text == "Total"
    assert run.x0 == pytest.approx(58, abs=0.3)


def test_rules_of_one_path_are_apart_and_pieces_of_a_rule_together():
    sheet = Sheet()
    sheet.marks.append("0.2 w 50 700 m 300 700 l 50 600 m 300 600 l S")
    sheet.rule(50, 100, 300)
    sheet.rule(100.5, 200, 300)
    sheet.rule(220, 300, 300)
    rules = [(round(rule.x0), round(rule.x1), round(rule.y)) for rule in page_of(sheet).rules]
    assert rules == [(50, 300, 92), (50, 300, 192), (50, 200, 300), (220, 300, 300)]


def test_bars_and_upright_lines_are_no_rules():
    sheet = Sheet()
    sheet.marks += ["50 600 200 30 re f", "0.2 w 50 100 m 50 500 l S", "50 590 200 0.4 re f"]
    assert [round(rule.y) for rule in page_of(sheet).rules] == [202]


def test_a_locked_file_is_one_line():
    with pytest.raises(UnreadableSource, match=r"^x\.pdf: encrypted PDF"):
        read_pages(PATH, pdf(drawn(Sheet()), locked=True))


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing more", pdf(Sheet())[:60], pdf()])
def test_a_damaged_file_and_one_without_pages_are_one_line(data):
    with pytest.raises(UnreadableSource, match=r"^x\.pdf: damaged PDF"):
        read_pages(PATH, data)


def test_far_too_many_pages_are_no_chapter(monkeypatch):
    monkeypatch.setattr(pdf_objects, "MAX_PAGES", 2)
    with pytest.raises(UnreadableSource, match="3 pages are no chapter"):
        read_pages(PATH, pdf(*[Sheet() for _ in range(3)]))
