"""The published datasets as Arrow schemas, in one place, and records made into Arrow tables of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from operator import attrgetter
from typing import Any

import pyarrow as pa

STRINGS = pa.list_(pa.string())
OWNERS = pa.list_(pa.struct([("name", pa.string()), ("share", pa.float64())]))
SOURCE = [("source_id", pa.string(), False), ("doc_id", pa.string(), False)]
PREFERRED = [*SOURCE, ("preferred", pa.bool_(), False)]
POSITION = [
    ("page", pa.int32(), True),
    ("bbox", pa.list_(pa.float64()), True),
    ("sheet", pa.string(), True),
    ("cell", pa.string(), True),
    ("line", pa.int32(), True),
]


def _schema(*fields: tuple[str, pa.DataType, bool]) -> pa.Schema:
    return pa.schema([pa.field(name, kind, nullable) for name, kind, nullable in fields])


def _null(kind: pa.DataType, *names: str) -> list[tuple[str, pa.DataType, bool]]:
    return [(name, kind, True) for name in names]


def _full(kind: pa.DataType, *names: str) -> list[tuple[str, pa.DataType, bool]]:
    return [(name, kind, False) for name in names]


S, F, N, B = pa.string(), pa.float64(), pa.int32(), pa.bool_()

SCHEMAS: dict[str, pa.Schema] = {
    "documents": _schema(
        *SOURCE,
        *_full(S, "series"),
        *_null(S, "title"),
        *_full(S, "release"),
        *_full(STRINGS, "authors"),
        *_full(S, "source_path", "source_kind", "source_sha256"),
        *_null(N, "pages"),
        *_full(N, "tables", "words", "letters_repaired"),
        *_full(S, "pipeline_version"),
    ),
    "tables": _schema(
        *PREFERRED,
        *_null(S, "table_number"),
        *_full(S, "title", "kind"),
        *_null(S, "unit_note", "basis"),
        *_null(pa.list_(N), "pages"),
        *_null(S, "sheet"),
        *_full(N, "n_rows", "n_columns"),
        *_null(pa.date32(), "data_through"),
        *_null(N, "rounding_digits"),
        *_null(S, "rounding_scope"),
        *_null(STRINGS, "rounding_except"),
        *_null(S, "rounding_note"),
    ),
    "cells": _schema(
        *PREFERRED,
        *_null(S, "table_number"),
        *_full(N, "row", "column", "part"),
        *_null(S, "row_label", "head"),
        *_full(S, "printed"),
        *_full(STRINGS, "marks"),
        *_full(S, "kind", "resolved"),
        *POSITION,
        *_full(F, "confidence"),
    ),
    "observations": _schema(
        *PREFERRED,
        *_full(B, "latest"),
        *_null(S, "table_number"),
        *_full(S, "table_kind"),
        *_full(N, "row", "column"),
        *_null(S, "row_label"),
        *_full(S, "printed"),
        *_full(STRINGS, "marks"),
        *POSITION,
        *_full(STRINGS, "row_path", "column_path"),
        *_full(pa.map_(S, S), "attributes"),
        *_null(F, "number", "value"),
        *_null(S, "unit"),
        *_null(F, "value_si"),
        *_null(S, "unit_si"),
        *_null(F, "value_low", "value_high"),
        *_full(S, "status"),
        *_null(S, "included_in"),
        *_full(B, "estimated", "revised", "preliminary"),
        *_null(S, "mark_source"),
        *_full(STRINGS, "notes"),
        *_full(S, "total_of"),
        *_null(N, "significant_digits"),
        *_null(F, "lower", "upper"),
        *_null(N, "year"),
        *_null(S, "period", "geo_level", "country", "country_code", "reporter", "state"),
        *_null(S, "measure", "stage", "product", "basis"),
        *_full(S, "series_id"),
        *_full(F, "confidence"),
        *_null(S, "correction"),
    ),
    "world_production": _schema(
        *_null(S, "country", "country_code", "geo_level"),
        *_null(N, "year"),
        *_null(F, "value"),
        *_null(S, "unit"),
        *_null(F, "value_si"),
        *_null(S, "unit_si", "basis"),
        *_full(S, "status"),
        *_full(B, "estimated", "revised"),
        *_null(F, "lower", "upper"),
        *_null(S, "stage", "product"),
        *_full(B, "latest"),
        *_full(S, "source_id"),
        *_null(S, "table_number"),
        *_full(N, "row", "column"),
    ),
    "capacity": _schema(
        *PREFERRED,
        *_full(S, "origin"),
        *_null(S, "company"),
        *_full(OWNERS, "owners"),
        *_null(S, "facility", "location", "country", "country_code"),
        *_null(F, "value", "value_high"),
        *_null(S, "unit", "product"),
        *_null(N, "year", "projected_year"),
        *_full(S, "status", "kind"),
        *_null(S, "qualifier"),
        *_full(B, "estimated"),
        *_full(STRINGS, "notes"),
        *_full(S, "value_status"),
        *_null(S, "evidence"),
        *_null(N, "paragraph", "start", "end"),
        *_null(S, "table_number"),
        *_null(N, "row", "column", "page"),
        *_null(S, "same_as"),
        *_full(S, "rule"),
        *_full(F, "confidence"),
    ),
    "paragraphs": _schema(
        *PREFERRED,
        *_full(N, "paragraph"),
        *_null(S, "section", "run_in", "country"),
        *_full(S, "text"),
        *_full(N, "letters_repaired"),
        *_null(N, "page"),
    ),
    "mentions": _schema(
        *PREFERRED,
        *_full(S, "label", "text"),
        *_null(S, "canonical", "country_code"),
        *_full(N, "paragraph", "start", "end"),
        *_null(N, "page"),
    ),
    "notes": _schema(*PREFERRED, *_null(S, "table_number", "marker"), *_full(S, "kind", "text")),
    "revisions": _schema(
        *_full(S, "series_id"),
        *_null(N, "year"),
        *_null(S, "period", "country", "measure", "unit"),
        *_full(N, "edition_old", "edition_new"),
        *_null(F, "value_old", "value_new"),
        *_full(B, "marked", "changed"),
    ),
    "findings": _schema(
        *_full(S, "rule", "severity"),
        *_null(S, "dataset"),
        *SOURCE,
        *_null(S, "table_number"),
        *_null(N, "row", "column"),
        *_full(S, "message"),
        *_null(S, "expected", "observed"),
    ),
}


def _plain(value: Any) -> Any:
    return [asdict(item) for item in value] if value else value


def to_arrow(dataset: str, records: Sequence[Any]) -> pa.Table:
    """The records of one dataset as an Arrow table, a column a field; no records give an empty table."""
    schema = SCHEMAS[dataset]
    columns = [pa.array(_values(field, records), field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _values(field: pa.Field, records: Sequence[Any]) -> list[Any]:
    values = list(map(attrgetter(field.name), records))
    nested = pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)
    return list(map(_plain, values)) if nested else values
