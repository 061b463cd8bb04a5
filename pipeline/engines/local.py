"""The per-file work in this process, one file after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.engines import Died, Job, Result


class Local:
    """Runs the jobs in their order; never calls ``meanwhile``, for this process has no time to spare."""

    def map(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], meanwhile: Callable[[], object]
    ) -> Iterator[tuple[Job, Result | Died]]:
        """Each job with its result, in the jobs' order."""
        for job in jobs:
            yield job, _result(work, job)


def _result(work: Callable[[Job], Result], job: Job) -> Result | Died:
    try:
        return work(job)
    except Exception as error:
        return Died(f"{type(error).__name__}: {error}")
