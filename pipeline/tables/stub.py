"""The stub's hierarchy: which group a row belongs to, from indents, colons and totals.

A line of words alone heads the lines below it; a deeper indent makes a child; where a source has no indents (a plain
text dump), groups open at a colon and close at their total. A total belongs to the group it totals, whatever its
indent.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.tables.lines import Line

MOST = 0.75
_TOTAL = re.compile(r"^(?:grand |sub-?|world |u\.s\. )?totals?\b(?!\s+(?:quantity|value)\b.*:)", re.IGNORECASE)
_GRAND = re.compile(r"^grand total", re.IGNORECASE)
_CONTINUED = re.compile(r"[—–-]+\s*Continued\b\.?:?$", re.IGNORECASE)
_MEMO = re.compile(r"^(?:of which|of this total|equivalents?)\b|^total\b.*\b(?:equivalents?|content)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"^(?:average|mean)\b", re.IGNORECASE)


@dataclass(slots=True)
class Ancestor:
    """A line that others stand under."""

    label: str
    marks: tuple[str, ...]
    indent: int
    group: bool
    totalled: bool = False


@dataclass(slots=True)
class Hierarchy:
    """The open ancestors while the lines of a table are read in order; it lives on over "—Continued" parts.

    ``in_line``: the indents of groups whose totals stand in line with their rows (`totals_in_line`).
    """

    open: list[Ancestor] = field(default_factory=list)
    siblings_totalled: dict[int, list[bool]] = field(default_factory=dict)
    in_line: frozenset[int] = frozenset()

    def place(self, line: Line, indent: int, label: str) -> list[Ancestor]:
        """The ancestors of a line; the line itself is then open to children."""
        if is_total(label) or self._is_summary(line, indent, label):
            above = self._place_total(label, indent)
            if line.group:
                self._close(indent)
                self.open = [*above, Ancestor(label, line.cells[line.name].marks, indent, line.group, totalled=True)]
            return above
        self._close(indent)
        above = list(self.open)
        self.open.append(
            Ancestor(label, line.cells[line.name].marks if line.name in line.cells else (), indent, line.group)
        )
        return above

    def _is_summary(self, line: Line, indent: int, label: str) -> bool:
        """An average set deeper than the rows above it stands beside them, as a total does."""
        deeper = bool(self.open) and indent > self.open[-1].indent
        return deeper and not line.group and bool(_SUMMARY.match(label))

    def repeat(self, label: str) -> list[Ancestor]:
        """The ancestors of a line whose stub is a ditto: those of the line that it repeats."""
        at = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].label == label), len(self.open))
        return self.open[:at]

    def _close(self, indent: int) -> None:
        while self.open and self.open[-1].indent >= indent:
            gone = self.open.pop()
            if gone.group:
                self.siblings_totalled.setdefault(len(self.open), []).append(gone.totalled)

    def _place_total(self, label: str, indent: int) -> list[Ancestor]:
        """A total is set one level deeper than the rows it totals; in some tables it stands in line with them."""
        groups = [a for a in self.open if a.group]
        if groups and indent > groups[-1].indent:
            inner = groups[-1].indent
            in_line = indent == inner + 1 and inner in self.in_line
            groups = groups if in_line else [group for group in groups if group.indent <= indent - 2]
        elif _GRAND.match(label):
            groups = []
        while groups and (groups[-1].totalled or self._stands_outside(groups, indent)):
            groups.pop()
        if groups:
            groups[-1].totalled = True
        return groups

    def _stands_outside(self, groups: list[Ancestor], indent: int) -> bool:
        """A total no deeper than its group, whose sister groups had none: it totals the groups together."""
        group = groups[-1]
        if indent > group.indent:
            return False
        sisters = self.siblings_totalled.get(self.open.index(group), [])
        return bool(sisters) and not any(sisters)

    def reopen(self, label: str) -> bool:
        """True if "2017:—Continued" names an ancestor still open: it is not a new group."""
        return any(ancestor.label == label for ancestor in self.open)


@lru_cache(maxsize=1 << 14)
def is_total(label: str) -> bool:
    """True for a stub that totals the rows above it."""
    return bool(_TOTAL.match(label))


@lru_cache(maxsize=1 << 14)
def is_memo(label: str) -> bool:
    """True for "Of which:" and equivalents: no part of a sum."""
    return bool(_MEMO.search(label))


def plain_label(text: str) -> str:
    """A label as it stands in a path: no colon, no "—Continued"."""
    return _CONTINUED.sub("", text).rstrip(" :").strip()


def is_continued(text: str) -> bool:
    """True for a group repeated on a continued page."""
    return bool(_CONTINUED.search(text))


def indents(lines: list[Line]) -> list[int]:
    """Each line's indent level: as printed, or inferred from colons and totals where the source shows none."""
    if any(line.indent > 0 for line in lines) or not any(line.group for line in lines):
        return [line.indent for line in lines]
    levels, depth, after_data, closed = [], 0, False, False
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.group:
            if after_data and not closed:
                depth = max(depth - 1, 0)
            depth = _level_again(lines, i, seen, depth)
            seen[plain_label(line.stub)] = depth
            levels.append(depth)
            depth, after_data, closed = depth + 1, False, False
            continue
        closed = is_total(line.stub) and depth > 0
        levels.append(depth + 1 if is_total(line.stub) else depth)
        after_data = True
        if closed:
            depth -= 1
    return levels


def _level_again(lines: list[Line], at: int, seen: dict[str, int], depth: int) -> int:
    """The level of a group: no deeper than a group of its name stood, or than the one right below it lets it stand."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    again = seen.get(plain_label(lines[at].stub))
    if again is None and below is not None and below.group and seen.get(plain_label(below.stub), 0) > 0:
        again = seen[plain_label(below.stub)] - 1
    return depth if again is None else min(depth, again)


def totals_in_line(lines: list[Line], levels: list[int]) -> frozenset[int]:
    """The indents of groups that end in a total in line with their rows: most of several, or the only one.

    An only group beside rows of its own level has no total of its own: that total is of the whole table.
    """
    groups, totals, rows = Counter[int](), Counter[int](), Counter[int]()
    open_groups: dict[int, int] = {}
    for line, level in zip(lines, levels, strict=True):
        if line.group:
            groups[level] += 1
            open_groups = {k: v for k, v in open_groups.items() if k < level} | {level: 0}
        elif is_total(line.stub):
            if level - 1 in open_groups and not open_groups[level - 1]:
                open_groups[level - 1] = 1
                totals[level - 1] += 1
        else:
            rows[level] += 1
    return frozenset(
        level
        for level, n in groups.items()
        if (totals[level] >= MOST * n if n > 1 else totals[level] and not rows[level])
    )
