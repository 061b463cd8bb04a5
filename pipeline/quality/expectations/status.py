"""Status and what is printed: "W" is withheld, "--" zero, a figure reported."""

from __future__ import annotations

import re

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric
from pipeline.quality.frames import by_distinct

_REFERENCE = re.compile(r"\((?:\d{1,2}|[a-z])(?:, ?(?:\d{1,2}|[a-z]))*\)")
_DITTO = re.compile(r"(do\.?|ditto)", re.IGNORECASE)
_NUMBERED = frozenset({"reported", "zero"})


def status_agrees_with_printed(columns: pd.DataFrame, symbols: dict[str, str]) -> pd.Series[bool]:
    """True where ``status`` is what ``printed`` says and figures and zeros, but nothing else, have a ``number``.

    ``symbols`` gives the status of each symbol. "(2)" has the status its note gives it: any but reported. A ditto has
    its antecedent's, which is not looked at here.
    """
    of_symbols = frozenset(symbols.values())

    def agrees(printed: str, status: str) -> bool:
        if printed in symbols:
            return status == symbols[printed]
        if _REFERENCE.fullmatch(printed):
            return status != "reported"
        figure = re.search(r"\d", printed) is not None
        return bool(_DITTO.fullmatch(printed)) or status not in (of_symbols if figure else {"reported", *of_symbols})

    number = columns["number"]
    reference = columns["printed"].astype("str").str.startswith("(") & number.isna()
    numbered = columns["status"].isin(_NUMBERED) == number.notna()
    zeros = (columns["status"] != "zero") | (number == 0) | reference
    return by_distinct(columns[["printed", "status"]], agrees) & (numbered | reference) & zeros


class ExpectStatusToAgreeWithPrinted(RowExpectation):
    """A status that the printed symbol bears out, and a number where and only where there is a figure or a zero."""

    map_metric = row_metric(status_agrees_with_printed, "symbols")
    success_keys = ("mostly", "symbols")
    symbols: dict[str, str]
