"""Runs of a page into lines, and a line into chunks: what stands together before a wide gap.

Baselines tell lines; a smaller run a little above a line's baseline is raised (a mark), one below it belongs to the
line's text (the 2 of "CO2"). A cell set a little higher or lower than its row's others is still in their line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.sources import superscripts
from pipeline.sources.pdf_page import Box, Run

# All in sizes of the font.
SAME_BASE = 0.2
RAISED_BY = (0.1, 0.65)
LOWERED_BY = 0.45
SMALLER = 0.85
ASIDE = 0.62  # how far baselines of cells in one row may be apart
WORD_GAP = 0.12
MARK_GAP = 0.19  # of a word behind a mark
CELL_GAP = 0.5
LEADS = 0.15  # a mark closer than this to the text right of it, and further from the left one, leads it


@dataclass(slots=True)
class Line:
    """Runs on one baseline, from left to right; ``size`` of its largest font."""

    runs: list[Run]
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(run.x1 for run in self.runs)

    @property
    def text(self) -> str:
        """The line as a plain reader would fuse it."""
        return joined(self.runs)


@dataclass(slots=True)
class Chunk:
    """Runs of a line that stand together; ``x0`` and ``x1`` without marks at the ends."""

    runs: list[Run]
    x0: float
    x1: float
    size: float
    text: str = field(default="")

    @property
    def mid(self) -> float:
        """Its centre, marks aside."""
        return (self.x0 + self.x1) / 2

    @property
    def centre(self) -> float:
        """Its centre as it was set, marks counted."""
        return (self.runs[0].x0 + self.runs[-1].x1) / 2

    @property
    def box(self) -> Box:
        """x0, top, x1, bottom of all its runs."""
        runs = self.runs
        if len(runs) == 1:
            return runs[0].x0, runs[0].top, runs[0].x1, runs[0].bottom
        return min(r.x0 for r in runs), min(r.top for r in runs), max(r.x1 for r in runs), max(r.bottom for r in runs)


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The lines from the top, marks raised."""
    lines: list[Line] = []
    for line in _on_one_base(runs):
        if lines and _belongs(lines[-1], line):
            lines[-1] = _merged(lines[-1], line)
        else:
            lines.append(line)
    for line in lines:
        line.runs.sort(key=lambda run: run.x0)
        for run in line.runs:
            run.raised = run.size < SMALLER * line.size and line.base - run.base > RAISED_BY[0] * line.size
    return lines


def _on_one_base(runs: Iterable[Run]) -> Iterator[Line]:
    line: Line | None = None
    for run in sorted(runs, key=lambda run: run.base):
        if line is not None and run.base - line.base <= SAME_BASE * min(run.size, line.size):
            line.runs.append(run)
            line.size = max(line.size, run.size)
            continue
        if line is not None:
            yield line
        line = Line([run], run.base, run.size)
    if line is not None:
        yield line


def _belongs(above: Line, line: Line) -> bool:
    """Two lines so close that they are one: marks over it, indices under it, or cells beside each other."""
    apart = line.base - above.base
    if above.size < SMALLER * line.size and apart <= RAISED_BY[1] * line.size:
        return True
    if line.size < SMALLER * above.size and apart <= LOWERED_BY * above.size:
        return True
    return apart <= ASIDE * max(line.size, above.size) and not _overlap(above.runs, line.runs)


def _overlap(above: list[Run], below: list[Run]) -> bool:
    return any(a.x0 < b.x1 and b.x0 < a.x1 for a in above for b in below)


def _merged(above: Line, line: Line) -> Line:
    """The baseline is that of the larger font; where both are of a size, of the line with more in it."""
    main = above
    if line.size > above.size / SMALLER or (line.size > SMALLER * above.size and len(line.runs) >= len(above.runs)):
        main = line
    return Line(above.runs + line.runs, main.base, max(above.size, line.size))


def chunks_of(line: Line) -> list[Chunk]:
    """The line's chunks from left to right; a raised mark goes to what stands left of it, wherever that is."""
    groups: list[list[Run]] = []
    runs = line.runs
    for at, run in enumerate(runs):
        following = runs[at + 1] if at + 1 < len(runs) else None
        if groups and not _parts(groups[-1][-1], run, following, line.size):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [chunk_of(group, line.size) for group in groups]


def _parts(before: Run, run: Run, following: Run | None, size: float) -> bool:
    """Does a cell end between two runs?"""
    gap = run.x0 - before.x1
    if not run.raised:
        return gap > CELL_GAP * size
    if run.text.startswith("("):
        return gap > WORD_GAP * size
    leads = following is not None and not following.raised and following.x0 - run.x1 < LEADS * size
    return leads and gap > CELL_GAP * size


def chunk_of(runs: list[Run], size: float) -> Chunk:
    """Runs as a chunk of a line of this size."""
    plain = [run for run in runs if not run.raised] or runs
    return Chunk(runs, plain[0].x0, max(run.x1 for run in plain), size, joined(plain))


def joined(runs: list[Run]) -> str:
    """The text of runs of a line, a blank where they stand apart."""
    if len(runs) == 1:
        return runs[0].text.strip()
    return "".join(text for text, _ in spaced(runs)).strip()


def spaced(runs: list[Run]) -> superscripts.Runs:
    """The runs as (text, is raised), with the blanks between them."""
    out = [(runs[0].text, runs[0].raised)]
    for before, run in pairwise(runs):
        gap = MARK_GAP if before.raised and not run.raised else WORD_GAP
        apart = run.start - before.end > gap * max(run.size, before.size)
        out.append((" " + run.text if apart else run.text, run.raised))
    return tuple(out)
