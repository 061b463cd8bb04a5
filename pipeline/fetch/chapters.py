"""Chapters from the publisher's server into the raw folder: each address of the catalog in turn, until one has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pipeline.fetch.catalog import Wanted
from pipeline.fetch.client import Client, Clock, Policy, Received, Tags
from pipeline.fetch.errors import NotPublished, Refused, Unavailable
from pipeline.fetch.files import aside, put
from pipeline.fetch.ledger import Entry, Ledger, checksum, held
from pipeline.log import Log
from pipeline.records import YearbookError

PATIENCE = 2  # chapters in a row
State = Literal["new", "changed", "mended", "unchanged"]
WORDS: dict[State, str] = {
    "new": "fetched",
    "changed": "fetched, changed by the publisher",
    "mended": "fetched again, was not as fetched",
    "unchanged": "unchanged",
}


@dataclass(slots=True)
class Fetched:
    """What came of it: file names by what became of them, and a line for each chapter that could not be had."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all is there, 2 something could not be had."""
        return 2 if self.failed else 0

    def fields(self) -> dict[str, Any]:
        """The summary as one JSON object."""
        return {"event": "summary", **asdict(self), "exit_code": self.exit_code}

    def summary(self, raw: str) -> str:
        """The summary as a line for people."""
        fetched = len(self.new) + len(self.changed) + len(self.mended)
        return f"fetched {fetched} files into {raw} ({len(self.unchanged)} unchanged, {len(self.failed)} not to be had)"


def fetch(
    wanted: Sequence[Wanted], raw: Path, log: Log, policy: Policy | None = None, clock: Clock | None = None
) -> Fetched:
    """Bring the chapters ``wanted`` into the folder ``raw``, one after the other; one that fails stops no other.

    Raises YearbookError where the folder cannot be written, its ledger is damaged or another fetch is at work there.
    """
    clock = clock or Clock()
    done = Fetched()
    try:
        with held(raw) as ledger, Client(policy or Policy(), clock, log.info) as client:
            _fetch_all(wanted, done, log, lambda one: _fetch_one(one, raw, ledger, client, clock))
    except OSError as error:
        cause = error.strerror or str(error)
        raise YearbookError(f"{error.filename or raw}: {cause[0].lower()}{cause[1:]}") from error
    return done


def _fetch_all(
    wanted: Sequence[Wanted], done: Fetched, log: Log, fetch_one: Callable[[Wanted], tuple[str, State]]
) -> None:
    """A server that could not be had ``PATIENCE`` times in a row is asked for nothing more."""
    silent = 0
    for one in wanted:
        try:
            if silent == PATIENCE:
                raise Unavailable("not asked for: the server could not be had")
            name, state = fetch_one(one)
        except (NotPublished, Refused, Unavailable) as error:
            done.failed.append(f"{one}: {error}")
            log.error(done.failed[-1])
            silent = min(PATIENCE, silent + 1) if isinstance(error, Unavailable) else 0
            continue
        silent = 0
        getattr(done, state).append(name)
        log.info(f"{name}: {WORDS[state]}", file=name, state=state)


def _fetch_one(one: Wanted, raw: Path, ledger: Ledger, client: Client, clock: Clock) -> tuple[str, State]:
    """The file's name and what became of it; raises what `Client.download` does, with the address in the text."""
    for url in one.urls:
        try:
            return _fetch_url(url, raw, ledger, client, clock)
        except NotPublished:
            continue
        except (Refused, Unavailable) as error:
            raise type(error)(f"{url}: {error}") from error
    tried = ", ".join(_name(url) for url in one.urls)
    raise NotPublished(f"not published at {one.urls[0].rsplit('/', 1)[0]}/ (looked for {tried})")


def _fetch_url(url: str, raw: Path, ledger: Ledger, client: Client, clock: Clock) -> tuple[str, State]:
    path = raw / _name(url)
    known, now_here = ledger.entries.get(path.name), checksum(path)
    intact = known if known and known.sha256 == now_here and known.url == url else None
    received = client.download(url, path, Tags(intact.etag, intact.last_modified) if intact else Tags())
    if received is None or received.sha256 == now_here:
        aside(path).unlink(missing_ok=True)
        if received:
            ledger.record(path.name, _entry(url, received, clock))
        return path.name, "unchanged"
    if known is None and path.exists():
        aside(path).unlink()
        raise Refused(f"{path} is there, was not fetched, and differs from what is published; move it away first")
    put(path)
    ledger.record(path.name, _entry(url, received, clock))
    if known is None or now_here is None:
        return path.name, "new"
    return path.name, "changed" if known.sha256 == now_here else "mended"


def _name(url: str) -> str:
    return unquote(urlsplit(url).path).rsplit("/", 1)[-1]


def _entry(url: str, received: Received, clock: Clock) -> Entry:
    fetched = dt.datetime.fromtimestamp(clock.now(), dt.UTC).isoformat(timespec="seconds")
    return Entry(url, received.sha256, received.size, fetched, received.etag, received.last_modified)
