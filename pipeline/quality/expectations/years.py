"""Years that an edition can speak of."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def years_within_edition(columns: pd.DataFrame, earliest: int, ahead: int) -> pd.Series[bool]:
    """True where every year is null or from ``earliest`` to the ``edition`` and ``ahead`` years after it.

    An edition of 0 is not known: it sets no limit. All columns but ``edition`` are years.
    """
    edition = columns["edition"].fillna(0)
    years = columns.drop(columns="edition")
    late = years.gt(edition + ahead, axis=0).any(axis=1) & (edition > 0)
    return ~late & ~years.lt(earliest).any(axis=1)


class ExpectYearsWithinEdition(RowExpectation):
    """No year that its edition cannot state: a figure or a code taken for a year."""

    map_metric = row_metric(years_within_edition, "earliest", "ahead")
    success_keys = ("mostly", "earliest", "ahead")
    earliest: int
    ahead: int
