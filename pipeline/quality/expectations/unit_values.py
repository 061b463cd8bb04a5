"""A unit value is its value divided by its quantity, within the intervals that rounding leaves."""

from __future__ import annotations

from typing import Any

import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from pipeline.quality.unit_values import check_unit_values, counts


def _unit_values(
    cls: type,
    execution_engine: PandasExecutionEngine,
    metric_domain_kwargs: dict[str, Any],
    metric_value_kwargs: dict[str, Any],
    **kwargs: Any,
) -> dict[str, Any]:
    frame: pd.DataFrame
    frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
    checked = check_unit_values(frame, metric_value_kwargs["quantities"])
    return {"checked": checked, "counts": counts(checked, frame["source_id"])}


class UnitValues(TableMetricProvider):
    """Every unit value of a batch with what came of dividing its value, and the counts of each source."""

    metric_name = "table.unit_values"
    value_keys = ("quantities",)
    _pandas = metric_value(engine=PandasExecutionEngine)(_unit_values)


class ExpectUnitValuesToBeValueOverQuantity(BatchExpectation):
    """No unit value that cannot be the value beside it over the quantity; see `pipeline.quality.unit_values`.

    ``quantities`` are the units of what a value is divided by. The result's ``counts`` say, for each source, how many
    unit values came to each outcome.
    """

    metric_dependencies = ("table.unit_values",)
    success_keys = ("quantities",)
    column_list: list[str]
    quantities: list[str]

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        checked = metrics["table.unit_values"]["checked"]
        found = [one for one in checked if one.outcome == "failed"]
        result = {
            "element_count": len(checked),
            "unexpected_count": len(found),
            "unexpected_index_list": [one.index for one in found],
            "counts": metrics["table.unit_values"]["counts"],
            "details": [{"divided_low": one.low, "divided_high": one.high} for one in found],
        }
        return {"success": not found, "result": result}
