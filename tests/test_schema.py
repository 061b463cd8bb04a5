from dataclasses import fields

import pyarrow as pa
import pytest

from pipeline import records
from pipeline.layout import KEYS
from pipeline.schema import SCHEMAS, to_arrow

ROWS = {
    "documents": records.DocumentRow,
    "tables": records.TableRow,
    "cells": records.CellRow,
    "observations": records.ObservationRow,
    "world_production": records.WorldProductionRow,
    "capacity": records.CapacityRow,
    "paragraphs": records.ParagraphRow,
    "mentions": records.MentionRow,
    "notes": records.NoteRow,
    "revisions": records.RevisionRow,
    "findings": records.FindingRow,
}


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_rows_and_schema_have_the_same_columns(dataset):
    assert {field.name for field in fields(ROWS[dataset])} == set(SCHEMAS[dataset].names)


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_no_records_give_an_empty_table_of_the_schema(dataset):
    table = to_arrow(dataset, [])
    assert len(table) == 0
    assert table.schema == SCHEMAS[dataset]


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_partition_keys_are_not_repeated_and_sort_keys_exist(dataset):
    assert not {"commodity", "edition"} & set(SCHEMAS[dataset].names)
    assert set(KEYS[dataset]) <= set(SCHEMAS[dataset].names)


def test_nested_values_survive():
    owners = [records.Owner("Parent Ltd.", 75.0), records.Owner("Other", None)]
    table = to_arrow("capacity", [records.CapacityRow("s", "d", True, "table", owners=owners)])
    assert table["owners"].to_pylist() == [[{"name": "Parent Ltd.", "share": 75.0}, {"name": "Other", "share": None}]]
    row = records.ObservationRow("s", "d", True, True, "1", "production", 0, 1, "x", "5", [], attributes=[("a", "b")])
    assert to_arrow("observations", [row])["attributes"].to_pylist() == [[("a", "b")]]
    assert pa.types.is_map(SCHEMAS["observations"].field("attributes").type)
