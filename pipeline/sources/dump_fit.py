"""Trailing values of a table's lines onto its figure columns, where blanks leave no trace and marks look like figures.

A line with as many values as the table has columns needs no thought. In any other a numeral that a note declares may
be a mark of the value before it or of the label, and a column may be blank: the cheapest reading by what the columns
hold elsewhere is taken, and how much worse the next one is says how sure it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.sources.dump_values import Tail, Value, is_year, with_mark

BLANK, MARK, LABEL, MISFIT = 2.0, 0.7, 6.0, 3.0
SMALL_MARKED = 0.5  # added where a figure of one or two digits would carry a note's mark
TOTAL = 0.3  # a total's figures are larger than its column's: what they weigh
SURE_BY = 1.5  # a next reading dearer by this leaves no doubt
WIDER = 0.3  # how much a line of many values says more of a table's columns than one of few
FULL = 8  # full lines before a column of one numeral is one of marks
FEW = 4  # such lines, where the head speaks for a column less
KEPT = 2  # readings held for each number of values and columns used
UNSURE = 0.45  # confidence of a line with a blank, before what its columns say


@dataclass(frozen=True, slots=True)
class Fitted:
    """A line's label, its values by figure column (0-based) and how sure that is."""

    label: str
    values: tuple[tuple[int, Value], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a figure column holds: symbols, the middle and spread of its figures' magnitude, their decimals."""

    symbols: frozenset[str]
    middle: float | None
    spread: float
    decimals: int
    seen: int

    def cost(self, text: str) -> float:
        """How ill a value would stand in the column, 0 to `MISFIT`."""
        size = magnitude(text)
        if size is None:
            return 0.1 if text in self.symbols else 0.6
        if self.middle is None:
            return 0.5 if not self.seen else 1.0
        off = max(abs(size - self.middle) - self.spread, 0.0)
        other = 1.2 if decimals(text) != self.decimals else 0.0
        return min(0.6 * abs(size - self.middle) / max(self.spread, 0.5) + off + other, MISFIT)


@dataclass(frozen=True, slots=True)
class _Reading:
    cost: float
    values: tuple[tuple[int, Value], ...]
    labelled: tuple[str, ...]


def column_count(tails: Sequence[Tail], heads: Sequence[int]) -> int:
    """How many figure columns a table has: what most lines have, one of ``heads`` (counts that heads allow) first."""
    counts = Counter(len(tail.values) for tail in tails if tail.values and (tail.label or len(tail.values) > 1))
    if not counts:
        return 0
    bare = sum(not tail.label and is_year(tail.values[0].text) for tail in tails if len(tail.values) > 1)
    if bare > 0.5 * counts.total():
        counts = Counter(len(tail.values) - (not tail.label) for tail in tails if tail.values)
    count = max(counts, key=lambda n: (counts[n] * n**WIDER * (2.0 if n in heads else 1.0), n))
    if count <= 2:
        return count
    marking = len(marking_columns(tails, count, FULL))
    return count - (marking or (count - 1 in heads and len(marking_columns(tails, count, FEW)) == 1))


def marking_columns(tails: Sequence[Tail], columns: int, least: int) -> list[int]:
    """Columns that hold the same small numeral on every full line, ``least`` or more: marks of the figures before."""
    full = [tail.values for tail in tails if len(tail.values) == columns]
    if len(full) < least:
        return []
    return [
        at
        for at in range(1, columns)
        if len(held := {values[at].text for values in full}) == 1 and re.fullmatch(r"[1-9]|1\d", held.pop())
    ]


def fit(tails: Sequence[Tail], columns: int, markers: Collection[str]) -> list[Fitted]:
    """Each line's values on ``columns`` figure columns; ``markers`` are the marks that the notes declare."""
    whole = [_leading_year(tail, columns) for tail in tails]
    exact = [tail.values for tail in whole if len(tail.values) == columns]
    profiles = [_profile([values[at].text for values in exact]) for at in range(columns)]
    return [_fit_line(tail, profiles, markers) for tail in whole]


def _leading_year(tail: Tail, columns: int) -> Tail:
    """A line of figures alone is labelled by its first: a year or a rank."""
    if tail.label or len(tail.values) != columns + 1:
        return tail
    first = tail.values[0]
    return replace(tail, label="".join((first.text, *first.marks)), values=tail.values[1:])


def _fit_line(tail: Tail, profiles: Sequence[Profile], markers: Collection[str]) -> Fitted:
    values, columns = tail.values, len(profiles)
    if len(values) == columns:
        return Fitted(tail.label, tuple(enumerate(values)))
    if not values or _is_label(tail, columns):
        return Fitted(" ".join([tail.label, *(value.text for value in values)]).strip())
    readings = _readings(tail, profiles, markers)
    if not readings:
        kept = values[len(values) - columns :]
        label = " ".join([tail.label, *(value.text for value in values[: len(values) - len(kept)])])
        return Fitted(label.strip(), tuple(enumerate(kept)), 0.3)
    best = readings[0]
    gap = readings[1].cost - best.cost if len(readings) > 1 else SURE_BY
    label = " ".join([tail.label, *best.labelled]).strip()
    return Fitted(label, best.values, _confidence(best, gap, columns))


def _confidence(best: _Reading, gap: float, columns: int) -> float:
    sure = min(max(gap, 0.0) / SURE_BY, 1.0)
    floor = UNSURE if len(best.values) < columns else 0.55
    return round(min(0.99, floor + (1 - floor) * sure), 2)


def _is_label(tail: Tail, columns: int) -> bool:
    """Words that end in a number: a year or a small number alone where there should be several figures."""
    if len(tail.values) > 1 or columns < 3 or not tail.label:
        return False
    text = tail.values[0].text
    return is_year(text) or (text.isdigit() and len(text) < 3)


def _readings(tail: Tail, profiles: Sequence[Profile], markers: Collection[str]) -> list[_Reading]:
    """The cheapest readings of a line, by dynamic programming over values and columns used."""
    values, columns, labelled = tail.values, len(profiles), bool(tail.label)
    weight = TOTAL if re.match(r"(?i)(?:grand |sub)?total", tail.label) else 1.0
    misfits = [[weight * profile.cost(value.text) for profile in profiles] for value in values]
    table: dict[tuple[int, int], list[_Reading]] = {(0, 0): [_Reading(0.0, (), ())]}
    for used in range(len(values) + 1):
        for column in range(columns + 1):
            for reading in table.get((used, column), []):
                if column < columns:
                    _keep(table, (used, column + 1), _Reading(reading.cost + BLANK, reading.values, reading.labelled))
                if used == len(values):
                    continue
                value = values[used]
                if column < columns:
                    cost = reading.cost + misfits[used][column]
                    taken = (*reading.values, (column, value))
                    _keep(table, (used + 1, column + 1), _Reading(cost, taken, reading.labelled))
                if _may_mark(value, markers) and reading.values:
                    at, marked = reading.values[-1]
                    for mark in (value.text, *value.marks):
                        marked = with_mark(marked, mark)
                    taken = (*reading.values[:-1], (at, marked))
                    cost = reading.cost + MARK + SMALL_MARKED * (len(marked.text) < 3)
                    _keep(table, (used + 1, column), _Reading(cost, taken, reading.labelled))
                elif not reading.values and column == 0 and labelled and not value.marks:
                    cost = reading.cost + (MARK + SMALL_MARKED if value.text in markers else LABEL)
                    _keep(table, (used + 1, 0), _Reading(cost, (), (*reading.labelled, value.text)))
    return table.get((len(values), columns), [])


def _keep(table: dict[tuple[int, int], list[_Reading]], state: tuple[int, int], reading: _Reading) -> None:
    held = table.setdefault(state, [])
    if any(other.values == reading.values and other.labelled == reading.labelled for other in held):
        return
    held.append(reading)
    held.sort(key=lambda r: r.cost)
    del held[KEPT:]


def _may_mark(value: Value, markers: Collection[str]) -> bool:
    return value.text in markers and value.text.isdigit()


def _profile(texts: Sequence[str]) -> Profile:
    sizes = [size for text in texts if (size := magnitude(text)) is not None]
    symbols = frozenset(text for text in texts if magnitude(text) is None)
    if not sizes:
        return Profile(symbols, None, 1.0, 0, len(texts))
    middle = median(sizes)
    spread = max(median(abs(size - middle) for size in sizes) * 1.5, 0.3)
    common = Counter(decimals(text) for text in texts if magnitude(text) is not None).most_common(1)[0][0]
    return Profile(symbols, middle, spread, common, len(texts))


def magnitude(text: str) -> float | None:
    """The decimal logarithm of a figure; None for a symbol."""
    digits = re.sub(r"[^\d.]", "", text) if not text.startswith("(") else ""
    try:
        return math.log10(max(float(digits), 0.01))
    except ValueError:
        return None


def decimals(text: str) -> int:
    """Digits behind the point."""
    return len(text.partition(".")[2].rstrip("%"))
