"""Paragraphs and headings by how their lines are set."""

from pipeline.sources.pdf_blocks import blocks_of
from pipeline.sources.pdf_lines import Line
from pipeline.sources.pdf_prose import Strip
from tests.sources.pdf_runs import LETTER, run

LEFT, WIDE = 54.0, 243.0
FULL = "which is as much as they had made in the year before and"  # as wide as a column
INDENT = 12.0


def strip(*lines, page=1, side=0):
    """A column: (text, how far it is set in), bold with a third entry; None leaves a line out."""
    set_lines, base = [], 100.0
    for line in lines:
        if line is not None:
            text, inset, *bold = line
            one = run(text, LEFT + inset, base, 10, bold=bool(bold))
            set_lines.append(Line([one], base, 10))
        base += 13.2 if line is not None else 7
    return Strip(page, side, set_lines)


def centre(text):
    return text, (WIDE - LETTER * 10 * len(text)) / 2, True


def texts(*strips):
    return [(block.kind, block.text) for block in blocks_of(strips)]


def test_a_line_set_in_begins_a_paragraph():
    found = texts(strip(("Mines made tin,", INDENT), (FULL, 0), ("sold it.", 0), ("Prices rose,", INDENT), (FULL, 0)))
    assert [text[:12] for _, text in found] == ["Mines made t", "Prices rose,"]
    assert found[0][1].endswith("before and sold it.")


def test_a_paragraph_goes_on_over_columns_and_pages():
    left = strip(("Mines made tin,", INDENT), (FULL, 0))
    right = strip((FULL, 0), ("sold it.", 0), ("Prices rose.", INDENT), side=1)
    found = blocks_of([left, right, strip(("Prices fell.", INDENT), (FULL, 0), (FULL, 0), page=2)])
    assert [(block.page, block.text.split()[0]) for block in found] == [(1, "Mines"), (1, "Prices"), (2, "Prices")]


def test_bold_lines_are_headings_and_capitals_apart_from_others():
    lines = strip(
        ("Mines made tin,", INDENT), (FULL, 0), ("sold it.", 0), None,
        centre("GENERAL SOURCES OF INFORMATION"), centre("U.S. Geological Survey Publications"), None,
        ("Tin. Ch. in Mineral Commodity Summaries, annual.", INDENT),
    )  # fmt: skip
    assert [kind for kind, _ in texts(lines)] == ["paragraph", "heading", "heading", "paragraph"]


def test_a_heading_wrapped_over_two_lines_is_one():
    lines = strip(
        centre("Legislation and Government"), centre("Programs"), None, ("Mines made tin.", INDENT), (FULL, 0)
    )
    assert texts(lines)[0] == ("heading", "Legislation and Government Programs")


def test_a_heading_in_plain_type_is_told_by_its_centre():
    heading = (*centre("World Review")[:2],)
    lines = strip(
        ("Mines made tin,", INDENT), (FULL, 0), ("sold it.", 0), None, heading, None, ("So did others.", INDENT)
    )
    assert ("heading", "World Review") in texts(lines)


def test_entries_set_in_from_their_second_line_on():
    entries = [("Cole, Ann, 2017, A list of the mines of tin in many lands and", 0), ("seas: A bureau.", INDENT)] * 3
    assert [text[-15:] for _, text in texts(strip(*entries))] == ["seas: A bureau."] * 3


def test_paragraphs_without_indents_end_short():
    lines = strip((FULL, 0), ("sold it.", 0), ("Prices " + FULL[:40], 0), (FULL, 0), ("rose.", 0))
    assert len(texts(lines)) == 2


def test_title_and_byline():
    title = Strip(1, 0, [Line([run("TIN", LEFT, 60, 20, bold=True)], 60, 20)])
    body = strip(centre("By Ann B. Cole"), None, ("Mines made tin,", INDENT), (FULL, 0), (FULL, 0))
    assert [kind for kind, _ in texts(title, body)] == ["title", "byline", "paragraph"]


def test_no_prose():
    assert blocks_of([]) == []
