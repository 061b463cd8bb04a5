"""What a row's expectations need from other datasets, put beside it: its edition, its table's notes, its paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.quality.frames import SEPARATOR

if TYPE_CHECKING:
    import pyarrow as pa

_NOTED = frozenset({"cells", "observations"})


def with_context(dataset: str, datasets: Mapping[str, pa.Table]) -> pa.Table:
    """The rows of a dataset with the columns that are not theirs but that expectations compare them with.

    ``doc_id`` and ``edition`` where a source is named; ``note_markers`` (cells, observations): the markers of the
    table's notes, joined; ``paragraph_text`` and ``paragraph_run_in`` (mentions).
    """
    table = datasets[dataset]
    if "source_id" in table.column_names and "doc_id" not in table.column_names:
        table = table.append_column("doc_id", _look_up([table["source_id"]], documents(datasets)))
    if "doc_id" in table.column_names and "edition" not in table.column_names:
        table = table.append_column("edition", _edition(table["doc_id"]))
    if dataset in _NOTED and "notes" in datasets:
        markers = _look_up([table["source_id"], table["table_number"]], _note_markers(datasets["notes"]))
        table = table.append_column("note_markers", markers)
    if dataset == "mentions" and "paragraphs" in datasets:
        key = [table["source_id"], table["paragraph"]]
        for column in ("text", "run_in"):
            found = _paragraphs(datasets["paragraphs"], column)
            table = table.append_column(f"paragraph_{column}", _look_up(key, found))
    return table


def documents(datasets: Mapping[str, pa.Table]) -> dict[str, str]:
    """The doc_id of each source of the run."""
    if "documents" not in datasets:
        return {}
    rows = datasets["documents"]
    return dict(zip(rows["source_id"].to_pylist(), rows["doc_id"].to_pylist(), strict=True))


def _note_markers(notes: pa.Table) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    keys = _key([notes["source_id"], notes["table_number"]]).to_pylist()
    for key, marker in zip(keys, notes["marker"].to_pylist(), strict=True):
        if marker is not None:
            found[key].append(marker)
    return {key: SEPARATOR.join(markers) for key, markers in found.items()}


def _paragraphs(paragraphs: pa.Table, column: str) -> dict[str, str]:
    keys = _key([paragraphs["source_id"], paragraphs["paragraph"]]).to_pylist()
    return dict(zip(keys, paragraphs[column].to_pylist(), strict=True))


def _edition(doc_ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """The edition in a doc_id ("myb1-2017-indium"); null where there is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    year = pc.struct_field(pc.extract_regex(doc_ids, r"-(?P<edition>\d{4})-"), "edition")
    return pc.cast(year, pa.int32())


def _key(columns: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = [pc.cast(column, pa.string()) for column in columns]
    return pc.binary_join_element_wise(*texts, SEPARATOR, null_handling="replace", null_replacement="")


def _look_up(columns: list[pa.ChunkedArray], found: Mapping[str, str]) -> pa.Array:
    """The entry of ``found`` for each row's key, null where it has none; looked up once a distinct key."""
    import pyarrow as pa

    encoded = pa.chunked_array(_key(columns)).combine_chunks().dictionary_encode()
    values = pa.array([found.get(key) for key in encoded.dictionary.to_pylist()], pa.string())
    return values.take(encoded.indices)
