"""Notes under a table that are wrapped over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.sources.pdf_rows import Row

APART = 1.6  # in sizes: how far a wrapped note's lines are at most apart
_WITHIN = re.compile(r"(?!do\.)[a-zà-ÿ]{2}")
_WORD = re.compile(r"\S+")


def wrapped(rows: Sequence[Row], right: float) -> Iterator[list[Row]]:
    """The lines of each note; ``right`` is the table's right edge.

    A line goes on in the next where that one has no mark and begins in the middle of a sentence, or with a word that
    had no room left on this one.
    """
    lines: list[Row] = []
    for row in rows:
        if lines and not _goes_on(lines[-1], row, max([right, *(line.line.x1 for line in rows)])):
            yield lines
            lines = []
        lines.append(row)
    if lines:
        yield lines


def _goes_on(above: Row, row: Row, right: float) -> bool:
    if row.line.runs[0].raised or row.page is not above.page:
        return False
    if _WITHIN.match(row.line.text):
        return True
    text = above.line.text
    word = _WORD.match(row.line.text)
    if not text or word is None or row.line.base - above.line.base > APART * row.line.size:
        return False
    letter = (above.line.x1 - above.line.x0) / len(text)
    return above.line.x1 + (len(word[0]) + 1) * letter > right
