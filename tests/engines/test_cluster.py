"""A real Dask scheduler and two workers, each a process on the loopback."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.engines import Died, engine
from pipeline.log import Log
from pipeline.publish.store import Store
from pipeline.records import YearbookError
from pipeline.run import Options, run

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw"


@dataclass(frozen=True)
class Job:
    path: str


def read(job: Job) -> tuple[str, str, bool]:
    path = Path(job.path)
    return path.name, path.read_text(), path.parent.name.startswith("yearbook-")


def pid(job: Job) -> int:
    return os.getpid()


def fail(job: Job) -> None:
    raise ValueError("odd")


def die_once(job: Job) -> str:
    """Kills its worker the first time that the file names a place where nothing is yet."""
    path = Path(job.path).read_text()
    if path and not Path(path).exists():
        Path(path).write_text("dead")
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def nothing() -> None:
    return None


def start(stack: ExitStack, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--no-dashboard"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.kill)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    import json

    from distributed import Client

    known = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        start(stack, "dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--scheduler-file", str(known))
        for _ in range(2):
            start(stack, "dask_worker", "--scheduler-file", str(known), "--nthreads", "1", "--no-nanny")
        with Client(scheduler_file=str(known), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield json.loads(known.read_text())["address"]


def jobs(folder: Path, *texts: str) -> list[Job]:
    paths = [folder / f"{at}.txt" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return [Job(str(path)) for path in paths]


@pytest.mark.xdist_group("cluster")
def test_jobs_on_a_cluster(address: str, tmp_path: Path) -> None:
    given = jobs(tmp_path, *"abcdefgh")
    found = dict(engine(0, scheduler=address).map(read, given, nothing))
    assert found == {job: (Path(job.path).name, text, True) for job, text in zip(given, "abcdefgh", strict=True)}
    assert os.getpid() not in dict(engine(0, scheduler=address).map(pid, given, nothing)).values()
    assert dict(engine(0, scheduler=address).map(fail, given[:1], nothing)) == {given[0]: Died("ValueError: odd")}
    gone = Job(str(tmp_path / "gone.txt"))
    assert dict(engine(0, scheduler=address).map(read, [gone], nothing)) == {
        gone: Died("OSError: No such file or directory")
    }
    mark = str(tmp_path / "mark")
    killing = jobs(tmp_path, "", mark, "", "", "", "")
    assert dict(engine(0, scheduler=address).map(die_once, killing, nothing)) == {
        job: Path(job.path).read_text() for job in killing
    }
    assert Path(mark).read_text() == "dead"
    states = [tmp_path / "here", tmp_path / "there"]
    for out, scheduler in zip(states, (None, address), strict=True):
        run(Options((str(SAMPLE),), out, 0, scheduler=scheduler), Log(io.StringIO()))
    here, there = (Store(out).current() for out in states)
    assert here is not None
    assert there is not None
    files = sorted(path.relative_to(here) for path in here.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(there) for path in there.rglob("*") if path.is_file())
    assert [name for name in files if (here / name).read_bytes() != (there / name).read_bytes()] == []


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engines.cluster.PATIENCE", 0.2)
    with pytest.raises(YearbookError, match=r"tcp://127.0.0.1:1: no scheduler answers there"):
        list(engine(0, scheduler="tcp://127.0.0.1:1").map(read, jobs(tmp_path, "a"), nothing))


def test_without_dask_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engines.find_spec", lambda _: None)
    with pytest.raises(YearbookError, match="yearbook-pipeline\\[cluster\\]"):
        engine(0, scheduler="tcp://127.0.0.1:1")


def test_a_worker_of_another_version_is_refused() -> None:
    from pipeline.engines.cluster import _same_versions
    from pipeline.publish.versions import versions

    class Client:
        def run(self, function):
            return {"tcp://w:1": versions() | self.found}

        def __init__(self, **found: str) -> None:
            self.found = found

    _same_versions(Client(expectations="other"))
    with pytest.raises(YearbookError, match=r"tcp://w:1: this worker has pandas 0.1, this machine "):
        _same_versions(Client(pandas="0.1"))
