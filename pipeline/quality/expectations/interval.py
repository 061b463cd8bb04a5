"""The interval in which an unrounded value lies."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric

TOLERANCE = 1e-9  # relative


def interval_holds_value(columns: pd.DataFrame) -> pd.Series[bool]:
    """True where ``lower`` <= ``value`` <= ``upper``; a reported value has both, others may have neither."""
    value, lower, upper = columns["value"], columns["lower"], columns["upper"]
    slack = value.abs().fillna(0.0) * TOLERANCE
    reported = (columns["status"] == "reported") & value.notna()
    ends = lower.notna() & upper.notna()
    ordered = ~(lower > upper) & (lower.isna() == upper.isna())
    inside = ~(lower > value + slack) & ~(upper < value - slack)
    return ordered & inside & (ends | ~reported)


class ExpectIntervalToHoldValue(RowExpectation):
    """``lower`` and ``upper`` in order, with the value between them."""

    map_metric = row_metric(interval_holds_value)
