"""Which lines of a table a total is the sum of, read from where they stand and from their paths.

A line is a row (or, for totals across, a column). Its path is its ancestors and itself: ("Imports", "Metal",
"Quantity"). A total line ("Total", "Grand total") totals the group it stands in; what follows its label is what it is a
total of: ("Imports", "Total", "Quantity") is the sum of ("Imports", ..., "Quantity").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

Path = tuple[str, ...]
_LABEL = re.compile(r"\b(sub|grand )?totals?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column with figures; ``memo``: no part of any sum ("Of which:")."""

    path: Path
    total: bool = False
    memo: bool = False

    @property
    def label_at(self) -> int:
        """Where in the path the word "total" is; the last place where nothing says so."""
        return _label_at(self.path)

    @property
    def group(self) -> Path:
        """The path of the group that a total totals."""
        return self.path[: self.label_at]

    @property
    def tail(self) -> Path:
        """What follows the word "total": the parts end alike."""
        return self.path[self.label_at + 1 :]


@lru_cache(maxsize=4096)
def _label_at(path: Path) -> int:
    found = [at for at, text in enumerate(path) if _LABEL.search(text)]
    return found[-1] if found else max(len(path) - 1, 0)


def readings(lines: Sequence[Line], at: int) -> Iterator[list[int]]:
    """The parts of the total ``lines[at]``, as indices into ``lines``, in each way the layout can be read.

    A total stands below its parts. First come the lines since the total before it; then the whole group, where totals
    stand for what they total (a grand total; a total that takes a subtotal in); then the group without any totals; and
    where nothing stands above, the lines below. The readings are distinct and none is empty.
    """
    group, tail = lines[at].group, lines[at].tail
    above = [i for i in _members(lines, group, tail) if i < at]
    start = max((i for i in range(at) if _bounds(lines[i], group)), default=-1)
    outer = max((i for i in range(at) if _bounds(lines[i], group[:-1]) and group), default=-1)
    inside = [i for i in above if i > outer]
    tries = [
        _collapse(lines, [i for i in above if i > start], len(group), len(tail)),
        _collapse(lines, inside, len(group), len(tail)),
        _collapse(lines, [i for i in inside if not lines[i].total], len(group), len(tail)),
    ]
    if not above:
        tries.append(_below(lines, at, group, tail))
    seen: list[list[int]] = [[]]
    for parts in tries:
        if parts not in seen:
            seen.append(parts)
            yield parts


def incomplete(lines: Sequence[Line], at: int) -> bool:
    """Whether parts of the total ``lines[at]`` cannot be told, some of its group having no line that ends as it does.

    ("Total", "Smelters") is not the sum of ("Brass", "Smelters") and ("Bronze", "Smelters") alone where the group has
    ("Other alloys, all plants") too.
    """
    group, tail = lines[at].group, lines[at].tail
    level = len(group) + 1
    inside = [
        line.path for line in lines if not line.total and len(line.path) >= level and line.path[: level - 1] == group
    ]
    alike = {path[:level] for path in inside if path[len(path) - len(tail) :] == tail}
    return bool(tail and alike) and any(path[:level] not in alike for path in inside)


def restated(lines: Sequence[Line], at: int) -> Iterator[int]:
    """The totals above the total ``lines[at]``, from the nearest on: it may say again what one of them says."""
    yield from (i for i in reversed(range(at)) if lines[i].total)


def readings_elsewhere(lines: Sequence[Line], at: int) -> Iterator[list[int]]:
    """Sets of lines around the total ``lines[at]`` that it may be the sum of, whatever the paths say.

    A run of lines up to the total, or down from it, that starts where a group starts, each line counted; and the total
    before it with what follows. A total that adds up so is right, but it stands in the wrong group.
    """
    starts = [i for i in range(at) if i == 0 or lines[i - 1].total or lines[i].path[:-1] != lines[i - 1].path[:-1]]
    ends = [i for i in range(at + 2, len(lines) + 1) if i == len(lines) or lines[i].path[:-1] != lines[i - 1].path[:-1]]
    totals = [i for i in range(at) if lines[i].total]
    tries = [[i for i in range(start, at) if not lines[i].total] for start in reversed(starts)]
    tries += [[start, *(i for i in range(start + 1, at))] for start in totals[-1:]]
    tries += [totals, [i for i in range(at) if lines[i].total or i > totals[-1]] if totals else []]
    tries += [[i for i in range(at + 1, end) if not lines[i].total] for end in ends]
    yield from (parts for parts in tries if len(parts) > 1)


def _below(lines: Sequence[Line], at: int, group: Path, tail: Path) -> list[int]:
    end = min((i for i in range(at + 1, len(lines)) if _bounds(lines[i], group)), default=len(lines))
    under = [i for i in _members(lines, group, tail) if at < i < end]
    return _collapse(lines, under, len(group), len(tail))


def _bounds(line: Line, group: Path) -> bool:
    """Whether a line is a total of this group or of one around it."""
    return line.total and group[: len(line.group)] == line.group


def _members(lines: Sequence[Line], group: Path, tail: Path) -> list[int]:
    """The lines inside a group that end as its total does, those that are no part of a sum left out."""
    inside = [i for i, line in enumerate(lines) if len(line.path) > len(group) and line.path[: len(group)] == group]
    outside = {line.path for line in lines if line.memo}
    inside = [i for i in inside if not any(lines[i].path[:n] in outside for n in range(1, len(lines[i].path) + 1))]
    alike = [i for i in inside if tail and lines[i].path[-len(tail) :] == tail]
    return alike or inside


def _collapse(lines: Sequence[Line], within: Sequence[int], level: int, tail: int) -> list[int]:
    """Lines that are summed at a level: a line stands for the ones under it, a total for the ones it totals."""
    closed: list[int] = []
    since: list[int] = []
    for _, run in groupby(within, key=lambda i: lines[i].path[: level + 1]):
        members = list(run)
        totals = [i for i in members if lines[i].total and len(lines[i].group) == level]
        own = [i for i in members if len(lines[i].path) <= level + 1 + tail]
        if totals:
            closed, since = [*closed, *totals], []
        else:
            since += own or _collapse(lines, members, level + 1, tail)
    return closed + since
