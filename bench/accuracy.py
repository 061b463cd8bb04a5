"""How accurately the pipeline reads the corpus: ``make accuracy``, or ``make accuracy FORMS="seed workbook"``.

For each form of chapter: tables, prose, letter case, capacity statements and entities against their answer keys, over
the chapters the pipeline was built on and those set aside apart, then chapter by chapter, the worst first.
What was published stays in ``.accuracy/<form>`` to look at.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from . import corpus, scoring
from .letters import Prose
from .scoring import MEASURES, Score, Tables

OUT = corpus.ROOT / ".accuracy"
SUMMARY = 4  # lines that end a run
PARTS = {"build": "built on", "test": "set aside"}


def main(argv: list[str] | None = None) -> int:
    """Run and score the forms asked for; 2 when the corpus is not there."""
    options = _options(argv)
    if not corpus.SHARED.is_dir():
        print(f"The corpus is not there ({corpus.SHARED}): nothing to score.", file=sys.stderr)
        return 2
    OUT.mkdir(exist_ok=True)
    for form in options.forms or corpus.FORMS:
        try:
            _report(form, options)
        except scoring.NothingPublished as error:
            print(f"  {error}")
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make accuracy", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("forms", nargs="*", metavar="FORM", help=f"any of {', '.join(corpus.FORMS)} (all)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the run (2)")
    parser.add_argument("--chapters", type=int, default=15, help="how many of the worst chapters to name (15)")
    parser.add_argument("--only", default="", help="only chapters whose file name holds this")
    parser.add_argument("--scores", action="store_true", help="score again what the last run published")
    options = parser.parse_args(argv)
    for form in set(options.forms) - set(corpus.FORMS):
        parser.error(f"no form {form!r}: choose from {', '.join(corpus.FORMS)}")
    return options


def _report(form: str, options: argparse.Namespace) -> None:
    inputs = [path for path in corpus.chapters(form) if options.only in path.name]
    out, docs = OUT / form, [corpus.answers(path.stem) for path in inputs]
    print(f"\n{form.upper()}: {len(inputs)} chapters")
    if not options.scores:
        _read(inputs, out, options.workers)
    _print_tables(Tables(out, corpus.table_key(OUT)), docs, options.chapters)
    print("  without the rows where the key is wrong (bench/errata.yaml):")
    _print_tables(Tables(out, corpus.table_key(OUT), corrected=True), docs, options.chapters)
    _print_prose(scoring.prose(out), options.chapters)
    _print_statements(out, docs)
    _print_entities(out, docs)


def _read(inputs: list[Path], out: Path, workers: int) -> None:
    shutil.rmtree(out, ignore_errors=True)
    start = time.monotonic()
    last = scoring.run(inputs, out, workers).strip().split("\n")[-SUMMARY:]
    print(f"  read in {time.monotonic() - start:.0f} s", *last, sep="\n  ")


def _parts(docs: Iterable[str]) -> dict[str, list[str]]:
    """The chapters built on and those set aside."""
    parts: dict[str, list[str]] = {part: [] for part in PARTS.values()}
    for doc in docs:
        parts[PARTS["test" if corpus.set_aside(doc) else "build"]].append(doc)
    return parts


def _print_tables(tables: Tables, docs: list[str], chapters: int) -> None:
    for part, members in _parts(docs).items():
        if members:
            print(f"  tables, {part}: {len(members)} chapters")
            _print_scores(tables.score(members))
    scores = {doc: tables.score([doc]) for doc in docs}
    worst = [d for d in sorted(docs, key=lambda d: scores[d]["strict"].f1) if scores[d]["strict"].f1 < 1][:chapters]
    if worst:
        print(f"  {'worst chapters (F1; figures missing)':44}{''.join(f'{m:>10}' for m in MEASURES)}   missing")
    for doc in worst:
        figures = "".join(f"{_f1(scores[doc][m]):>10}" for m in MEASURES)
        print(f"    {_named(doc):42}{figures}{tables.vanished(doc):10}")


def _f1(score: Score) -> str:
    return f"{score.f1:.4f}" if score.gold else "-"


def _print_scores(scores: Mapping[str, Score]) -> None:
    for measure, s in scores.items():
        print(f"    {measure:9} P {s.precision:.4f}  R {s.recall:.4f}  F1 {s.f1:.4f}  of {s.gold:,}")


def _print_prose(prose: Mapping[str, Prose], chapters: int) -> None:
    for part, members in _parts(prose).items():
        total = sum((prose[d] for d in members), Prose())
        if total.words:
            print(
                f"  prose, {part}: {len(members)} chapters, word errors {total.error_rate:.2%} of {total.words:,}; "
                f"letter case {total.case:.3%} of {total.capitals:,}, {total.raised} raised wrongly"
            )
    _print_worst("word errors", prose, chapters, lambda p: p.error_rate, "{:.2%}")
    _print_worst("letters wrong", prose, chapters, lambda p: p.capitals - p.restored + p.raised, "{}")


def _print_worst(
    title: str, prose: Mapping[str, Prose], chapters: int, measure: Callable[[Prose], float], form: str
) -> None:
    worst = sorted((d for d in prose if measure(prose[d])), key=lambda d: -measure(prose[d]))[:chapters]
    if worst:
        print(f"    {title}: " + ", ".join(f"{_named(d)} {form.format(measure(prose[d]))}" for d in worst))


def _print_statements(out: Path, docs: list[str]) -> None:
    for folder, part in PARTS.items():
        annotated = [d for d in docs if (corpus.SHARED / f"gold/prose/{folder}/{d}.jsonl").exists()]
        if not annotated:
            continue
        print(f"  capacity statements, {part}: {len(annotated)} chapters")
        _print_scores(scoring.statements(out, folder, *annotated))
        for doc in annotated:
            scores = scoring.statements(out, folder, doc)
            print(f"    {_named(doc):42}" + "  ".join(f"{m} {s.f1:.3f}" for m, s in scores.items()))


def _print_entities(out: Path, docs: list[str]) -> None:
    for path in sorted((corpus.SHARED / "gold/entities").glob("*.entities.jsonl")):
        doc = path.name.split(".")[0]
        if doc in docs:
            print(f"  entities of {_named(doc)}")
            _print_scores(scoring.entities(out, doc))


def _named(doc: str) -> str:
    return f"{doc} (set aside)" if corpus.set_aside(doc) else doc


if __name__ == "__main__":
    sys.exit(main())
