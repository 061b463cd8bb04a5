"""A table's parts and their heads: a part with a second head is cut in two, a part without one has its table's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.sources.dump_parts import DumpTable
from pipeline.sources.dump_values import holds_years, is_row, read_tail
from pipeline.sources.paragraphs import Line

FEWEST_WORDS = 4  # of a head line before its return says that a head is printed again
MOST_LINES = 6  # of a head within a body


def sections(table: DumpTable) -> list[DumpTable]:
    """The part, or one for each head in its body; the notes stay with the last."""
    if not table.heads:
        return [table]
    found = [table]
    while (cut := _head_within(found[-1].heads, found[-1].body)) is not None:
        first, end = cut
        whole = found.pop()
        above = replace(whole, body=whole.body[:first], notes=[])
        below = replace(whole, continued=True, heads=whole.body[first:end], body=whole.body[end:])
        found += [above, below]
    return found


def with_heads(tables: Sequence[DumpTable]) -> list[DumpTable]:
    """The parts, those without a head under that of a part of the same table with as many figures a line.

    Lines that stand where a head would and begin in small letters carry a row on: they stay with the body.
    """
    return [_with_head(table, tables) for table in tables]


def _with_head(table: DumpTable, tables: Sequence[DumpTable]) -> DumpTable:
    if _is_headed(table):
        return _less_groups(table, tables)
    if not (heads := _head_of(table, tables)):
        return table
    return replace(table, heads=heads, body=[*table.heads, *table.body])


def _less_groups(table: DumpTable, tables: Sequence[DumpTable]) -> DumpTable:
    """The part with the lines of its head that another part of its table has too: labels of groups follow below."""
    own = [line.text.strip() for line in table.heads]
    for other in tables:
        if other is table or other.number != table.number or _width(other) != _width(table):
            continue
        shared = _shared(own, [line.text.strip() for line in other.heads])
        if 0 < shared < len(own) and len(own[shared - 1].split()) >= FEWEST_WORDS and ":" in own[shared]:
            return replace(table, heads=table.heads[:shared], body=[*table.heads[shared:], *table.body])
    return table


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two heads have in common from the top."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _is_headed(table: DumpTable) -> bool:
    return bool(table.heads) and not all(line.text.strip()[:1].islower() for line in table.heads)


def _head_of(table: DumpTable, tables: Sequence[DumpTable]) -> list[Line]:
    width = _width(table)
    others = [other for other in tables if other.number == table.number and _is_headed(other)]
    return next((list(other.heads) for other in others if width and _width(other) == width), [])


def _width(table: DumpTable) -> int:
    """How many figures most lines end in."""
    counts = Counter(len(read_tail(line.text).values) for line in table.body if _holds_figures(line))
    return max(counts, key=lambda n: counts[n], default=0)


def _head_within(heads: Sequence[Line], body: Sequence[Line]) -> tuple[int, int] | None:
    """Where in the body a head begins and ends that closes as the part's own does, its stub's words aside."""
    last = heads[-1].text.split()
    for at, line in enumerate(body):
        words = line.text.split()
        if len(words) < FEWEST_WORDS or last[len(last) - len(words) :] != words or _holds_figures(line):
            continue
        first = at
        while first > 0 and at - first < MOST_LINES and not _holds_figures(body[first - 1]):
            first -= 1
        if first > 0 and at + 1 < len(body):
            return first, at + 1
    return None


def _holds_figures(line: Line) -> bool:
    text = line.text.strip()
    return is_row(text) and not holds_years(text)
