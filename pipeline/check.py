"""Whether what is published is whole, has the published columns and meets the expectations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.outcome import SEVERITIES
from pipeline.publish.manifest import Manifest
from pipeline.publish.read import dataset_of, published, read_dataset
from pipeline.records import FindingRow, YearbookError
from pipeline.release import read_releases


def check(out: Path) -> list[FindingRow]:
    """The findings on the state published in ``out``: its files first and, where these are whole, their rows.

    Raises YearbookError where nothing is published.
    """
    state, manifest = published(out)
    return list(_damaged(state, manifest)) or read_releases(out).eased(_validated(state, manifest))


def report(findings: Sequence[FindingRow]) -> Iterator[str]:
    """A line a critical finding and a line a rule for the others, which can be many."""
    for finding in findings:
        if finding.severity == "critical":
            yield f"critical: {finding.message} [{finding.rule} {finding.doc_id} {finding.source_id}]".rstrip()
    others = [finding for finding in findings if finding.severity != "critical"]
    others.sort(key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))
    for (severity, rule), group in groupby(others, key=lambda f: (f.severity, f.rule)):
        first, *rest = group
        yield f"{severity}: {rule}: {len(rest) + 1}, such as: {first.message} [{first.doc_id} {first.source_id}]"
    counts = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITIES}
    yield ", ".join(f"{number} {severity}" for severity, number in counts.items())


def _damaged(state: Path, manifest: Manifest) -> Iterator[FindingRow]:
    for output in manifest.outputs:
        path = state / output.path
        if not path.is_file():
            yield FindingRow("missing_file", "critical", f"{output.path}: is missing", dataset_of(output)[0])
        elif hashlib.sha256(path.read_bytes()).hexdigest() != output.sha256:
            yield FindingRow("damaged_file", "critical", f"{output.path}: was changed", dataset_of(output)[0])
    known = {output.path for output in manifest.outputs}
    for path in sorted(state.rglob("*.parquet")):
        name = path.relative_to(state).as_posix()
        if name not in known:
            yield FindingRow("unknown_file", "critical", f"{name}: is not in the manifest")


def _validated(state: Path, manifest: Manifest) -> list[FindingRow]:
    from pipeline.quality import validate
    from pipeline.schema import SCHEMAS

    try:
        datasets = {name: read_dataset(state, manifest, name, lambda o: not dataset_of(o)[1]) for name in SCHEMAS}
    except YearbookError as error:
        return [FindingRow("unreadable_file", "critical", str(error))]
    return validate(datasets)
