"""How fast the pipeline runs: ``make bench``, or ``python -m bench.bench FILE...``.

Prints, for each form of chapter of the corpus (of the sample edition where there is no corpus): chapters a second with
one worker and with two, what two gain, the seconds of each stage, the time of a second run that finds nothing changed,
and the peak memory of all processes together; the time of ``yearbook --help``, which loads no heavy library; and for
PDF chapters pages a second and the whole road as a ratio to pdfplumber's and pypdfium2's own reading of the same pages,
in the same run (``--pdf N`` chapters drawn at random); and words a second of the prose stage. ``--all`` times a run
over every chapter of every form.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from . import corpus

SEED = 20
LIMIT = 24
"""Chapters of each form that are timed, evenly spread over the names."""
INTERVAL = 0.25
"""Seconds between two looks at the memory."""
YEARBOOK = Path(sys.executable).with_name("yearbook")


def main(arguments: list[str]) -> int:
    """Time every set of inputs and print a line a measurement."""
    options = argparse.ArgumentParser(prog="make bench", description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("files", nargs="*", metavar="FILE", help="chapters to time instead of the corpus")
    options.add_argument("--pdf", type=int, default=40, metavar="N", help="chapters for the ratio to pdfplumber (40)")
    options.add_argument("--only-pdf", action="store_true", help="the ratio to pdfplumber alone")
    options.add_argument("--all", action="store_true", help="a run over every chapter of every form, and no more")
    chosen = options.parse_args(arguments)
    print(f"{dt.date.today()}, {os.cpu_count()} processors, {psutil.virtual_memory().total >> 30} GB")
    if chosen.all:
        _measure("all", [path for form in corpus.FOLDERS for path in corpus.chapters(form)], (2,))
        return 0
    if chosen.pdf and corpus.SHARED.is_dir() and not chosen.files:
        _against_pdfplumber(random.Random(SEED).sample(corpus.chapters("pdf"), chosen.pdf))
    if chosen.only_pdf:
        return 0
    print(f"yearbook --help: {min(_seconds('--help') for _ in range(3)):.2f} s")
    for name, inputs in _inputs(chosen.files).items():
        _measure(name, inputs)
    if corpus.SHARED.is_dir() and not chosen.files:
        _prose(_spread(corpus.chapters("text")))
    return 0


def _prose(chapters: list[Path]) -> None:
    """The prose stage alone, in this process: the chapters and their tables are read before the clock runs."""
    from pipeline.prose import read_prose
    from pipeline.prose.once import Readings
    from pipeline.sources import read
    from pipeline.tables import read_tables

    documents = [read(path, path.read_bytes()) for path in chapters]
    tables = [read_tables(document).tables for document in documents]
    read_prose(documents[0], tables[0], Readings())  # what is loaded once is loaded, nothing is read
    start = time.perf_counter()
    prose = [read_prose(document, found, Readings()) for document, found in zip(documents, tables, strict=True)]
    seconds = time.perf_counter() - start
    words = sum(len(paragraph.text.split()) for one in prose for paragraph in one.paragraphs)
    rate = f"{words / seconds:,.0f} words a second"
    print(f"prose stage: {len(chapters)} chapters, {words:,} words: {seconds:.1f} s ({rate})")


def _against_pdfplumber(chapters: list[Path]) -> None:
    """The whole road over ``chapters`` and pdfplumber's words of the same pages, which it reads in one process."""
    pages, words = _timed(_words_of, chapters)
    _, bare = _timed(_text_of, chapters)
    for name, seconds in (("pdfplumber's words", words), ("pypdfium2's text", bare)):
        print(
            f"{name}: {len(chapters)} chapters, {pages} pages: {seconds:.1f} s ({pages / seconds:.1f} pages a second)"
        )
    for workers in (0, 2):
        with tempfile.TemporaryDirectory() as out:
            seconds = _run(chapters, out, workers).seconds
        rate = f"{pages / seconds:.1f} pages a second"
        print(f"the whole road, {workers or 1} process(es): {seconds:.1f} s ({rate})", end="")
        print(f", {seconds / words:.2f} of pdfplumber's, {seconds / bare:.1f} of pypdfium2's")


def _timed(read: Callable[[Path], int], chapters: list[Path]) -> tuple[int, float]:
    start = time.perf_counter()
    pages = sum(read(path) for path in chapters)
    return pages, time.perf_counter() - start


def _text_of(path: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


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


def _measure(name: str, inputs: list[Path], workers: tuple[int, ...] = (1, 2)) -> None:
    alone = None
    for number in workers:
        with tempfile.TemporaryDirectory() as out:
            cold = _run(inputs, out, number)
            stages = json.loads((Path(out) / "run.json").read_text(encoding="utf-8"))["seconds"]
            again = _run(inputs, out, number)
        gain = f", {alone / cold.seconds:.2f} times one" if alone else ""
        alone = alone or cold.seconds
        rate = f"{len(inputs) / cold.seconds:.1f} chapters a second{gain}"
        print(f"{name}: {len(inputs)} chapters, {number} worker(s): {cold.seconds:.1f} s ({rate})", end="")
        print(f", again {again.seconds:.1f} s, peak {cold.peak:,.0f} MB in all")
        print(f"    {', '.join(f'{stage} {seconds:.1f} s' for stage, seconds in stages.items())}")


@dataclass(frozen=True, slots=True)
class _Ran:
    """How long a command took, and the most memory its processes had together: each page of it counted once, in MB."""

    seconds: float
    peak: float


def _run(inputs: Iterable[Path], out: str, workers: int) -> _Ran:
    arguments = ["run", *map(str, inputs), "--out", out, "--workers", str(workers)]
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen([str(YEARBOOK), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as command:
        whole = psutil.Process(command.pid)
        while command.poll() is None:
            peak = max(peak, _memory(whole))
            time.sleep(INTERVAL)
    return _Ran(time.perf_counter() - start, peak)


def _memory(process: psutil.Process) -> float:
    """The proportional set size of a process and all its children, which counts what they share once; 0 when gone."""
    total = 0
    for one in (process, *_children(process)):
        with contextlib.suppress(psutil.Error):
            total += one.memory_full_info().pss
    return total / 2**20


def _children(process: psutil.Process) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children(recursive=True)
    return []


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([str(YEARBOOK), *arguments], check=False, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
