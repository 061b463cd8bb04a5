import pytest

from pipeline.cache import Cache
from pipeline.extract import extract
from tests.fakes import READERS, chapter


@pytest.fixture
def done(tmp_path):
    return extract(chapter(tmp_path / "raw" / "a.txt", finding="info"), "a.txt", READERS)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path, "v1")


def test_an_extract_comes_back_whole(cache, done):
    cache.put(done)
    again = cache.get(done.sha256, "a.txt")
    assert again is not None
    assert (again.source_id, again.doc_id, again.partition) == (done.source_id, done.doc_id, done.partition)
    assert list(again.datasets) == list(done.datasets)
    assert all(again.datasets[name].equals(table) for name, table in done.datasets.items())


def test_it_comes_back_at_the_path_it_now_has(cache, done):
    cache.put(done)
    again = cache.get(done.sha256, "new/b.txt")
    assert again.datasets["documents"]["source_path"].to_pylist() == ["new/b.txt"]


def test_other_bytes_and_other_versions_have_none(cache, done, tmp_path):
    cache.put(done)
    assert cache.get("0" * 64, "a.txt") is None
    assert Cache(tmp_path, "v2").get(done.sha256, "a.txt") is None


@pytest.mark.parametrize("size", [0, 10, 500, -8])
def test_a_damaged_one_is_none(cache, done, size):
    cache.put(done)
    (path,) = cache.folder.iterdir()
    path.write_bytes(path.read_bytes()[:size])
    assert cache.get(done.sha256, "a.txt") is None


def test_pruning_keeps_what_is_named(cache, done, tmp_path):
    Cache(tmp_path, "v0").put(done)
    cache.put(done)
    cache.prune({done.sha256})
    assert [path.name for path in cache.root.iterdir()] == ["v1"]
    assert cache.get(done.sha256, "a.txt") is not None
    cache.prune(set())
    assert cache.get(done.sha256, "a.txt") is None


def test_a_cache_that_cannot_be_written_is_no_error(done, tmp_path):
    (tmp_path / "extracts").write_text("in the way")
    Cache(tmp_path, "v1").put(done)
    assert Cache(tmp_path, "v1").get(done.sha256, "a.txt") is None
