import pytest

from pipeline.tables.flags import Flags
from tests.tables.grids import LEGEND, cells_of, grid, observed, only, over, production, ruled

REPORTED = "^1All data are reported unless otherwise noted."


def flags(o):
    return Flags(o.estimated, o.revised, o.preliminary, o.mark_source)


def test_flags_on_the_cell():
    found = cells_of(production(["Canada", "71,000^e", "67,000"], ["China", "431,000^r", "296,000^r, e"]))
    assert flags(found["Canada", "2016"]) == Flags(estimated=True, source="cell")
    assert flags(found["Canada", "2017"]) == Flags()
    assert flags(found["China", "2016"]) == Flags(revised=True)
    assert flags(found["China", "2017"]) == Flags(estimated=True, revised=True, source="cell")


def test_a_preliminary_figure():
    assert flags(only(production(["Peru", None, "10,000^p"]))) == Flags(preliminary=True)


def test_flags_in_a_column_of_their_own_right_of_the_figure():
    found = cells_of(
        production(
            ["Canada", "71,000", "^e", "67,000", "^r"], heads=("Country or locality", "2016", None, "2017", None)
        )
    )
    assert flags(found["Canada", "2016"]) == Flags(estimated=True, source="cell")
    assert flags(found["Canada", "2017"]) == Flags(revised=True)


def test_a_flag_on_the_stub_holds_for_every_figure_of_the_row_only():
    found = cells_of(production(["Russia^e", "5,000", "5,000"], ["Peru", "10,000", "9,000"]))
    assert flags(found["Russia", "2016"]) == flags(found["Russia", "2017"]) == Flags(estimated=True, source="row")
    assert flags(found["Peru", "2016"]) == Flags()
    assert found["Russia", "2016"].marks == []


def test_a_flag_on_a_group_holds_for_its_rows():
    found = cells_of(production(["Imports:^e"], ["  Metal", "5", "6"], ["  Scrap", "7", "8"], ["Exports", "1", "2"]))
    assert flags(found["Scrap", "2016"]) == Flags(estimated=True, source="row")
    assert flags(found["Exports", "2016"]) == Flags()


def test_a_flag_on_the_head_holds_for_the_whole_column():
    found = cells_of(production(["Peru", "5", "6"], ["Chile", "7", "--"], heads=("Country", "2016", "2017^e")))
    assert flags(found["Peru", "2017"]) == flags(found["Chile", "2017"]) == Flags(estimated=True, source="column")
    assert flags(found["Peru", "2016"]) == Flags()
    assert found["Peru", "2017"].year == 2017


def test_a_flag_on_a_spanner_holds_for_its_columns():
    found = cells_of(
        grid(
            ["TABLE 1"],
            ["U.S. IMPORTS OF INDIUM, BY COUNTRY"],
            [None, over("2016", 2), None, over("2017^e", 2), None],
            ruled(["Country", "Quantity", "Value", "Gross weight", "Worth"]),
            ["Peru", "1", "2", "3", "4"],
        )
    )
    assert [flags(o).source for o in found.values()] == [None, None, "column", "column"]


@pytest.mark.parametrize("title", ["ESTIMATED WORLD INDIUM PRODUCTION CAPACITY", "INDIUM: ESTIMATED WORLD PRODUCTION"])
def test_a_title_may_say_it_in_words(title):
    assert flags(only(production(["Peru", None, "50"], title=title))) == Flags(estimated=True, source="title")


def test_a_flag_on_the_title():
    assert flags(only(production(["Peru", None, "50"], title="WORLD PRODUCTION^e, 1"))).source == "title"


def test_the_nearest_estimate_is_named():
    found = cells_of(
        production(
            ["Russia^e", "5^e", "6"], ["Peru", "7", "8"], heads=("Country", "2016", "2017^e"), title="PRODUCTION^e"
        )
    )
    assert [
        found[key].mark_source for key in (("Russia", "2016"), ("Russia", "2017"), ("Peru", "2017"), ("Peru", "2016"))
    ] == [
        "cell",
        "row",
        "column",
        "title",
    ]


def test_a_note_may_say_it_in_words():
    found = cells_of(production(["Peru^2", "5", "6"], ["Chile", "7", "8"], notes=["^2All data are estimated."]))
    assert flags(found["Peru", "2016"]) == Flags(estimated=True, source="note")
    assert flags(found["Chile", "2016"]) == Flags()


def test_reported_unless_otherwise_noted_is_no_estimate():
    found = observed(production(["Peru", "5", "6^e"], title="WORLD PRODUCTION^1", notes=[LEGEND, REPORTED]))
    assert [o.estimated for o in found] == [False, True]
    assert [o.notes for o in found] == [["1"], ["1"]]


def test_a_zero_is_flagged_as_printed():
    assert flags(only(production(["Peru", None, "--^r"]))) == Flags(revised=True)


@pytest.mark.parametrize(
    ("note", "estimated"),
    [
        ("^2Estimated.", True),
        ("^2Estimated from gross weight.", True),
        ("^2Estimated quantities have been recalculated.", False),
        ("^2Estimated data are rounded to no more than three significant digits.", False),
    ],
)
def test_a_note_tells_an_estimate_only_of_the_figures_themselves(note, estimated):
    (first, _) = observed(production(["Peru^2", "5", "6"], notes=[note]))
    assert (first.estimated, first.mark_source) == (estimated, "note" if estimated else None)
