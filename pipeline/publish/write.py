"""The datasets of a run as the files of a state."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.layout import UNKNOWN, Partition, in_order
from pipeline.publish.manifest import Output
from pipeline.publish.parquet import parquet_bytes
from pipeline.publish.store import QUARANTINE

if TYPE_CHECKING:
    import pyarrow as pa

EMPTY = "empty"  # the file of a dataset without rows: readers learn its columns from it
THREADS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one dataset and source, and the path of their file in a state."""

    dataset: str
    path: str
    rows: pa.Table


def write_state(
    state: Path,
    datasets: Mapping[str, pa.Table],
    owners: Mapping[str, pa.Array],
    partitions: Mapping[str, Partition],
    held: frozenset[str],
    old: Path | None,
) -> tuple[Output, ...]:
    """Write every dataset into ``state``, one file a source that has rows in it, and say what was written.

    ``owners`` gives the source of each row of a dataset without ``source_id``; ``partitions`` has every source.
    The rows of ``held`` sources go to quarantine. A file equal to its namesake in ``old`` is a hard link to it.
    """
    (state / QUARANTINE).mkdir()
    parts = [part for name in datasets for part in _parts(name, datasets[name], owners.get(name), partitions, held)]
    with ThreadPoolExecutor(THREADS) as threads:
        outputs = list(threads.map(lambda part: _write(state, part, old), parts))
    return tuple(sorted(outputs, key=lambda output: output.path))


def _parts(
    dataset: str,
    table: pa.Table,
    owner: pa.Array | None,
    partitions: Mapping[str, Partition],
    held: frozenset[str],
) -> Iterator[Part]:
    sources = owner if owner is not None else table["source_id"]
    published = False
    for source, rows in _by_source(table, sources):
        folder = f"{QUARANTINE}/{dataset}" if source in held else dataset
        published |= source not in held
        partition = partitions.get(source, UNKNOWN)
        yield Part(dataset, f"{folder}/{partition.folder}/{source or 'run'}.parquet", in_order(dataset, rows))
    if not published:
        yield Part(dataset, f"{dataset}/{UNKNOWN.folder}/{EMPTY}.parquet", table.slice(0, 0))


def _by_source(table: pa.Table, sources: pa.Array | pa.ChunkedArray) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each source; they need not stand together."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not len(table):
        return
    order = pc.sort_indices(pa.table({"source": sources}), sort_keys=[("source", "ascending")])
    if not order.equals(pa.array(range(len(order)), order.type)):
        table, sources = table.take(order), sources.take(order)
    runs = pc.run_end_encode(sources.combine_chunks() if isinstance(sources, pa.ChunkedArray) else sources)
    start = 0
    for source, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        yield source, table.slice(start, end - start)
        start = end


def _write(state: Path, part: Part, old: Path | None) -> Output:
    data = parquet_bytes(part.dataset, part.rows)
    path = state / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if old is None or not _link(old / part.path, path, data):
        path.write_bytes(data)
    return Output(part.path, hashlib.sha256(data).hexdigest(), len(part.rows))


def _link(old: Path, new: Path, data: bytes) -> bool:
    """Make ``new`` a hard link to ``old`` if that holds ``data``; false where it does not or there are no links."""
    try:
        if old.read_bytes() != data:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True
