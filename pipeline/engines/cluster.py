"""The per-file work on a Dask cluster: for archives that outgrow a machine. Needs the extra ``cluster``.

A worker may see none of this machine's files, so a job travels with its file's bytes and is read from a file of the
worker's own. Workers must run this version of the pipeline, or their results would not be those of this one.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.engines import Died, Job, Result
from pipeline.publish.versions import AFTER_EXTRACTION, versions
from pipeline.records import YearbookError

AHEAD = 3  # jobs given out a worker, so that none waits for the next to travel
PATIENCE = 20.0  # seconds for a scheduler to answer, and for the first worker to come

_ALONE = threading.Lock()  # the PDF library is not made for threads, of which a worker may have several


class Cluster:
    """The workers of the scheduler at ``address`` ("tcp://10.0.0.1:8786")."""

    def __init__(self, address: str) -> None:
        self.address = address

    def map(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], meanwhile: Callable[[], object]
    ) -> Iterator[tuple[Job, Result | Died]]:
        """Each job (a dataclass with the ``path`` of its file) with its result as it comes.

        A job whose worker is lost is run again on another, some three times; then it is yielded as `Died`. Raises
        YearbookError where the scheduler does not answer, has no workers or they run another version.
        """
        client = self._client()
        try:
            _same_versions(client)
            queue, given = deque(jobs), dict[Any, Job]()
            while queue and len(given) < AHEAD * max(len(client.scheduler_info()["workers"]), 1):
                _give(client, work, queue, given)
            meanwhile()
            done = import_module("distributed").as_completed(list(given), loop=client.loop)
            for future in done:
                job = given.pop(future)
                yield job, _result(future)
                future.release()
                if queue:
                    done.add(_give(client, work, queue, given))
        finally:
            client.close()

    def _client(self) -> Any:
        try:
            client = import_module("distributed").Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise YearbookError(f"{self.address}: no scheduler answers there: {error}") from error
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            client.close()
            raise YearbookError(f"{self.address}: the scheduler has no workers") from error
        return client


def _give(client: Any, work: Any, queue: deque[Job], given: dict[Any, Job]) -> Any:
    job: Any = queue.popleft()
    try:
        data = Path(job.path).read_bytes()
    except OSError as error:
        future = client.submit(_raise, f"{error.strerror or error}", pure=False)
    else:
        future = client.submit(carried, work, job, data, pure=False)
    given[future] = job
    return future


def carried(work: Callable[[Any], Result], job: Any, data: bytes) -> Result:
    """``work`` of a job (a dataclass with a ``path``) whose file is written where this worker can read it, under its
    own name."""
    with _ALONE, tempfile.TemporaryDirectory(prefix="yearbook-") as folder:
        path = Path(folder) / Path(job.path).name
        path.write_bytes(data)
        return work(replace(job, path=str(path)))


def _raise(cause: str) -> None:
    raise OSError(cause)


def _result(future: Any) -> Any:
    try:
        return future.result()
    except import_module("distributed").KilledWorker:
        return Died("every worker reading it died (out of time or memory, or killed)")
    except Exception as error:
        return Died(f"{type(error).__name__}: {error}")


def _same_versions(client: Any) -> None:
    """Raises YearbookError where a worker would read a file otherwise than this process."""
    own = versions()
    others = client.run(versions)
    for worker, found in others.items():
        differing = [name for name in own if name not in AFTER_EXTRACTION and found.get(name) != own[name]]
        if differing:
            name = differing[0]
            raise YearbookError(f"{worker}: this worker has {name} {found.get(name)}, this machine {own[name]}")
