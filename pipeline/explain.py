"""What the rules found on one chapter, in words for the person who has to look: where it stands and what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.outcome import SEVERITIES
from pipeline.publish.manifest import Entry, Manifest
from pipeline.publish.read import published, read_dataset
from pipeline.records import YearbookError

if TYPE_CHECKING:
    import pyarrow as pa

FATES = {"published": "published", "quarantined": "held back in quarantine", "unreadable": "could not be read"}
IN_TABLES = frozenset({"cells", "observations", "capacity", "tables"})

Place = tuple[str | None, int, int]
Cells = Mapping[Place, Mapping[str, Any]]


def explain(out: Path, doc: str) -> Iterator[str]:
    """The lines on each source of ``doc``, a doc_id, source_id or path of a chapter in ``out``.

    What became of it; each critical finding and warning with its table, its place in the source, the row as printed,
    what was expected and what is there; the rest counted by rule; and what can be done. Raises YearbookError where
    there is no such chapter.
    """
    state, manifest = published(out)
    named = [entry for entry in manifest.inputs if doc in (entry.source_id, entry.doc_id, entry.path)]
    if not named:
        raise YearbookError(f"{doc}: no doc_id, source_id or path of a chapter in {out}")
    for place, entry in enumerate(named):
        if place:
            yield ""
        yield from _source(entry, state, manifest, out)


def _source(entry: Entry, state: Path, manifest: Manifest, out: Path) -> Iterator[str]:
    yield f"{entry.doc_id}: {entry.path} (source {entry.source_id}): {FATES[entry.fate]}"
    found = _rows(state, manifest, "findings", entry)
    findings = sorted(
        found, key=lambda row: (SEVERITIES.index(row["severity"]), row["table_number"] or "", row["row"] or 0)
    )
    counts = Counter(row["severity"] for row in findings)
    yield "  " + ", ".join(f"{counts[severity]:,} {severity}" for severity in SEVERITIES)
    cells = _cells(_rows(state, manifest, "cells", entry))
    for finding in findings:
        if finding["severity"] != "info":
            yield ""
            yield from _finding(finding, cells)
    yield from _counted([row["rule"] for row in findings if row["severity"] == "info"])
    yield from _advice(entry, out)


def _rows(state: Path, manifest: Manifest, dataset: str, entry: Entry) -> list[dict[str, Any]]:
    """The rows of one source, wherever they are: those of an unreadable one stand with the run's own."""
    names = {entry.source_id} if entry.fate != "unreadable" else {entry.source_id, "run"}
    table: pa.Table = read_dataset(state, manifest, dataset, lambda output: Path(output.path).stem in names)
    return [row for row in table.to_pylist() if row["source_id"] == entry.source_id]


def _cells(rows: Sequence[Mapping[str, Any]]) -> Cells:
    return {(row["table_number"], row["row"], row["column"]): row for row in rows}


def _finding(finding: Mapping[str, Any], cells: Cells) -> Iterator[str]:
    yield f"{finding['severity']}: {finding['rule']}: {finding['message']}"
    row = _row(finding, cells)
    where = [_table(finding), _place(finding, row)]
    if any(where):
        yield "    at        " + ", ".join(filter(None, where))
    if row:
        yield "    printed   " + " | ".join([row[0]["row_label"] or "", *(_printed(cell) for cell in row)])
    for name in ("expected", "observed"):
        if finding[name]:
            yield f"    {name}  {finding[name]}"


def _row(finding: Mapping[str, Any], cells: Cells) -> list[Mapping[str, Any]]:
    """The cells of the row a finding is about, from the left."""
    if finding["row"] is None or finding["dataset"] not in IN_TABLES:
        return []
    here = (finding["table_number"], finding["row"])
    return [cells[key] for key in sorted((key for key in cells if key[:2] == here), key=lambda key: key[2])]


def _table(finding: Mapping[str, Any]) -> str | None:
    words = [
        f"{name} {finding[key]}"
        for name, key in (("table", "table_number"), ("row", "row"), ("column", "column"))
        if finding[key] is not None
    ]
    return " ".join(words) or None


def _place(finding: Mapping[str, Any], row: Sequence[Mapping[str, Any]]) -> str | None:
    """Where in the source the finding's cell, or else its row, begins."""
    cell = next((cell for cell in row if cell["column"] == finding["column"]), row[0] if row else None)
    if cell is None:
        return None
    words = [
        f"{name} {cell[key]}"
        for name, key in (("sheet", "sheet"), ("cell", "cell"), ("page", "page"), ("line", "line"))
        if cell[key] is not None
    ]
    return " ".join(words) or None


def _printed(cell: Mapping[str, Any]) -> str:
    """A cell with its marks, and what a ditto stands for."""
    text = cell["printed"] + (f" [{', '.join(cell['marks'])}]" if cell["marks"] else "")
    return f"{text} = {cell['resolved']}" if cell["kind"] == "ditto" else text


def _counted(rules: Sequence[str]) -> Iterator[str]:
    if rules:
        yield ""
        yield "info: " + ", ".join(f"{number:,} {rule}" for rule, number in sorted(Counter(rules).items()))


def _advice(entry: Entry, out: Path) -> Iterator[str]:
    if entry.fate == "quarantined":
        yield ""
        yield "Its rows are under quarantine/. If the source is right, publish it at the next run with"
        yield f'    yearbook release {out} {entry.source_id} --reason "..."'
        yield "If the source errs, a correction in the ledger keeps what is printed and publishes what was meant."
    elif entry.fate == "unreadable":
        yield f"  {entry.cause}"
