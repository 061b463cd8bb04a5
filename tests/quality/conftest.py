"""Rows of a made-up chapter that meet every expectation; tests break one and look for the finding."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from pipeline import records, schema

SHA = hashlib.sha256(b"tinsel").hexdigest()
SOURCE = SHA[:12]
DOC = "myb1-2017-tinsel"
Rows = dict[str, list[Any]]


def observation(row: int, column: int, label: str, number: float, **more: Any) -> records.ObservationRow:
    """A figure of table 1, rounded to its units, in tons; ``more`` overrides any field."""
    base = records.ObservationRow(
        SOURCE, DOC, True, True, "1", "production", row, column, label, f"{number:,.0f}", [], sheet="T1",
        cell=f"{'ABCDEFGH'[column]}{row + 5}", row_path=[label], column_path=["2017"], number=number, value=number,
        unit="t", value_si=number, unit_si="t", lower=number - 0.5, upper=number + 0.5, significant_digits=3, year=2017,
        geo_level="country", country=label, country_code="BEL", measure="production", series_id="x",
    )  # fmt: skip
    return replace(base, **more)


@pytest.fixture
def rows() -> Rows:
    """The records of a chapter with one table, one statement, one paragraph and one mention."""
    text = "Glitter Co. made 30 metric tons of tinsel."
    parts = [observation(0, 1, "Belgium", 120.0, marks=["e"], notes=["e"], estimated=True, mark_source="cell")]
    parts += [observation(1, 1, "Chile", 80.0, country_code="CHL")]
    total = observation(2, 1, "Total", 200.0, total_of="rows", geo_level="world", country=None, country_code=None)
    cells = [
        records.CellRow(SOURCE, DOC, True, "1", o.row, o.column, 0, o.row_label, "2017", o.printed, o.marks, "figure",
                        o.printed, None, None, o.sheet, o.cell, None, 1.0)
        for o in (*parts, total)
    ]  # fmt: skip
    return {
        "documents": [records.DocumentRow(SOURCE, DOC, "myb1", "Tinsel", "final", [], "tinsel.xlsx", "workbook", SHA,
                                          None, 1, 7, 0, "0")],
        "tables": [records.TableRow(SOURCE, DOC, True, "1", "TINSEL: WORLD PRODUCTION", "production", "(Metric tons)",
                                    None, None, "T1", 3, 2, None, 3, "all", None, "Data are rounded.")],
        "cells": cells,
        "observations": [*parts, total],
        "world_production": [records.WorldProductionRow(None, "Belgium", "BEL", "country", 2017, 120.0, "t", 120.0, "t",
                                                        None, "reported", True, False, 119.5, 120.5, None, True, SOURCE,
                                                        "1", 0, 1)],
        "capacity": [records.CapacityRow(SOURCE, DOC, True, "prose", "Glitter Co.", country="Belgium",
                                         country_code="BEL", value=30.0, unit="t/yr", year=2017, paragraph=0, start=0,
                                         end=20, rule="made", evidence=text)],
        "paragraphs": [records.ParagraphRow(SOURCE, DOC, True, 0, "World Review", None, None, text, 0, None)],
        "mentions": [records.MentionRow(SOURCE, DOC, True, "COMPANY", "Glitter Co.", None, None, 0, 0, 11, None)],
        "notes": [records.NoteRow(SOURCE, DOC, True, "1", "e", "legend", "Estimated."),
                  records.NoteRow(SOURCE, DOC, True, "1", "--", "legend", "Zero.")],
        "revisions": [records.RevisionRow("x", 2016, None, "Belgium", "production", "t", 2016, 2017, 110.0, 115.0, True,
                                          True)],
        "findings": [records.FindingRow("mark", "info", "look", "cells", SOURCE, DOC)],
    }  # fmt: skip


@pytest.fixture
def validated() -> Callable[[Rows], list[records.FindingRow]]:
    """Validate rows with the project's own suites; the counts of sums, which are no faults, left out."""
    from pipeline.quality import validate

    def run(rows: Rows) -> list[records.FindingRow]:
        return [finding for finding in validate(arrow(rows)) if finding.rule != "arithmetic"]

    return run


def arrow(rows: Rows) -> dict[str, pa.Table]:
    return {name: schema.to_arrow(name, records) for name, records in rows.items()}
