"""Strips of prose into blocks: title, byline, headings, paragraphs, told by their set.

A paragraph begins where a line is set in, or, in lists whose entries are set in from their second line on, where one is
not; a heading is bold, or centred and spaced off. A paragraph goes on over columns and pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.records import Block, BlockKind
from pipeline.sources.layout import ADVANCE, BYLINE, ENDED, PREPARED, is_title_case
from pipeline.sources.linejoin import Joiner
from pipeline.sources.paragraphs import BYLINE_LENGTH, FRONT_BLOCKS
from pipeline.sources.pdf_lines import Line
from pipeline.sources.pdf_prose import Strip

# In sizes of the font.
INDENT = 0.6
CENTRED = 2.2  # how far a centred line is at least set in
SPACED = 1.25  # of the usual distance of lines
TITLE = 1.3  # of the usual size
CAPITALS = 0.6  # of the letters
OFTEN = 3  # lines that start at a column's left edge


@dataclass(slots=True)
class SetLine:
    """A line of prose and how it is set: ``spaced`` off the line above, ``indented``, ``full`` to the right edge."""

    text: str
    page: int
    size: float
    spaced: bool
    indented: bool
    centred: bool
    full: bool
    bold: bool

    @property
    def capitals(self) -> bool:
        """Set in capitals (some fonts have lost four of them)."""
        letters = [char for char in self.text if char.isalpha()]
        return sum(map(str.isupper, letters)) > CAPITALS * len(letters)

    @property
    def is_heading(self) -> bool:
        """Set as a heading is."""
        return self.bold or (self.centred and is_title_case(self.text))


def blocks_of(strips: Sequence[Strip]) -> list[Block]:
    """The blocks of a chapter's prose in reading order; a block stands where its first line does."""
    edges, pitch = _edges(strips), _usual_pitch(strips)
    lines = [line for strip in strips for line in _set_lines(strip, edges, pitch)]
    joiner = Joiner([line.text for line in lines])
    usual = _usual_size(lines)
    blocks: list[Block] = []
    for group in _groups(lines):
        text = joiner.join(line.text for line in group)
        blocks.append(Block(text, _kind(group, text, len(blocks), usual), page=group[0].page))
    return blocks


def _set_lines(strip: Strip, edges: dict[tuple[int, int], tuple[float, float]], pitch: float) -> Iterator[SetLine]:
    """The lines of a strip with how they are set against their column's edges and the usual distance of lines."""
    left, right = edges[_column(strip)]
    before: Line | None = None
    for line, after in zip(strip.lines, [*strip.lines[1:], None], strict=True):
        yield SetLine(
            text=line.text,
            page=strip.page,
            size=line.size,
            spaced=before is not None and line.base - before.base > SPACED * pitch,
            indented=line.x0 - left > INDENT * line.size,
            centred=line.x0 - left > CENTRED * line.size and _is_centred(line, left, right),
            full=after is None or line.x1 + _first_word(after) > right,
            bold=all(run.bold for run in line.runs),
        )
        before = line


def _column(strip: Strip) -> tuple[int, int]:
    """Odd and even pages may have other margins."""
    return strip.side, strip.page % 2


def _edges(strips: Sequence[Strip]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each column."""
    lines: dict[tuple[int, int], list[Line]] = {}
    for strip in strips:
        lines.setdefault(_column(strip), []).extend(strip.lines)
    return {column: (_left_edge(found), max(line.x1 for line in found)) for column, found in lines.items()}


def _left_edge(lines: Sequence[Line]) -> float:
    """The leftmost place where lines often start."""
    starts = Counter(round(line.x0) for line in lines)
    often = [start for start, count in starts.items() if count + starts[start + 1] >= OFTEN]
    return float(min(often or starts))


def _is_centred(line: Line, left: float, right: float) -> bool:
    return abs((line.x0 - left) - (right - line.x1)) < 2 * line.size


def _first_word(line: Line) -> float:
    """The width of a line's first word and the blank before it."""
    word = line.text.split(None, 1)[0] if line.text else ""
    return (len(word) + 1) * (line.x1 - line.x0) / max(len(line.text), 1)


def _usual_pitch(strips: Sequence[Strip]) -> float:
    apart = (round(b.base - a.base, 1) for strip in strips for a, b in pairwise(strip.lines))
    return max(Counter(apart).items(), key=lambda item: item[1], default=(0.0, 0))[0]


def _usual_size(lines: Sequence[SetLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _groups(lines: Sequence[SetLine]) -> Iterator[list[SetLine]]:
    """The lines of each block."""
    for _, section in groupby(lines, key=lambda line: line.is_heading):
        group: list[SetLine] = []
        begins = _begins([*section])
        for line, begin in begins:
            if begin and group:
                yield group
                group = []
            group.append(line)
        if group:
            yield group


def _begins(lines: Sequence[SetLine]) -> Iterator[tuple[SetLine, bool]]:
    """The lines between two headings (or of headings that follow each other) and whether each begins a block."""
    hanging, flush = _is_hanging(lines), not any(line.indented for line in lines)
    before: SetLine | None = None
    for line in lines:
        if before is None or line.spaced or not 1 / TITLE < line.size / before.size < TITLE:
            begin = True
        elif line.is_heading:
            begin = line.capitals != before.capitals
        elif hanging or flush:
            begin = not line.indented and bool(ENDED.search(before.text)) and not (flush and before.full)
        else:
            begin = line.indented
        yield line, begin
        before = line


def _is_hanging(lines: Sequence[SetLine]) -> bool:
    """Are entries set in from their second line on: do lines set in rather go on a sentence than begin one?"""
    goes_on = [(a.indented, b.indented) for a, b in pairwise(lines) if not ENDED.search(a.text)]
    return goes_on.count((False, True)) > goes_on.count((True, False))


def _kind(group: Sequence[SetLine], text: str, number: int, usual: float) -> BlockKind:
    """What block ``number`` (0-based) of a chapter is."""
    if number == 0 and (group[0].size > TITLE * usual or ADVANCE.search(text) or text.isupper()):
        return "title"
    if number < FRONT_BLOCKS and len(text) < BYLINE_LENGTH and (BYLINE.match(text) or PREPARED.match(text)):
        return "byline"
    return "heading" if group[0].is_heading else "paragraph"
