"""Chapters damaged by chance, read one after the other: what a reader must survive.

``python -m bench.fuzz [--minutes N] [--seed N] [--form .pdf] [FOLDER...]``. Each case is a real chapter, or one of
``raw/`` where none is here, damaged as `bench.damage` says; of a workbook's parts and a PDF's streams some are unpacked
first, so that the damage is inside. A case fails that raises anything but the reader's own error, kills its process,
takes more than 30 s of processor time or 2 GB, writes a file, or opens a socket. Failures are kept in ``--keep DIR``.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from bench.corpus import FOLDERS, ROOT, SHARED, set_aside
from bench.damage import ANY, CONTENT, TEXT, XML, flip
from pipeline.extract import extract
from pipeline.inputs import KINDS
from pipeline.limits import Limits

SECONDS = 30
MEMORY = 2 << 30
FAULT = re.compile(r"\(\w+\.py:\d+\)$")  # how `extract` ends the line on an exception that is no reader's own


def inside_zip(draw: random.Random, data: bytes) -> bytes:
    """One part of a package damaged, the others as they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw.choice(sorted(name for name, part in parts.items() if part))
    parts[name] = draw.choice(XML)(draw, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            info = zipfile.ZipInfo(part)  # its fixed date, for the same seed makes the same bytes
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def inside_stream(draw: random.Random, data: bytes) -> bytes:
    """One stream of a PDF unpacked and damaged; it is left without its filter."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    match = draw.choice(streams)
    try:
        content = zlib.decompress(match[1])
    except zlib.error:
        content = match[1] or b" "
    spoilt = zlib.compress(draw.choice(CONTENT)(draw, content or b" "))
    return data[: match.start(1)] + spoilt + data[match.end(1) :]


def cases(seed: int, folders: list[Path], suffixes: Collection[str] = tuple(KINDS)) -> Iterator[tuple[str, bytes]]:
    """Damaged chapters without end, the same for the same seed, by name."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in suffixes)
    files = [path for path in files if not set_aside(path.stem)]
    for number in range(seed * 1_000_000, (seed + 1) * 1_000_000):
        draw = random.Random(number)
        path = draw.choice(files)
        data = path.read_bytes()
        for _ in range(draw.choice((1, 1, 2, 4))):
            try:
                data = _damaged(draw, path.suffix.lower(), data) or b" "
            except Exception:  # damage on damage may leave no package to look into
                data = flip(draw, data)
        yield f"{number}-{path.name}", data


def _damaged(draw: random.Random, suffix: str, data: bytes) -> bytes:
    inside = {".xlsx": inside_zip, ".pdf": inside_stream}.get(suffix)
    if inside and draw.random() < 0.6:
        return inside(draw, data)
    return draw.choice(TEXT if suffix == ".txt" else ANY)(draw, data)


def attempt(name: str, data: bytes) -> str | None:
    """Read a case in a process of its own; what was wrong with how it was read, or null."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / name.partition("-")[2]
        path.write_bytes(data)
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            _child(path, writer)
        os.close(writer)
        with open(reader, encoding="utf-8") as stream:
            told = stream.read()
        status = os.waitpid(pid, 0)[1]
        if os.WIFSIGNALED(status):
            return f"killed by signal {os.WTERMSIG(status)}"
        if os.listdir(folder) != [path.name] or path.read_bytes() != data:
            return "wrote a file"
    return told or None


def _child(path: Path, writer: int) -> None:
    """Read the case and end, whatever comes: this is a copy of the process that goes on with the other cases."""
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        faulthandler.register(signal.SIGPROF, file=2, all_threads=False)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # tells where the time went
        sys.addaudithook(_no_network)
        done = extract(path, path.name, limits=Limits(seconds=SECONDS))
        if done.error is not None and (FAULT.search(done.error) or done.passing or "--max-seconds" in done.error):
            os.write(writer, done.error.encode())
    except BaseException as error:
        os.write(writer, repr(error).encode())
    finally:
        os._exit(0)


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise RuntimeError(f"opens the network: {event} {arguments}")


def main() -> int:
    """Run cases until the time is over; 1 where any failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--form", action="append", choices=tuple(KINDS), help="files of these names only")
    parser.add_argument("folders", type=Path, nargs="*")
    chosen = parser.parse_args()
    there = [SHARED / folder for folder in FOLDERS.values() if (SHARED / folder).is_dir()]
    extract(next((ROOT / "raw").glob("*.pdf")), "warm")  # imports what the processes forked from this one need
    end, slowest, causes, count = time.monotonic() + 60 * chosen.minutes, 0.0, Counter[str](), 0
    for name, data in cases(chosen.seed, chosen.folders or there or [ROOT / "raw"], chosen.form or tuple(KINDS)):
        started = time.monotonic()
        wrong = attempt(name, data)
        slowest, count = max(slowest, time.monotonic() - started), count + 1
        if wrong:
            causes[wrong] += 1
            print(f"{name}: {wrong}", flush=True)
            if chosen.keep:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                (chosen.keep / name).write_bytes(data)
        if time.monotonic() > end:
            break
    print(f"{count:,} cases, {causes.total()} failed, the slowest took {slowest:.1f} s")
    return 1 if causes else 0


if __name__ == "__main__":
    sys.exit(main())
