"""How fast the pipeline runs: ``make bench``, or ``python -m bench.bench FILE...``.

Prints, for each form of chapter of the corpus (of the sample edition where there is no corpus): chapters a minute with
one worker and with one a processor, the time of a second run that finds nothing changed, and the largest memory of a
process; and the time of ``yearbook --help``, which loads no heavy library.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from . import corpus

LIMIT = 24
"""Chapters of each form that are timed, evenly spread over the names."""
YEARBOOK = Path(sys.executable).with_name("yearbook")


def main(arguments: list[str]) -> int:
    """Time every set of inputs and print a line a measurement."""
    print(f"yearbook --help: {min(_seconds('--help') for _ in range(3)):.2f} s")
    for name, inputs in _inputs(arguments).items():
        _measure(name, inputs)
    return 0


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
