"""Tables as Parquet bytes, the same for the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def parquet_bytes(dataset: str, table: pa.Table) -> bytes:
    """The rows in the dataset's published columns as one zstd Parquet file in memory.

    The options are fixed here, not left to the library's defaults, and chunks are joined, because page borders
    follow them.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.schema import SCHEMAS

    rows = table.select(SCHEMAS[dataset].names).cast(SCHEMAS[dataset]).combine_chunks()
    sink = pa.BufferOutputStream()
    pq.write_table(
        rows,
        sink,
        compression="zstd",
        compression_level=3,
        version="2.6",
        data_page_version="1.0",
        use_dictionary=True,
        write_statistics=True,
        row_group_size=1 << 20,
        store_schema=True,
    )
    return bytes(sink.getvalue())
