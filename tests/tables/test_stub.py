import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.stub import is_continued, is_memo, is_total, plain_label
from tests.tables.grids import build, grid, observed, production, read, ruled


def paths(*rows):
    """The path of each row that is no group."""
    return [list(row.path) for row in build(production(*rows)).rows if not row.group]


def figures(labels):
    """Rows of labels; one that ends in a colon is a group."""
    return [[label] if label.rstrip().endswith(":") else [label, "1", "2"] for label in labels]


def test_groups_are_ancestors_of_the_rows_set_deeper():
    assert paths(
        *figures(["Imports for consumption:", "  Metal:", "    Quantity", "    Value", "  Scrap", "Exports"])
    ) == [
        ["Imports for consumption", "Metal", "Quantity"],
        ["Imports for consumption", "Metal", "Value"],
        ["Imports for consumption", "Scrap"],
        ["Exports"],
    ]


def test_a_row_with_figures_may_have_children():
    assert paths(*figures(["Production", "  Mine", "  Refinery", "Exports"])) == [
        ["Production"],
        ["Production", "Mine"],
        ["Production", "Refinery"],
        ["Exports"],
    ]


@pytest.mark.parametrize("indent", ["", "  ", "    ", "      "])
def test_a_total_belongs_to_its_group_whatever_its_indent(indent):
    found = paths(
        *figures(["Imports:", "  Metal", "  Scrap", f"{indent}Total", "Exports:", "  Metal", f"{indent}Total"])
    )
    assert found == [
        ["Imports", "Metal"],
        ["Imports", "Scrap"],
        ["Imports", "Total"],
        ["Exports", "Metal"],
        ["Exports", "Total"],
    ]


def test_a_second_total_is_of_the_group_above():
    found = paths(
        *figures(["United States:", "  Imports:", "    Metal", "    Scrap", "      Total", "    Total"]),
    )
    assert found[-2:] == [["United States", "Imports", "Total"], ["United States", "Total"]]


def test_a_total_below_groups_without_totals_is_of_them_all():
    assert paths(*figures(["East:", "  Ohio", "West:", "  Utah", "Total"]))[-1] == ["Total"]


def test_a_grand_total_belongs_to_no_group():
    found = paths(*figures(["Imports:", "  Metal", "  Total", "Exports:", "  Metal", "  Total", "Grand total"]))
    assert found[-1] == ["Grand total"]


def test_a_total_without_groups():
    assert paths(*figures(["Peru", "Chile", "Total"])) == [["Peru"], ["Chile"], ["Total"]]


def test_a_total_that_heads_lines_of_its_own():
    labels = ["Imports:", "  Metal:", "    Quantity", "    Value", "  Scrap:", "    Quantity", "    Value"]
    found = paths(*figures([*labels, "  Total:", "    Quantity", "    Value"]))
    assert found[-2:] == [["Imports", "Total", "Quantity"], ["Imports", "Total", "Value"]]


def test_groups_without_indents_close_at_their_total():
    found = paths(*figures(["Imports:", "Metal", "Scrap", "Total", "Exports:", "Metal", "Total"]))
    assert found == [
        ["Imports", "Metal"],
        ["Imports", "Scrap"],
        ["Imports", "Total"],
        ["Exports", "Metal"],
        ["Exports", "Total"],
    ]


def test_groups_of_groups_without_indents():
    found = paths(*figures(["Imports:", "Metal:", "Quantity", "Value"]))
    assert found == [["Imports", "Metal", "Quantity"], ["Imports", "Metal", "Value"]]


def test_a_group_seen_before_stands_as_deep_again_where_there_are_no_indents():
    found = paths(
        *figures(["Mills:", "Steel:", "Plate", "Rails", "Total", "Foundries:", "Steel:", "Plate", "Rails", "Total"])
    )
    assert found[3] == ["Foundries", "Steel", "Plate"]


def test_a_group_repeated_on_a_continued_page_is_the_same():
    first = production(["2017:"], ["  Peru", "5", "6"])
    second = grid(
        ["TABLE 3—Continued"],
        ["WORLD PRODUCTION"],
        ruled(["Country", "2016", "2017"]),
        ["2017:—Continued"],
        ["  Chile", "7", "8"],
    )
    table = build(first, second)
    assert [list(row.path) for row in table.rows] == [["2017"], ["2017", "Peru"], ["2017", "Chile"]]


def test_a_group_goes_on_over_a_page_that_does_not_repeat_it():
    first = production(["Imports:"], ["  Peru", "5", "6"])
    second = grid(
        ["TABLE 3—Continued"],
        ["X"],
        ruled(["Country", "2016", "2017"]),
        ["  Chile", "7", "8"],
        ["    Total", "12", "14"],
    )
    assert [list(row.path) for row in build(first, second).rows][-2:] == [["Imports", "Chile"], ["Imports", "Total"]]


def test_a_ditto_in_the_stub_stands_where_the_row_it_repeats_does():
    table = build(
        grid(
            ["TABLE 2"],
            ["CAPACITY"],
            ruled(["Company", "Location", "Capacity"]),
            ["Peru:"],
            ["  Doe Run", "La Oroya", "5"],
            ["    Do.", "Lima", "6"],
        )
    )
    assert [row.path for row in table.rows[1:]] == [("Peru", "Doe Run")] * 2


def test_of_which_is_no_part_of_a_sum():
    rows = figures(["Imports:", "  Metal", "  Scrap", "  Total", "Of which:", "  From Peru"])
    found = observed(production(*rows))
    assert {o.row_path[-1]: o.total_of for o in found} == {
        "Metal": "none",
        "Scrap": "none",
        "Total": "rows",
        "From Peru": "memo",
    }


@pytest.mark.parametrize(
    "label", ["Total", "Totals", "Grand total", "Subtotal", "Sub-total", "World total", "Total, all grades"]
)
def test_totals(label):
    assert is_total(label)


@pytest.mark.parametrize("label", ["Peru", "Totally enclosed", "Other", "Trinidad and Tobago", "Imports, total"])
def test_no_totals(label):
    assert not is_total(label)


@pytest.mark.parametrize("label", ["Of which", "Of which:", "of which from scrap", "Of this total, secondary"])
def test_memos(label):
    assert is_memo(label)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Imports:", "Imports"),
        ("2017:—Continued", "2017"),
        ("Exports—Continued:", "Exports"),
        ("Peru", "Peru"),
        ("Metal :", "Metal"),
    ],
)
def test_labels_in_a_path(text, label):
    assert plain_label(text) == label


def test_what_is_continued():
    assert is_continued("Imports:—Continued")
    assert is_continued("Imports—Continued:")
    assert not is_continued("Continued operation")


def test_row_labels_stay_as_printed():
    found = read(production(["Imports:"], ["  Metal^2", "5", "6"], notes=["^2Includes scrap."]))
    assert [c.row_label for c in found.cells] == ["Imports:", "Metal", "Metal", "Metal"]


LABELS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["Metal", "Scrap", "Ore", "Slag"])), min_size=1, max_size=12
)


@given(LABELS)
def test_an_ancestor_is_the_nearest_line_above_that_is_set_less_deep(labels):
    found = paths(*figures(["  " * indent + label for indent, label in labels]))
    for at, (indent, label) in enumerate(labels):
        above = next((i for i in range(at - 1, -1, -1) if labels[i][0] < indent), None)
        assert found[at] == [*(found[above] if above is not None else []), label]
