"""What a capacity statement rests on can be looked up."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def has_evidence(columns: pd.DataFrame) -> pd.Series[bool]:
    """True for a statement of a table with its row and column, and one of the prose with paragraph, start and end."""
    table = columns[["row", "column"]].notna().all(axis=1)
    prose = columns[["paragraph", "start", "end"]].notna().all(axis=1) & (columns["start"] < columns["end"])
    return table.where(columns["origin"] == "table", prose)


class ExpectEvidence(RowExpectation):
    """A place in a table or in the prose."""

    map_metric = row_metric(has_evidence)
