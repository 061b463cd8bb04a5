"""Which columns of words a head names left of the figures and behind them, by how well it reads over so many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.data import read_yaml
from pipeline.sources.dump_columns import Reading, Shape, read_head
from pipeline.sources.dump_heads import pieces, units_of
from pipeline.sources.dump_words import role_of

MOST_TEXTS, MOST_BEHIND = 4, 3
MOST_ALONE = 6  # columns of words where there are no figures
NAMED = 3.0  # a column of words whose head says so; less by this where it does not, or one of figures speaks of words
Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The heads of the columns of words, left of the figures and behind them."""

    texts: tuple[str, ...]
    behind: tuple[str, ...] = ()


def named_columns(lines: Lines, figures: int, behind: int | None, texts: int | None = None) -> Named:
    """The columns of words under head ``lines``, ``texts`` of them left of the figures where that is known.

    ``behind`` is how many figures stand behind words behind figures, null where no words stand there.
    """
    if figures and behind is None and not texts and not _names_several(lines):
        return Named(("",))
    most = MOST_TEXTS if figures else MOST_ALONE
    shapes = [
        (Shape(left, figures, more + (behind or 0)), more)
        for left in ((texts,) if texts else range(1, most + 1))
        for more in (range(1, MOST_BEHIND + 1) if behind is not None else (0,))
    ]
    return max((_scored(lines, shape, more) for shape, more in shapes), key=lambda found: found[0])[1]


def _names_several(lines: Lines) -> bool:
    """Whether words of two columns of words may stand in the head at all: it is not searched for them otherwise."""
    found = [piece for line in lines for piece in pieces(units_of(line))]
    return sum(bool(role_of(piece)) for piece in found) > 1


def _scored(lines: Lines, shape: Shape, more: int) -> tuple[float, Named]:
    found = read_head(lines, shape)
    own = [_own(found, lines, at) for at in range(shape.columns)]
    edge = shape.texts + shape.figures
    texts, behind = own[: shape.texts], own[edge : edge + more]
    figures = [*own[shape.texts : edge], *own[edge + more :]]
    told = [_names_words(head) for head in (*texts[1:], *behind)]
    worth = told.count(True) - told.count(False) - sum(map(_names_words, figures))
    return found.score + NAMED * worth, Named(tuple(texts), tuple(behind))


def _own(found: Reading, lines: Lines, column: int) -> str:
    """The words of a column's own head, from the top."""
    cells = [cell for cell in found.cells if cell.first == column == cell.last]
    return " ".join(" ".join(lines[cell.line][cell.start : cell.end]) for cell in cells)


def _names_words(head: str) -> bool:
    return bool(role_of(head)) and not _figures().search(head)


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(read_yaml("pipeline.sources", "dump_roles.yaml")["figures"], re.IGNORECASE)
