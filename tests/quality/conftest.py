"""Rows of a made-up chapter that meet every expectation; tests break one and look for the finding."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from pipeline import records, schema

SHA = hashlib.sha256(b"tinsel").hexdigest()
SOURCE = SHA[:12]
DOC = "myb1-2017-tinsel"
Rows = dict[str, list[Any]]


def observation(row: int, column: int, label: str, number: float, /, **more: Any) -> records.ObservationRow:
    """A figure of table 1, rounded to its units, in tons; ``more`` overrides any field."""
    base = records.ObservationRow(
        source_id=SOURCE, doc_id=DOC, preferred=True, latest=True, table_number="1", table_kind="production", row=row,
        column=column, row_label=label, printed=f"{number:,.0f}", marks=[], sheet="T1",
        cell=f"{'ABCDEFGH'[column]}{row + 5}", row_path=[label], column_path=["2017"], number=number, value=number,
        unit="t", value_si=number, unit_si="t", lower=number - 0.5, upper=number + 0.5, significant_digits=3, year=2017,
        geo_level="country", country=label, country_code="BEL", measure="production", series_id="x",
    )  # fmt: skip
    return replace(base, **more)


def cell(of: records.ObservationRow, **more: Any) -> records.CellRow:
    """The cell of an observation."""
    base = records.CellRow(
        source_id=SOURCE, doc_id=DOC, preferred=True, table_number="1", row=of.row, column=of.column, part=0,
        row_label=of.row_label, head="2017", printed=of.printed, marks=of.marks, kind="figure", resolved=of.printed,
        page=None, bbox=None, sheet=of.sheet, cell=of.cell, line=None, confidence=1.0,
    )  # fmt: skip
    return replace(base, **more)


@pytest.fixture
def rows() -> Rows:
    """The records of a chapter with one table, one statement, one paragraph and one mention."""
    return chapter()


def chapter() -> Rows:
    text = "Glitter Co. made 30 metric tons of tinsel."
    belgium = observation(0, 1, "Belgium", 120.0, marks=["e"], notes=["e"], estimated=True, mark_source="cell")
    chile = observation(1, 1, "Chile", 80.0, country_code="CHL", period="year")
    total = observation(2, 1, "Total", 200.0, total_of="rows", geo_level="world", country=None, country_code=None)
    return {
        "documents": [records.DocumentRow(
            source_id=SOURCE, doc_id=DOC, series="myb1", title="Tinsel", release="final", authors=[],
            source_path="tinsel.xlsx", source_kind="workbook", source_sha256=SHA, pages=None, tables=1, words=7,
            letters_repaired=0, pipeline_version="0")],
        "tables": [records.TableRow(
            source_id=SOURCE, doc_id=DOC, preferred=True, table_number="1", title="TINSEL: WORLD PRODUCTION",
            kind="production", unit_note="(Metric tons)", basis=None, pages=None, sheet="T1", n_rows=3, n_columns=2,
            data_through=None, rounding_digits=3, rounding_scope="all", rounding_except=None,
            rounding_note="Data are rounded to no more than three significant digits.")],
        "cells": [cell(belgium), cell(chile), cell(total)],
        "observations": [belgium, chile, total],
        "world_production": [records.WorldProductionRow(
            product=None, country="Belgium", country_code="BEL", geo_level="country", year=2017, value=120.0, unit="t",
            value_si=120.0, unit_si="t", basis=None, status="reported", estimated=True, revised=False, lower=119.5,
            upper=120.5, stage=None, latest=True, source_id=SOURCE, table_number="1", row=0, column=1)],
        "capacity": [records.CapacityRow(
            source_id=SOURCE, doc_id=DOC, preferred=True, origin="prose", company="Glitter Co.", facility="Mill 1",
            location="Ghent", country="Belgium", country_code="BEL", value=30.0, value_high=40.0, unit="t/yr",
            product="tinsel", year=2017, projected_year=2019, qualifier="about", paragraph=0, start=0, end=20,
            rule="made", evidence=text)],
        "paragraphs": [records.ParagraphRow(
            source_id=SOURCE, doc_id=DOC, preferred=True, paragraph=0, section="World Review", run_in="Belgium",
            country="Belgium", text=text, letters_repaired=0, page=None)],
        "mentions": [
            records.MentionRow(
                source_id=SOURCE, doc_id=DOC, preferred=True, label="COMPANY", text="Glitter Co.", canonical=None,
                country_code="BEL", paragraph=0, start=0, end=11, page=None),
            records.MentionRow(
                source_id=SOURCE, doc_id=DOC, preferred=True, label="COUNTRY", text="Belgium", canonical=None,
                country_code="BEL", paragraph=0, start=0, end=0, page=None)],
        "notes": [
            records.NoteRow(SOURCE, DOC, True, "1", "e", "legend", "Estimated."),
            records.NoteRow(SOURCE, DOC, True, "1", "--", "legend", "Zero.")],
        "revisions": [records.RevisionRow(
            series_id="x", year=2016, period=None, country="Belgium", measure="production", unit="t", edition_old=2016,
            edition_new=2017, value_old=110.0, value_new=115.0, marked=True, changed=True)],
        "findings": [records.FindingRow("mark", "info", "look", "cells", SOURCE, DOC)],
    }  # fmt: skip


def arrow(rows: Rows) -> dict[str, pa.Table]:
    """The rows as Arrow tables, by dataset."""
    return {name: schema.to_arrow(name, records) for name, records in rows.items()}
