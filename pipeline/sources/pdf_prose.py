"""Prose pages into lines in reading order: the left column, then the right one, between what runs over both.

A blank line goes before a paragraph's first line, which is indented, and around headings, which are centred or spaced
off; running heads and feet are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.sources.paragraphs import RUNNING_HEAD
from pipeline.sources.paragraphs import Line as ProseLine
from pipeline.sources.pdf_lines import Line, lines_of
from pipeline.sources.pdf_page import Page, Run

MIDDLE = (0.35, 0.65)  # of the page's width: where a gutter may be
CROSSED = 0.15  # of the runs: more of them across the gutter, and the page has one column
# In sizes of the font.
INDENT = 0.6
CENTRED = 1.0
APART = 1.6  # how far a running head or foot stands off
SPACED = 1.45  # of the usual distance of lines
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")


def prose_lines(page: Page, runs: Sequence[Run]) -> list[ProseLine]:
    """The lines of a page's prose with blank ones between paragraphs."""
    out: list[ProseLine] = []
    for band in _bands(page, runs):
        for column in band:
            out += _column_lines(column, page.number)
    return out


def without_margins(page: Page) -> tuple[list[Run], list[str]]:
    """A page's runs without its running head and foot, and the text of these."""
    runs, margins = page.runs, []
    for outermost in (max, min):
        if not runs:
            break
        base = outermost(run.base for run in runs)
        line = sorted((run for run in runs if abs(run.base - base) < 0.5 * run.size), key=lambda run: run.x0)
        text = " ".join(run.text for run in line)
        near = min((abs(run.base - base) for run in runs if run not in line), default=base)
        if near < APART * line[0].size:
            continue
        if RUNNING_HEAD.fullmatch(text) or _NUMBER.fullmatch(text):
            margins.append(text)
            runs = [run for run in runs if run not in line]
    return runs, margins


def _bands(page: Page, runs: Sequence[Run]) -> Iterator[list[list[Run]]]:
    """From the top: runs over the whole width, and between them the runs left and right of the gutter."""
    gutter = find_gutter(page, runs)
    if gutter is None:
        yield [list(runs)]
        return
    crossing = sorted((run for run in runs if run.x0 < gutter < run.x1), key=lambda run: run.base)
    rest = [run for run in runs if not run.x0 < gutter < run.x1]
    for run in crossing:
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


def _column_lines(runs: Sequence[Run], page: int) -> Iterator[ProseLine]:
    lines = lines_of(runs)
    if not lines:
        return
    left = Counter(round(line.x0) for line in lines).most_common(1)[0][0]
    left = min(left, Counter(round(line.x0) for line in lines if line.x0 < left + 3).most_common(1)[0][0])
    right = max(line.x1 for line in lines)
    pitch = _pitch(lines)
    before: Line | None = None
    for line in lines:
        if before is None or _begins(line, before, left, right, pitch):
            yield ProseLine("", page=page)
        yield ProseLine(line.text, page=page)
        before = line


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of two lines."""
    apart = Counter(round(b.base - a.base, 1) for a, b in pairwise(lines))
    return apart.most_common(1)[0][0] if apart else 0.0


def _begins(line: Line, before: Line, left: float, right: float, pitch: float) -> bool:
    """Does a paragraph or a heading begin, or end before this line?"""
    if line.base - before.base > SPACED * pitch:
        return True
    return line.x0 - left > INDENT * line.size or _is_centred(before, left, right)


def _is_centred(line: Line, left: float, right: float) -> bool:
    inset = line.x0 - left
    return inset > CENTRED * line.size and abs(inset - (right - line.x1)) < CENTRED * line.size
