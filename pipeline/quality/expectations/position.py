"""Where in its source a figure stands, so that a reader can look it up."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def has_position(columns: pd.DataFrame) -> pd.Series[bool]:
    """True with a sheet and cell (workbook), a page and a box of four coordinates (PDF), or a line (text)."""
    workbook = columns["sheet"].notna() & columns["cell"].notna()
    pdf = columns["page"].notna() & (columns["bbox"] == 4)
    return workbook | pdf | columns["line"].notna()


class ExpectPosition(RowExpectation):
    """A place in the source, in one of the ways of its three forms."""

    map_metric = row_metric(has_position)
