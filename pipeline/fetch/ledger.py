"""What was fetched into a raw folder, from where and with which checksum: ``RAW/fetched.json``."""

from __future__ import annotations

import contextlib
import fcntl
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.fetch.files import clear, put, writing_aside
from pipeline.inputs import hash_file
from pipeline.records import YearbookError

NAME = "fetched.json"
LOCK = ".fetched.lock"


@dataclass(frozen=True, slots=True)
class Entry:
    """A fetched file: the sha256 and bytes of its content, the server's tags of it, and when it came (UTC)."""

    url: str
    sha256: str
    size: int
    fetched: str
    etag: str | None = None
    last_modified: str | None = None


class Ledger:
    """The ledger of the raw folder ``raw``, by file name.

    Raises YearbookError where the ledger there is damaged: what it vouched for is then for a person to say.
    """

    def __init__(self, raw: Path) -> None:
        self.path = raw / NAME
        self.entries = _read(self.path)

    def record(self, name: str, entry: Entry) -> None:
        """Keep the entry of the file ``name``; it is on the disk when this returns."""
        self.entries[name] = entry
        text = json.dumps({name: asdict(kept) for name, kept in sorted(self.entries.items())}, indent=1)
        with writing_aside(self.path) as stream:
            stream.write(text.encode() + b"\n")
        put(self.path)


def checksum(file: Path) -> str | None:
    """The sha256 of a file, None where there is none (or it is empty)."""
    try:
        return hash_file(file)
    except (FileNotFoundError, ValueError):
        return None


@contextlib.contextmanager
def held(raw: Path) -> Iterator[Ledger]:
    """The ledger of ``raw``, which is made where it is missing, for this process alone.

    Raises YearbookError where another process fetches into the folder, and where its ledger is damaged.
    """
    raw.mkdir(parents=True, exist_ok=True)
    with open(raw / LOCK, "w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise YearbookError(f"{raw}: another fetch is writing here") from None
        clear(raw)
        yield Ledger(raw)


def _read(path: Path) -> dict[str, Entry]:
    try:
        return {name: Entry(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise YearbookError(
            f"{path}: the ledger of what was fetched is damaged; put it right or move it away"
        ) from error
