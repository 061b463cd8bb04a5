"""Which edition gives a fact last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.layout import partition_of

if TYPE_CHECKING:
    import pyarrow as pa


def mark_latest(observations: pa.Table) -> pa.Table:
    """``observations`` with ``latest`` filled: preferred rows whose fact no later edition's preferred row gives.

    A fact is ``series_id``, ``year`` and ``period``, and ``series_id`` alone where no year is stated; a row without
    a ``series_id`` shares its fact with no other.
    """
    import numpy as np
    import pyarrow as pa

    preferred = as_numpy(observations["preferred"])
    editions = editions_of(observations)
    keys = fact_keys(observations)
    last = np.full(int(keys.max(initial=0)) + 1, -1)
    np.maximum.at(last, keys[preferred], editions[preferred])
    known = keys > 0
    latest = preferred & (~known | (editions == last[keys]))
    place = observations.schema.get_field_index("latest")
    return observations.set_column(place, observations.schema.field(place), pa.array(latest))


def fact_keys(observations: pa.Table) -> Any:
    """A number a fact, as an array of int64 a row; 0 where the row has no ``series_id``."""
    import numpy as np
    import pyarrow.compute as pc

    series = codes(observations["series_id"])
    year = as_numpy(observations["year"].fill_null(-1)).astype(np.int64)
    period = np.where(year < 0, 0, codes(observations["period"]) + 1)
    wide = (series.astype(np.int64) * (period.max(initial=0) + 1) + period) * (1 << 14) + year + 1
    _, keys = np.unique(wide, return_inverse=True)
    return np.where(as_numpy(pc.equal(observations["series_id"], "")), 0, keys + 1)


def editions_of(observations: pa.Table) -> Any:
    """Each row's edition, as an array of int64."""
    import numpy as np

    documents = observations["doc_id"].combine_chunks().dictionary_encode()
    editions = [partition_of(doc_id).edition for doc_id in documents.dictionary.to_pylist()]
    return np.array(editions, dtype=np.int64)[codes(observations["doc_id"])]


def codes(column: pa.ChunkedArray) -> Any:
    """A string column as numbers, equal ones alike, from 0; null is -1."""
    encoded = column.combine_chunks().dictionary_encode()
    return as_numpy(encoded.indices.fill_null(-1))


def as_numpy(column: pa.Array | pa.ChunkedArray) -> Any:
    """An Arrow column without nulls as a NumPy array."""
    return column.to_numpy(zero_copy_only=False)
