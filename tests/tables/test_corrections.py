from dataclasses import replace
from typing import Any

import pytest

from pipeline.records import Table, YearbookError
from pipeline.tables import corrections
from pipeline.tables.corrections import Correction, corrected, due, ledger, sign, without_table
from pipeline.tables.observe import observe
from tests.tables.grids import INDIUM, production, read

DOC = INDIUM.doc_id
SCALED = Correction("peru", DOC, "3", "Peru", ("5", "6"), "wrong unit", "the next edition", scale=1000)
MISPRINT = replace(SCALED, scale=None, correct=(None, "16"))


def table(*rows: list[str]) -> Table:
    (found,) = read(production(*rows)).tables
    return found


def observed(made: Table, entry: Correction) -> list[Any]:
    changes, _ = due(made, DOC, [entry])
    rows, _ = observe(corrected(made, changes), INDIUM)
    sign(rows, changes)
    return [(row.row_label, row.printed, row.value, row.correction) for row in rows]


def test_a_row_in_another_unit_is_scaled_and_keeps_what_is_printed():
    made = table(["Peru", "5", "6"], ["Chile", "5", "6"])
    assert observed(made, SCALED) == [
        ("Peru", "5", 5000.0, "peru"),
        ("Peru", "6", 6000.0, "peru"),
        ("Chile", "5", 5.0, None),
        ("Chile", "6", 6.0, None),
    ]


def test_a_scaled_figure_has_a_scaled_interval():
    made = table(["Peru", "5", "6"])
    changes, _ = due(made, DOC, [SCALED])
    rows, _ = observe(corrected(made, changes), INDIUM)
    sign(rows, changes)
    assert (rows[0].lower, rows[0].upper) == (4500.0, 5500.0)


def test_a_misprinted_figure_is_read_as_meant():
    assert observed(table(["Peru", "5", "6"]), MISPRINT) == [("Peru", "5", 5.0, None), ("Peru", "6", 16.0, "peru")]


def test_the_table_itself_stays_as_printed():
    made = table(["Peru", "5", "6"])
    corrected(made, due(made, DOC, [MISPRINT])[0])
    assert made.rows[0].cells[2].text == "6"


def test_what_is_applied_is_told():
    _, (found,) = due(table(["Chile", "1", "2"], ["Peru", "5", "6"]), DOC, [SCALED])
    assert (found.rule, found.severity, found.row) == ("correction_applied", "info", 1)
    assert (found.observed, found.expected) == ("5 / 6", "times 1000")


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ([["Peru", "5", "7"]], "5 / 7"),
        ([["Chile", "5", "6"]], "no row 'Peru'"),
        ([["Peru", "5", "6"], ["Peru", "5", "6"]], "5 / 6 or 5 / 6"),
    ],
)
def test_a_source_that_has_changed_is_critical_and_stays_as_it_is(rows, seen):
    changes, (found,) = due(table(*rows), DOC, [SCALED])
    assert changes == {}
    assert (found.rule, found.severity, found.observed) == ("correction_does_not_apply", "critical", seen)


def test_of_rows_of_one_name_the_one_that_prints_what_is_expected_is_meant():
    changes, _ = due(table(["Peru", "1", "2"], ["Peru", "5", "6"]), DOC, [SCALED])
    assert set(changes) == {(1, 1), (1, 2)}


def test_other_chapters_and_tables_are_left_alone():
    made = table(["Peru", "5", "6"])
    assert due(made, "myb1-2016-indium", [SCALED]) == ({}, [])
    assert due(made, DOC, [replace(SCALED, table="4")]) == ({}, [])


def test_a_table_that_is_gone_is_critical():
    (found,) = without_table(DOC, ["1", None], [SCALED])
    assert (found.severity, found.observed) == ("critical", "no table 3")
    assert without_table(DOC, ["3"], [SCALED]) == []


def test_every_entry_of_the_ledger_has_its_reason_and_an_id_of_its_own():
    assert len({entry.id for entry in ledger()}) == len(ledger()) > 0
    assert all(entry.reason and entry.evidence for entry in ledger())


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"evidence": ""}, "has no evidence"),
        ({"correct": ["1", "2"]}, "either scale or correct"),
        ({"scale": None}, "either scale or correct"),
        ({"scale": None, "correct": ["1"]}, "not of one length"),
    ],
)
def test_an_entry_that_is_none_is_named(change, cause):
    given = {name: getattr(SCALED, name) for name in corrections.REQUIRED} | {"scale": 1000} | change
    given = {name: value for name, value in given.items() if value is not None}
    with pytest.raises(YearbookError, match=rf"corrections.yaml: peru: .*{cause}"):
        corrections._entry(given)
