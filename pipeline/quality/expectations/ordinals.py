"""Ordinals count from 0 without gaps, so that neighbours are neighbours."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def ordinals_run(columns: pd.DataFrame, ordinal: str) -> pd.Series[bool]:
    """True for a row whose ``ordinal`` is 0 or one more than another's in its group (the other columns), and unique."""
    group = [name for name in columns.columns if name != ordinal]
    ordered = columns.sort_values([*group, ordinal])
    expected = ordered.groupby(group, observed=True, dropna=False).cumcount()
    return (ordered[ordinal] == expected).reindex(columns.index)


class ExpectOrdinalsToRun(RowExpectation):
    """0, 1, 2, ... in each group."""

    map_metric = row_metric(ordinals_run, "ordinal")
    success_keys = ("mostly", "ordinal")
    ordinal: str
