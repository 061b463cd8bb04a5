"""A chapter's pages parted into prose and tables.

A table begins at its title ("TABLE 4A") and goes on, over pages without a title, to the next one or to prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.sources.pdf_lines import lines_of
from pipeline.sources.pdf_page import Page, Run
from pipeline.sources.pdf_prose import Strip, strips_of, without_margins
from pipeline.sources.pdf_rows import Row, rows_of, sections

TITLE = re.compile(r"(?:TABLE\s*\d+\s?[A-Z]?\b(?:[^a-z]|[dmnu])*?|Table\s+\d+\s?[A-Z]?\.?)(?:\s*[—–-].*)?")
COVER_LINES = 20
MIDDLE = 0.03  # of the page's width, right and left of its middle
MOVED = 1.0  # points between a line and its repetition on the next page
ALIKE = 0.04  # how much the size of prose may differ
LARGER = 0.1  # how much larger than a table's type that of prose under it is
MOSTLY = 0.8  # of the letters under a table: so many in the size of prose are prose


@dataclass(slots=True)
class Parted:
    """A chapter's prose and the rows of its tables; ``margins`` are running heads and feet, ``cover`` a cover's lines.

    ``columns`` tells whether the last page of prose had two columns, ``prose_size`` its font.
    """

    cover: list[str] = field(default_factory=list)
    prose: list[Strip] = field(default_factory=list)
    columns: bool = True
    tables: list[list[Row]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    prose_size: float = 0.0


def part(pages: Sequence[Page]) -> Parted:
    """Part the pages in their order."""
    parted = Parted()
    for page in pages:
        runs, margins = without_margins(page)
        parted.margins += margins
        if not runs:
            continue
        titles = sorted(run.base for run in runs if _is_title(run))
        top = titles[0] - 0.5 * runs[0].size if titles else float("inf")
        _take_untitled(parted, page, [run for run in runs if run.base < top])
        after = _prose_after(parted, page, [run for run in runs if run.base >= top])
        for base, end in pairwise([*titles, after]):
            _take_table(parted, _rows(page, runs, base, end))
        if titles:
            _take_prose(parted, page, [run for run in runs if run.base >= after - 0.5 * run.size])
    return parted


def _is_title(run: Run) -> bool:
    text = run.text.strip()
    return text[:5] in ("TABLE", "Table") and bool(TITLE.fullmatch(text))


def _take_untitled(parted: Parted, page: Page, runs: list[Run]) -> None:
    """What stands above a page's first title: prose, or more of the table before."""
    if not runs:
        return
    if not parted.tables and parted.columns and _is_cover(page, runs):
        parted.cover += [line.text for line in lines_of(runs)]
    elif not parted.tables or _is_prose(parted, runs):
        _take_prose(parted, page, runs)
    else:
        parted.tables[-1] += _rows(page, runs, float("-inf"), float("inf"))


def _take_prose(parted: Parted, page: Page, runs: list[Run]) -> None:
    if runs:
        parted.columns = not _crosses(page, runs)
        parted.prose += strips_of(page, runs)
        parted.prose_size = parted.prose_size or _size(runs)


def _prose_after(parted: Parted, page: Page, runs: list[Run]) -> float:
    """The height from which on prose stands under a page's last table: type of its size below all rules."""
    last = max((rule.y for rule in page.rules), default=0.0)
    table = [run for run in runs if run.base <= last]
    if not table or not parted.prose_size or _size(table) > parted.prose_size / (1 + LARGER):
        return float("inf")
    large = [run.base for run in runs if run.base > last and _alike(run.size, parted.prose_size)]
    below = [run for run in runs if large and run.base >= min(large)]
    letters = sum(len(run.text) for run in below if _alike(run.size, parted.prose_size))
    return min(large) if letters > MOSTLY * sum(len(run.text) for run in below) else float("inf")


def _take_table(parted: Parted, rows: list[Row]) -> None:
    """A new table, or more of the last one where its title lines (and its heads) are repeated in their place."""
    last = parted.tables[-1] if parted.tables else []
    repeated = 0
    while repeated < min(len(rows), len(last)) and _same(rows[repeated], last[repeated]):
        repeated += 1
    if repeated > 1 and repeated >= sections(last).head:
        last += rows[repeated:]
    elif rows:  # of two titles in one line the second has them all
        parted.tables.append(rows)


def _same(row: Row, other: Row) -> bool:
    """The same line in the same place of two pages."""
    moved = max(
        abs(row.line.x0 - other.line.x0), abs(row.line.x1 - other.line.x1), abs(row.line.base - other.line.base)
    )
    return moved < MOVED and row.line.text == other.line.text


def _is_cover(page: Page, runs: Sequence[Run]) -> bool:
    """A cover sheet: a picture (the publisher's mark) and a few lines across the middle of the page."""
    return page.images > 0 and len({round(run.base) for run in runs}) <= COVER_LINES and _crosses(page, runs)


def _crosses(page: Page, runs: Sequence[Run]) -> bool:
    """Does most of the text stand in lines across the middle of the page: is it in one column?"""
    letters = sum(len(run.text) for run in runs)
    left, right = page.width * (0.5 - MIDDLE), page.width * (0.5 + MIDDLE)
    return sum(len(run.text) for run in runs if run.x0 < left and run.x1 > right) > letters / 2


def _is_prose(parted: Parted, runs: Sequence[Run]) -> bool:
    """Is text after a table set like the prose before it?"""
    return bool(parted.prose_size) and _alike(_size(runs), parted.prose_size)


def _alike(size: float, prose_size: float) -> bool:
    return abs(size - prose_size) < ALIKE * prose_size


def _size(runs: Sequence[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text)
    return sizes.most_common(1)[0][0]


def _rows(page: Page, runs: Sequence[Run], start: float, end: float) -> list[Row]:
    """The rows between two heights of a page."""
    inside = [run for run in runs if start - 0.5 * run.size <= run.base < end - 0.5 * run.size]
    rules = [rule for rule in page.rules if start < rule.y < end]
    return rows_of(page, lines_of(inside), rules)
