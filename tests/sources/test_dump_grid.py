import pytest

from pipeline.sources.dump_grid import grid_of
from pipeline.sources.dump_marks import declared
from pipeline.sources.dump_parts import DumpTable
from pipeline.sources.paragraphs import Line
from pipeline.tables.find import parts


def lines(*texts, start=10):
    return [Line(text, at) for at, text in enumerate(texts, start)]


def table(heads=("Country 2016 2017",), body=(), notes=(), title=("WORLD SALT PRODUCTION1",), units=(), **kwargs):
    return DumpTable(
        "3",
        title=lines(*title),
        units=lines(*units),
        heads=lines(*heads, start=20),
        body=lines(*body, start=30),
        notes=lines(*notes, start=50),
        place=Line("TABLE 3", 9),
        **kwargs,
    )


def cells(*args, **kwargs):
    grid, _ = grid_of(table(*args, **kwargs))
    (part,) = parts(grid)
    return [[(cell.column, cell.text, *cell.marks) for cell in row.cells] for row in part.body]


NOTES = ("1Data are rounded to three significant digits.", "2Includes brine.", "eEstimated.  rRevised.  -- Zero.")


def test_declared_marks():
    assert declared(lines(*NOTES)) == {"1", "2", "e", "r"}
    assert declared(lines("-- Zero.", "NA Not available.")) == set()


def test_a_table_as_a_grid_in_the_pages_order():
    grid, findings = grid_of(table(body=("Peru 5 e 6", "Total 5 6"), notes=NOTES, units=("(Metric tons)",)))
    assert findings == []
    (part,) = parts(grid)
    assert (part.number, part.continued) == ("3", False)
    assert [(cell.text, cell.marks) for cell in part.title] == [("WORLD SALT PRODUCTION", ("1",))]
    assert [cell.text for cell in part.units] == ["(Metric tons)"]
    assert [[cell.text for cell in row.cells] for row in part.head] == [["Country", "2016", "2017"]]
    assert len(part.notes) == 3


def test_a_continued_part_says_so():
    grid, _ = grid_of(table(body=("Peru 5 6",), continued=True))
    assert next(parts(grid)).continued


def test_cells_with_their_marks():
    assert cells(body=("Peru2 5 e 6 r", "Russiae 7 --", "Irane, 2 8 9"), notes=NOTES) == [
        [(0, "Peru", "2"), (1, "5", "e"), (2, "6", "r")],
        [(0, "Russia", "e"), (1, "7"), (2, "--")],
        [(0, "Iran", "e", "2"), (1, "8"), (2, "9")],
    ]


def test_groups_have_no_figures():
    assert cells(body=("Imports:", "Peru 5 6"))[0] == [(0, "Imports:")]


def test_cells_and_heads_know_their_lines():
    grid, _ = grid_of(table(body=("Peru 5 6",), notes=NOTES))
    assert [row.cells[0].place.line for row in grid.rows] == [9, 10, 20, 30, 50, 51, 52]
    assert {cell.place.line for cell in grid.rows[3].cells} == {30}


def test_text_columns_and_a_capacity():
    found = cells(
        heads=("Primary annual", "Country Major operating company Location of main facilities capacity"),
        body=(
            "Belgium Umicore NV Hoboken 50",
            "China2 Debang Technology Co. Ltd. Liuzhou, Guangxi 85",
            "Do.2 Tanghan Co. Ltd. do. NA",
        ),
        notes=NOTES,
    )
    assert found == [
        [(0, "Belgium"), (1, "Umicore NV"), (2, "Hoboken"), (3, "50")],
        [(0, "China", "2"), (1, "Debang Technology Co. Ltd."), (2, "Liuzhou, Guangxi"), (3, "85")],
        [(0, "Do.", "2"), (1, "Tanghan Co. Ltd."), (2, "do."), (3, "NA")],
    ]


def test_a_row_with_too_few_figures_is_unsure_and_a_finding():
    body = ("Peru 5 6", "Chile 7 8", "Japan 9")
    grid, findings = grid_of(table(body=body))
    assert [(f.rule, f.table_number, f.severity) for f in findings] == [("row_split_unsure", "3", "info")]
    assert findings[0].message == "line 32: it has fewer figures than others, or lines beside it may carry it on"
    assert [row.confidence < 0.6 for row in grid.rows[-3:]] == [False, False, True]
    assert [(cell.column, cell.text) for cell in grid.rows[-1].cells] == [(0, "Japan"), (2, "9")]


def test_figures_in_a_name_stay_there():
    assert cells(body=("Peru 5 6", "Grade 50 7 8"))[1] == [(0, "Grade 50"), (1, "7"), (2, "8")]


@pytest.mark.parametrize(
    ("note", "runs"),
    [
        ("1Less than ½ unit.", (("1", True), ("Less than ½ unit.", False))),
        ("12 Includes brine.", (("12", True), ("Includes brine.", False))),
        ("Source: U.S. Census Bureau.", ()),
        ("2017 data are preliminary.", ()),
    ],
)
def test_a_notes_mark_is_set_apart(note, runs):
    grid, _ = grid_of(table(body=("Peru 5 6",), notes=(note,)))
    assert grid.rows[-1].cells[0].runs == runs


def test_numbers_that_end_a_title_are_marks_only_where_a_note_declares_them():
    grid, _ = grid_of(table(title=("SALT PRODUCTION IN 2017",), body=("Peru 5 6",), notes=NOTES))
    assert (grid.rows[1].cells[0].text, grid.rows[1].cells[0].marks) == ("SALT PRODUCTION IN 2017", ())
    grid, _ = grid_of(table(title=("SALT PRODUCTION IN", "20171, 2"), body=("Peru 5 6",), notes=NOTES))
    assert grid.rows[1].cells[0].marks == ()


def rules(*args, **kwargs):
    return [(f.rule, f.message.split(":")[0]) for f in grid_of(table(*args, **kwargs))[1]]


def test_a_head_told_apart_by_guesswork_is_a_finding():
    found = rules(heads=("Country (kilograms Value",), body=("Peru 5 6", "Chile 7 8"))
    assert found == [("head_split_unsure", "head words of columns 1 told apart by guesswork")]
    assert rules(heads=("Country Quantity Value",), body=("Peru 5 6", "Chile 7 8")) == []


def test_columns_with_one_head_are_a_finding():
    body = ("Peru 5 6 7 8", "Chile 7 8 9 9")
    assert rules(heads=("Country Quantity Value Quantity Value",), body=body) == [
        ("heads_alike", "columns 1, 2, 3, 4 have one and the same head")
    ]
    assert rules(heads=("2016 2017", "Country Quantity Value Quantity Value"), body=body) == []


def test_a_column_without_a_head_of_its_own_is_unsure():
    grid, findings = grid_of(table(heads=("2016 2017",), body=("Peru 5 6 7 8", "Chile 7 8 9 9")))
    assert [f.rule for f in findings][:1] == ["head_split_unsure"]
    assert any(cell.confidence < 0.6 for row in grid.rows for cell in row.cells if not cell.text)


def test_figures_without_a_head_are_a_finding():
    assert rules(heads=(), body=("Peru 5 6", "Chile 7 8")) == [("head_missing", "figures stand under no head at all")]


def test_two_tables_side_by_side():
    body = ("State: State—Continued:", "Iowa 1 2 Ohio 3 4", "Maine W W Texas 5 6", "Utah 7 8 Guam 9 10")
    grid, _ = grid_of(table(heads=("State 2016 2017 State 2016 2017",), body=body))
    (part,) = parts(grid)
    assert [[cell.text for cell in row.cells] for row in part.head] == [["State", "2016", "2017"] * 2]
    assert [[(cell.column, cell.text) for cell in row.cells] for row in part.body][:2] == [
        [(0, "State:"), (3, "State—Continued:")],
        [(0, "Iowa"), (1, "1"), (2, "2"), (3, "Ohio"), (4, "3"), (5, "4")],
    ]


def test_words_on_both_sides_of_a_capacity():
    body = ("Acme Corp. Reno, NV 5.1 Brine.", "Bolt LLC Elko, NV 6.2 Trona.", "Core Co. do. 7.3 Do.")
    found = cells(heads=("Company Plant location capacity Source",), body=body)
    assert [[text for _, text, *_ in row] for row in found] == [
        ["Acme Corp.", "Reno, NV", "5.1", "Brine."],
        ["Bolt LLC", "Elko, NV", "6.2", "Trona."],
        ["Core Co.", "do.", "7.3", "Do."],
    ]


def test_a_row_whose_words_are_cut_is_a_warning():
    body = ("Peru 5 6", "Chile 7 8", "Japan 3 4", "Spain 2 5", "and castings 1 9")
    _, findings = grid_of(table(body=body))
    assert [(f.severity, f.message) for f in findings] == [
        ("warning", "line 34: its words are cut, or run together with figures or dittos")
    ]
