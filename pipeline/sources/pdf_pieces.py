"""Text objects cut at their wide gaps, and joined where a PDF sets every word or letter on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.sources.pdf_page import Box, Page, Run

# In sizes of the font.
GAP = 0.8  # cuts an object
CLOSE = (-0.2, 0.36)  # joins two runs
WORD = 0.12  # between two words
LEVEL = 0.05
PIECEMEAL = 0.15  # of the runs close to the one before: those of a line in one piece are next to none


@dataclass(slots=True)
class Piece:
    """A text object in PDF's coordinates: ``box`` is left, bottom, right, top; ``turn`` its direction.

    ``turn`` counts quarter turns anticlockwise from left to right. ``width`` is how far it was set, ``blank`` how much
    of that are blanks before its text.
    """

    text: str
    box: Box
    x: float
    y: float
    size: float
    turn: int
    bold: bool = False
    width: float = 0.0
    blank: float = 0.0


def length_of(box: Box, turn: int) -> float:
    """How long a piece is in its own direction."""
    return box[3] - box[1] if turn % 2 else box[2] - box[0]


def cut(whole: Piece, characters: Iterable[tuple[str, Box]]) -> Iterator[Piece]:
    """The parts of an object between its wide gaps, by the boxes of its characters."""
    text, boxes = "", list[Box]()
    for char, box in characters:
        if char.isspace():
            text += " " if text else ""
            continue
        if boxes and _start(box, whole.turn) - _end(boxes[-1], whole.turn) > GAP * whole.size:
            yield _part(whole, text, boxes)
            text, boxes = "", []
        text += char
        boxes.append(box)
    if boxes:
        yield _part(whole, text, boxes)


def _part(whole: Piece, text: str, boxes: Sequence[Box]) -> Piece:
    box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    x, y = ((box[0], whole.y), (whole.x, box[1]), (box[2], whole.y), (whole.x, box[3]))[whole.turn]
    return replace(whole, text=text.strip(), box=box, x=x, y=y, width=length_of(box, whole.turn), blank=0.0)


def _start(box: Box, turn: int) -> float:
    return (box[0], box[1], -box[2], -box[3])[turn]


def _end(box: Box, turn: int) -> float:
    return (box[2], box[3], -box[0], -box[1])[turn]


def coalesce(pages: Sequence[Page]) -> None:
    """Join close runs, where most of a document's words or letters are set one by one."""
    near = sum(_is_close(before, run) for page in pages for before, run in pairwise(page.runs))
    if near >= PIECEMEAL * sum(len(page.runs) for page in pages):
        for page in pages:
            page.runs = list(_coalesced(page.runs))


def _coalesced(runs: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        if last is not None and _is_close(last, run):
            last = _joined(last, run)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _is_close(before: Run, run: Run) -> bool:
    """Does a run go on where the one before ends, in the same type?"""
    size = before.size
    return (
        CLOSE[0] * size < run.start - before.end < CLOSE[1] * size
        and abs(run.base - before.base) <= LEVEL * size
        and abs(run.size - size) <= LEVEL * size
        and run.bold == before.bold
    )


def _joined(before: Run, run: Run) -> Run:
    apart = run.start - before.end > WORD * run.size and run.text[:1] != " "
    return replace(
        before,
        text=before.text + (" " if apart else "") + run.text,
        x1=run.x1,
        end=run.end,
        top=min(before.top, run.top),
        bottom=max(before.bottom, run.bottom),
    )
