"""Paragraphs that were read already: the forms of one chapter share most of theirs, and each is read once a process.

What a reading gives depends on more than its paragraph: on the names that its chapter has, on the places met so far,
and on what the paragraph before was about. All of it is part of the key, so that a form with other names is read anew.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from pipeline.prose.entities import Entity
from pipeline.prose.passage import Context
from pipeline.records import CapacityRow, FindingRow

KEPT = 2000  # readings; a long chapter has some 150, and its forms are read one after the other


@dataclass(frozen=True, slots=True)
class Given:
    """All that the reading of a paragraph depends on.

    ``companies`` and ``places``: what the chapter's names were when the paragraph was come to; ``named``: companies
    that share a short form, those last named last.
    """

    text: str
    heads: tuple[str | None, ...]
    continues: bool
    before: tuple[str | None, str | None]
    edition: int
    companies: frozenset[tuple[str, tuple[str, ...]]]
    places: frozenset[str]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paragraph says, wherever it stands: its names and figures, its statements, what it is about.

    ``places`` are the chapter's as they are after it.
    """

    names: tuple[Entity, ...]
    rows: tuple[CapacityRow | FindingRow, ...]
    focus: Context
    places: frozenset[str]


class Readings:
    """The last readings of this process."""

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self._of: OrderedDict[Given, Reading] = OrderedDict()

    def get(self, given: Given) -> Reading | None:
        """The reading of a paragraph with all that it depends on; null where it has not been read yet."""
        found = self._of.get(given)
        if found is not None:
            self._of.move_to_end(given)
        return found

    def put(self, given: Given, reading: Reading) -> None:
        """Keep a reading; the one not asked for longest goes."""
        self._of[given] = reading
        if len(self._of) > self.kept:
            self._of.popitem(last=False)
