"""Prose pages into strips in reading order: the left column, then the right one, between what runs over both.

Running heads and feet are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.sources.paragraphs import RUNNING_HEAD
from pipeline.sources.pdf_lines import Line, lines_of
from pipeline.sources.pdf_page import Page, Run

MIDDLE = (0.35, 0.65)  # of the page's width: where a gutter may be
CROSSED = 0.15  # of the runs: more of them across the gutter, and the page has one column
APART = 1.6  # in sizes: how far a running head or foot stands off
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")


@dataclass(slots=True)
class Strip:
    """Lines of a page that stand below each other; ``side`` is 0 for the left column, 1 for the right one."""

    page: int
    side: int
    lines: list[Line]


def strips_of(page: Page, runs: Sequence[Run]) -> Iterator[Strip]:
    """The strips of a page's prose in reading order."""
    for band in _bands(page, runs):
        for side, column in enumerate(band):
            if column:
                yield Strip(page.number, side, lines_of(column))


def without_margins(page: Page) -> tuple[list[Run], list[str]]:
    """A page's runs without its running head and foot, and the text of these."""
    runs, margins = page.runs, []
    for outermost in (max, min):
        if not runs:
            break
        base = outermost(run.base for run in runs)
        line = sorted((run for run in runs if abs(run.base - base) < 0.5 * run.size), key=lambda run: run.x0)
        near = min((abs(run.base - base) for run in runs if run not in line), default=base)
        text = " ".join(run.text for run in line)
        if near >= APART * line[0].size and (RUNNING_HEAD.fullmatch(text) or _NUMBER.fullmatch(text)):
            margins.append(text)
            runs = [run for run in runs if run not in line]
    return runs, margins


def _bands(page: Page, runs: Sequence[Run]) -> Iterator[list[list[Run]]]:
    """From the top: runs over the whole width, and between them the runs left and right of the gutter."""
    gutter = find_gutter(page, runs)
    if gutter is None:
        yield [list(runs)]
        return
    rest = [run for run in runs if not run.x0 < gutter < run.x1]
    for run in sorted((run for run in runs if run.x0 < gutter < run.x1), key=lambda run: run.base):
        above = [other for other in rest if other.base < run.base - 0.5 * run.size]
        yield _sides(above, gutter)
        yield [[run]]
        rest = [other for other in rest if other.base >= run.base - 0.5 * run.size]
    yield _sides(rest, gutter)


def _sides(runs: Sequence[Run], gutter: float) -> list[list[Run]]:
    return [[run for run in runs if run.x1 <= gutter], [run for run in runs if run.x1 > gutter]]


def find_gutter(page: Page, runs: Sequence[Run]) -> float | None:
    """The middle of the widest band near the page's middle that the fewest runs cross; None for a single column."""
    start, end = (int(share * page.width) for share in MIDDLE)
    steps = [0] * (end - start + 2)
    for run in runs:
        if run.x1 > start and run.x0 < end:
            steps[max(int(run.x0) - start, 0)] += 1
            steps[min(int(run.x1) + 1 - start, end - start + 1)] -= 1
    crossed, covers = 0, []
    for step in steps[:-1]:
        crossed += step
        covers.append(crossed)
    least = min(covers)
    if least > CROSSED * len(runs):
        return None
    first, last = _longest(covers, least)
    return start + (first + last) / 2


def _longest(values: Sequence[int], wanted: int) -> tuple[int, int]:
    """The first and last place of the longest stretch of a value."""
    best, begin = (0, -1), None
    for at, value in enumerate([*values, wanted + 1]):
        if value == wanted and begin is None:
            begin = at
        elif value != wanted and begin is not None:
            best = max(best, (begin, at - 1), key=lambda span: span[1] - span[0])
            begin = None
    return best
