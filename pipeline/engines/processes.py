"""The per-file work in processes of this machine; a process that dies costs one file, not the run."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Generic

from pipeline.engines import Died, Job, Result

AHEAD = 2  # jobs given out a worker, so that none waits for this process
START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class Processes:
    """``workers`` processes that no thread or lock of this process is copied into.

    They are forked from a server that has imported the modules of ``preload`` once for them all; where the system has
    no such server, each is started afresh.
    """

    def __init__(self, workers: int, preload: Sequence[str] = ()) -> None:
        self.workers = workers
        multiprocessing.get_context(START).set_forkserver_preload(list(preload))

    def map(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], meanwhile: Callable[[], object]
    ) -> Iterator[tuple[Job, Result | Died]]:
        """Each job with its result as it comes.

        When a process dies, all jobs given out are suspects: each runs again alone, and the one that
        kills its process again is yielded as `Died`; the others go on in new processes.
        """
        queue, waiting = deque(jobs), [meanwhile]
        while queue:
            batch: _Batch[Job, Result] = _Batch(work, queue, min(self.workers, len(queue)), waiting)
            yield from batch.results()
            for suspect in batch.suspects:
                yield suspect, _alone(work, suspect)


class _Batch(Generic[Job, Result]):
    """One pool from its start until the queue is empty or a process dies; ``suspects``: what was given out then."""

    def __init__(
        self, work: Callable[[Job], Result], queue: deque[Job], workers: int, waiting: list[Callable[[], object]]
    ) -> None:
        self.work, self.queue, self.workers, self.waiting = work, queue, workers, waiting
        self.given: dict[Future[Result], Job] = {}
        self.suspects: list[Job] = []

    def results(self) -> Iterator[tuple[Job, Result | Died]]:
        pool = _pool(self.workers)
        try:
            while self._give_out(pool):
                while self.waiting:
                    self.waiting.pop()()
                done, _ = wait(self.given, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from self._take(future)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _give_out(self, pool: ProcessPoolExecutor) -> bool:
        """Keep the workers busy; false when nothing is given out and nothing can be."""
        while self.queue and not self.suspects and len(self.given) < AHEAD * self.workers:
            try:
                future = pool.submit(self.work, self.queue[0])
            except BrokenProcessPool:
                break
            self.given[future] = self.queue.popleft()
        return bool(self.given)

    def _take(self, future: Future[Result]) -> Iterator[tuple[Job, Result | Died]]:
        job = self.given.pop(future)
        result = _result(future)
        if isinstance(result, _Lost):
            self.suspects.append(job)
        else:
            yield job, result


def _alone(work: Callable[[Job], Result], job: Job) -> Result | Died:
    with _pool(1) as pool:
        result = _result(pool.submit(work, job))
    return (
        Died("the process reading it died (out of time or memory, or killed)") if isinstance(result, _Lost) else result
    )


class _Lost:
    """What there is instead of a job's result when its process or a neighbour died."""


def _result(future: Future[Result]) -> Result | Died | _Lost:
    """A job's result; `Died` if it raised or its result cannot travel, `_Lost` if its process or a neighbour died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return _Lost()
    except Exception as error:
        return Died(f"{type(error).__name__}: {error}")


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context(START), initializer=_begin)


def _begin() -> None:
    """A worker is quiet, uses one thread, leaves Ctrl-C to its parent and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot tell its workers to stop, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
