"""What a run says while it works: lines for people, a bar on a terminal, JSON objects for schedulers."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal, TextIO

Form = Literal["text", "json"]
Level = Literal["info", "error"]
WIDTH = 78  # of the bar's line, which must not wrap


class Pace:
    """How fast things get done, from the first that was seen on; ``clock`` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.first: tuple[int, float] | None = None

    def words(self, done: int, total: int) -> str:
        """ "4.2/s, 1:08 left: ", or "" while there is nothing to tell it from."""
        now = self.clock()
        if self.first is None:
            self.first = done, now
        since, began = self.first
        if done <= since or now <= began:
            return ""
        rate = (done - since) / (now - began)
        minutes, seconds = divmod(round((total - done) / rate), 60)
        return f"{rate:.1f}/s, {minutes}:{seconds:02d} left: "


class Log:
    """Writes to ``stream``, one line an event; ``seconds`` collects how long each stage took."""

    def __init__(self, stream: TextIO, form: Form = "text", terminal: bool | None = None) -> None:
        self.stream = stream
        self.form = form
        self.terminal = form == "text" and (stream.isatty() if terminal is None else terminal)
        self.seconds: dict[str, float] = {}
        self._bar = False
        self._pace = Pace(time.monotonic)

    def info(self, message: str, **fields: Any) -> None:
        """Something went as it should."""
        self._event("info", message, fields)

    def error(self, message: str, **fields: Any) -> None:
        """One line naming what failed and why."""
        self._event("error", message, fields)

    def progress(self, message: str, done: int, total: int, **fields: Any) -> None:
        """One of ``total`` things is done: a bar with rate and time left on a terminal, elsewhere a line."""
        if not self.terminal:
            self._event("info", message, {"done": done, "total": total, **fields})
            return
        line = f"{done}/{total} {self._pace.words(done, total)}{message}"
        self._write("\r" + line[:WIDTH].ljust(WIDTH))
        self._bar = True

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage of the run."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started

    def close(self) -> None:
        """Wipe the bar."""
        if self._bar:
            self._write("\r" + " " * WIDTH + "\r")
            self._bar = False

    def _event(self, level: Level, message: str, fields: dict[str, Any]) -> None:
        self.close()
        if self.form == "json":
            now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
            self._write(json.dumps({"time": now, "level": level, "message": message, **fields}) + "\n")
        else:
            self._write(("yearbook: " if level == "error" else "") + message + "\n")

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()
