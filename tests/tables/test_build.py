import pytest

from pipeline.tables.build import build_tables
from tests.tables.grids import LEGEND, build, cell, grid, line, over, production, read, ruled


def kinds(table):
    return [column.kind for column in table.columns]


def test_a_table_with_all_it_says():
    table = build(
        grid(
            ["TABLE 4A"],
            ["U.S. IMPORTS OF INDIUM,"],
            ["BY COUNTRY^1"],
            ["(Kilograms)"],
            [None, over("2016", 2), None],
            ruled(["Country", "Quantity", "Value^2"]),
            ["Peru^e", "5^r", "$6"],
            "^1Data are rounded to three significant digits.",
            LEGEND,
            page=3,
        )
    )
    assert (table.number, table.title, table.title_marks) == ("4A", "U.S. IMPORTS OF INDIUM, BY COUNTRY", ("1",))
    assert (table.unit_note, table.sheet, table.pages) == ("(Kilograms)", "T1", (3,))
    assert [(column.path, column.marks) for column in table.columns] == [
        (("Country",), ()),
        (("2016", "Quantity"), ()),
        (("2016", "Value"), ("2",)),
    ]
    (row,) = table.rows
    assert (row.label, row.marks, row.path) == ("Peru", ("e",), ("Peru",))
    assert [(c.text, c.marks, c.kind, c.place.cell) for c in row.cells.values()] == [
        ("Peru", ("e",), "words", "A7"),
        ("5", ("r",), "figure", "B7"),
        ("$6", (), "figure", "C7"),
    ]
    assert [note.kind for note in table.notes] == ["rounding", "legend", "legend", "legend"]


def test_continued_parts_are_one_table_and_rows_are_counted_on():
    first = grid(
        ["TABLE 2"], ["SALT"], ruled(["Country", "2016"]), ["Peru", "5"], "See footnotes at end of table.", page=4
    )
    second = grid(["TABLE 2—Continued"], ["SALT"], ruled(["Country", "2016"]), ["Chile", "6"], LEGEND, page=5)
    table = build(first, second)
    assert [(row.index, row.label) for row in table.rows] == [(0, "Peru"), (1, "Chile")]
    assert table.pages == (4, 5)
    assert len(table.columns) == 2
    assert len(table.notes) == 3


def test_the_same_number_on_another_sheet_is_another_table():
    found, _ = build_tables(
        [production(["Peru", "5", "6"]), grid(["TABLE 3"], ["SALT"], ruled(["A", "B"]), ["x", "1"], sheet="T2")]
    )
    assert [(table.number, table.sheet) for table in found] == [("3", "T1"), ("3", "T2")]


def test_each_part_has_notes_of_its_own():
    first = production(["Peru^2", "5", "6"], notes=["^2Includes scrap."])
    second = grid(["TABLE 3—Continued"], ["X"], ruled(["Country", "2016", "2017"]), ["Chile", "7", "8"], LEGEND)
    assert [note.marker for note in build(first, second).notes] == ["2", "e", "r", "--"]


def test_a_part_that_does_not_say_so_goes_on_if_it_stands_on_the_same_sheet():
    second = grid(["TABLE 3"], ["WORLD PRODUCTION"], ruled(["Country", "2016", "2017"]), ["Chile", "7", "8"])
    assert [row.label for row in build(production(["Peru", "5", "6"]), second).rows] == ["Peru", "Chile"]


def test_continued_parts_may_stand_on_another_sheet():
    second = grid(
        ["TABLE 3—Continued"], ["X"], ruled(["Country", "2016", "2017"]), ["Chile", "7", "8"], sheet="T3 cont."
    )
    assert [row.label for row in build(production(["Peru", "5", "6"]), second).rows] == ["Peru", "Chile"]


@pytest.mark.parametrize(
    ("head", "texts", "kind"),
    [
        ("2016", ["5", "--", "W"], "figure"),
        ("2016", ["5", "small", "7"], "figure"),
        ("Company", ["Ural Co.", "Dowa Co. Ltd.", "Do."], "text"),
        ("Unit", ["metric tons", "do.", "thousand dollars"], "unit"),
        ("NAICS code", ["212221", "212222", "331410"], "text"),
        ("HTS code", ["8112.92.3000", "8112.92", "7"], "text"),
        ("Rank", ["1", "2", "3"], "text"),
        ("Capacity", ["1.0–1.3", "<5", "do."], "figure"),
    ],
)
def test_what_columns_hold(head, texts, kind):
    rows = [[name, text, "1"] for name, text in zip(("Peru", "Chile", "Japan"), texts, strict=True)]
    assert kinds(build(grid(["TABLE 1"], ["SALT"], ruled(["Country", head, "2017"]), *rows))) == [
        "stub",
        kind,
        "figure",
    ]


def test_figures_keep_their_columns_where_cells_are_blank():
    table = build(production(["Peru", None, "6"], ["Chile", "7", None]))
    assert [{at: c.text for at, c in row.cells.items() if at} for row in table.rows] == [{2: "6"}, {1: "7"}]


def test_nothing_of_a_table_is_missing_from_its_cells():
    rows = (["Imports:"], ["  Peru^2", "5^r", "--"], ["  Do.", "W", None], ["Total", "1.0–1.3", "(2)"])
    found = read(production(*rows, notes=[LEGEND, "^2Less than ½ unit."]))
    printed = [text.strip().partition("^")[0] for row in rows for text in row if text]
    assert [c.printed for c in found.cells] == printed
    assert [c.kind for c in found.cells] == [
        "words",
        "words",
        "figure",
        "symbol",
        "ditto",
        "symbol",
        "words",
        "range",
        "symbol",
    ]


def test_a_row_without_a_stub_is_named_by_its_first_words():
    table = build(
        grid(
            ["TABLE 2"],
            ["CAPACITY"],
            ruled(["Country", "Company", "Capacity"]),
            ["Peru", "Doe Run", "5"],
            [None, "Votorantim", "6"],
            ["Chile", "Codelco", "7"],
        )
    )
    assert [(row.label, row.path) for row in table.rows] == [
        ("Peru", ("Peru",)),
        ("Votorantim", ()),
        ("Chile", ("Chile",)),
    ]


def test_marks_on_a_group_hold_for_its_rows():
    table = build(production(["Imports:^2"], ["  Peru", "5", "6"], ["Exports", "7", "8"]))
    assert [row.path_marks for row in table.rows] == [(), ("2",), ()]


def test_an_unsure_line_makes_unsure_cells():
    unsure = line(["Peru", "5", "6"])
    unsure.confidence = 0.5
    low = cell(1, "7")
    low.confidence = 0.25
    table = build(production(["Chile", low, "8"]))
    assert [c.confidence for c in table.rows[0].cells.values()] == [1.0, 0.25, 1.0]
    table = build(grid(["TABLE 3"], ["SALT"], ruled(["Country", "2016", "2017"]), unsure))
    assert {c.confidence for c in table.rows[0].cells.values()} == {0.5}


def test_a_table_without_rows_is_a_finding():
    found = read(grid(["TABLE 9"], ["SALT PRODUCTION"]))
    assert [(f.rule, f.table_number) for f in found.findings] == [("table_without_rows", "9")]
    assert len(found.table_rows) == 1


def test_figures_among_the_heads_are_a_finding():
    odd = grid(["TABLE 1"], ["SALT"], ruled(["Country", "1,200", "Value"]), ["Peru", "5", "6"], ["Chile", "7", "8"])
    assert [(f.rule, f.observed) for f in read(odd).findings] == [("figure_in_head", "1,200")]
    heads = grid(["TABLE 1"], ["SALT"], ruled(["Grade", "50%", "Value"]), ["Peru", "5", "6"])
    assert read(heads).findings == []


def test_cells_below_the_notes_are_a_finding():
    grids = grid(
        ["TABLE 1"], ["TITLE"], ruled(["Year", "A", "B"]), ["Peru", "5", "6"], "^1Excludes scrap.", [None, "0", "1"]
    )
    (table,), findings = build_tables([grids])
    assert len(table.rows) == 1
    assert [(f.rule, f.observed) for f in findings] == [("cells_below_notes", "0 | 1")]
