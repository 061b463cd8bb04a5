"""Releases: a person's recorded word that a source held back may be published all the same.

``releases.yaml`` in the published folder holds one entry an act: the source, who, when, why, and the very findings that
were looked at. These, word for word, no longer hold that source back and are warnings that say so; another critical
finding on it, or the same of a changed file, holds it back as before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.read import published, read_dataset
from pipeline.publish.store import Store
from pipeline.records import FindingRow, YearbookError

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "releases.yaml"
HEAD = "# Sources released from quarantine by `yearbook release`; take an entry out to hold its source back again.\n"


@dataclass(frozen=True, slots=True)
class Seen:
    """A critical finding as a person saw it."""

    rule: str
    message: str
    table: str | None = None
    row: int | None = None
    column: int | None = None

    @classmethod
    def of(cls, finding: FindingRow) -> Seen:
        """What of a finding has to be the same for a release to cover it."""
        return cls(finding.rule, finding.message, finding.table_number, finding.row, finding.column)


@dataclass(frozen=True, slots=True)
class Release:
    """One act of release; ``date`` is YYYY-MM-DD."""

    source_id: str
    doc_id: str
    reason: str
    by: str
    date: str
    findings: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Releases:
    """All releases of a published folder."""

    entries: tuple[Release, ...] = ()

    def eased(self, findings: Iterable[FindingRow]) -> list[FindingRow]:
        """The findings, those released made warnings that name the release."""
        known = {(entry.source_id, seen): entry for entry in self.entries for seen in entry.findings}
        return [_eased(finding, known.get((finding.source_id, Seen.of(finding)))) for finding in findings]

    def eased_table(self, findings: pa.Table) -> pa.Table:
        """As `eased`, of the rows of the dataset findings; the same table where there is nothing to ease."""
        import pyarrow as pa
        import pyarrow.compute as pc

        from pipeline.schema import to_arrow

        sources = [entry.source_id for entry in self.entries]
        chosen = pc.and_(
            pc.equal(findings["severity"], "critical"),
            pc.is_in(findings["source_id"], value_set=pa.array(sources, pa.string())),
        )
        if not pc.any(chosen).as_py():
            return findings
        rows = [FindingRow(**row) for row in findings.filter(chosen).to_pylist()]
        return pa.concat_tables([findings.filter(pc.invert(chosen)), to_arrow("findings", self.eased(rows))])


def _eased(finding: FindingRow, release: Release | None) -> FindingRow:
    if release is None or finding.severity != "critical":
        return finding
    words = f"Released by {release.by} on {release.date} ({release.reason}): {finding.message}"
    return replace(finding, severity="warning", message=words)


def fingerprint(out: Path) -> str:
    """A hash of the releases recorded in ``out``; "none" where there are none."""
    path = out / NAME
    if not path.is_file():
        return "none"
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise YearbookError(f"{path}: cannot be read: {error.strerror}") from error


def read_releases(out: Path) -> Releases:
    """The releases recorded in ``out``; YearbookError naming the entry that is not one."""
    path = out / NAME
    if not path.exists():
        return Releases()
    import yaml

    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise YearbookError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(given, list):
        raise YearbookError(f"{path}: is not a list of releases")
    return Releases(tuple(_entry(path, place, entry) for place, entry in enumerate(given, start=1)))


def _entry(path: Path, place: int, given: Any) -> Release:
    try:
        seen = tuple(Seen(**one) for one in given["findings"])
        entry = Release(**{**given, "date": str(given["date"]), "findings": seen})
    except (TypeError, KeyError) as error:
        raise YearbookError(f"{path}: entry {place} is not a release: {error}") from error
    if not entry.reason or not entry.findings:
        raise YearbookError(f"{path}: entry {place}: a release needs a reason and the findings it covers")
    return entry


def release(out: Path, doc: str, reason: str, by: str, today: dt.date) -> list[Release]:
    """Record that the sources of ``doc`` (doc_id, source_id or path) held back in ``out`` may be published next time.

    Returns the new entries, one a source. Raises YearbookError where ``doc`` is not held back, could not be read at
    all, or ``reason`` is empty.
    """
    if not reason.strip():
        raise YearbookError("a release needs a reason")
    published(out)
    with Store(out).lock():
        state, manifest = published(out)
        named = [entry for entry in manifest.inputs if doc in (entry.source_id, entry.doc_id, entry.path)]
        if not named:
            raise YearbookError(f"{doc}: no doc_id, source_id or path of a chapter in {out}")
        held = [entry for entry in named if entry.fate == "quarantined"]
        if not held:
            unread = [entry.cause for entry in named if entry.fate == "unreadable"]
            raise YearbookError(f"{doc}: " + (f"nothing to release: {unread[0]}" if unread else "is not held back"))
        sources = {entry.source_id for entry in held}
        rows = read_dataset(state, manifest, "findings", lambda output: Path(output.path).stem in sources).to_pylist()
        critical = [FindingRow(**row) for row in rows if row["severity"] == "critical"]
        fresh = [
            Release(
                entry.source_id,
                entry.doc_id,
                reason.strip(),
                by,
                today.isoformat(),
                tuple(Seen.of(finding) for finding in critical if finding.source_id == entry.source_id),
            )
            for entry in held
        ]
        _write(out / NAME, (*read_releases(out).entries, *fresh))
    return fresh


def _write(path: Path, entries: Sequence[Release]) -> None:
    import yaml

    given = [asdict(entry) | {"findings": [_short(asdict(seen)) for seen in entry.findings]} for entry in entries]
    text = HEAD + yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=100)
    fresh = path.with_name(path.name + ".new")
    try:
        with open(fresh, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        raise YearbookError(f"{path}: cannot be written: {error.strerror}") from error


def _short(seen: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in seen.items() if value is not None}
