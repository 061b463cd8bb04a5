"""One file into its datasets: the pure per-file work, the same in this process, in another, or on a cluster."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.inputs import Input
from pipeline.layout import UNKNOWN, Partition, in_order, partition_of
from pipeline.limits import Limits, held_to
from pipeline.records import Document, DocumentRow, UnreadableSource

if TYPE_CHECKING:
    import pyarrow as pa

OF_TABLES = ("tables", "cells", "observations", "capacity", "notes")
OF_PROSE = ("paragraphs", "mentions")


@dataclass(slots=True)
class Extract:
    """What one source gives: its datasets as Arrow tables (rows of records are slow to pickle), or an error line.

    ``datasets`` holds every per-source dataset, empty ones too; ``preferred`` and ``latest`` are false until settled.
    ``passing`` errors (out of memory, a file that vanished) may not come again with the same bytes.
    """

    source_id: str
    sha256: str
    source_path: str
    doc_id: str = ""
    partition: Partition = UNKNOWN
    datasets: dict[str, pa.Table] = field(default_factory=dict)
    error: str | None = None
    passing: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Readers:
    """The stages of the per-file work, in their order; tests put their own here."""

    read: Callable[[Path, bytes], Document]
    read_tables: Callable[[Document], Any]
    read_prose: Callable[[Document, Sequence[Any]], Any]


def work(source: Input, limits: Limits | None = None) -> Extract:
    """`extract` for an engine: fails the source if its bytes are no longer those that were collected."""
    done = extract(source.path, source.source_path, limits=limits or Limits())
    if done.error is None and done.sha256 != source.sha256:
        return failed(source, f"{source.source_path}: changed while it was being read", passing=True)
    return done


def failed(source: Input, error: str, passing: bool = False) -> Extract:
    """The extract of a source that could not be read."""
    return Extract(source.source_id, source.sha256, source.source_path, error=error, passing=passing)


def extract(
    path: str | Path, source_path: str, readers: Readers | None = None, limits: Limits | None = None
) -> Extract:
    """Read one source into its datasets; whatever goes wrong is an error line naming the file and the cause."""
    started = time.perf_counter()
    done = Extract("", "", source_path)
    limits = limits or Limits()
    try:
        limits.check_size(Path(path).name, Path(path).stat().st_size)
        data = Path(path).read_bytes()
        done.sha256 = hashlib.sha256(data).hexdigest()
        done.source_id = done.sha256[:12]
        with held_to(limits, Path(path).name):
            _read(done, Path(path), data, readers or _readers())
    except UnreadableSource as error:
        done.error = _line(source_path, str(error))
    except OSError as error:
        done.error, done.passing = _line(source_path, _cause(error)), True
    except MemoryError:
        done.error, done.passing = _line(source_path, f"out of memory (at most {limits.memory} MB: --max-memory)"), True
    except Exception as error:
        done.error = _line(source_path, f"{_cause(error)} ({_where(error)})")
    done.seconds = time.perf_counter() - started
    return done


def _readers() -> Readers:
    from pipeline.prose import read_prose
    from pipeline.sources import read
    from pipeline.tables import read_tables

    return Readers(read, read_tables, read_prose)


def _read(done: Extract, path: Path, data: bytes, readers: Readers) -> None:
    from pipeline.quality.claims import check_claims

    document = readers.read(path, data)
    tables = readers.read_tables(document)
    prose = readers.read_prose(document, tables.tables)
    done.doc_id = document.identity.doc_id
    done.partition = partition_of(done.doc_id)
    rows: dict[str, Sequence[Any]] = {"documents": [_document_row(done, document, len(tables.tables))]}
    rows |= {"tables": tables.table_rows, "cells": tables.cells, "observations": tables.observations}
    rows |= {"capacity": [*tables.capacity, *prose.statements], "notes": tables.notes}
    rows |= {"paragraphs": prose.paragraphs, "mentions": prose.mentions}
    claimed = check_claims(prose.paragraphs, tables.observations)
    rows |= {"findings": [*document.findings, *tables.findings, *prose.findings, *claimed]}
    done.datasets = {dataset: _table(dataset, records, done) for dataset, records in rows.items()}


def _document_row(done: Extract, document: Document, tables: int) -> DocumentRow:
    identity = document.identity
    return DocumentRow(
        source_id=done.source_id,
        doc_id=done.doc_id,
        series=identity.series,
        title=identity.title,
        release=identity.release,
        authors=list(identity.authors),
        source_path=done.source_path,
        source_kind=document.kind,
        source_sha256=done.sha256,
        pages=document.pages,
        tables=tables,
        words=sum(len(block.text.split()) for block in document.blocks),
        letters_repaired=sum(block.letters_repaired for block in document.blocks),
        pipeline_version=__version__,
    )


def _table(dataset: str, records: Sequence[Any], done: Extract) -> pa.Table:
    from pipeline.schema import to_arrow

    table = _of_source(to_arrow(dataset, records), done)
    _check(dataset, table)
    return in_order(dataset, table)


def _of_source(table: pa.Table, done: Extract) -> pa.Table:
    """The stages leave ``source_id`` and ``doc_id`` open: they do not know which bytes they read."""
    import pyarrow as pa

    for name, value in (("source_id", done.source_id), ("doc_id", done.doc_id)):
        place = table.schema.get_field_index(name)
        table = table.set_column(place, table.schema.field(place), pa.repeat(value, len(table)))
    return table


def _check(dataset: str, table: pa.Table) -> None:
    """Nulls are real nulls and stand only where the schema allows them; ValueError names the column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for column in table.schema:
        values = table[column.name]
        if values.null_count and not column.nullable:
            raise ValueError(f"{dataset}.{column.name} is null in {values.null_count} rows")
        if pa.types.is_floating(column.type) and pc.any(pc.is_nan(values)).as_py():
            raise ValueError(f"{dataset}.{column.name} is not a number in some row")


def _line(source_path: str, cause: str) -> str:
    cause = " ".join(cause.split())
    return cause if source_path in cause else f"{source_path}: {cause}"


def _cause(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return f"{type(error).__name__}: {error}"


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
