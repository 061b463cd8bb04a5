"""Chapters a test can write in a line of JSON, and the per-file work that reads them.

    {"doc": "myb1-2017-indium", "kind": "text", "release": "final", "rows": [["a", 2017, 5.0], ...],
     "finding": "critical", "raise": "text of an UnreadableSource", "die": true}

``rows`` are series_id, year and value of production of "China" and "Japan" by turns.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa

from pipeline.extract import Extract, Readers, extract
from pipeline.inputs import Input
from pipeline.records import (
    CapacityRow,
    CellRow,
    Document,
    FindingRow,
    Identity,
    NoteRow,
    ObservationRow,
    TableRow,
    UnreadableSource,
)
from pipeline.run import Stages

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
        table_rows=[TableRow("", "", False, "1", "T", "production", *[None] * 4, len(rows), 2, *[None] * 5)],
        cells=[
            CellRow("", "", False, "1", i, 1, "China", "2017", str(v), ["r"], "figure", str(v), *[None] * 5, 1.0)
            for i, (_, _, v) in rows
        ],
        observations=[observation(i, *row) for i, row in rows],
        capacity=[CapacityRow("", "", False, origin) for origin in content.get("capacity", [])],
        notes=[NoteRow("", "", False, "1", "r", "legend", "Revised.")],
        findings=[FindingRow("made_up", severity, "something is wrong")] if severity else [],
    )


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
    return SimpleNamespace(paragraphs=[], mentions=[], statements=[], findings=[])


READERS = Readers(read, read_tables, read_prose)


def work(source: Input) -> Extract:
    return extract(source.path, source.source_path, READERS)


def passes(datasets: Mapping[str, pa.Table]) -> list[FindingRow]:
    return []


def prepared() -> None:
    return None


STAGES = Stages(work, prepared, passes)
