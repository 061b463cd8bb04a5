import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pandas as pd
import pytest

from pipeline import cli
from pipeline.records import YearbookError
from pipeline.remote import mirror, publish
from tests.fakes import READERS, chapter


@pytest.fixture(autouse=True)
def fake_stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pipeline.extract._readers", lambda: READERS)
    monkeypatch.setattr("pipeline.quality.validate", lambda *_, **__: [])
    monkeypatch.setattr("pipeline.run.versions", lambda: {"pipeline": "test"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def memory() -> Iterator[str]:
    files = fsspec.filesystem("memory")
    yield "memory://yearbook"
    files.rm("/yearbook", recursive=True)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A real S3 server on the loopback."""
    from moto.server import ThreadedMotoServer

    found = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    found.start()
    host, port = found.get_host_and_port()
    yield f"http://{host}:{port}"
    found.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3").mkdir("editions")
    yield "s3://editions"
    fsspec.filesystem("s3").rm("editions", recursive=True)


def put(place: str, path: Path) -> None:
    files, root = fsspec.core.url_to_fs(place)
    files.makedirs(root.rsplit("/", 1)[0], exist_ok=True)
    files.put_file(str(path), root)


def names(place: str) -> set[str]:
    files, root = fsspec.core.url_to_fs(place)
    files.invalidate_cache()
    return {path[len(root.rstrip("/")) :].lstrip("/") for path in files.find(root)}


def yearbook(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def manifest(place: str) -> dict:
    files, root = fsspec.core.url_to_fs(place)
    return json.loads(files.cat_file(f"{root.rstrip('/')}/manifest.json"))


def lifetime(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two editions published from one URL to another; one changed, one gone; nothing to do."""
    raw, out = f"{place}/raw", f"{place}/out"
    run = ("run", raw, "--out", out, "--workers", 0)
    put(f"{raw}/a.txt", chapter(tmp_path / "a.txt", "myb1-2017-indium"))
    put(f"{raw}/more/b.txt", chapter(tmp_path / "b.txt", "myb1-2018-indium", rows=[["c", 2018, 1.0]]))
    assert yearbook(*run) == 0
    found = manifest(out)
    assert [entry["path"] for entry in found["inputs"]] == ["a.txt", "more/b.txt"]
    assert names(out) == {
        *(output["path"] for output in found["outputs"]),
        "manifest.json",
        "run.json",
        "_docs/index.html",
    }
    assert sorted(pd.read_parquet(f"{out}/observations")["value"]) == [1.0, 5.0, 6.0]
    capsys.readouterr()
    assert yearbook(*run) == 0
    assert f"{out}: 0 files copied, 0 removed" in capsys.readouterr().err
    put(f"{raw}/a.txt", chapter(tmp_path / "a.txt", "myb1-2017-indium", rows=[["a", 2017, 9.0]]))
    files, root = fsspec.core.url_to_fs(f"{raw}/more/b.txt")
    files.rm(root)
    assert yearbook(*run) == 0
    assert list(pd.read_parquet(f"{out}/observations")["value"]) == [9.0]
    assert {*(output["path"] for output in manifest(out)["outputs"])} == {
        name for name in names(out) if name.endswith(".parquet")
    }


def test_in_memory(memory: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lifetime(memory, tmp_path, capsys)


def test_on_an_s3_server(bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lifetime(bucket, tmp_path, capsys)


def test_the_same_files_as_here(memory: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    raw = chapter(tmp_path / "raw" / "a.txt").parent
    put(f"{memory}/raw/a.txt", raw / "a.txt")
    assert yearbook("run", raw, "--out", here, "--workers", 0) == 0
    assert yearbook("run", f"{memory}/raw", "--out", f"{memory}/out", "--workers", 0) == 0
    assert manifest(f"{memory}/out") == json.loads((here / "manifest.json").read_text())
    files = fsspec.filesystem("memory")
    for output in manifest(f"{memory}/out")["outputs"]:
        assert files.cat_file(f"/yearbook/out/{output['path']}") == (here / output["path"]).read_bytes()


def test_one_file(memory: str, tmp_path: Path) -> None:
    put(f"{memory}/raw/a.txt", chapter(tmp_path / "a.txt"))
    assert mirror(f"{memory}/raw/a.txt", tmp_path / "mirror").read_bytes() == (tmp_path / "a.txt").read_bytes()


def test_only_chapters_that_changed_are_fetched(memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(f"{memory}/raw/a.txt", chapter(tmp_path / "a.txt"))
    put(f"{memory}/raw/b.csv", tmp_path / "a.txt")
    fetched = []
    files = fsspec.filesystem("memory")
    monkeypatch.setattr(
        type(files),
        "get_file",
        lambda self, path, to: (fetched.append(path), Path(to).write_bytes(self.cat_file(path))),
    )
    for _ in range(2):
        assert {path.name for path in mirror(f"{memory}/raw", tmp_path / "mirror").glob("[!.]*")} == {"a.txt"}
    assert fetched == ["/yearbook/raw/a.txt"]
    (tmp_path / "mirror" / "a.txt").unlink()
    mirror(f"{memory}/raw", tmp_path / "mirror")
    assert len(fetched) == 2


def test_stopped_half_way_the_next_run_finishes(memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = f"{memory}/out"
    run = ("run", chapter(tmp_path / "raw" / "a.txt").parent, "--out", out, "--workers", 0)
    assert yearbook(*run) == 0
    before = manifest(out)
    chapter(tmp_path / "raw" / "a.txt", rows=[["a", 2017, 9.0]])
    files = fsspec.filesystem("memory")
    sent = []

    def break_off(self, source, target):
        if len(sent) == 3:
            raise OSError("the line is dead")
        sent.append(target)
        self.pipe_file(target, Path(source).read_bytes())

    with monkeypatch.context() as broken:
        broken.setattr(type(files), "put_file", break_off)
        assert yearbook(*run) == 2
    assert manifest(out) == before
    assert yearbook(*run) == 0
    assert list(pd.read_parquet(f"{out}/observations")["value"]) == [9.0]
    assert {*(output["path"] for output in manifest(out)["outputs"])} == {
        name for name in names(out) if name.endswith(".parquet")
    }


def test_files_of_others_stay(memory: str, tmp_path: Path) -> None:
    put(f"{memory}/out/notes.txt", chapter(tmp_path / "raw" / "a.txt"))
    put(f"{memory}/out/observations/README.md", tmp_path / "raw" / "a.txt")
    put(f"{memory}/out/observations/old.parquet", tmp_path / "raw" / "a.txt")
    assert yearbook("run", tmp_path / "raw", "--out", f"{memory}/out", "--workers", 0) == 0
    assert {"notes.txt", "observations/README.md"} <= names(f"{memory}/out")
    assert "observations/old.parquet" not in names(f"{memory}/out")


def test_bad_places_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(YearbookError, match=r"memory://nowhere: no such file or folder, or no chapter in it"):
        mirror("memory://nowhere", tmp_path)
    with pytest.raises(YearbookError, match=r"what://x: cannot be read: Protocol not known: what"):
        mirror("what://x", tmp_path)
    monkeypatch.setattr("pipeline.remote.find_spec", lambda _: None)
    with pytest.raises(YearbookError, match=r"yearbook-pipeline\[remote\]"):
        publish(tmp_path, "memory://x")
