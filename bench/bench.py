"""How fast the pipeline runs: ``make bench``, or ``python -m bench.bench FILE...``.

Prints, for each form of chapter of the corpus (of the sample edition where there is no corpus): chapters a minute with
one worker and with one a processor, the time of a second run that finds nothing changed, and the largest memory of a
process; the time of ``yearbook --help``, which loads no heavy library; and for PDF chapters the whole road as a ratio
to pdfplumber's own reading of the same pages' words, in the same run (``--pdf N`` chapters drawn at random).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from . import corpus

SEED = 20
LIMIT = 24
"""Chapters of each form that are timed, evenly spread over the names."""
YEARBOOK = Path(sys.executable).with_name("yearbook")


def main(arguments: list[str]) -> int:
    """Time every set of inputs and print a line a measurement."""
    options = argparse.ArgumentParser(prog="make bench", description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("files", nargs="*", metavar="FILE", help="chapters to time instead of the corpus")
    options.add_argument("--pdf", type=int, default=40, metavar="N", help="chapters for the ratio to pdfplumber (40)")
    options.add_argument("--only-pdf", action="store_true", help="the ratio to pdfplumber alone")
    chosen = options.parse_args(arguments)
    if chosen.pdf and corpus.SHARED.is_dir() and not chosen.files:
        _against_pdfplumber(random.Random(SEED).sample(corpus.chapters("pdf"), chosen.pdf))
    if chosen.only_pdf:
        return 0
    print(f"yearbook --help: {min(_seconds('--help') for _ in range(3)):.2f} s")
    for name, inputs in _inputs(chosen.files).items():
        _measure(name, inputs)
    return 0


def _against_pdfplumber(chapters: list[Path]) -> None:
    """The whole road over ``chapters`` and pdfplumber's words of the same pages, which it reads in one process."""
    start = time.perf_counter()
    pages = sum(_words_of(path) for path in chapters)
    words = time.perf_counter() - start
    rate = f"{pages / words:.1f} pages a second"
    print(f"pdfplumber's words: {len(chapters)} chapters, {pages} pages: {words:.1f} s ({rate})")
    for workers in (0, 2):
        with tempfile.TemporaryDirectory() as out:
            seconds = _run(chapters, out, workers)
        print(f"the whole road, {workers or 1} process(es): {seconds:.1f} s, ratio {seconds / words:.2f}")


def _words_of(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words(extra_attrs=["size", "fontname"])
            page.close()
        return len(document.pages)


def _inputs(arguments: list[str]) -> dict[str, list[Path]]:
    if arguments:
        return {"given": [Path(a) for a in arguments]}
    if not corpus.SHARED.is_dir():
        return {"sample": [corpus.ROOT / "raw"]}
    return {form: _spread(corpus.chapters(form)) for form in corpus.FORMS}


def _spread(paths: list[Path]) -> list[Path]:
    return paths[:: max(1, -(-len(paths) // LIMIT))]


def _measure(name: str, inputs: list[Path]) -> None:
    processors = os.cpu_count() or 1
    for workers in sorted({1, processors}):
        with tempfile.TemporaryDirectory() as out:
            cold = _run(inputs, out, workers)
            rate = f"{60 * len(inputs) / cold:.0f} a minute"
            print(f"{name}: {len(inputs)} inputs, {workers} workers: {cold:.1f} s ({rate})", end="")
            print(f", again {_run(inputs, out, workers):.1f} s, largest process {_largest():.0f} MB so far")


def _run(inputs: Iterable[Path], out: str, workers: int) -> float:
    return _seconds("run", *map(str, inputs), "--out", out, "--workers", str(workers))


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([str(YEARBOOK), *arguments], check=False, capture_output=True)
    return time.perf_counter() - start


def _largest() -> float:
    """The largest resident size of a finished child process, in megabytes (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
