"""Outcomes become findings that say where, what and how often."""

from __future__ import annotations

import pyarrow as pa

from pipeline.quality.batches import Outcome
from pipeline.quality.findings import LIMIT, findings
from pipeline.records import FindingRow

META = {"rule": "shiny", "message": "{text} is {number} in {list}.", "observed": "{number}"}
DOCUMENTS = {"a": "myb1-2017-tinsel", "b": "myb1-2018-tinsel"}


def rows(*sources: str) -> pa.Table:
    n = len(sources)
    return pa.table(
        {
            "source_id": pa.array(sources, pa.string()),
            "table_number": ["4A"] * n,
            "row": list(range(n)),
            "text": ["tinsel"] * n,
            "number": [1234567.0] * n,
            "list": [["x", "y"]] * n,
        }
    )


def told(table: pa.Table, outcome: Outcome) -> list[FindingRow]:
    return list(findings("cells", table, outcome, DOCUMENTS))


def test_a_finding_has_the_place_and_the_words_of_its_row() -> None:
    (finding,) = told(rows("a", "b"), Outcome(META, "warning", [1]))
    assert finding == FindingRow(
        "shiny",
        "warning",
        "tinsel is 1,234,567 in x / y.",
        "cells",
        "b",
        "myb1-2018-tinsel",
        "4A",
        1,
        None,
        None,
        "1,234,567",
    )


def test_what_is_wrong_too_often_is_counted_for_each_source() -> None:
    found = told(rows(*"a" * (LIMIT + 7), *"b" * LIMIT), Outcome(META, "critical", list(range(2 * LIMIT + 7))))
    assert len(found) == 2 * LIMIT + 1
    (more,) = [finding for finding in found if finding.row is None]
    assert (more.source_id, more.observed, more.severity) == ("a", "7", "critical")
    assert more.message == f"7 more of this rule in this source; only the first {LIMIT} are listed."


def test_details_belong_to_their_rows_in_any_order() -> None:
    meta = {"rule": "shiny", "message": "{parts}"}
    found = told(rows("a", "b", "a"), Outcome(meta, "info", [2, 1, 0], [{"parts": 20}, {"parts": 10}, {"parts": 0}]))
    assert {finding.row: finding.message for finding in found} == {0: "0", 1: "10", 2: "20"}


def test_what_is_wrong_with_the_dataset_is_told_of_each_source() -> None:
    found = told(
        rows("a", "b", "a"), Outcome({"rule": "shiny", "message": "{columns}"}, "critical", None, [{"columns": "x"}])
    )
    assert [(finding.source_id, finding.doc_id, finding.message) for finding in found] == [
        ("a", "myb1-2017-tinsel", "x"),
        ("b", "myb1-2018-tinsel", "x"),
    ]


def test_counts_are_told_for_information() -> None:
    meta = {"rule": "sum", "message": "", "count_rule": "sums", "counted": "Totals: {counts}."}
    (finding,) = told(rows("a"), Outcome(meta, "warning", [], [], {"a": {"verified": 1200, "failed": 1}}))
    assert (finding.rule, finding.severity, finding.message) == ("sums", "info", "Totals: 1 failed, 1,200 verified.")


def test_a_dataset_without_sources_is_no_error() -> None:
    table = rows("a").drop_columns(["source_id"])
    (finding,) = told(table, Outcome(META, "warning", [0]))
    assert (finding.source_id, finding.doc_id) == ("", "")
