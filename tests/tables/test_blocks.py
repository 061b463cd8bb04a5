from pipeline.tables.blocks import BodyColumns, blocks
from tests.tables.grids import build, grid, line, over, ruled


def rows(*given):
    return [line(cells) for cells in given]


HEAD = rows(["Country", "2015", "2016"])
FIGURES = (["Peru", "5", "6"], ["Chile", "7", "8"], ["Japan", "9", "4"], ["China", "1", "2"])


def texts(lines):
    return [[cell.text for cell in row.cells] for row in lines]


def split(*body):
    return [(texts(head), texts(lines)) for head, lines in blocks(HEAD, rows(*body))]


def test_a_body_without_heads_is_one_block():
    assert split(*FIGURES) == [(texts(HEAD), [list(row) for row in FIGURES])]


def test_a_spanner_over_figures_comes_over_the_head():
    found = split([None, over("Quantity", 2)], *FIGURES, [None, over("Value", 2)], *FIGURES)
    assert [head for head, _ in found] == [[["Quantity"], *texts(HEAD)], [["Value"], *texts(HEAD)]]
    assert [len(lines) for _, lines in found] == [4, 4]


def test_years_replace_the_years_of_the_head():
    found = split(*FIGURES, [None, "2017", "2018"], *FIGURES)
    assert [head for head, _ in found] == [texts(HEAD), [["2017", "2018"]]]


def test_a_whole_head_replaces_the_first():
    found = split(*FIGURES, [None, "2017", None], ["State", "Mines", "Mills"], *FIGURES)
    assert len(found) in (1, 2)
    found = split(*FIGURES, [None, over("Operations", 2)], ["State", "Mines", "Mills"], *FIGURES)
    assert [head for head, _ in found] == [texts(HEAD), [["Operations"], ["State", "Mines", "Mills"]]]


def test_words_in_a_column_of_words_start_no_block():
    body = rows(["Peru", "Lima", "5"], ["Chile", "Ica", "6"], [None, "Arica", None], ["Japan", "Akita", "7"])
    assert len(list(blocks(HEAD, body))) == 1


def test_a_group_in_the_stub_starts_no_block():
    assert len(split(["Imports:"], *FIGURES, ["Exports:"], *FIGURES)) == 1


def test_what_columns_hold():
    facts = BodyColumns.of(rows(*FIGURES))
    assert (facts.stub, facts.cells[1], facts.stated[1], facts.stated[0]) == (0, 4, 4, 0)


def test_blocks_of_a_table_share_the_columns_of_the_same_path():
    table = build(
        grid(
            ["TABLE 1"],
            ["CONSUMPTION OF TIN"],
            ruled(["Use", "2015", "2016"]),
            *FIGURES,
            [None, "2016", "2017"],
            *FIGURES,
        )
    )
    assert [column.path for column in table.columns] == [("Use",), ("2015",), ("2016",), ("2017",)]
    assert [sorted(row.cells) for row in table.rows] == [[0, 1, 2]] * 4 + [[0, 2, 3]] * 4
