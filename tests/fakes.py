"""Chapters a test can write in a line of JSON, and the per-file work that reads them.

    {"doc": "myb1-2017-indium", "kind": "text", "release": "final", "rows": [["a", 2017, 5.0], ...],
     "companies": [["HC", "Halite Co."], ...],
     "finding": "critical", "raise": "text of an UnreadableSource", "die": true, "spin": true, "swell": 100}

"spin" never ends, "swell" takes so many megabytes.

``rows`` are series_id, year and value of production of "China" and "Japan" by turns.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pyarrow as pa

from pipeline.extract import Extract, Readers, extract
from pipeline.inputs import Input
from pipeline.limits import Limits
from pipeline.records import (
    CapacityRow,
    CellRow,
    Document,
    FindingRow,
    Identity,
    MentionRow,
    NoteRow,
    ObservationRow,
    TableRow,
    UnreadableSource,
)
from pipeline.run import Stages

Row = TypeVar("Row")
COUNTRIES = ("China", "Japan")


def chapter(path: Path, doc: str = "myb1-2017-indium", **content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"doc": doc, "rows": [["a", 2017, 5.0], ["b", 2017, 6.0]], **content}))
    return path


class Content(Document):
    """A document that carries what the test wrote to where it is read."""

    content: dict[str, Any]


def read(path: Path, data: bytes) -> Document:
    content = json.loads(data)
    if content.get("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    while content.get("spin"):
        pass
    if content.get("swell"):
        bytearray(content["swell"] << 20)
    if "raise" in content:
        raise UnreadableSource(f"{path.name}: {content['raise']}")
    series, edition, commodity = content["doc"].split("-", 2)
    identity = Identity(series, commodity, int(edition), release=content.get("release", "final"))
    document = Content(content.get("kind", "text"), identity)
    document.content = content
    return document


def read_tables(document: Any) -> SimpleNamespace:
    content = document.content
    severity = content.get("finding")
    rows = list(enumerate(content["rows"]))
    return SimpleNamespace(
        tables=[None],
        table_rows=[row_of(TableRow, table_number="1", title="T", kind="production", n_rows=len(rows), n_columns=2)],
        cells=[figure_cell(place, value) for place, (_, _, value) in rows],
        observations=[observation(i, *row) for i, row in rows],
        capacity=[CapacityRow("", "", False, origin) for origin in content.get("capacity", [])],
        notes=[NoteRow("", "", False, "1", "r", "legend", "Revised.")],
        findings=[FindingRow("made_up", severity, "something is wrong")] if severity else [],
    )


def row_of(row: type[Row], /, **known: Any) -> Row:
    """A published row of which a test names only what it looks at."""
    empty: dict[str, Any] = {"str": "", "bool": False, "int": 0, "float": 1.0, "list[str]": []}
    required = [field for field in fields(row) if field.default is MISSING and field.default_factory is MISSING]
    return row(**{field.name: empty.get(str(field.type)) for field in required} | known)


def figure_cell(row: int, value: object) -> CellRow:
    known = {"table_number": "1", "row": row, "column": 1, "row_label": "China", "head": "2017", "marks": ["r"]}
    return row_of(CellRow, **known, printed=str(value), resolved=str(value), kind="figure")


def observation(row: int, series: str, year: int | None, value: float | None, **more: Any) -> ObservationRow:
    known: dict[str, Any] = {
        "table_number": "1",
        "table_kind": "production",
        "row": row,
        "column": 1,
        "row_label": "China",
        "printed": str(value),
        "marks": ["r"],
        "value": value,
        "number": value,
        "year": year,
        "series_id": series,
        "measure": "production",
        "geo_level": "country",
        "country": COUNTRIES[row % 2],
        "unit": "t",
        "revised": True,
        "row_path": [COUNTRIES[row % 2]],
        "column_path": [str(year)],
    }
    return ObservationRow("", "", False, False, **{**known, **more})


def read_prose(document: Any, tables: Any) -> SimpleNamespace:
    named = enumerate(document.content.get("companies", ()))
    mentions = [
        row_of(MentionRow, label="COMPANY", text=text, canonical=canonical, paragraph=at, start=0, end=len(text))
        for at, (text, canonical) in named
    ]
    return SimpleNamespace(paragraphs=[], mentions=mentions, statements=[], findings=[])


READERS = Readers(read, read_tables, read_prose)


def work(source: Input, limits: Limits | None = None) -> Extract:
    return extract(source.path, source.source_path, READERS, limits)


def passes(datasets: Mapping[str, pa.Table], pages) -> list[FindingRow]:
    return []


def prepared() -> None:
    return None


STAGES = Stages(work, prepared, passes)
