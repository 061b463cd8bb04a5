"""Why an address gave no file. Each text is what the server did, without the address."""

from __future__ import annotations


class NotPublished(Exception):
    """The server has nothing at the address."""


class Refused(Exception):
    """What the server sends is not what was asked for, and asking again would not help."""


class Unavailable(Exception):
    """The server cannot answer now; ``wait`` is how many seconds it asks to be left alone, if it says so."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        super().__init__(text)
        self.wait = wait


class Truncated(Unavailable):
    """The body ended early."""
