"""Tables of a dump whose rows show that columns were not told apart: several cells in one, a head among the rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.records import GridRow
from pipeline.sources.dump_values import is_value

MANY = 0.3  # of a table's rows with figures: where so many show it, the others are cut the same way
HALF = 0.5  # of the rows with figures doubted: all are
HEAD_WORDS = 3  # a line that repeats the head has at least so many, and this share of them is the head's
REPEATED = 0.7
_DITTO = re.compile(r"^[Dd]o\.")
_BOUND = re.compile(r"(?:than|over|under|to|and|or|through|from|than or equal to|least|most|of|in)$", re.IGNORECASE)
_FIGURE = re.compile(r"^(?:\$[\d,.]*\d|\d{1,3}(?:,\d{3})+|--|W|NA|XX|\d+\.\d+[–-]\d+\.\d+)$")


def doubtful_rows(rows: Sequence[GridRow], heads: Collection[str] = ()) -> list[GridRow]:
    """All rows with figures of a table in which many of them hold several cells in one; else none.

    They are doubted too where a line of words of the head, ``heads``, stands among them: what it heads is unsure.
    """
    figured = [row for row in rows if any(is_value(cell.text) for cell in row.cells[1:])]
    several = [row for row in figured if any(holds_several(cell.text) for cell in row.cells)]
    repeated = any(_repeats(row, heads) for row in rows if len(row.cells) == 1)
    return figured if repeated or len(several) > MANY * len(figured) else []


def spread(rows: Sequence[GridRow], doubted: Sequence[GridRow]) -> Sequence[GridRow]:
    """All rows with figures where half of them are doubted: how the table is split is unsure as a whole."""
    figured = [row for row in rows if any(is_value(cell.text) for cell in row.cells[1:])]
    unsure = {id(row) for row in doubted}
    return [*figured, *doubted] if sum(id(row) in unsure for row in figured) >= HALF * len(figured) else doubted


def _repeats(row: GridRow, heads: Collection[str]) -> bool:
    words = row.cells[0].text.split()
    told = [word for word in words if word in heads]
    return len(words) >= HEAD_WORDS and not words[-1].endswith(":") and len(told) >= REPEATED * len(words)


def holds_several(text: str) -> bool:
    """Whether a cell of words holds a ditto mark beside other words, or a figure that no word before it explains.

    A comma before a figure does: "Peru, 10, $100" is a list.
    """
    words = text.split()
    if len(words) < 2:
        return False
    if any(_DITTO.match(word) for word in words):
        return True
    return any(
        _FIGURE.match(word)
        and not before.endswith(",")
        and not _BOUND.search(before)
        and (at == len(words) - 1 or words[at + 1] != "to")
        for at, (before, word) in enumerate(pairwise(words), 1)
    )
