"""Facts that two editions both give, the older figure beside the newer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.settle.latest import as_numpy, editions_of, fact_keys

if TYPE_CHECKING:
    import pyarrow as pa

SAME = 1e-9  # relative difference below which two figures are one figure computed twice


def revisions(observations: pa.Table) -> tuple[pa.Table, pa.Array]:
    """A row a fact and pair of editions that give it one after the other, and the newer edition's source of each row.

    Only preferred rows with a year count. A ``series_id`` that stands twice in an edition with different figures
    names no fact there, and is left out. ``value_old`` and ``value_new`` are in ``unit``; null where a symbol stands.
    """
    facts = _facts(observations)
    older, newer = _pairs(facts)
    table = _table(facts, older, newer)
    return table, facts["source_id"].take(newer)


def _facts(observations: pa.Table) -> pa.Table:
    """One row a fact and edition, with ``key`` and ``edition``, sorted by both."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = ["series_id", "year", "period", "country", "measure", "unit", "value", "revised", "source_id"]
    facts = observations.select(names)
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
    value = _values(facts)
    leader = value[first][group] if len(key) else value
    clash = np.zeros(len(key), dtype=bool)
    np.logical_or.at(clash, group, ~_equal(value, leader))
    return first & ~clash[group]


def _pairs(facts: pa.Table) -> tuple[pa.Array, pa.Array]:
    import numpy as np
    import pyarrow as pa

    key = as_numpy(facts["key"])
    newer = np.flatnonzero(key[1:] == key[:-1]) + 1
    return pa.array(newer - 1), pa.array(newer)


def _table(facts: pa.Table, older: pa.Array, newer: pa.Array) -> pa.Table:
    import pyarrow as pa

    from pipeline.schema import SCHEMAS

    old, new = facts.take(older), facts.take(newer)
    columns = {name: new[name] for name in ("series_id", "year", "period", "country", "measure", "unit")}
    columns |= {"edition_old": old["edition"], "edition_new": new["edition"]}
    columns |= {"value_old": old["value"], "value_new": new["value"], "marked": new["revised"]}
    columns["changed"] = pa.chunked_array([pa.array(~_equal(_values(old), _values(new)))])
    schema = SCHEMAS["revisions"]
    return pa.table([columns[name] for name in schema.names], names=schema.names).cast(schema)


def _values(facts: pa.Table) -> Any:
    """``value`` as float64, NaN for null."""
    return facts["value"].to_numpy(zero_copy_only=False).astype("float64")


def _equal(one: Any, other: Any) -> Any:
    import numpy as np

    return np.isclose(one, other, rtol=SAME, atol=0.0, equal_nan=True)
