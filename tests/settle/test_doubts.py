from typing import Any

import pytest

from tests.settle.test_settle import document, fact, settled

BOTH = [document("old", "myb1-2017-indium", "text"), document("new", "myb1-2018-indium", "text")]


def doubts(old: dict[str, Any], new: dict[str, Any], *beside: dict[str, Any], editions: str = "2017 2018") -> list[Any]:
    """The findings on one fact of two editions; ``beside`` are other figures of the newer edition's table."""
    first, second = (f"myb1-{edition}-indium" for edition in editions.split())
    documents = [document("old", first, "text"), document("new", second, "text")]
    rows = [fact("old", first, **old), fact("new", second, **new)]
    rows += [fact("old", first, row=at, series=f"s{at}") for at, _ in enumerate(beside, 1)]
    rows += [fact("new", second, row=at, series=f"s{at}", **more) for at, more in enumerate(beside, 1)]
    found = settled(documents, observations=rows)["findings"].to_pylist()
    return [(row["rule"], row["severity"], row["expected"], row["observed"]) for row in found if row["row"] == 0]


def figure(value: float, step: float = 1.0, **more: Any) -> dict[str, Any]:
    return {"value": value, "lower": value - step / 2, "upper": value + step / 2, "revised": False, **more}


def test_a_change_marked_r_is_no_doubt():
    assert doubts(figure(320), figure(421, revised=True)) == []


def test_a_change_without_an_r_is_told():
    assert doubts(figure(320), figure(421)) == [("revision_unmarked", "info", "320", "421")]


def test_it_is_a_warning_where_the_table_marks_others():
    marked = figure(5, revised=True)
    assert doubts(figure(320), figure(421), marked) == [("revision_unmarked", "warning", "320", "421")]


def test_a_change_within_rounding_is_none():
    assert doubts(figure(12710, 10), figure(12706)) == []


def test_an_edition_between_may_have_marked_the_change():
    assert doubts(figure(320), figure(421), editions="2016 2018") == []


@pytest.mark.parametrize(("old", "new"), [(36.0, 36837.0), (36837.0, 36.0)])
def test_a_figure_a_thousand_times_another_is_told(old, new):
    (found,) = doubts(figure(old, revised=True), figure(new, revised=True))
    assert found[:2] == ("revision_of_scale", "warning")


def test_the_scale_of_a_table_is_told_with_the_figure():
    (found,) = doubts(figure(36, number=36.0), figure(36000, number=36.0, printed="36"))
    assert found == ("revision_of_scale", "warning", "36", "36 (36,000 t)")


def test_an_r_without_a_change_is_told():
    assert doubts(figure(320), figure(320, revised=True)) == [("mark_without_revision", "info", "320", "320")]


def test_many_doubts_are_counted():
    rows = [row for at in range(40) for row in (fact("old", "myb1-2017-indium", series=f"s{at}", row=at),)]
    rows += [fact("new", "myb1-2018-indium", series=f"s{at}", row=at, **figure(at + 50)) for at in range(40)]
    for row in rows[:40]:
        row.lower = row.upper = row.value
    found = settled(BOTH, observations=rows)["findings"].to_pylist()
    assert len(found) == 26
    assert found[-1]["message"].startswith("15 more figures")
