import multiprocessing
import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import pytest

from pipeline.engines import Died, engine
from pipeline.engines.processes import START, Processes, _alone


def double(number: int) -> int:
    return number * 2


def where(number: int) -> int:
    return os.getpid()


def deadly(number: int) -> int:
    if number in (3, 7):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def returning(result: object, number: int) -> object:
    return result


def failing(number: int) -> int:
    if number == 1:
        raise ValueError("odd")
    return number


def hanging(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(600)


def nothing() -> None:
    return None


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_every_job_has_its_result(workers):
    assert dict(engine(workers).map(double, range(10), nothing)) == {n: 2 * n for n in range(10)}


@pytest.mark.parametrize("workers", [0, 2])
def test_no_jobs_no_results(workers):
    assert list(engine(workers).map(double, [], nothing)) == []


@pytest.mark.parametrize("workers", [0, 2])
def test_a_job_that_raises_costs_itself_alone(workers):
    results = dict(engine(workers).map(failing, range(4), nothing))
    assert results == {0: 0, 1: Died("ValueError: odd"), 2: 2, 3: 3}


def test_processes_are_others_and_the_local_one_is_this():
    assert {pid for _, pid in engine(0).map(where, [1], nothing)} == {os.getpid()}
    assert os.getpid() not in {pid for _, pid in engine(1).map(where, [1], nothing)}


def test_a_process_that_dies_costs_its_job_alone():
    results = dict(engine(2).map(deadly, range(12), nothing))
    died = {job for job, result in results.items() if isinstance(result, Died)}
    assert died == {3, 7}
    assert set(results) == set(range(12))


@pytest.mark.parametrize("result", [0, None, ""])
def test_a_suspect_whose_result_is_empty_did_not_die(result):
    """Its neighbour's death makes it run again, alone; whatever it returns then is its result."""
    assert _alone(partial(returning, result), 1) == result
    assert isinstance(_alone(deadly, 3), Died)


def test_meanwhile_is_called_once_and_only_while_others_work():
    calls: list[int] = []
    list(engine(2).map(double, range(10), lambda: calls.append(1)))
    assert calls == [1]
    list(engine(0).map(double, range(10), lambda: calls.append(2)))
    assert calls == [1]


def test_workers_do_not_outlive_a_killed_parent(tmp_path):
    pids = [tmp_path / "one", tmp_path / "two"]
    parent = multiprocessing.get_context("spawn").Process(target=start_hanging, args=([str(pid) for pid in pids],))
    parent.start()
    while not all(pid.exists() and pid.read_text() for pid in pids):
        assert parent.is_alive()
    parent.kill()
    parent.join()
    workers = [psutil.Process(int(pid.read_text())) for pid in pids if psutil.pid_exists(int(pid.read_text()))]
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not alive


@pytest.mark.skipif(START != "forkserver", reason="this system starts each process afresh")
def test_modules_are_imported_once_for_all_workers():
    """In a process of its own: the server that workers are forked from starts once in a process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(preloaded, "colorsys").result() == {True}


def preloaded(module: str) -> set[bool]:
    return {found for _, found in Processes(2, [module]).map(is_imported, [module] * 4, nothing)}


def is_imported(module: str) -> bool:
    return module in sys.modules


def start_hanging(paths: list[str]) -> None:
    list(engine(2).map(hanging, paths, nothing))
