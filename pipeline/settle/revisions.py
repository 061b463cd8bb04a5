"""Facts that two editions both give, the older figure beside the newer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.settle.latest import as_numpy, editions_of, fact_keys

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = (
    "series_id", "year", "period", "country", "measure", "unit", "value", "number", "revised", "printed", "lower",
    "upper", "source_id", "doc_id", "table_number", "row", "column", "row_label",
)  # fmt: skip
SAME = 1e-9  # relative difference below which two figures are one figure computed twice


@dataclass(frozen=True, slots=True)
class Revised:
    """The ``revisions`` dataset, and for each of its rows the observation (`NAMES`, ``edition``) of either edition."""

    table: pa.Table
    older: pa.Table
    newer: pa.Table

    @property
    def owners(self) -> pa.Array:
        """The source each row is published with: the newer edition's."""
        return self.newer["source_id"].combine_chunks()


def revisions(observations: pa.Table) -> Revised:
    """A row a fact and pair of editions that give it one after the other.

    Only preferred rows with a year count. A ``series_id`` that stands twice in an edition with different figures
    names no fact there, and is left out. ``value_old`` and ``value_new`` are in ``unit``; null where a symbol stands.
    """
    facts = _facts(observations)
    older, newer = (facts.take(places) for places in _pairs(facts))
    return Revised(_table(older, newer), older, newer)


def _facts(observations: pa.Table) -> pa.Table:
    """One row a fact and edition, with ``key`` and ``edition``, sorted by both."""
    import pyarrow as pa
    import pyarrow.compute as pc

    facts = observations.select(NAMES)
    facts = facts.append_column("key", pa.array(fact_keys(observations)))
    facts = facts.append_column("edition", pa.array(editions_of(observations)))
    wanted = pc.and_(observations["preferred"], pc.is_valid(facts["year"]))
    wanted = pc.and_(wanted, pc.and_(pc.greater(facts["edition"], 0), pc.greater(facts["key"], 0)))
    facts = facts.filter(wanted)
    facts = facts.take(pc.sort_indices(facts, [("key", "ascending"), ("edition", "ascending")]))
    return facts.filter(pa.array(_unambiguous(facts)))


def _unambiguous(facts: pa.Table) -> Any:
    """The first row of each fact and edition, where all its rows there state the same figure."""
    import numpy as np

    key, edition = as_numpy(facts["key"]), as_numpy(facts["edition"])
    first = np.ones(len(key), dtype=bool)
    first[1:] = (key[1:] != key[:-1]) | (edition[1:] != edition[:-1])
    group = np.cumsum(first) - 1
    value = values_of(facts)
    leader = value[first][group] if len(key) else value
    clash = np.zeros(len(key), dtype=bool)
    np.logical_or.at(clash, group, ~same_value(value, leader))
    return first & ~clash[group]


def _pairs(facts: pa.Table) -> tuple[pa.Array, pa.Array]:
    import numpy as np
    import pyarrow as pa

    key = as_numpy(facts["key"])
    newer = np.flatnonzero(key[1:] == key[:-1]) + 1
    return pa.array(newer - 1), pa.array(newer)


def _table(old: pa.Table, new: pa.Table) -> pa.Table:
    import pyarrow as pa

    from pipeline.schema import SCHEMAS

    columns = {name: new[name] for name in ("series_id", "year", "period", "country", "measure", "unit")}
    columns |= {"edition_old": old["edition"], "edition_new": new["edition"]}
    columns |= {"value_old": old["value"], "value_new": new["value"], "marked": new["revised"]}
    columns["changed"] = pa.chunked_array([pa.array(~same_value(values_of(old), values_of(new)))])
    schema = SCHEMAS["revisions"]
    return pa.table([columns[name] for name in schema.names], names=schema.names).cast(schema)


def values_of(facts: pa.Table, name: str = "value") -> Any:
    """A column as float64, NaN for null."""
    return facts[name].to_numpy(zero_copy_only=False).astype("float64")


def same_value(one: Any, other: Any) -> Any:
    """Whether two arrays of values hold the same figures; two nulls are the same."""
    import numpy as np

    return np.isclose(one, other, rtol=SAME, atol=0.0, equal_nan=True)
