"""Where a row is published and in which order: partitions by commodity and edition, natural keys inside a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")

KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("source_id",),
    "tables": ("table_number",),
    "cells": ("table_number", "row", "column", "part"),
    "observations": ("table_number", "row", "column"),
    "world_production": ("table_number", "row", "column"),
    "capacity": ("table_number", "row", "column", "paragraph", "start"),
    "paragraphs": ("paragraph",),
    "mentions": ("paragraph", "start", "end", "label"),
    "notes": ("table_number",),
    "revisions": ("series_id", "year", "period", "edition_old"),
    "findings": ("table_number", "row", "column", "dataset", "rule", "message"),
}


class Partition(NamedTuple):
    """The keys of a folder of a dataset."""

    commodity: str
    edition: int

    @property
    def folder(self) -> str:
        """The Hive folder: "commodity=indium/edition=2017"."""
        return f"commodity={self.commodity}/edition={self.edition}"

    @property
    def known(self) -> bool:
        """Whether the source says which chapter it is."""
        return self.commodity != UNKNOWN.commodity and self.edition != UNKNOWN.edition


UNKNOWN = Partition("unknown", 0)


def partition_of(doc_id: str) -> Partition:
    """The partition of a chapter ("myb1-2017-indium"); ValueError where ``doc_id`` cannot name a folder."""
    _, edition, commodity = doc_id.split("-", 2)
    if not SLUG.fullmatch(commodity):
        raise ValueError(f"{commodity!r} is no commodity slug")
    return Partition(commodity, int(edition))


def in_order(dataset: str, table: pa.Table) -> pa.Table:
    """The rows by the natural keys of their dataset, chapter-level rows first, equal ones as they stand."""
    import pyarrow as pa
    import pyarrow.compute as pc

    keys = pa.table([_sortable(name, table[name]) for name in KEYS[dataset]], names=KEYS[dataset])
    order = pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names])
    return table if order.equals(pa.array(range(len(order)), order.type)) else table.take(order)


def _sortable(name: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The values of a key with what is missing before everything else."""
    import pyarrow as pa

    if name == "table_number":
        values = _ranks(values)
    return values.fill_null("" if pa.types.is_string(values.type) else -1)


def _ranks(numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    """Table numbers as ordinals that sort "4" before "4A" before "10"; null stays null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ordered = pa.array(sorted(numbers.unique().drop_null().to_pylist(), key=_natural), pa.string())
    return pc.index_in(numbers, value_set=ordered)


def _natural(number: str) -> tuple[int, str]:
    digits = re.match(r"\d+", number)
    return (int(digits.group()), number) if digits else (1 << 30, number)
