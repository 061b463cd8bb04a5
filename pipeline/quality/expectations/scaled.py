"""Value and printed number: the one is the other with thousands or millions multiplied out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric

TOLERANCE = 1e-9  # relative


def value_is_number_scaled(columns: pd.DataFrame, scales: list[float]) -> pd.Series[bool]:
    """True where ``value`` is ``number`` times one of ``scales``, and where both or either alone is rightly null."""
    number, value = columns["number"].to_numpy(float), columns["value"].to_numpy(float)
    scaled = np.isnan(number) == np.isnan(value)
    both = ~np.isnan(number) & ~np.isnan(value)
    fits = [np.isclose(value, number * scale, rtol=TOLERANCE, atol=0.0) for scale in scales]
    return pd.Series(scaled & (~both | np.logical_or.reduce(fits)), index=columns.index)


class ExpectValueToBeNumberScaled(RowExpectation):
    """``value`` is the printed ``number`` times a scale that a unit line can state ("Thousand metric tons")."""

    map_metric = row_metric(value_is_number_scaled, "scales")
    success_keys = ("mostly", "scales")
    scales: list[float]
