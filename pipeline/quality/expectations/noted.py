"""Marks and symbols have the note or legend entry that explains them, in their own table."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric
from pipeline.quality.frames import by_distinct, split

_REFERENCE = re.compile(r"\((?:\d{1,2}|[a-z])(?:, ?(?:\d{1,2}|[a-z]))*\)")


def marks_have_notes(columns: pd.DataFrame) -> pd.Series[bool]:
    """True where every one of a cell's ``marks`` and those of a printed "(2)" is among its table's ``note_markers``."""

    def noted(marks: str | None, printed: str, markers: str | None) -> bool:
        return {*split(marks), *_pointed(printed)} <= set(split(markers))

    return _judge(columns, columns[["marks"]].assign(printed=_references(columns["printed"])), noted)


def inherited_marks_have_notes(columns: pd.DataFrame) -> pd.Series[bool]:
    """True where every one of ``notes`` that is not the cell's own mark is among its table's ``note_markers``."""

    def noted(notes: str | None, marks: str | None, printed: str, markers: str | None) -> bool:
        return set(split(notes)) - {*split(marks), *_pointed(printed)} <= set(split(markers))

    return _judge(columns, columns[["notes", "marks"]].assign(printed=_references(columns["printed"])), noted)


def symbols_have_legends(columns: pd.DataFrame, symbols: list[str]) -> pd.Series[bool]:
    """True for cells that print none of ``symbols``, and for those whose table's ``note_markers`` hold it."""

    def explained(printed: str, markers: str | None) -> bool:
        return not printed or printed in split(markers)

    printed = columns["printed"].astype(object).where(columns["printed"].isin(symbols), "")
    return _judge(columns, pd.DataFrame({"printed": printed}), explained)


def _references(printed: pd.Series[str]) -> pd.Series[str]:
    """ "(2)" where that is printed, else "": so the distinct rows are few."""
    return printed.astype(object).where(printed.astype("str").str.startswith("("), "")


def _pointed(printed: str) -> list[str]:
    return re.findall(r"\d+|[a-z]", printed) if _REFERENCE.fullmatch(printed) else []


def _judge(columns: pd.DataFrame, asked: pd.DataFrame, noted: Callable[..., bool]) -> pd.Series[bool]:
    """What is wrong, once for a table and what is printed in it: a missing note is one fault, however often marked."""
    good = by_distinct(asked.assign(markers=columns["note_markers"]), noted)
    wrong = pd.concat([columns[["source_id", "table_number"]], asked], axis=1)[~good]
    good[wrong.index[wrong.duplicated()]] = True
    return good


class ExpectMarksToHaveNotes(RowExpectation):
    """A note for each mark on a cell."""

    map_metric = row_metric(marks_have_notes)


class ExpectInheritedMarksToHaveNotes(RowExpectation):
    """A note for each mark that a figure has from its row, its column or the title."""

    map_metric = row_metric(inherited_marks_have_notes)


class ExpectSymbolsToHaveLegends(RowExpectation):
    """A legend entry for each symbol that stands for a figure."""

    map_metric = row_metric(symbols_have_legends, "symbols")
    success_keys = ("mostly", "symbols")
    symbols: list[str]
