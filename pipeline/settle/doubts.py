"""Revisions that do not look like revisions: what two editions give for one fact, and how the newer one marks it.

A revised figure is marked "r" in the edition that changes it, so only editions of consecutive years are held to that:
one that was skipped may have made, and marked, the change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.records import FindingRow, Severity
from pipeline.settle.latest import as_numpy, codes
from pipeline.settle.revisions import Revised, values_of

if TYPE_CHECKING:
    import pyarrow as pa

LIMIT = 25  # findings of a rule in a source told one by one
SCALE = 1000.0  # what a figure is off by where "thousand" is read for nothing, or not read
NEAR = (0.5, 2.0)  # how far a revision beside may move such a figure


def doubtful_revisions(revised: Revised) -> list[FindingRow]:
    """The findings on facts that two editions give.

    ``revision_of_scale``: the newer figure is about a thousand times the older, or a thousandth. ``revision_unmarked``:
    changed beyond what rounding leaves open, without an "r"; a warning in a table that marks other revisions.
    ``mark_without_revision``: an "r" on a figure that is as before.
    """
    if not len(revised.table):
        return []
    return [
        *_findings(revised, _of_scale(revised), "revision_of_scale", "warning", "about a thousand times apart"),
        *_unmarked(revised),
        *_findings(revised, _unchanged(revised), "mark_without_revision", "info", "marked r, but as before"),
    ]


def _of_scale(revised: Revised) -> Any:
    import numpy as np

    old, new = values_of(revised.older), values_of(revised.newer)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.maximum(new / old, old / new) / SCALE
    return (off > NEAR[0]) & (off < NEAR[1])


def _unmarked(revised: Revised) -> Iterator[FindingRow]:
    changed = as_numpy(revised.table["changed"]) & _consecutive(revised) & _apart(revised)
    found = changed & ~as_numpy(revised.table["marked"]) & ~_of_scale(revised)
    marking = _marking(revised.newer)
    told = "changed without an r"
    yield from _findings(revised, found & marking, "revision_unmarked", "warning", f"{told}, which others here have")
    yield from _findings(revised, found & ~marking, "revision_unmarked", "info", told)


def _unchanged(revised: Revised) -> Any:
    """Marked as revised, the figure and its printed form the same."""
    import pyarrow.compute as pc

    as_before = as_numpy(pc.equal(revised.older["printed"], revised.newer["printed"]))
    return as_numpy(revised.table["marked"]) & ~as_numpy(revised.table["changed"]) & as_before & _consecutive(revised)


def _consecutive(revised: Revised) -> Any:
    return as_numpy(revised.newer["edition"]) - as_numpy(revised.older["edition"]) == 1


def _apart(revised: Revised) -> Any:
    """Whether no one value lies in the intervals of both; true where one of them is a symbol."""
    import numpy as np

    bounds = (values_of(side, name) for side in (revised.older, revised.newer) for name in ("lower", "upper"))
    old_low, old_high, new_low, new_high = bounds
    one_is_symbol = np.isnan(values_of(revised.older)) | np.isnan(values_of(revised.newer))
    return one_is_symbol | (old_low > new_high) | (new_low > old_high)


def _marking(rows: pa.Table) -> Any:
    """Whether any figure of the row's table is marked as revised."""
    import numpy as np

    tables = codes(rows["source_id"]).astype(np.int64) << 16 | (codes(rows["table_number"]).astype(np.int64) + 1)
    return np.isin(tables, tables[as_numpy(rows["revised"])])


def _findings(revised: Revised, found: Any, rule: str, severity: Severity, told: str) -> Iterator[FindingRow]:
    import numpy as np

    before = revised.older.filter(np.asarray(found)).to_pylist()
    after = revised.newer.filter(np.asarray(found)).to_pylist()
    rows = [
        new | {"before": old["edition"], "expected": _words(old), "observed": _words(new)}
        for old, new in zip(before, after, strict=True)
    ]
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["source_id"]] += 1
        if seen[row["source_id"]] <= LIMIT:
            yield _finding(row, rule, severity, told)
    last = {row["source_id"]: row for row in rows}
    for source, number in seen.items():
        if number > LIMIT:
            message = f"{number - LIMIT} more figures of this source are {told}"
            yield FindingRow(rule, severity, message, "observations", source, last[source]["doc_id"])


def _words(row: dict[str, Any]) -> str:
    """A figure as printed, and what it stands for where its table counts in thousands or millions."""
    if row["number"] == row["value"]:
        return str(row["printed"])
    return f"{row['printed']} ({row['value']:,.12g} {row['unit'] or ''})".replace(" )", ")")


def _finding(row: dict[str, Any], rule: str, severity: Severity, told: str) -> FindingRow:
    return FindingRow(
        rule=rule,
        severity=severity,
        message=f"“{row['row_label'] or ''}” in {row['year']}: the edition of {row['before']} has {row['expected']}, "
        f"this one {row['observed']}: {told}",
        dataset="observations",
        source_id=row["source_id"],
        doc_id=row["doc_id"],
        table_number=row["table_number"],
        row=row["row"],
        column=row["column"],
        expected=row["expected"],
        observed=row["observed"],
    )
