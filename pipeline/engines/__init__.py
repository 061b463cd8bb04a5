"""Where the per-file work runs: this process, processes of this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol, TypeVar

from pipeline.records import YearbookError

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of a job that raised or whose process died; ``cause`` does not name the job."""

    cause: str


class Engine(Protocol):
    """Runs a picklable function over jobs; one job's fate never touches another's."""

    def map(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], meanwhile: Callable[[], object]
    ) -> Iterator[tuple[Job, Result | Died]]:
        """Each job with its result, in any order.

        ``meanwhile`` is called once in this process when the work runs elsewhere and this process would only wait.
        """
        ...


def engine(workers: int, preload: Sequence[str] = (), scheduler: str | None = None) -> Engine:
    """The engine for so many workers, 0 being this process itself, or for the Dask cluster of a ``scheduler``.

    ``preload`` are modules the work will import. Raises YearbookError where Dask is not installed.
    """
    from pipeline.engines.local import Local
    from pipeline.engines.processes import Processes

    if scheduler is None:
        return Processes(workers, preload) if workers else Local()
    if find_spec("distributed") is None:
        raise YearbookError("--scheduler needs Dask: pip install 'yearbook-pipeline[cluster]'")
    from pipeline.engines.cluster import Cluster

    return Cluster(scheduler)
