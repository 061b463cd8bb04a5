from tests.tables.grids import LEGEND, production, read


def findings(*rows, **kwargs):
    return [(f.rule, f.row, f.column, f.observed) for f in read(production(*rows, **kwargs)).findings]


def test_nothing_amiss():
    notes = [LEGEND, "^1Data are rounded to three significant digits.", "^2Includes scrap."]
    assert findings(["Peru^2", "5^e", "--^r"], title="WORLD PRODUCTION^1", notes=notes) == []


def test_a_figure_that_does_not_parse():
    assert findings(["Peru", "2,25", "6"], ["Chile", "1", "7.0–6.5"]) == [
        ("figure_not_parsed", 0, 1, "2,25"),
        ("figure_not_parsed", 1, 2, "7.0–6.5"),
    ]


def test_a_rounding_note_that_no_rule_reads():
    notes = ["^1Data are rounded as in earlier editions."]
    found = findings(["Peru", "5", "6"], title="WORLD PRODUCTION^1", notes=notes)
    assert found == [("rounding_not_understood", None, None, "Data are rounded as in earlier editions.")]


def test_one_rounding_note_that_is_read_is_enough():
    notes = ["^1Data are rounded to two significant digits.", "^2Prices are rounded otherwise."]
    assert findings(["Peru^1, 2", "5", "6"], notes=notes) == []


def test_a_pointer_to_a_note_that_is_missing_or_not_understood():
    assert findings(["Peru", "(4)", "6"]) == [("mark_without_note", 0, 1, "(4)")]
    found = findings(["Peru", "5", "(4)"], notes=["^4As told by the company."])
    assert found == [("note_not_understood", 0, 2, "(4)")]


def test_findings_name_their_table_and_are_warnings():
    (finding,) = read(production(["Peru", "5", "2,25"], ["Chile", "5", "6"])).findings
    assert (finding.table_number, finding.severity, finding.dataset) == ("3", "warning", "cells")
