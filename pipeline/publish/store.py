"""The published folder and its states: a whole new one is built aside, then takes the old one's place in one step.

    DIR/<dataset>      → .yearbook/current/<dataset>
    DIR/manifest.json  → .yearbook/current/manifest.json
    DIR/.yearbook/
        current        → states/<name>, replaced by one rename
        states/<name>/ the datasets, quarantine/ and manifest.json; the previous state stays for those still reading it
        new/           a state being built
        lock           held by a run

A run killed at any moment leaves ``current`` on a whole state; what it left half done the next run clears away.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.publish import manifest
from pipeline.publish.manifest import Manifest
from pipeline.records import YearbookError

QUARANTINE = "quarantine"


class Store:
    """A published folder, ``out``."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.root = out / ".yearbook"
        self.states = self.root / "states"
        self.current_link = self.root / "current"
        self.new = self.root / "new"

    def current(self) -> Path | None:
        """The folder of the published state, None before the first."""
        return self.current_link.resolve() if self.current_link.is_dir() else None

    def read_manifest(self) -> Manifest | None:
        """The published state's manifest, None where none is published."""
        state = self.current()
        return manifest.read_manifest(state / manifest.NAME) if state else None

    def is_whole(self, found: Manifest) -> bool:
        """Whether no file of the published state is missing, nor a published name."""
        names = {output.path.split("/", 1)[0] for output in found.outputs} | {manifest.NAME}
        return all((self.out / name).exists() for name in (*names, *(output.path for output in found.outputs)))

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs from publishing here; the system lets go of the lock of a process that dies.

        Raises YearbookError where another run holds it or the folder cannot be written.
        """
        with self._clear_errors():
            self.root.mkdir(parents=True, exist_ok=True)
            stream = open(self.root / "lock", "w")  # noqa: SIM115 -- closed below, after the run
        with stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise YearbookError(f"{self.out}: cannot be locked: {error.strerror}") from error
                raise YearbookError(f"{self.out}: another run is publishing here") from None
            yield

    @contextlib.contextmanager
    def building(self) -> Iterator[Path]:
        """An empty folder for the new state; gone again, with one clear line raised, when building it fails."""
        with self._clear_errors():
            self._clear()
            self.new.mkdir(parents=True)
            try:
                yield self.new
            finally:
                shutil.rmtree(self.new, ignore_errors=True)

    def swap(self, datasets: Sequence[str]) -> bool:
        """Publish the state built in ``new``; false if it is file by file the published one, which then stays."""
        with self._clear_errors():
            old = self.current()
            if old is not None and _same(old, self.new):
                return False
            self._link_names(datasets)
            target = self._name()
            self.new.rename(target)
            if old is not None:
                _point(self.root / "previous", old)
            _point(self.current_link, target)
            self._clear()
            return True

    def _name(self) -> Path:
        """A folder named by the new state's content, told apart from one of the same content that is damaged."""
        name = hashlib.sha256((self.new / manifest.NAME).read_bytes()).hexdigest()[:12]
        names = (self.states / f"{name}{suffix}" for suffix in ("", "-1", "-2"))
        self.states.mkdir(exist_ok=True)
        return next(path for path in names if not path.exists())

    def _link_names(self, datasets: Sequence[str]) -> None:
        """The published names, which show nothing until ``current`` does; raises where a name is somebody else's."""
        for name in (*datasets, QUARANTINE, manifest.NAME):
            link = self.out / name
            if not link.is_symlink():
                if link.exists():
                    raise YearbookError(f"{link}: was not published by yearbook; move it away first")
                link.symlink_to(Path(".yearbook") / "current" / name)

    def _clear(self) -> None:
        """Remove what no one needs: a state half built, states older than the previous one."""
        shutil.rmtree(self.new, ignore_errors=True)
        kept = {(self.root / name).resolve() for name in ("current", "previous")}
        for state in self.states.iterdir() if self.states.is_dir() else ():
            if state.resolve() not in kept:
                shutil.rmtree(state, ignore_errors=True)

    @contextlib.contextmanager
    def _clear_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            cause = error.strerror or str(error)
            raise YearbookError(f"{self.out}: nothing published: {cause[0].lower()}{cause[1:]}") from error


def _point(link: Path, target: Path) -> None:
    """Make ``link`` a symbolic link to its neighbour ``target`` in one step."""
    fresh = link.with_name(link.name + ".new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(target, link.parent))
    fresh.replace(link)


def _same(old: Path, new: Path) -> bool:
    """Whether two states hold the same files; those linked from the old one are known to be equal."""
    names = [sorted(path.relative_to(state) for path in state.rglob("*") if path.is_file()) for state in (old, new)]
    return names[0] == names[1] and all(_equal(old / name, new / name) for name in names[0])


def _equal(one: Path, other: Path) -> bool:
    return one.samefile(other) or one.read_bytes() == other.read_bytes()
