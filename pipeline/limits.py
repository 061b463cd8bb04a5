"""What one file may take: bytes, processor time, memory. A file that takes more fails alone, with a line that says so.

The system itself enforces time and memory, since no code of a process that hangs can be relied on: a worker process
over its time is ended (SIGXCPU), one over its memory is refused more. Where a file is read in the process that the user
started, only its time is held to, and by an exception.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

from pipeline.records import UnreadableSource

try:
    import resource
except ImportError:  # a system without such limits
    resource = None  # type: ignore[assignment]

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings. A chapter has some 2 MB, takes a second or two, and needs some 400 MB with the libraries."""

    megabytes: int = 100
    seconds: int = 60
    memory: int = 2048

    def check_size(self, name: str, size: int) -> None:
        """Raises UnreadableSource for a file of more than ``megabytes``."""
        if size > self.megabytes * MEGABYTE:
            found = f"{size / MEGABYTE:,.0f} MB"
            raise UnreadableSource(f"{name}: {found} are more than the {self.megabytes} MB of --max-megabytes")


@contextlib.contextmanager
def held_to(limits: Limits, name: str) -> Iterator[None]:
    """Hold what is done inside to the limits of time and memory.

    Raises UnreadableSource where the time is over in a process that is not to be ended; there only the main thread is
    held to it.
    """
    if resource is None:
        yield
        return
    worker = multiprocessing.parent_process() is not None
    if worker:
        _lower(resource.RLIMIT_DATA, limits.memory * MEGABYTE)
    main = threading.current_thread() is threading.main_thread()
    if not (worker or main):
        yield
        return
    before = signal.signal(signal.SIGXCPU, signal.SIG_DFL if worker else _raising(limits, name)) if main else None
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + limits.seconds + 1)
    try:
        yield
    finally:
        _lower(resource.RLIMIT_CPU, resource.RLIM_INFINITY)
        if main:
            signal.signal(signal.SIGXCPU, before if before is not None else signal.SIG_DFL)


def _lower(what: int, limit: int) -> None:
    """Set the limit that the system holds this process to; one that was set for it from outside stays the highest."""
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY and (limit == resource.RLIM_INFINITY or limit > hard):
        limit = hard
    resource.setrlimit(what, (limit, hard))


def _raising(limits: Limits, name: str) -> Callable[[int, FrameType | None], None]:
    def over(number: int, frame: FrameType | None) -> None:
        raise UnreadableSource(f"{name}: takes more than the {limits.seconds} s of --max-seconds")

    return over
