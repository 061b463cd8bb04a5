"""``run.json``: what the last run of a published folder came to, for monitors; no part of the published state.

It holds what changes from run to run (when, how long, on how many processes), which the datasets and their manifest
must not, since those are the same to the byte when the same inputs are run again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline import __version__
from pipeline.log import Log
from pipeline.outcome import Outcome

NAME = "run.json"


@contextlib.contextmanager
def reported(out: Path, outcome: Outcome, log: Log) -> Iterator[None]:
    """Write ``out/run.json`` when the run inside is over, also when it raises; ``error`` then says why.

    A report that cannot be written is an error line and changes nothing else: the state is what counts.
    """
    started, clock = dt.datetime.now(dt.UTC), time.monotonic()
    error: str | None = None
    try:
        yield
    except BaseException as cause:
        error = str(cause) or type(cause).__name__
        raise
    finally:
        fields = outcome.fields() | {
            "error": error,
            "exit_code": outcome.exit_code if error is None else 2,
            "version": __version__,
            "started": started.isoformat(timespec="seconds"),
            "elapsed": round(time.monotonic() - clock, 3),
            "held_back": dict(sorted(outcome.held.items())),
        }
        _write(out / NAME, json.dumps(fields, ensure_ascii=False, indent=1) + "\n", log)


def _write(path: Path, text: str, log: Log) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        log.error(f"{path}: not written: {error.strerror or error}")
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
