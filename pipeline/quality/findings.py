"""Outcomes of expectations as findings: where, what is wrong, what was expected, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.quality.batches import Outcome
from pipeline.quality.frames import SEPARATOR
from pipeline.records import FindingRow

if TYPE_CHECKING:
    import pyarrow as pa

LIMIT = 25  # findings of a rule in a source; what is wrong more often than that has one cause, and is told by a count


class _Words(dict[str, Any]):
    """A row's values as words; a column that the row does not have stays as its name in braces."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def findings(dataset: str, table: pa.Table, outcome: Outcome, documents: Mapping[str, str]) -> Iterator[FindingRow]:
    """The findings of one outcome over the rows of ``table``; ``documents`` gives a source's doc_id."""
    if outcome.rows is None:
        yield from _whole(dataset, table, outcome, documents)
        return
    places_of = _by_source(table, outcome.rows)
    shown = [place for places in places_of.values() for place in places[:LIMIT]]
    # all in one go: taking from a table in hundreds of chunks joins them each time
    rows = iter(table.take([outcome.rows[place] for place in shown]).to_pylist() if shown else ())
    for source, places in places_of.items():
        for place in places[:LIMIT]:
            row = next(rows)
            details = outcome.details[place] if outcome.details else {}
            yield _finding(dataset, row | details, outcome, documents)
        if len(places) > LIMIT:
            yield _more(dataset, source, len(places) - LIMIT, outcome, documents)
    for source, counted in outcome.counts.items() if "count_rule" in outcome.meta else ():
        yield _count(dataset, source, counted, outcome, documents)


def _whole(dataset: str, table: pa.Table, outcome: Outcome, documents: Mapping[str, str]) -> Iterator[FindingRow]:
    """What is wrong with a dataset as such is wrong with each of its sources."""
    sources = table["source_id"].unique().to_pylist() if "source_id" in table.column_names else [""]
    for source in sources:
        row = {"source_id": source} | (outcome.details[0] if outcome.details else {})
        yield _finding(dataset, row, outcome, documents)


def _by_source(table: pa.Table, rows: list[int]) -> dict[str, list[int]]:
    """For each source the places in ``rows`` of its rows, in order."""
    if "source_id" not in table.column_names:
        return {"": list(range(len(rows)))} if rows else {}
    grouped: dict[str, list[int]] = {}
    for place, source in enumerate(table["source_id"].take(rows).to_pylist() if rows else ()):
        grouped.setdefault(source or "", []).append(place)
    return grouped


def _finding(dataset: str, row: Mapping[str, Any], outcome: Outcome, documents: Mapping[str, str]) -> FindingRow:
    words = _Words({name: _word(value) for name, value in row.items()})
    source = row.get("source_id") or ""
    meta = outcome.meta
    return FindingRow(
        rule=meta["rule"],
        severity=outcome.severity,
        message=meta["message"].format_map(words),
        dataset=dataset,
        source_id=source,
        doc_id=row.get("doc_id") or documents.get(source, ""),
        table_number=row.get("table_number"),
        row=row.get("row"),
        column=row.get("column"),
        expected=meta["expected"].format_map(words) if "expected" in meta else None,
        observed=meta["observed"].format_map(words) if "observed" in meta else None,
    )


def _more(dataset: str, source: str, n: int, outcome: Outcome, documents: Mapping[str, str]) -> FindingRow:
    message = f"{n:,} more of this rule in this source; only the first {LIMIT} are listed."
    rule = outcome.meta["rule"]
    return FindingRow(rule, outcome.severity, message, dataset, source, documents.get(source, ""), observed=str(n))


def _count(
    dataset: str, source: str, counted: Mapping[str, int], outcome: Outcome, documents: Mapping[str, str]
) -> FindingRow:
    words = ", ".join(f"{n:,} {name}" for name, n in sorted(counted.items()))
    message = outcome.meta["counted"].format(counts=words)
    rule = outcome.meta["count_rule"]
    return FindingRow(rule, "info", message, dataset, source, documents.get(source, ""), observed=words)


def _word(value: Any) -> str:
    """A value as a reader would write it: numbers with commas and no needless decimals, lists with slashes."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return " / ".join(map(_word, value)) or "nothing"
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:g}"
    return str(value).replace(SEPARATOR, " / ")
