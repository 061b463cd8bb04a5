"""Columns that are never null."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def filled(columns: pd.DataFrame) -> pd.Series[bool]:
    """True for rows without a null."""
    return columns.notna().all(axis=1)


class ExpectColumnsToBeFilled(RowExpectation):
    """A value in each of the columns of every row: what the published schema says is never null."""

    map_metric = row_metric(filled)
