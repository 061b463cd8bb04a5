"""Files of the raw folder appear whole or not at all: written aside, forced to the disk, then renamed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".fetching"  # hidden, so that no run takes such a file for a chapter


def aside(path: Path) -> Path:
    """Where what will be ``path`` is written first."""
    return path.with_name(f".{path.name}{UNFINISHED}")


@contextlib.contextmanager
def writing_aside(path: Path) -> Iterator[BinaryIO]:
    """A new file beside ``path``, on the disk when this ends; it is removed when anything is raised."""
    fresh = aside(path)
    try:
        with open(fresh, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def put(path: Path) -> None:
    """What was written aside takes the place of ``path`` in one step that outlasts a power cut."""
    aside(path).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def clear(folder: Path) -> None:
    """Remove what a process that was killed left unfinished."""
    for left in folder.glob(f".*{UNFINISHED}"):
        left.unlink(missing_ok=True)
