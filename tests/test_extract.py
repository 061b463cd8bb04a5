import pickle
from dataclasses import replace

import pyarrow as pa
import pytest

from pipeline import __version__
from pipeline.extract import extract, work
from pipeline.inputs import collect
from pipeline.layout import Partition
from pipeline.schema import SCHEMAS
from tests.fakes import READERS, chapter, observation

DERIVED = {"world_production", "revisions"}


@pytest.fixture
def path(tmp_path):
    return chapter(tmp_path / "one.txt", finding="warning", capacity=["table"])


def test_every_dataset_is_there_with_its_source_filled_in(path):
    done = extract(path, "sub/one.txt", READERS)
    assert done.error is None
    assert set(done.datasets) == set(SCHEMAS) - DERIVED
    for name, table in done.datasets.items():
        assert table.schema == SCHEMAS[name]
        assert set(table["source_id"].to_pylist()) <= {done.source_id}
        assert set(table["doc_id"].to_pylist()) <= {"myb1-2017-indium"}
    assert len(done.datasets["findings"]) == 1
    assert done.partition == Partition("indium", 2017)


def test_the_documents_row_counts_what_was_read(path):
    (row,) = extract(path, "sub/one.txt", READERS).datasets["documents"].to_pylist()
    assert (row["source_path"], row["tables"], row["words"]) == ("sub/one.txt", 1, 0)
    assert row["pipeline_version"] == __version__
    assert row["source_sha256"].startswith(row["source_id"])


def test_an_extract_travels_between_processes(path):
    done = extract(path, "one.txt", READERS)
    again = pickle.loads(pickle.dumps(done))
    assert again.datasets["observations"].equals(done.datasets["observations"])


def test_an_unreadable_source_is_its_own_line(tmp_path):
    done = extract(chapter(tmp_path / "a.txt", **{"raise": "encrypted"}), "a.txt", READERS)
    assert (done.error, done.passing, done.datasets) == ("a.txt: encrypted", False, {})


def test_a_crash_names_file_cause_and_place(path):
    def crash(document):
        raise KeyError("no\nhead")

    done = extract(path, "one.txt", replace(READERS, read_tables=crash))
    assert done.error is not None
    assert done.error.startswith("one.txt: KeyError: 'no\\nhead' (test_extract.py:")
    assert not done.passing


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(5, "Input/output error"), "one.txt: input/output error"),
        (MemoryError(), "one.txt: out of memory (at most 2048 MB: --max-memory)"),
    ],
)
def test_what_may_pass_is_marked(path, error, line):
    def fail(*_):
        raise error

    done = extract(path, "one.txt", replace(READERS, read=fail))
    assert (done.error, done.passing) == (line, True)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"printed": None}, "observations.printed is null in 1 rows"),
        ({"number": float("nan")}, "observations.number is not"),
    ],
)
def test_rows_that_break_the_schema_fail_the_source(path, more, line):
    def bad(document):
        tables = READERS.read_tables(document)
        tables.observations = [observation(0, "a", 2017, 1.0, **{"printed": "1", **more})]
        return tables

    done = extract(path, "one.txt", replace(READERS, read_tables=bad))
    assert done.error is not None
    assert line in done.error


def test_a_file_that_changes_while_it_is_read_fails(path, monkeypatch):
    (source,) = collect([path]).inputs
    monkeypatch.setattr("pipeline.extract._readers", lambda: READERS)
    assert work(source).error is None
    chapter(path, "myb1-2018-indium")
    assert work(source).error == "one.txt: changed while it was being read"
    assert work(source).passing


def test_rows_are_sorted(path):
    def shuffled(document):
        tables = READERS.read_tables(document)
        tables.observations.reverse()
        return tables

    rows = extract(path, "one.txt", replace(READERS, read_tables=shuffled)).datasets["observations"]
    assert rows["row"].to_pylist() == [0, 1]
    assert isinstance(rows, pa.Table)
