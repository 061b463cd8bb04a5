"""The table key and what was read, both without the rows where the key is wrong or cannot be met.

Besides the rows listed in errata.yaml: the key holds no ranges and bounds, which are published; and it asks for the
words of rows that state nothing but dittos, which are no observations and so never reach the scorer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RANGE_OR_BOUND = re.compile(r"^[<>≤≥]|\d\s?(?:[–-]|to)\s?\$?\d")
DITTO = ("Do.", "do.")


def corrected(key: Path, read: Path, out: Path) -> tuple[Path, Path]:
    """Write both without those rows into ``out``; their paths."""
    paths = out / "key.corrected.jsonl", out / "tables.corrected.jsonl"
    _write(paths[0], _key_tables(key))
    _write(paths[1], _read_rows(read))
    return paths


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _key_tables(key: Path) -> Iterator[dict[str, Any]]:
    for line in key.read_text(encoding="utf-8").splitlines():
        table = json.loads(line)
        kept = [r for r in table["rows"] if not _wrong(table["doc"], table["table"], r["label"]) and not _dittos(r)]
        yield {**table, "rows": kept}


def _dittos(row: dict[str, Any]) -> bool:
    """A row whose only figures, for the key, are ditto marks; years are kept, they may be a head."""
    figures = [cell for cell in row["cells"] if not cell.get("words")]
    return bool(figures) and all(cell["text"] in DITTO for cell in figures)


def _read_rows(read: Path) -> Iterator[dict[str, Any]]:
    for line in read.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not _wrong(row["doc"], str(row["table"]), row["label"]):
            yield {**row, "values": [v for v in row["values"] if not RANGE_OR_BOUND.search(str(v[0]))]}


def _wrong(doc: str, table: str, label: str | None) -> bool:
    folded = re.sub(r"\s+", " ", (label or "").lower()).strip(" :.,")
    return any(
        table in entry["tables"] and entry["docs"].fullmatch(doc) and entry["rows"].fullmatch(folded)
        for entry in _errata()
    )


@cache
def _errata() -> list[dict[str, Any]]:
    entries = yaml.safe_load(Path(__file__).with_name("errata.yaml").read_text(encoding="utf-8"))
    return [{**e, "docs": re.compile(e["docs"]), "rows": re.compile(e["rows"])} for e in entries]
