"""One file at a time from a web server, politely: pauses, few retries with growing waits, no byte twice.

Nothing here reads the clock or sleeps but by the functions of `Clock`, so that it can be tested without waiting.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from pipeline import __version__
from pipeline.fetch import content
from pipeline.fetch.errors import NotPublished, Refused, Unavailable
from pipeline.fetch.files import aside, writing_aside

AGENT = f"yearbook-pipeline/{__version__} (reads the USGS Minerals Yearbook; one request at a time)"
MEGABYTE = 1 << 20
GONE = (404, 410)
LATER = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Policy:
    """How a server is treated; times in seconds. ``most_wait`` bounds a wait, ``deadline`` the time for one body."""

    pause: float = 2.0
    retries: int = 4
    first_wait: float = 2.0
    most_wait: float = 300.0
    timeout: float = 30.0
    deadline: float = 600.0
    megabytes: int = 100


@dataclass(frozen=True, slots=True)
class Clock:
    """``monotonic`` and ``now`` in seconds (``now`` since 1970); ``jitter`` is a factor that spreads the waits."""

    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    jitter: Callable[[], float] = lambda: random.uniform(1.0, 1.25)


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was written aside: its sha256, its bytes, and the server's tags of it."""

    sha256: str
    size: int
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Tags:
    """What the server is told that is here already."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The fields that make a request conditional."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


class Client:
    """A connection to servers, closed by the end of its ``with``; ``say`` is told why something is asked for again."""

    def __init__(self, policy: Policy, clock: Clock, say: Callable[[str], None]) -> None:
        self.policy = policy
        self.clock = clock
        self.say = say
        self._asked = False
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
        self._http = httpx.Client(headers=headers, timeout=policy.timeout, follow_redirects=True, max_redirects=5)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def download(self, url: str, path: Path, tags: Tags) -> Received | None:
        """Write the file at ``url`` aside ``path`` (see `files.put`); None where it is as ``tags`` say.

        Raises:
            NotPublished: the server has no such file.
            Refused: it sends something else, or too much.
            Unavailable: it could not be had, after all retries.
            OSError: it cannot be written.
        """
        for failed in range(self.policy.retries + 1):
            try:
                self._pause()
                return self._ask(url, path, tags)
            except (Unavailable, httpx.TransportError) as error:
                failure = error if isinstance(error, Unavailable) else Unavailable(_words(error))
            if failed == self.policy.retries:
                break
            self._wait(url, failure, failed)
        raise Unavailable(f"{failure} ({self.policy.retries + 1} times)") from failure

    def _pause(self) -> None:
        if self._asked:
            self.clock.sleep(self.policy.pause)
        self._asked = True

    def _wait(self, url: str, failure: Unavailable, failed: int) -> None:
        """Raises Unavailable where the server asks for more patience than there is."""
        if (failure.wait or 0) > self.policy.most_wait:
            raise Unavailable(f"{failure}; it asks to be left alone for {failure.wait:,.0f} s") from failure
        grown = self.policy.first_wait * 2**failed * self.clock.jitter()
        seconds = min(self.policy.most_wait, max(grown, failure.wait or 0))
        self.say(f"{url}: {failure}; asked again in {seconds:.0f} s")
        self.clock.sleep(seconds)
        self._asked = False  # the wait was pause enough

    def _ask(self, url: str, path: Path, tags: Tags) -> Received | None:
        try:
            with self._http.stream("GET", url, headers=tags.headers()) as response:
                self._check_answer(response, tags)
                if response.status_code == httpx.codes.NOT_MODIFIED:
                    return None
                received = self._receive(response, path)
        except (httpx.TooManyRedirects, httpx.DecodingError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise Refused(str(error)) from error
        return received

    def _check_answer(self, response: httpx.Response, tags: Tags) -> None:
        status = response.status_code
        answer = f"the server answered {status} {response.reason_phrase}".rstrip()
        if status in GONE:
            raise NotPublished(answer)
        if status in LATER:
            raise Unavailable(answer, _retry_after(response.headers.get("Retry-After"), self.clock.now()))
        if any(step.url.scheme == "https" for step in response.history) and response.url.scheme != "https":
            raise Refused("the server leads from https to http")
        if status != httpx.codes.OK and not (status == httpx.codes.NOT_MODIFIED and tags.headers()):
            raise Refused(answer)

    def _receive(self, response: httpx.Response, path: Path) -> Received:
        most = self.policy.megabytes * MEGABYTE
        if _length(response) > most:
            raise Refused(f"sends {_length(response) / MEGABYTE:,.0f} MB, more than {self.policy.megabytes} MB")
        digest, size, until = hashlib.sha256(), 0, self.clock.monotonic() + self.policy.deadline
        with writing_aside(path) as stream:
            for block in response.iter_bytes():
                size += len(block)
                if size > most:
                    raise Refused(f"sends more than {self.policy.megabytes} MB")
                if self.clock.monotonic() > until:
                    raise Unavailable(f"not through after {self.policy.deadline:.0f} s")
                digest.update(block)
                stream.write(block)
            stream.flush()
            content.check(aside(path), path.suffix)
        return Received(digest.hexdigest(), size, _tag(response, "ETag"), _tag(response, "Last-Modified"))


def _tag(response: httpx.Response, name: str) -> str | None:
    """A tag that can be sent back."""
    value: str | None = response.headers.get(name)
    return value if value and value.isascii() else None


def _length(response: httpx.Response) -> int:
    """The length that a server states, 0 where it states none."""
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _retry_after(text: str | None, now: float) -> float | None:
    """Seconds to wait by a Retry-After field, a number or a date; None where it is neither."""
    if text is None:
        return None
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (date if date.tzinfo else date.replace(tzinfo=dt.UTC)).timestamp() - now)


def _words(error: httpx.TransportError) -> str:
    kinds = {
        httpx.RemoteProtocolError: "the connection ended before the file did",
        httpx.ConnectError: "no connection",
        httpx.TimeoutException: "no answer in time",
        httpx.NetworkError: "the connection broke",
    }
    words = next((words for kind, words in kinds.items() if isinstance(error, kind)), type(error).__name__)
    return f"{words} ({error})" if str(error) else words
