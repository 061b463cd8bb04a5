"""The files of a published state as tables again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.manifest import Manifest, Output
from pipeline.publish.store import QUARANTINE, Store
from pipeline.records import YearbookError

if TYPE_CHECKING:
    import pyarrow as pa


def published(out: Path) -> tuple[Path, Manifest]:
    """The folder of the state published in ``out`` and its manifest; YearbookError where there is none."""
    store = Store(out)
    state, manifest = store.current(), store.read_manifest()
    if state is None or manifest is None:
        raise YearbookError(f"{out}: nothing is published here")
    return state, manifest


def dataset_of(output: Output) -> tuple[str, bool]:
    """The dataset a file belongs to, and whether it is held back."""
    first, _, rest = output.path.partition("/")
    return (rest.partition("/")[0], True) if first == QUARANTINE else (first, False)


def read_dataset(
    state: Path, manifest: Manifest, dataset: str, wanted: Callable[[Output], bool] = lambda _: True
) -> pa.Table:
    """The rows of the ``wanted`` files of ``dataset``, in the published columns.

    Raises YearbookError where a file is damaged or its columns are not those of this version.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.schema import SCHEMAS

    schema = SCHEMAS[dataset]
    tables = [schema.empty_table()]
    for output in manifest.outputs:
        if dataset_of(output)[0] != dataset or not wanted(output):
            continue
        try:
            tables.append(pq.ParquetFile(state / output.path).read().select(schema.names).cast(schema))
        except (OSError, KeyError, ValueError, pa.ArrowException) as error:
            raise YearbookError(f"{output.path}: cannot be read: {' '.join(str(error).split())}") from error
    return pa.concat_tables(tables)
