"""Extracts kept from run to run, so that only new and changed files are read, also after a run that was killed."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.extract import Extract
from pipeline.layout import Partition

if TYPE_CHECKING:
    import pyarrow as pa


class Cache:
    """One file a source under ``root``/<version>: what another version extracted is never used."""

    def __init__(self, root: Path, version: str) -> None:
        self.root = root / "extracts"
        self.folder = self.root / version

    def get(self, sha256: str, source_path: str) -> Extract | None:
        """The extract of these bytes, its documents row at ``source_path``; None where none is whole."""
        import pyarrow as pa
        from pyarrow import ipc

        try:
            kept = ipc.open_file(self._path(sha256)).read_all()
            about = json.loads(kept.schema.metadata[b"extract"])
            datasets = {
                name: ipc.open_stream(data).read_all()
                for name, data in zip(kept["dataset"].to_pylist(), kept["rows"].to_pylist(), strict=True)
            }
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return None
        datasets["documents"] = _at(datasets["documents"], source_path)
        partition = Partition(*about["partition"])
        return Extract(about["source_id"], sha256, source_path, about["doc_id"], partition, datasets)

    def put(self, done: Extract) -> None:
        """Keep an extract; a cache that cannot be written costs time later, nothing else."""
        import pyarrow as pa
        from pyarrow import ipc

        about = {"source_id": done.source_id, "doc_id": done.doc_id, "partition": list(done.partition)}
        kept = pa.table({"dataset": list(done.datasets), "rows": [_bytes(table) for table in done.datasets.values()]})
        kept = kept.replace_schema_metadata({"extract": json.dumps(about)})
        path = self._path(done.sha256)
        part = path.with_suffix(".part")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with ipc.new_file(part, kept.schema) as writer:
                writer.write_table(kept)
            part.replace(path)

    def prune(self, sha256s: Collection[str]) -> None:
        """Forget other versions' extracts and those of files that are no longer there."""
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            if folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.suffix != ".arrow" or path.stem not in sha256s:
                path.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.arrow"


def _at(documents: pa.Table, source_path: str) -> pa.Table:
    import pyarrow as pa

    place = documents.schema.get_field_index("source_path")
    return documents.set_column(place, documents.schema.field(place), pa.array([source_path] * len(documents)))


def _bytes(table: pa.Table) -> bytes:
    import pyarrow as pa
    from pyarrow import ipc

    sink = pa.BufferOutputStream()
    with ipc.new_stream(sink, table.schema, options=ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())
