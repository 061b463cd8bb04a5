"""Each expectation of each suite passes good rows and finds the rows it is there for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.quality import validate
from pipeline.quality.suites import SUITES
from tests.quality.breaking import Break, breaks
from tests.quality.conftest import DOC, SOURCE, Rows, arrow

TYPES = "expect_columns_to_hold_types"


def expectations() -> list[tuple[str, dict[str, Any]]]:
    suites = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SUITES.glob("*.json"))}
    return [(dataset, one) for dataset, suite in suites.items() for one in suite["expectations"]]


def cases() -> list[Any]:
    return [
        pytest.param(dataset, one, broken, id=f"{dataset}-{one['meta']['rule']}-{n}")
        for dataset, one in expectations()
        if one["type"] != TYPES
        for n, broken in enumerate(breaks(dataset, one))
    ]


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder with the suite of one dataset alone."""

    @cache
    def folder(dataset: str) -> Path:
        path = tmp_path_factory.mktemp(dataset)
        shutil.copy(SUITES / f"{dataset}.json", path)
        return path

    return folder


def test_good_rows_have_no_findings_but_the_counts_of_sums(rows: Rows) -> None:
    (found,) = validate(arrow(rows))
    assert (found.rule, found.severity, found.source_id, found.doc_id) == ("arithmetic", "info", SOURCE, DOC)
    assert found.observed == "1 verified"


@pytest.mark.parametrize(("dataset", "expectation", "broken"), cases())
def test_broken_rows_are_found(
    rows: Rows, single: Callable[[str], Path], dataset: str, expectation: dict[str, Any], broken: Break
) -> None:
    broken(rows)
    found = validate(arrow(rows), single(dataset))
    assert {one.rule: one.severity for one in found}.get(expectation["meta"]["rule"]) == expectation["severity"]
    assert all(one.dataset == dataset and "{" not in one.message for one in found)


@pytest.mark.parametrize("dataset", [dataset for dataset, one in expectations() if one["type"] == TYPES])
def test_figures_as_text_are_found(rows: Rows, single: Callable[[str], Path], dataset: str) -> None:
    tables = arrow(rows)
    table = tables[dataset]
    flags_and_numbers = (pa.bool_(), pa.int32())
    at = next((i for i, field in enumerate(table.schema) if field.type in flags_and_numbers), 0)
    wrong = pa.string() if table.schema.field(at).type in flags_and_numbers else pa.bool_()
    tables[dataset] = table.set_column(at, table.column_names[at], pa.nulls(table.num_rows, wrong))
    assert [finding.rule for finding in validate(tables, single(dataset))] == ["column_type"]


def test_a_folder_of_other_suites_is_used_instead(rows: Rows, tmp_path: Path) -> None:
    suite = {"name": "notes", "meta": {}, "expectations": [one for name, one in expectations() if name == "notes"][:1]}
    (tmp_path / "notes.json").write_text(json.dumps(suite), encoding="utf-8")
    assert validate(arrow(rows), tmp_path) == []
