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
from pipeline.quality.grids import Rates


def _sums(
    cls: type,
    execution_engine: PandasExecutionEngine,
    metric_domain_kwargs: dict[str, Any],
    metric_value_kwargs: dict[str, Any],
    **kwargs: Any,
) -> dict[str, Any]:
    frame: pd.DataFrame
    frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
    sums = check_sums(
        frame, Rates(**{name: metric_value_kwargs[f"rate_{name}"] for name in ("units", "heads", "measures")})
    )
    return {"sums": sums, "counts": counts(sums, frame["source_id"])}


class Sums(TableMetricProvider):
    """Every total of a batch with what came of adding its parts, and the counts of each source."""

    metric_name = "table.sums"
    value_keys = ("rate_units", "rate_heads", "rate_measures")
    _pandas = metric_value(engine=PandasExecutionEngine)(_sums)


class ExpectPartsToAddToTotal(BatchExpectation):
    """No total of rows or of columns whose sum has the ``outcome``; see `pipeline.quality.arithmetic`.

    "failed": its parts cannot add up to it; "misplaced": other lines than those of its group do. The result's
    ``counts`` say, for each source, how many totals came to each outcome.
    """

    metric_dependencies = ("table.sums",)
    success_keys = ("rate_units", "rate_heads", "rate_measures")
    column_list: list[str]
    outcome: str
    rate_units: str
    rate_heads: str
    rate_measures: list[str]

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        sums = metrics["table.sums"]["sums"]
        found = [checked for checked in sums if checked.outcome == self.outcome]
        details = [
            {"sum_low": one.low, "sum_high": one.high, "parts": one.parts, "direction": one.direction} for one in found
        ]
        result = {
            "element_count": len(sums),
            "unexpected_count": len(found),
            "unexpected_index_list": [one.index for one in found],
            "counts": metrics["table.sums"]["counts"],
            "details": details,
        }
        return {"success": not found, "result": result}
