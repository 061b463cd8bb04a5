import hashlib
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.layout import Partition
from pipeline.publish.parquet import parquet_bytes
from pipeline.publish.write import write_state
from pipeline.records import NoteRow, RevisionRow
from pipeline.schema import SCHEMAS, to_arrow

PARTITIONS = {"a": Partition("zinc", 2017), "b": Partition("zinc", 2018)}


def notes(*rows: tuple[str, str]) -> pa.Table:
    return to_arrow("notes", [NoteRow(source, "d", True, table, None, "legend", "text") for source, table in rows])


def write(tmp_path: Path, name: str, datasets: dict[str, pa.Table], held: str = "", old: Path | None = None, **owners):
    state = tmp_path / name
    state.mkdir()
    return state, write_state(state, datasets, owners, PARTITIONS, frozenset(held.split()), old)


def test_bytes_are_the_same_however_the_rows_are_chunked():
    whole = notes(("a", "1"), ("a", "2"), ("a", "3"))
    chunked = pa.concat_tables([whole.slice(0, 1), whole.slice(1, 2)])
    assert parquet_bytes("notes", whole) == parquet_bytes("notes", chunked)


def test_files_are_zstd_in_the_published_columns():
    file = pq.ParquetFile(io.BytesIO(parquet_bytes("notes", notes(("a", "1")).append_column("x", pa.array([1])))))
    assert file.schema_arrow.names == SCHEMAS["notes"].names
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert b"pandas" not in (file.schema_arrow.metadata or {})


def test_nulls_where_the_schema_has_none_are_not_written():
    broken = notes(("a", "1")).set_column(6, "text", pa.array([None], pa.string()))
    with pytest.raises(ValueError, match="non-nullable"):
        parquet_bytes("notes", broken.combine_chunks())


def test_a_file_a_source_sorted_and_accounted_for(tmp_path):
    state, outputs = write(tmp_path, "s", {"notes": notes(("b", "2"), ("a", "10"), ("b", "1"), ("a", "9"))})
    assert [(output.path, output.rows) for output in outputs] == [
        ("notes/commodity=zinc/edition=2017/a.parquet", 2),
        ("notes/commodity=zinc/edition=2018/b.parquet", 2),
    ]
    for output in outputs:
        assert hashlib.sha256((state / output.path).read_bytes()).hexdigest() == output.sha256
    assert pq.ParquetFile(state / outputs[0].path).read()["table_number"].to_pylist() == ["9", "10"]


def test_held_sources_go_to_quarantine_and_leave_an_empty_dataset(tmp_path):
    _, outputs = write(tmp_path, "s", {"notes": notes(("a", "1"))}, held="a")
    assert [(output.path, output.rows) for output in outputs] == [
        ("notes/commodity=unknown/edition=0/empty.parquet", 0),
        ("quarantine/notes/commodity=zinc/edition=2017/a.parquet", 1),
    ]


def test_rows_without_a_source_go_with_their_owner(tmp_path):
    rows = [RevisionRow("s", 2016, None, None, None, None, 2017, 2018, 1.0, 2.0, True, True)]
    _, outputs = write(tmp_path, "s", {"revisions": to_arrow("revisions", rows)}, revisions=pa.array(["b"]))
    assert [output.path for output in outputs] == ["revisions/commodity=zinc/edition=2018/b.parquet"]


def test_unchanged_files_are_hard_links(tmp_path):
    old, first = write(tmp_path, "old", {"notes": notes(("a", "1"), ("b", "1"))})
    new, second = write(tmp_path, "new", {"notes": notes(("a", "1"), ("b", "2"))}, old=old)
    same, other = first[0].path, second[1].path
    assert (old / same).samefile(new / same)
    assert not (old / other).samefile(new / other)
    assert pq.ParquetFile(old / other).read()["table_number"].to_pylist() == ["1"]
