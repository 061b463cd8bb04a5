"""Where the per-file work runs: this process, or processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

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


def engine(workers: int, preload: Sequence[str] = ()) -> Engine:
    """The engine for so many workers, 0 being this process itself; ``preload`` are modules the work will import."""
    from pipeline.engines.local import Local
    from pipeline.engines.processes import Processes

    return Processes(workers, preload) if workers else Local()
