"""The suites are files that people read in a diff and that Great Expectations takes whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from pipeline.knowledge.data import read_yaml
from pipeline.quality.expectations.register import EXPECTATIONS
from pipeline.quality.suites import SUITES, columns_of, load_suite, load_suites
from pipeline.records import YearbookError
from pipeline.schema import SCHEMAS

PATHS = sorted(SUITES.glob("*.json"))
OF_CONTEXT = {"edition", "doc_id", "note_markers", "paragraph_text", "paragraph_run_in"}
each_suite = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def content(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def by_rule(dataset: str) -> dict[str, dict[str, Any]]:
    return {one["meta"]["rule"]: one for one in content(SUITES / f"{dataset}.json")["expectations"]}


def test_every_dataset_has_a_suite() -> None:
    assert [path.stem for path in PATHS] == sorted(SCHEMAS)


@each_suite
def test_the_file_is_written_as_a_diff_reads_it_best(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(content(path), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@each_suite
def test_expectations_are_sorted_by_rule_each_its_own_without_ids(path: Path) -> None:
    expectations = content(path)["expectations"]
    rules = [one["meta"]["rule"] for one in expectations]
    assert rules == sorted(set(rules))
    assert '"id"' not in path.read_text(encoding="utf-8")
    assert content(path)["name"] == path.stem


@each_suite
def test_every_expectation_says_what_it_is_for(path: Path) -> None:
    for one in content(path)["expectations"]:
        assert one["severity"] in ("critical", "warning", "info")
        assert one["meta"]["reason"].endswith(".")
        assert one["meta"]["message"].endswith((".", "”."))


@each_suite
def test_great_expectations_gives_back_what_is_in_the_file(path: Path) -> None:
    given = load_suite(path).to_json_dict()
    assert given.pop("name") == path.stem
    for one in given["expectations"]:
        one.pop("id", None)
    written = {one["meta"]["rule"]: one for one in content(path)["expectations"]}
    for one in given["expectations"]:
        assert {key: one[key] for key in ("type", "kwargs", "meta", "severity")} == written[one["meta"]["rule"]]


@each_suite
def test_columns_are_of_the_dataset_or_put_beside_it(path: Path) -> None:
    assert columns_of(load_suite(path)) <= {*SCHEMAS[path.stem].names, *OF_CONTEXT}


@each_suite
def test_messages_name_columns_that_a_row_has(path: Path) -> None:
    details = {"sum_low", "sum_high", "parts", "direction", "columns", "found", "counts", "divided_low", "divided_high"}
    for one in content(path)["expectations"]:
        for words in (one["meta"].get(key, "") for key in ("message", "expected", "observed", "counted")):
            assert set(re.findall(r"{(\w+)}", words)) <= {*SCHEMAS[path.stem].names, *OF_CONTEXT, *details}


@each_suite
def test_what_is_never_null_in_the_schema_is_expected_to_be_filled(path: Path) -> None:
    required = [field.name for field in SCHEMAS[path.stem] if not field.nullable]
    assert by_rule(path.stem)["null_value"]["kwargs"]["column_list"] == required


@each_suite
def test_types_are_those_of_the_schema(path: Path) -> None:
    def kind(type_: pa.DataType) -> str | None:
        if pa.types.is_string(type_) or (pa.types.is_list(type_) and pa.types.is_string(type_.value_type)):
            return "text"
        return {pa.bool_(): "flags", pa.int32(): "numbers", pa.float64(): "numbers"}.get(type_)

    expected = {field.name: kind(field.type) for field in SCHEMAS[path.stem]}
    kwargs = by_rule(path.stem)["column_type"]["kwargs"]
    stated = {name: kind for kind, names in kwargs.items() for name in names}
    assert stated == {name: kind for name, kind in expected.items() if kind}


def test_units_are_those_of_the_closed_list() -> None:
    listed = read_yaml("pipeline.tables", "units.yaml")
    codes, under = set(listed["units"]), {*listed["units"], *listed["periods"].values()}
    for dataset in ("observations", "world_production"):
        regex = by_rule(dataset)["unit_vocabulary"]["kwargs"]["regex"]
        over_codes, under_codes = re.fullmatch(r"\^\(\?:(.*)\)\(\?:/\(\?:(.*)\)\)\?\$", regex).groups()  # type: ignore[union-attr]
        assert (set(over_codes.split("|")), set(under_codes.split("|"))) == (codes, under)


def test_what_values_are_divided_by_is_a_mass_or_a_volume() -> None:
    listed = read_yaml("pipeline.tables", "units.yaml")["units"]
    kwargs = by_rule("observations")["unit_value_does_not_divide"]["kwargs"]
    metric_units = {"mtu", "ltu", "stu"}  # of what is in the ore: a price's, no table's quantity
    assert {*kwargs["quantities"], *metric_units} == {
        code for code, unit in listed.items() if unit["kind"] in ("mass", "volume")
    }


def test_measures_are_those_that_tables_are_read_with() -> None:
    listed = read_yaml("pipeline.tables", "dimensions.yaml")
    measures = {one["measure"] for one in (*listed["measures"], *listed["fallback_measures"])}
    assert set(by_rule("observations")["measure_vocabulary"]["kwargs"]["value_set"]) == measures


def test_statuses_and_symbols_are_those_that_tables_are_read_with() -> None:
    listed = read_yaml("pipeline.tables", "status.yaml")
    known = by_rule("observations")["status_vocabulary"]["kwargs"]["value_set"]
    assert {one["status"] for one in listed["notes"]} <= set(known)
    assert (
        listed["symbols"].items() <= by_rule("observations")["status_contradicts_printed"]["kwargs"]["symbols"].items()
    )


def test_countries_without_a_code_are_those_of_the_knowledge() -> None:
    uncoded = read_yaml("pipeline.knowledge", "countries.yaml")["uncoded"]
    for dataset in ("observations", "world_production", "capacity"):
        assert by_rule(dataset)["unknown_country"]["kwargs"]["uncoded"] == sorted(uncoded)


def test_every_expectation_of_the_project_is_used() -> None:
    used = Counter(one["type"] for path in PATHS for one in content(path)["expectations"])
    assert all(used[expectation.expectation_type] for expectation in EXPECTATIONS)


def test_a_folder_without_suites_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(YearbookError, match="no expectation suites"):
        load_suites(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"name": "cells"}',
        '{"name": "cells", "expectations": [{"type": "expect_tinsel", "kwargs": {}, "meta": {}}]}',
    ],
)
def test_a_file_that_is_no_suite_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cells.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YearbookError, match=r"cells\.json"):
        load_suite(path)


def test_two_expectations_of_one_rule_are_an_error(tmp_path: Path) -> None:
    suite = content(SUITES / "notes.json")
    suite["expectations"].append(suite["expectations"][0])
    path = tmp_path / "notes.json"
    path.write_text(json.dumps(suite), encoding="utf-8")
    with pytest.raises(YearbookError, match="same rule"):
        load_suite(path)


def test_an_argument_that_an_expectation_does_not_take_is_an_error(tmp_path: Path) -> None:
    suite = content(SUITES / "notes.json")
    suite["expectations"][0]["kwargs"]["tinsel"] = 1
    path = tmp_path / "notes.json"
    path.write_text(json.dumps(suite), encoding="utf-8")
    with pytest.raises(YearbookError, match=r"notes\.json"):
        load_suite(path)


def test_suites_are_plain_data() -> None:
    assert all(yaml.safe_load(path.read_text(encoding="utf-8")) for path in PATHS)
