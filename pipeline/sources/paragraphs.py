"""Lines of prose → blocks: title, byline, headings, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records import Block, BlockKind
from pipeline.sources.layout import ADVANCE, BYLINE, PREPARED, Layout, ProseLine
from pipeline.sources.linejoin import Joiner

FRONT_BLOCKS = 6
TITLE_LENGTH = 120
BYLINE_LENGTH = 400
RUNNING_HEAD = re.compile(
    r"(?:\d+\.\d+\s*)?(?i:(?:\[advance release\]\s*)?u\.?\s?s\.?\s?geological survey(?:(?:\s+|—)minerals yearbook)?"
    r"\s*—?\s*\d{4}(?:\s*\[advance release\])?)(?:\s*\d+\.\d+)?"
    r"|[A-ZÀ-Þdmnu][A-ZÀ-Þdmnu ,&’'.()—-]{0,70}—(?:19|20)\d\d(?i:\s*\[advance release\])?\s*\d{1,3}(?:\.\d{1,3})?"
)


@dataclass(frozen=True)
class Line:
    """A line of prose as printed; ``line`` and ``page`` are 1-based where the source has them. Blank lines count."""

    text: str
    line: int | None = None
    page: int | None = None


def join(lines: Sequence[Line]) -> list[Block]:
    """The blocks of a chapter's prose, its tables already taken out; running heads and feet are dropped.

    A block stands where its first line does. A run-in head ("Belgium.—") stays in its paragraph. Letter case is left
    as printed (`pipeline.sources.lettercase`).
    """
    content = list(_content(lines))
    texts = [text for _, text in content]
    layout = Layout(texts)
    joiner = Joiner([line.text for line in texts])
    starts = [index for index in range(len(content)) if layout.breaks(index)]
    blocks: list[Block] = []
    for start, end in pairwise([*starts, len(content)]):
        text = joiner.join(line.text for line in texts[start:end])
        heading = all(layout.is_heading(index) for index in range(start, end))
        source = content[start][0]
        blocks.append(Block(text, _kind(text, heading, len(blocks)), page=source.page, line=source.line))
    return blocks


def _content(lines: Sequence[Line]) -> Iterator[tuple[Line, ProseLine]]:
    """The lines that are no running heads, with blank lines as gaps but where a page ends."""
    gap = turn = False
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            gap = True
        elif RUNNING_HEAD.fullmatch(text):
            turn = True
        else:
            yield line, ProseLine(text, gap and not turn, turn)
            gap = turn = False


def _kind(text: str, heading: bool, number: int) -> BlockKind:
    """What block ``number`` (0-based) of a chapter is."""
    if number == 0 and (ADVANCE.search(text) or (text.isupper() and len(text) < TITLE_LENGTH)):
        return "title"
    if number < FRONT_BLOCKS and len(text) < BYLINE_LENGTH and (BYLINE.match(text) or PREPARED.match(text)):
        return "byline"
    return "heading" if heading else "paragraph"
