"""The parts add to their total, within the intervals that rounding leaves."""

from __future__ import annotations

from typing import Any

import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from pipeline.quality.arithmetic import check_sums, counts


def _sums(
    cls: type,
    execution_engine: PandasExecutionEngine,
    metric_domain_kwargs: dict[str, Any],
    metric_value_kwargs: dict[str, Any],
    **kwargs: Any,
) -> dict[str, Any]:
    frame: pd.DataFrame
    frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
    sums = check_sums(frame, metric_value_kwargs["rates"])
    return {"sums": sums, "counts": counts(sums, frame["source_id"])}


class Sums(TableMetricProvider):
    """Every total of a batch with what came of adding its parts, and the counts of each source."""

    metric_name = "table.sums"
    value_keys = ("rates",)
    _pandas = metric_value(engine=PandasExecutionEngine)(_sums)


class ExpectPartsToAddToTotal(BatchExpectation):
    """No total of rows or of columns that its parts cannot add up to; see `pipeline.quality.arithmetic`.

    The result's ``counts`` say, for each source, how many totals were verified, unverifiable and failed.
    """

    metric_dependencies = ("table.sums",)
    success_keys = ("rates",)
    column_list: list[str]
    rates: str

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        sums = metrics["table.sums"]["sums"]
        failed = [checked for checked in sums if checked.outcome == "failed"]
        details = [
            {"sum_low": found.low, "sum_high": found.high, "parts": found.parts, "direction": found.direction}
            for found in failed
        ]
        result = {
            "element_count": len(sums),
            "unexpected_count": len(failed),
            "unexpected_index_list": [found.index for found in failed],
            "counts": metrics["table.sums"]["counts"],
            "details": details,
        }
        return {"success": not failed, "result": result}
