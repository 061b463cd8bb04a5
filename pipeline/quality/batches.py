"""Suites run over frames by Great Expectations, quietly and in memory: no analytics, no network, no files."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.records import Severity, YearbookError

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.expectations.expectation import Expectation

COMPLETE = {"result_format": "COMPLETE", "partial_unexpected_count": 0, "return_unexpected_index_query": False}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an expectation that does not hold, or that counts.

    ``rows`` are row numbers in the frame, null where the expectation is of the whole dataset; ``details`` are words for
    the finding beyond the row's own columns, one a row; ``counts`` are the expectation's own figures by source.
    """

    meta: Mapping[str, str]
    severity: Severity
    rows: list[int] | None
    details: list[dict[str, Any]] = field(default_factory=list)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@cache
def batches() -> BatchDefinition[Any]:
    """What makes a batch of a frame."""
    asset = context().data_sources.add_pandas("run").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("all")


@cache
def context() -> EphemeralDataContext:
    """Great Expectations' context, in memory, its analytics and progress bars off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read on import by the versions that have analytics
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations as gx
        from great_expectations.data_context.types import base
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    config = base.DataContextConfig(
        analytics_enabled=False,
        progress_bars=base.ProgressBarsConfig(globally=False),
        store_backend_defaults=base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def run_suite(
    frame: pd.DataFrame,
    suite: ExpectationSuite,
    parameters: Mapping[str, Any],
    keep: dict[str, ExpectationValidationResult] | None = None,
) -> Iterator[Outcome]:
    """What does not hold of a frame; every result is put into ``keep``, by rule.

    Map expectations are first asked whether they hold, and only those that do not for the rows: asking all of them for
    rows costs several copies of the frame an expectation. Where the dataset as such is wrong (a column of another type)
    its rows cannot be judged, and only that is told. Raises YearbookError where an expectation cannot be checked.
    """
    from great_expectations.expectations.expectation import (
        ColumnMapExpectation,
        ColumnPairMapExpectation,
        MulticolumnMapExpectation,
    )

    maps = (ColumnMapExpectation, ColumnPairMapExpectation, MulticolumnMapExpectation)
    by_rule = {rule_of(expectation): expectation for expectation in suite.expectations}
    mapped = [rule for rule, expectation in by_rule.items() if isinstance(expectation, maps)]
    batch = batches().get_batch({"dataframe": frame})
    asked = _results(batch, [by_rule[rule] for rule in mapped], "BOOLEAN_ONLY", parameters)
    held = {rule for rule in mapped if asked[rule].success}
    again = _results(batch, [by_rule[rule] for rule in by_rule if rule not in held], COMPLETE, parameters)
    if keep is not None:
        keep |= asked | again
    errors = {rule: error for rule, result in again.items() if (error := _error(result))}
    told = [rule for rule in sorted(again.keys() - errors) if not again[rule].success or "counts" in again[rule].result]
    outcomes = [_outcome(by_rule[rule], again[rule].result) for rule in told]
    whole = [outcome for outcome in outcomes if outcome.rows is None]
    if errors and not whole:
        raise YearbookError("; ".join(f"expectation {rule!r} cannot be checked: {errors[rule]}" for rule in errors))
    yield from whole or outcomes


def rule_of(expectation: Any) -> str:
    """The rule that the meta of an expectation, or of its configuration, names."""
    return str(expectation.meta["rule"])


def _results(
    batch: Any, expectations: Sequence[Expectation], result_format: str | dict[str, Any], parameters: Mapping[str, Any]
) -> dict[str, ExpectationValidationResult]:
    """The result of each expectation, by rule; Great Expectations gives them in an order of its own.

    It copies an expectation some seventy times to check it, so all of its meta but the rule stays here.
    """
    from great_expectations import ExpectationSuite

    light = [expectation.copy(update={"meta": {"rule": rule_of(expectation)}}) for expectation in expectations]
    suite = ExpectationSuite(name="run", expectations=light)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        validated = batch.validate(suite, result_format=result_format, expectation_parameters=dict(parameters))
    return {rule_of(result.expectation_config): result for result in validated.results}


def _error(result: ExpectationValidationResult) -> str | None:
    """The exception that Great Expectations reports as a failure: here it must not pass for one."""
    info = result.exception_info or {}
    raised = [one for one in (info, *info.values()) if isinstance(one, dict) and one.get("raised_exception")]
    return str(raised[0].get("exception_message")) if raised else None


def _outcome(expectation: Expectation, found: Mapping[str, Any]) -> Outcome:
    details = found.get("details", [])
    return Outcome(
        meta=expectation.meta or {},
        severity=expectation.severity.value,
        rows=found.get("unexpected_index_list"),
        details=details if isinstance(details, list) else [details],
        counts=found.get("counts", {}),
    )
