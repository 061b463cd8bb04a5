"""Ditto marks are resolved."""

from __future__ import annotations

import re

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric
from pipeline.quality.frames import by_distinct

_DITTO = re.compile(r"(do\.?|ditto|[\"”〃])\s*", re.IGNORECASE)


def ditto_resolved(columns: pd.DataFrame) -> pd.Series[bool]:
    """True for cells that are no ditto, and for dittos whose ``resolved`` is text and not itself a ditto."""

    def resolved(kind: str, text: str | None) -> bool:
        return kind != "ditto" or bool(text and text.strip() and not _DITTO.fullmatch(text))

    return by_distinct(columns[["kind", "resolved"]], resolved)


class ExpectDittosToBeResolved(RowExpectation):
    """What each ditto stands for."""

    map_metric = row_metric(ditto_resolved)
