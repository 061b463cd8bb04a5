"""Countries have their ISO 3166-1 alpha-3 code."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def country_known(columns: pd.DataFrame, uncoded: list[str]) -> pd.Series[bool]:
    """True with a code, for a place the standard has none for (``uncoded``), and where no country is stated.

    Where ``geo_level`` is among the columns, "country" requires a country to be named.
    """
    named, coded = columns["country"].notna(), columns["country_code"].notna()
    known = coded | columns["country"].isin(uncoded)
    if "geo_level" not in columns:
        return known | ~named
    return (columns["geo_level"] != "country") | (named & known)


class ExpectCountryToBeKnown(RowExpectation):
    """A code for each country."""

    map_metric = row_metric(country_known, "uncoded")
    success_keys = ("mostly", "uncoded")
    uncoded: list[str]
