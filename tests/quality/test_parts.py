"""Which lines a total is the sum of."""

from __future__ import annotations

import pytest

from pipeline.quality.parts import Line, readings, readings_elsewhere


def lines(*labels: str) -> list[Line]:
    """Lines of paths such as "Metal > Ore"; a total is one that says so, but for its breakdown ("Total > New")."""
    paths = [tuple(label.split(" > ")) for label in labels]
    return [
        Line(path, "otal" in label and path[-1] != "New", "Of which" in path)
        for label, path in zip(labels, paths, strict=True)
    ]


def parts(*labels: str) -> list[list[str]]:
    """The parts of the last line in each reading, by their labels."""
    return [[labels[i] for i in found] for found in readings(lines(*labels), len(labels) - 1)]


def test_the_lines_above() -> None:
    assert parts("Chile", "Peru", "Total") == [["Chile", "Peru"]]


def test_the_lines_of_its_group_alone() -> None:
    assert parts("Metal > Ore", "Metal > Scrap", "Salt > Rock", "Salt > Sea", "Salt > Total") == [
        ["Salt > Rock", "Salt > Sea"]
    ]


def test_subtotals_stand_for_their_parts() -> None:
    labels = ("Metal > Ore", "Metal > Scrap", "Metal > Total", "Salt > Rock", "Salt > Total", "Other", "Grand total")
    assert parts(*labels)[0] == ["Metal > Total", "Salt > Total", "Other"]


def test_a_total_after_a_subtotal_may_or_may_not_take_it_in() -> None:
    assert parts("Chile", "Peru", "Subtotal", "Spain", "Total") == [
        ["Spain"],
        ["Subtotal", "Spain"],
        ["Chile", "Peru", "Spain"],
    ]


def test_a_line_with_figures_stands_for_the_lines_under_it() -> None:
    assert parts("Metal", "Metal > Ore", "Metal > Scrap", "Salt", "Total") == [["Metal", "Salt"]]


def test_a_head_without_figures_does_not() -> None:
    assert parts("Metal > Ore", "Metal > Scrap", "Salt", "Total") == [["Metal > Ore", "Metal > Scrap", "Salt"]]


def test_memo_lines_and_what_is_under_them_are_no_parts() -> None:
    assert parts("Chile", "Peru", "Of which", "Of which > Old", "Total") == [["Chile", "Peru"]]


def test_the_breakdown_of_a_total_is_no_part_of_the_next() -> None:
    assert parts("Chile", "Total", "Total > New", "Peru", "Grand total")[1] == ["Total", "Peru"]


def test_what_follows_the_word_total_is_what_is_totalled() -> None:
    labels = ("Metal > Quantity", "Metal > Value", "Salt > Quantity", "Salt > Value", "Total > Quantity")
    assert parts(*labels) == [["Metal > Quantity", "Salt > Quantity"]]


def test_a_total_with_nothing_above_stands_over_its_parts() -> None:
    labels = ("Total", "Chile", "Peru")
    assert list(readings(lines(*labels), 0)) == [[1, 2]]


def test_a_total_alone_has_no_parts() -> None:
    assert parts("Total") == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Rough > Blocks", "Rough > Other", "Dressed > Slabs", "Dressed > Total"), [0, 1, 2]),
        (("Chile", "Chile > Chile", "Peru", "Total"), [0, 1, 2]),
        (("2016 > Chile", "2016 > Total", "2016 > Peru", "2016 > Spain", "2017 > Total"), [2, 3]),
        (("Chile", "Total", "Salt > Of which", "Salt > Grand total"), [1, 2]),
        (("Total", "Chile", "Peru"), [1, 2]),
    ],
)
def test_lines_around_a_total_that_it_may_be_the_sum_of(labels: tuple[str, ...], expected: list[int]) -> None:
    at = max(i for i, label in enumerate(labels) if "otal" in label)
    assert expected in list(readings_elsewhere(lines(*labels), at))


def test_one_line_alone_is_no_sum_elsewhere() -> None:
    assert list(readings_elsewhere(lines("Chile", "Total"), 1)) == []
