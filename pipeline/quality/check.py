"""The expectations of every dataset, checked over the rows of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult

    from pipeline.records import FindingRow


def prepare(suites: Path | None = None) -> None:
    """Import what is slow and load the suites, so that it can go on while something else is awaited (in a thread).

    ``suites`` is the folder that `validate` will be given. Raises YearbookError where a suite is not one.
    """
    from pipeline.quality.batches import batches
    from pipeline.quality.suites import SUITES, load_suites

    batches()
    load_suites(suites or SUITES)


def validate(
    datasets: Mapping[str, pa.Table], suites: Path | None = None, pages: dict[str, str] | None = None
) -> list[FindingRow]:
    """What does not hold of the rows of a run, by dataset, rule and source.

    ``datasets`` are all rows of a run by the names and columns of `pipeline.schema.SCHEMAS`, ``commodity`` and
    ``edition`` beside them where they are known; ``documents``, ``notes`` and ``paragraphs`` must be among them, since
    other rows are compared with theirs. A source that has a critical finding must not be published. Great Expectations'
    page on each dataset is put into ``pages``. ``suites`` is a folder of suites instead of the project's own.

    Raises YearbookError where a suite cannot be loaded or an expectation not be checked.
    """
    from pipeline.quality.suites import SUITES, load_suites

    loaded = load_suites(suites or SUITES)
    names = sorted(loaded.keys() & datasets.keys())
    return [finding for name in names for finding in _findings(name, datasets, loaded[name], pages)]


def _findings(
    dataset: str, datasets: Mapping[str, pa.Table], suite: ExpectationSuite, pages: dict[str, str] | None
) -> Iterator[FindingRow]:
    from pipeline.quality.batches import run_suite
    from pipeline.quality.context import documents, with_context
    from pipeline.quality.docs import page
    from pipeline.quality.findings import findings
    from pipeline.quality.frames import frame
    from pipeline.quality.suites import columns_of

    if not datasets[dataset].num_rows:
        return
    table = with_context(dataset, datasets)
    known = documents(datasets)
    results: dict[str, ExpectationValidationResult] = {}
    for outcome in run_suite(frame(table, columns_of(suite)), suite, {"source_ids": sorted(known)}, results):
        yield from findings(dataset, table, outcome, known)
    if pages is not None:
        pages[dataset] = page(suite, results)
