import pytest

from tests.settle.test_settle import document, fact, settled

OLD, NEW = "myb1-2017-indium", "myb1-2018-indium"


def found(older, newer, rule):
    documents = [document("old", OLD, "text"), document("new", NEW, "text")]
    rows = [fact("old", OLD, **one) for one in older] + [fact("new", NEW, **one) for one in newer]
    findings = settled(documents, observations=rows)["findings"].to_pylist()
    return [(one["source_id"], one["expected"], one["observed"]) for one in findings if one["rule"] == rule]


def rows(*labels, year=2017, times=1.0, **more):
    return [
        {
            "row": at,
            "series": label,
            "row_path": label.split(" > "),
            "year": year,
            "value": (at + 5) * times,
            "unit": "t",
            **more,
        }
        for at, label in enumerate(labels)
    ]


COUNTRIES = ("Chile", "China", "Japan", "Peru", "Spain")


@pytest.mark.parametrize("times", [1000.0, 0.001])
def test_a_table_in_another_scale_is_told_on_both_sides(times):
    scaled = found(rows(*COUNTRIES), rows(*COUNTRIES, year=2018, times=times), "scale_unlike_other_edition")
    assert [(source, seen) for source, _, seen in scaled] == [
        ("new", f"{times:,.2g} times"),
        ("old", f"{1 / times:,.2g} times"),
    ]


def test_half_of_a_table_in_another_unit_is_told_too():
    values = rows(*(f"{name} value" for name in COUNTRIES), unit="USD")
    newer = [*rows(*COUNTRIES, year=2018, times=1000.0), *(one | {"year": 2018} for one in values)]
    assert len(found([*rows(*COUNTRIES), *values], newer, "scale_unlike_other_edition")) == 2


def test_growth_is_no_other_scale():
    assert found(rows(*COUNTRIES), rows(*COUNTRIES, year=2018, times=30.0), "scale_unlike_other_edition") == []


def test_few_figures_say_nothing_of_scale():
    assert found(rows("Chile", "Peru"), rows("Chile", "Peru", year=2018, times=1e3), "scale_unlike_other_edition") == []


def test_a_row_that_another_edition_gives_for_the_same_year_is_told():
    absent = found(rows(*COUNTRIES), rows(*COUNTRIES[:-1]), "row_of_other_edition_absent")
    assert absent == [("new", "“Spain”", None)]
    assert found(rows(*COUNTRIES[:-1]), rows(*COUNTRIES), "row_of_other_edition_absent") == [("old", "“Spain”", None)]


def test_a_row_of_other_years_or_under_another_path_is_not_missed():
    later = [*rows(*COUNTRIES), *rows("Turkey", year=2018)]
    assert found(rows(*COUNTRIES), later, "row_of_other_edition_absent") == []
    renamed = [one | {"series": "other" if one["series"] == "Spain" else one["series"]} for one in rows(*COUNTRIES)]
    assert found(rows(*COUNTRIES), renamed, "row_of_other_edition_absent") == []


def test_many_rows_are_counted():
    extra = [f"Country {n}" for n in range(10)]
    ((_, told, _),) = found(rows(*COUNTRIES), rows(*COUNTRIES, *extra), "row_of_other_edition_absent")
    assert told.endswith("“Country 7” and 2 more")


def test_a_total_is_that_of_its_group():
    both = rows(*COUNTRIES, "Ore > Total", "Metal > Total")
    assert found(both, both[:-1], "row_of_other_edition_absent") == [("new", "“Metal, Total”", None)]
