from pipeline.records import GridCell, GridRow
from pipeline.tables.columns import fold_flags, logical_columns
from tests.tables.grids import line


def folded(cells):
    return [(cell.column, cell.text, cell.marks) for cell in fold_flags(line(cells)).cells]


def test_a_mark_in_a_column_of_its_own_joins_the_figure_on_its_left():
    assert folded(["Canada", "70,000", "^e", "71,000", "^r"]) == [
        (0, "Canada", ()),
        (1, "70,000", ("e",)),
        (3, "71,000", ("r",)),
    ]


def test_marks_add_up_each_once():
    assert folded(["China", "460,000^r", "^r, e", "^3"]) == [(0, "China", ()), (1, "460,000", ("r", "e", "3"))]


def test_a_mark_right_of_the_stub_holds_for_the_row():
    assert folded(["Russia", "^e", "9,500"]) == [(0, "Russia", ("e",)), (2, "9,500", ())]


def test_a_flag_typed_as_plain_text_is_one_only_right_beside_a_figure():
    assert folded(["Peru", "40", "e"])[1:] == [(1, "40", ("e",))]
    assert folded(["Peru", "40", "r, e"])[1:] == [(1, "40", ("r", "e"))]
    assert folded(["Peru", "--", "r"])[1:] == [(1, "--", ("r",))]
    assert folded(["Peru", "W", "r"])[1:] == [(1, "W", ("r",))]
    assert folded(["Peru", "40", None, "e"])[1:] == [(1, "40", ()), (3, "e", ())]
    assert folded(["Peru", "Lima", "e"])[1:] == [(1, "Lima", ()), (2, "e", ())]


def test_a_number_beside_a_figure_is_a_figure():
    assert folded(["Peru", "40", "3"])[1:] == [(1, "40", ()), (2, "3", ())]


def test_a_mark_without_anything_on_its_left_stays():
    assert folded(["^2", "Peru"]) == [(0, "", ("2",)), (1, "Peru", ())]


def test_rule_and_confidence_of_a_line_stay():
    row = fold_flags(GridRow([GridCell(0, "Peru")], True, 0.5))
    assert (row.rule_below, row.confidence) == (True, 0.5)


def columns(head, *body):
    return logical_columns([line(row) for row in body], [line(row) for row in head])


def test_columns_are_those_that_hold_something():
    main, snapped = columns([["Country", None, "2016", None, "2017"]], ["Peru", None, "5", None, "6"])
    assert main == [0, 2, 4]
    assert snapped == {0: 0, 2: 2, 4: 4}


def test_a_cell_typed_one_column_off_snaps_to_its_column():
    main, snapped = columns(
        [["Country", "2016", None, "2017"]],
        ["Peru", "5", None, "6"],
        ["Chile", None, "7", "8"],
        ["Japan", "9", None, "4"],
    )
    assert main == [0, 1, 3]
    assert snapped[2] == 1


def test_columns_side_by_side_stay_apart():
    main, _ = columns([["Country", "2016"]], ["Peru", "5", "6"], ["Chile", "7", "8"])
    assert main == [0, 1, 2]


def test_a_headed_column_stays_even_if_it_holds_little():
    main, _ = columns([["Country", "2015", "2016", "2017"]], ["Peru", "5", None, "6"], ["Chile", None, "3", "1"])
    assert main == [0, 1, 2, 3]


def test_nothing_snaps_to_the_stub():
    main, snapped = columns([["Country", None, "2017"]], ["Peru", None, "6"], [None, "7", None])
    assert (main, snapped[1]) == ([0, 2], 2)


def test_a_table_without_a_body_has_the_columns_of_its_head():
    assert columns([["Country", None, "2016"]])[0] == [0, 2]


def test_a_far_column_does_not_snap():
    main, _ = columns([["Country", "2016"]], ["Peru", "5"], ["Chile", None, None, None, "8"])
    assert main == [0, 1, 4]
