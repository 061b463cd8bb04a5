"""Chapters damaged by chance, read one after the other: what a reader must survive.

``python -m bench.fuzz [--minutes N] [--seed N] [FOLDER...]``. Each case is a real chapter, or one of ``raw/`` where
none is here, with some bytes changed, cut out, doubled or moved; of a workbook's parts and a PDF's streams some are
unpacked first, so that the damage is inside. A case fails that raises anything but the reader's own error, kills its
process, takes more than 30 s or 2 GB, writes a file, or opens a socket. Failures are kept in ``--keep DIR``.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpus import FOLDERS, ROOT, SHARED, set_aside
from pipeline.extract import extract
from pipeline.inputs import KINDS
from pipeline.limits import Limits

SECONDS = 30
MEMORY = 2 << 30
FAULT = re.compile(r"\(\w+\.py:\d+\)$")  # how `extract` ends the line on an exception that is no reader's own

Damage = Callable[[random.Random, bytes], bytes]


def flip(draw: random.Random, data: bytes) -> bytes:
    """Some bytes changed."""
    made = bytearray(data)
    for _ in range(draw.choice((1, 4, 32, 256))):
        made[draw.randrange(len(made))] = draw.randrange(256)
    return bytes(made)


def cut(draw: random.Random, data: bytes) -> bytes:
    """A piece cut out, or the end."""
    start, length = draw.randrange(len(data)), draw.choice((1, 100, 10_000, len(data)))
    return data[:start] + data[start + length :]


def double(draw: random.Random, data: bytes) -> bytes:
    """A piece repeated, few times or many."""
    start, length = draw.randrange(len(data)), draw.choice((1, 10, 1000))
    return data[:start] + data[start : start + length] * draw.choice((2, 50, 1000)) + data[start:]


def move(draw: random.Random, data: bytes) -> bytes:
    """A piece put elsewhere."""
    start, to, length = draw.randrange(len(data)), draw.randrange(len(data)), draw.choice((10, 1000, 100_000))
    piece, rest = data[start : start + length], data[:start] + data[start + length :]
    return rest[:to] + piece + rest[to:]


def digits(draw: random.Random, data: bytes) -> bytes:
    """Numbers made huge, negative or empty: lengths, offsets, counts."""
    found = list(re.finditer(rb"\d+", data[:2_000_000]))
    made = data
    for match in sorted(draw.sample(found, min(len(found), draw.choice((1, 5, 50)))), key=lambda one: -one.start()):
        made = (
            made[: match.start()] + draw.choice((b"999999999", b"-1", b"0", b"", b"4294967296")) + made[match.end() :]
        )
    return made


DAMAGES: tuple[Damage, ...] = (flip, cut, double, move, digits)


def inside_zip(draw: random.Random, data: bytes) -> bytes:
    """One part of a package damaged, the others as they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw.choice(sorted(name for name, part in parts.items() if part))
    parts[name] = draw.choice(DAMAGES)(draw, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def inside_stream(draw: random.Random, data: bytes) -> bytes:
    """One stream of a PDF unpacked and damaged; it is left without its filter."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    match = draw.choice(streams)
    try:
        content = zlib.decompress(match[1])
    except zlib.error:
        content = match[1] or b" "
    spoilt = zlib.compress(draw.choice(DAMAGES)(draw, content or b" "))
    return data[: match.start(1)] + spoilt + data[match.end(1) :]


def cases(seed: int, folders: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Damaged chapters without end, the same for the same seed, by name."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in KINDS)
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
    return (inside if inside and draw.random() < 0.6 else draw.choice(DAMAGES))(draw, data)


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
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    sys.addaudithook(_no_network)
    done = extract(path, path.name, limits=Limits(seconds=SECONDS))
    if done.error is not None and (FAULT.search(done.error) or done.passing or "--max-seconds" in done.error):
        os.write(writer, done.error.encode())
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
    parser.add_argument("folders", type=Path, nargs="*")
    chosen = parser.parse_args()
    there = [SHARED / folder for folder in FOLDERS.values() if (SHARED / folder).is_dir()]
    extract(next((ROOT / "raw").glob("*.pdf")), "warm")  # imports what the processes forked from this one need
    end, slowest, causes, count = time.monotonic() + 60 * chosen.minutes, 0.0, Counter[str](), 0
    for name, data in cases(chosen.seed, chosen.folders or there or [ROOT / "raw"]):
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
