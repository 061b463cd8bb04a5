"""What the expectations that judge row by row share."""

from __future__ import annotations

from collections.abc import Callable
from types import new_class
from typing import Any, Literal

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

Holds = Callable[..., "pd.Series[bool]"]


class RowExpectation(MulticolumnMapExpectation):
    """An expectation of several columns of a row; nulls are judged too, since a null is often what is wrong."""

    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "never"


def row_metric(holds: Holds, *parameters: str) -> str:
    """Give Great Expectations a metric named after ``holds`` and return its name.

    ``holds(columns, **parameters)`` takes a frame of the expectation's columns and the values that the suite sets the
    parameters to, and returns for each row whether it is as expected.
    """
    name = f"multicolumn_values.{holds.__name__}"

    def judge(cls: type, column_list: pd.DataFrame, **values: Any) -> pd.Series[bool]:
        return holds(column_list, **{key: values[key] for key in parameters})

    condition = multicolumn_condition_partial(engine=PandasExecutionEngine)(judge)
    members = {"condition_metric_name": name, "condition_value_keys": parameters, "_pandas": condition}
    new_class(holds.__name__, (MulticolumnMapMetricProvider,), exec_body=lambda namespace: namespace.update(members))
    return name
