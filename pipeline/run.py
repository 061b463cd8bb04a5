"""What happens to many files, stage by stage; nothing here is about a form or a commodity.

    collect → extract (an engine, one file at a time) → settle → quality → publish

A run publishes a whole new state or leaves the old one: nothing is published half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.cache import Cache
from pipeline.engines import Died, engine
from pipeline.extract import Extract, failed, work
from pipeline.held import critical_sources, reasons_of, severities, unreadable
from pipeline.inputs import Collected, Input, collect
from pipeline.limits import Limits
from pipeline.log import Log
from pipeline.outcome import Outcome, Severity
from pipeline.publish.manifest import Entry, Fate, Manifest
from pipeline.publish.store import Store
from pipeline.publish.versions import extraction, versions
from pipeline.records import FindingRow, Identity, YearbookError
from pipeline.release import Releases, fingerprint, read_releases
from pipeline.report import reported

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settle import Settled

PRELOAD = ("pandas", "spacy", "pipeline.prose", "pipeline.sources.pdf", "pipeline.sources.workbook", "pipeline.tables")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for; ``workers`` 0 is this process, None as many as the machine has processors.

    ``fail_on`` is the mildest severity of findings that makes the exit code 1. ``scheduler`` is the address of a Dask
    scheduler whose workers do the per-file work. ``limits`` are what one file may take.
    """

    raw: tuple[str, ...]
    out: Path
    workers: int | None = None
    force: bool = False
    fail_on: Severity = "critical"
    scheduler: str | None = None
    limits: Limits = field(default_factory=Limits)


def _prepare() -> None:
    from pipeline.quality import prepare

    prepare()


def _validate(datasets: Mapping[str, pa.Table], pages: dict[str, str]) -> list[FindingRow]:
    from pipeline.quality import validate

    return validate(datasets, pages=pages)


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that a test or another engine may put its own in place of.

    ``work`` must be picklable; ``preload`` are the modules it imports that are slow to import. ``validate`` puts a page
    on each dataset into its second argument.
    """

    work: Callable[..., Extract] = work
    prepare: Callable[[], None] = _prepare
    validate: Callable[[Mapping[str, pa.Table], dict[str, str]], Sequence[FindingRow]] = _validate
    preload: tuple[str, ...] = PRELOAD


def run(options: Options, log: Log, stages: Stages | None = None) -> Outcome:
    """Extract the chapters under ``options.raw`` and publish them in ``options.out``.

    Raises YearbookError, one line, where nothing can be published: no readable chapter, a full disk, another run
    at work there. The old state then stays.
    """
    outcome = Outcome(seconds=log.seconds, fail_on=options.fail_on)
    with log.stage("collect"):
        found = collect(options.raw)
        known = versions() | {"releases": fingerprint(options.out), "limits": str(options.limits)}
    for problem in found.problems:
        _fail(outcome, log, problem)
    if not found.inputs:
        raise YearbookError("no chapter to read: nothing published")
    store = Store(options.out)
    with store.lock(), reported(options.out, outcome, log):
        old = None if options.force else store.read_manifest()
        if old is not None and old.made_from(found.inputs, known) and store.is_whole(old):
            _recall(outcome, log, old)
        else:
            _publish(outcome, log, _Run(options, found, known, store, stages or Stages()))
    return outcome


@dataclass(frozen=True, slots=True)
class _Run:
    options: Options
    found: Collected
    versions: dict[str, str]
    store: Store
    stages: Stages

    @property
    def cache(self) -> Cache:
        return Cache(self.store.root, extraction(self.versions))


def _fail(outcome: Outcome, log: Log, line: str) -> None:
    outcome.failed.append(line)
    log.error(line)


def _recall(outcome: Outcome, log: Log, old: Manifest) -> None:
    """The same inputs, the same versions: say again what failed and what is held back, and do nothing."""
    for entry in old.inputs:
        if entry.fate == "unreadable":
            _fail(outcome, log, entry.cause or entry.path)
        elif entry.fate == "quarantined":
            outcome.held[entry.path] = [entry.cause or ""]
        else:
            outcome.published += 1
    outcome.figures = _figures(old)
    outcome.findings = Counter(old.findings)


def _figures(manifest: Manifest) -> int:
    return sum(output.rows for output in manifest.outputs if output.path.startswith("observations/"))


def _publish(outcome: Outcome, log: Log, this: _Run) -> None:
    with log.stage("extract"):
        extracts = _extract_all(outcome, log, this)
    good = [done for done in extracts if done.error is None]
    if not good:
        raise YearbookError("no chapter could be read: nothing published")
    releases = read_releases(this.options.out)
    datasets = _gather(extracts, releases)
    pages: dict[str, str] = {}
    settled, held = _settle(datasets, releases, log, this.stages, pages)
    with log.stage("publish"):
        manifest = _write(extracts, settled, held, this)
        outcome.state = "published" if manifest[1] else "same"
        _document(this.options.out, pages, manifest[0], log)
    this.cache.prune({done.sha256 for done in good})
    _count(outcome, log, manifest[0], settled, held)


def _document(out: Path, pages: Mapping[str, str], manifest: Manifest, log: Log) -> None:
    """The validation's pages, no part of the state: that they cannot be written is an error line and no more."""
    from pipeline.quality.docs import write_docs

    try:
        write_docs(out, pages, manifest.findings)
    except OSError as error:
        log.error(f"{out}: validation pages not written: {error.strerror or error}")


def _extract_all(outcome: Outcome, log: Log, this: _Run) -> list[Extract]:
    """The extracts in the order of the inputs: kept ones of unchanged files, and those of the others anew."""
    inputs, cache = this.found.inputs, this.cache
    kept = {} if this.options.force else {source: cache.get(source.sha256, source.source_path) for source in inputs}
    done = {source: extract for source, extract in kept.items() if extract is not None}
    outcome.reused = len(done)
    todo = sorted((source for source in inputs if source not in done), key=_by_chapter)
    workers = min(_workers(this.options), len(todo))
    scheduler = this.options.scheduler if todo else None
    at_work = engine(workers, this.stages.preload, scheduler)
    for source, result in at_work.map(_held(this), todo, this.stages.prepare):
        one = failed(source, f"{source.source_path}: {result.cause}", True) if isinstance(result, Died) else result
        done[source] = one
        if one.error is None:
            cache.put(one)
            log.progress(_line(one), len(done), len(inputs), source=source.source_path, seconds=round(one.seconds, 3))
        else:
            _fail(outcome, log, one.error)
    log.close()
    return [done[source] for source in inputs]


def _by_chapter(source: Input) -> tuple[str, str]:
    """The forms of a chapter one after the other, for a process reads no paragraph twice (pipeline.prose.once)."""
    return PurePath(source.source_path).stem, source.source_path


def _held(this: _Run) -> Callable[[Input], Extract]:
    return partial(this.stages.work, limits=this.options.limits)


def _workers(options: Options) -> int:
    import os

    if options.workers is not None:
        return options.workers
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _line(done: Extract) -> str:
    counts = {name: len(done.datasets[name]) for name in ("tables", "observations", "findings")}
    numbers = f"{counts['tables']} tables, {counts['observations']:,} figures, {counts['findings']} findings"
    return f"{done.source_path}: {done.doc_id}, {numbers}"


def _gather(extracts: Sequence[Extract], releases: Releases) -> dict[str, pa.Table]:
    """The datasets of all sources; a critical finding that was not released holds its source back already."""
    import pyarrow as pa

    from pipeline.schema import to_arrow

    good = [done for done in extracts if done.error is None]
    datasets = {name: pa.concat_tables([done.datasets[name] for done in good]) for name in good[0].datasets}
    bad = to_arrow("findings", [unreadable(done) for done in extracts if done.error is not None])
    datasets["findings"] = pa.concat_tables([releases.eased_table(datasets["findings"]), bad])
    return datasets


def _settle(
    datasets: dict[str, pa.Table], releases: Releases, log: Log, stages: Stages, pages: dict[str, str]
) -> tuple[Settled, frozenset[str]]:
    """Settle, validate, and settle again without the sources that failed, for another form may take their place."""
    import pyarrow as pa

    from pipeline.schema import to_arrow
    from pipeline.settle import settle

    held = critical_sources(datasets["findings"])
    with log.stage("settle"):
        settled = settle(datasets, held)
    with log.stage("quality"):
        findings = to_arrow("findings", releases.eased(stages.validate(settled.datasets, pages)))
    failing = critical_sources(findings)
    if "" in failing:
        raise YearbookError(f"nothing published: {reasons_of(findings)[''][0]}")
    if failing - held:
        with log.stage("settle"):
            settled = settle(datasets, held | failing)
    settled.datasets["findings"] = pa.concat_tables([settled.datasets["findings"], findings])
    return settled, held | failing


def _write(extracts: Sequence[Extract], settled: Settled, held: frozenset[str], this: _Run) -> tuple[Manifest, bool]:
    """Build the new state and put it in the old one's place; false if it is the old one."""
    from pipeline.publish.write import write_state
    from pipeline.schema import SCHEMAS

    partitions = {done.source_id: done.partition for done in extracts if done.error is None}
    datasets = {name: settled.datasets[name] for name in SCHEMAS}
    with this.store.building() as state:
        outputs = write_state(state, datasets, settled.owners, partitions, held, this.store.current())
        reasons = reasons_of(settled.datasets["findings"])
        entries = tuple(
            _entry(source, done, reasons.get(done.source_id, []))
            for source, done in zip(this.found.inputs, extracts, strict=True)
        )
        again = any(done.passing for done in extracts)
        manifest = Manifest(entries, outputs, this.versions, severities(settled.datasets["findings"]), again)
        (state / "manifest.json").write_text(manifest.text(), encoding="utf-8")
        return manifest, this.store.swap(list(SCHEMAS))


def _entry(source: Input, done: Extract, reasons: Sequence[str]) -> Entry:
    fate: Fate = "unreadable" if done.error is not None else "quarantined" if reasons else "published"
    doc_id = done.doc_id or Identity().doc_id
    cause = reasons[0] if reasons else None
    return Entry(source.source_path, source.sha256, source.kind, source.source_id, doc_id, fate, source.also, cause)


def _count(outcome: Outcome, log: Log, manifest: Manifest, settled: Settled, held: frozenset[str]) -> None:
    reasons = reasons_of(settled.datasets["findings"])
    for entry in manifest.inputs:
        if entry.fate == "quarantined":
            outcome.held[entry.path] = reasons[entry.source_id]
            log.error(f"{entry.path}: held back: {reasons[entry.source_id][0]}")
        outcome.published += entry.fate == "published"
    outcome.figures = _figures(manifest)
    outcome.findings = Counter(manifest.findings)
