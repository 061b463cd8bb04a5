"""Do the parts add to their total? Asked of intervals, so that rounding is no error.

A printed figure stands for any unrounded value between its ``lower`` and ``upper``. Parts add to a total where the sum
of the lowers is not above the total's upper and the sum of the uppers not below its lower. A part that is withheld or
not available can be anything from 0 up: then only known parts that exceed their total are wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pipeline.quality.grids import Direction, Grid, Rates, grids
from pipeline.quality.parts import incomplete, readings, readings_elsewhere, restated

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Array = npt.NDArray[Any]

Outcome = Literal["verified", "misplaced", "unverifiable", "failed"]
TOLERANCE = 1e-9  # relative: binary fractions do not hold tenths exactly
COLUMNS = (
    "source_id", "table_number", "row", "column", "row_path", "column_path", "total_of", "status", "unit", "basis",
    "measure", "lower", "upper", "value_low", "value_high", "line",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sum:
    """A total looked at: its row number in the frame, and the interval from ``low`` to ``high`` of its parts' sum.

    ``outcome`` is "misplaced" for a total that other lines than those of its group add up to.
    """

    index: int
    direction: Direction
    outcome: Outcome
    parts: int = 0
    low: float = 0.0
    high: float = 0.0


def check_sums(observations: pd.DataFrame, rates: Rates) -> list[Sum]:
    """Every total of the observations (`COLUMNS`), down and across, with what came of adding its parts."""
    found = grids(observations.reset_index(drop=True), rates)
    return [one for grid in found for line in grid.lines_with_totals() for one in _check_line(grid, line)]


def counts(sums: Sequence[Sum], sources: pd.Series[Any]) -> dict[str, Counter[str]]:
    """How many totals of each source came to each outcome."""
    names = sources.to_numpy(object)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for checked in sums:
        counted[names[checked.index]][checked.outcome] += 1
    return counted


def _check_line(grid: Grid, line: int) -> Iterator[Sum]:
    """The totals of one line: as the paths say, then for those that fail as the lines around them allow.

    Where the groups are guessed, a total that may be the sum of other lines around it, some of them withheld, is in
    doubt and not wrong.
    """
    import numpy as np

    cells = [int(cell) for cell in np.flatnonzero(grid.total[line])]
    best = {cell: Sum(int(grid.at[line, cell]), grid.direction, "unverifiable") for cell in cells}
    known = [cell for cell in cells if np.isfinite(grid.high[line, cell])]
    failed = _try(grid, line, known, readings(grid.lines, line), best)
    own = {cell: best[cell] for cell in failed}
    again = bool(failed) and any(_equal(grid, line, other) for other in restated(grid.lines, line))
    untold: Outcome = "unverifiable" if failed and incomplete(grid.lines, line) else "failed"
    _try(grid, line, failed, readings_elsewhere(grid.lines, line), best)
    for cell in failed:
        settled = again or best[cell].outcome == "verified"
        doubtful = grid.guessed and best[cell].outcome == "unverifiable"
        left: Outcome = "misplaced" if settled else "unverifiable" if doubtful else untold
        best[cell] = replace(best[cell] if settled else own[cell], outcome=left)
    yield from best.values()


def _equal(grid: Grid, line: int, other: int) -> bool:
    """Whether two lines say the same of everything, and of more than one thing other than nothing."""
    same = (grid.low[line] == grid.low[other]) & (grid.high[line] == grid.high[other])
    alike = same & (grid.unit[line] == grid.unit[other]) & ((grid.at[line] >= 0) == (grid.at[other] >= 0))
    return bool(alike.all()) and int(((grid.at[line] >= 0) & (grid.high[line] != 0)).sum()) > 1


def _try(grid: Grid, line: int, cells: list[int], tries: Iterator[list[int]], best: dict[int, Sum]) -> list[int]:
    """Add the parts up in each way until all cells are verified; returns the cells that no way leaves in doubt."""
    import numpy as np

    outcomes: dict[int, set[Outcome]] = {cell: set() for cell in cells}
    left = cells
    for parts in tries if left else ():
        for found, cell in zip(_add(grid, line, np.array(left), np.array(parts)), left, strict=True):
            if not outcomes[cell] or found.outcome == "verified":
                best[cell] = found
            outcomes[cell].add(found.outcome)
        left = [cell for cell in left if "verified" not in outcomes[cell]]
        if not left:
            break
    for cell in left:
        if "unverifiable" in outcomes[cell]:
            best[cell] = Sum(int(grid.at[line, cell]), grid.direction, "unverifiable")
    return [cell for cell in cells if outcomes[cell] == {"failed"}]


def _add(grid: Grid, line: int, cells: Array, parts: Array) -> Iterator[Sum]:
    """The parts of a total line added up in the given cells of it.

    Parts in another unit are left out; where the rest does not fit, those of another basis or measure are left out too.
    A total that does not fit is in doubt, not wrong, where anything was left out or not known, where one part alone is
    there to be its sum, and where no unit says that it is a quantity.
    """
    import numpy as np

    block = np.ix_(parts, cells)
    there = (grid.at[block] >= 0) & ~grid.memo[block]
    alike = there & (grid.unit[block] == grid.unit[line, cells])
    same = alike & (grid.kind[block] == grid.kind[line, cells])
    added = _Added(grid, line, cells, block, alike)
    strictly = added if added.fits.all() else _Added(grid, line, cells, block, same)
    doubtful = (there & ~same).any(axis=0) | added.doubtful | grid.unitless[line, cells]
    for i, cell in enumerate(cells):
        chosen = strictly if strictly.fits[i] and not added.fits[i] else added
        outcome: Outcome = "verified" if chosen.fits[i] else "unverifiable" if doubtful[i] else "failed"
        yield Sum(int(grid.at[line, cell]), grid.direction, outcome, *chosen.found(i))


class _Added:
    """Sums of a block of figures, a sum a column: the interval, whether the total is in it, whether that is known."""

    def __init__(self, grid: Grid, line: int, cells: Array, block: Any, used: Array) -> None:
        import numpy as np

        low = np.where(used, grid.low[block], 0.0)
        high = np.where(used, grid.high[block], 0.0)
        unknown = np.isinf(high)
        total_low, total_high = grid.low[line, cells], grid.high[line, cells]
        self.parts = used.sum(axis=0)
        self.low, self.high = low.sum(axis=0), np.where(unknown, low, high).sum(axis=0)
        slack = TOLERANCE * np.maximum(np.abs(self.high), np.abs(total_high))
        not_above = self.low <= total_high + slack
        self.fits = not_above & (self.high >= total_low - slack) & (self.parts > 0)
        self.doubtful = (self.parts < 2) | (unknown.any(axis=0) & (not_above | (low < 0).any(axis=0)))

    def found(self, i: int) -> tuple[int, float, float]:
        """The number of parts and the interval of one sum."""
        return int(self.parts[i]), float(self.low[i]), float(self.high[i])
