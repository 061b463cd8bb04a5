"""Which sources are held back, and why: a critical finding keeps its source out of the published datasets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract import Extract
from pipeline.records import FindingRow, Identity

if TYPE_CHECKING:
    import pyarrow as pa


def unreadable(done: Extract) -> FindingRow:
    """The finding of a source that gave no extract but an error."""
    message = done.error or ""
    return FindingRow("unreadable_source", "critical", message, "documents", done.source_id, Identity().doc_id)


def reasons_of(findings: pa.Table) -> dict[str, list[str]]:
    """The messages of the critical findings by ``source_id``; "" stands for what no single source is to blame for."""
    import pyarrow.compute as pc

    critical = findings.filter(pc.equal(findings["severity"], "critical"))
    reasons: dict[str, list[str]] = {}
    for source, message in zip(critical["source_id"].to_pylist(), critical["message"].to_pylist(), strict=True):
        reasons.setdefault(source, []).append(message)
    return reasons


def critical_sources(findings: pa.Table) -> frozenset[str]:
    """The sources with a critical finding."""
    return frozenset(reasons_of(findings))


def severities(findings: pa.Table) -> dict[str, int]:
    """How many findings there are of each severity."""
    return dict(sorted(Counter(findings["severity"].to_pylist()).items()))
