import pytest

from pipeline.records import GridCell
from pipeline.tables.notes import looks_like_note, note_text, read_notes
from tests.tables.grids import note


def notes(*lines):
    return [(n.marker, n.kind, n.text) for n in read_notes([note(text) for text in lines])]


def test_footnotes_have_their_marker_and_text():
    assert notes("^1Less than ½ unit.", "^2Includes scrap.") == [
        ("1", "footnote", "Less than ½ unit."),
        ("2", "footnote", "Includes scrap."),
    ]


def test_a_marker_fused_to_its_note_by_a_plain_reader():
    assert notes("1Less than ½ unit.", "12Includes scrap.") == [
        ("1", "footnote", "Less than ½ unit."),
        ("12", "footnote", "Includes scrap."),
    ]


def test_a_marker_in_a_cell_of_its_own():
    row = note("Includes scrap.")
    row.cells = [GridCell(0, "", ("3",)), GridCell(1, "Includes scrap.")]
    assert [(n.marker, n.text) for n in read_notes([row])] == [("3", "Includes scrap.")]


def test_a_legend_is_split_into_its_entries():
    assert notes("^eEstimated. ^rRevised. NA Not available. W Withheld to avoid disclosing data. -- Zero.") == [
        ("e", "legend", "Estimated."),
        ("r", "legend", "Revised."),
        ("NA", "legend", "Not available."),
        ("W", "legend", "Withheld to avoid disclosing data."),
        ("--", "legend", "Zero."),
    ]


def test_a_legend_of_a_plain_reader():
    assert notes("eEstimated.  rRevised.  pPreliminary.  XX Not applicable.  -- Zero.") == [
        ("e", "legend", "Estimated."),
        ("r", "legend", "Revised."),
        ("p", "legend", "Preliminary."),
        ("XX", "legend", "Not applicable."),
        ("--", "legend", "Zero."),
    ]


def test_dittos_and_dashes_in_a_legend():
    assert notes("Do., do. Ditto. NA Not available.") == [
        ("Do.", "legend", "Ditto."),
        ("do.", "legend", "Ditto."),
        ("NA", "legend", "Not available."),
    ]
    assert notes("– Zero.") == [("--", "legend", "Zero.")]


def test_a_note_wrapped_over_lines_goes_on_until_its_full_stop():
    assert notes(
        "^1Table includes data available through August 9, 2018. Data are rounded to no more than three",
        "significant digits; may not add to totals shown.",
        "^2Includes scrap.",
    ) == [
        (
            "1",
            "rounding",
            "Table includes data available through August 9, 2018. Data are rounded to no more than three significant "
            "digits; may not add to totals shown.",
        ),
        ("2", "footnote", "Includes scrap."),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("^1Data are rounded to three significant digits.", "rounding"),
        ("^1Data are unrounded.", "rounding"),
        ("^1May not add to totals shown.", "rounding"),
        ("^1Table includes data available through May 2, 2018.", "coverage"),
        ("^1Includes recycled material.", "footnote"),
        ("Source: U.S. Census Bureau.", "source"),
        ("Sources: Company reports.", "source"),
    ],
)
def test_kinds(text, kind):
    assert [found[1] for found in notes(text)] == [kind]


def test_notes_repeated_under_continued_parts_count_once():
    assert len(notes("^1Includes scrap.", "-- Zero.", "^1Includes scrap.", "-- Zero.")) == 2
    assert len(notes("^1Includes scrap.", "^1Excludes scrap.")) == 2


def test_a_line_after_a_finished_note_is_another():
    assert [found[2] for found in notes("Includes scrap.", "Excludes ore.")] == ["Includes scrap.", "Excludes ore."]


def test_a_source_after_an_unfinished_note_is_its_own():
    assert [found[1] for found in notes("^1Includes scrap", "Source: U.S. Census Bureau.")] == ["footnote", "source"]


@pytest.mark.parametrize(
    "text",
    [
        "^1Less than ½ unit.",
        "2Includes recycled material.",
        "^eEstimated. -- Zero.",
        "eEstimated.",
        "-- Zero.",
        "W Withheld to avoid disclosing company proprietary data.",
        "Source: U.S. Census Bureau.",
        "See footnotes at end of table.",
        "Table includes data available through May 2, 2018.",
        "Do., do. Ditto.",
    ],
)
def test_lines_that_a_tables_notes_start_with(text):
    assert looks_like_note(note(text).cells[0])


@pytest.mark.parametrize("text", ["Peru", "Total", "2017", "Exports:", "W", "1990 to 2000", "Estonia", "Sources"])
def test_lines_of_the_body(text):
    assert not looks_like_note(note(text).cells[0])


def test_a_note_is_read_with_its_superscripts_in_their_places():
    assert note_text(note("^1 Data  are^2 rounded.").cells[0]) == "1 Data are2 rounded."
    assert note_text(GridCell(0, "Zero.")) == "Zero."
