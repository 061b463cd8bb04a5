"""Where a dump's head ends and its body begins, where the lines alone don't say: by which cut reads best as a head.

Labels of groups wrapped over lines look like lines of a head, and a head's lines with note numerals like rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.sources.dump_columns import Shape, read_head
from pipeline.sources.dump_heads import HeadLine, pieces, units_of, with_marks, years_last
from pipeline.sources.dump_lines import BARE_MARK, ended, is_note
from pipeline.sources.dump_values import read_middle, read_tail
from pipeline.sources.dump_words import role_of
from pipeline.sources.head_words import learned
from pipeline.sources.paragraphs import Line

MOST_LABELS, MOST_HEADS = 3, 6  # lines that may change sides
LONG_LABEL = 9  # words of a label
FEW = 2  # figures of a row, and figure columns of a table that is one of figures
GAIN = 4.0  # a cut that reads better by this
KNOWN = 0.8  # of a line's words that heads are seen to have, for it to be no note
PROSE = 120  # letters of a line that is no head's
_SLIPPED = re.compile(r"^\d{1,2}([A-Z].*)$")


def without_notes(heads: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """A head's lines, and those of notes that stand among them."""
    heads = _unmarked(heads)
    if not any(is_note(line.text.strip()) for line in heads):
        return list(heads), []
    notes = [line for line in heads if _is_noted(line.text.strip())]
    return [line for line in heads if line not in notes], notes


def _unmarked(heads: Sequence[Line]) -> list[Line]:
    """The head's lines, the last one without a mark of the line above that slipped before its words like a note's."""
    last = heads[-1].text.strip() if heads else ""
    slipped = _SLIPPED.match(last)
    if not slipped or ended(last):
        return list(heads)
    words = slipped[1].split()
    known = sum(learned().knows(learned().counted(word).strip("(),")) for word in words)
    return [*heads[:-1], replace(heads[-1], text=slipped[1])] if known >= KNOWN * len(words) else list(heads)


def _is_noted(text: str) -> bool:
    return is_note(text) or bool(BARE_MARK.match(text)) or (ended(text) and len(text) > PROSE / 2) or len(text) > PROSE


def bounded(
    heads: Sequence[Line], body: Sequence[Line], figures: int, markers: Collection[str]
) -> tuple[list[Line], list[Line]]:
    """Lines of the head and of the body over ``figures`` figure columns; ``markers`` are the marks notes declare."""
    heads, body = list(heads), list(body)
    if not figures and heads:
        return _bounded_words([*heads, *body], len(heads))
    if not heads or _is_whole(_words(heads, figures, markers), figures):
        return heads, body
    cuts = [(heads, body)]
    for n in range(1, min(MOST_LABELS, len(heads) - 1) + 1):
        if figures < FEW or not _may_be_label(heads[-n].text.split()):
            break
        cuts.append((heads[:-n], [*heads[-n:], *body]))
    for n in range(1, min(MOST_HEADS, len(body) - 1) + 1):
        if not _may_be_head(body[n - 1].text.strip(), figures):
            break
        cuts.append(([*heads, *body[:n]], body[n:]))
    readings = [read_head(_words(cut[0], figures, markers), Shape(1, figures)) for cut in cuts]
    scores = [reading.score - GAIN * (at > 0) for at, reading in enumerate(readings)]
    return cuts[scores.index(max(scores))]


def _bounded_words(lines: list[Line], heads: int) -> tuple[list[Line], list[Line]]:
    """Head and body without figures: the first line that names several columns of words ends the head."""
    for at in range(heads - 1, min(heads - 1 + MOST_HEADS, len(lines) - 1)):
        if sum(bool(role_of(piece)) for piece in pieces(units_of(lines[at].text.split()))) > 1:
            return lines[: at + 1], lines[at + 1 :]
    return lines[:heads], lines[heads:]


def _may_be_label(words: Sequence[str]) -> bool:
    return len(words) <= LONG_LABEL and len(set(words)) == len(words)


def _may_be_head(text: str, figures: int) -> bool:
    """Not a row of figures, nor a group's label."""
    values = max(len(read_tail(text).values), len(read_middle(text).values))
    return values < min(figures, FEW) and not text.endswith(":")


def _words(heads: Sequence[Line], figures: int, markers: Collection[str]) -> tuple[tuple[str, ...], ...]:
    lines = [HeadLine(with_marks(line.text.split(), markers), line.line) for line in heads]
    return tuple(line.words for line in years_last(lines, figures))


def _is_whole(lines: tuple[tuple[str, ...], ...], figures: int) -> bool:
    """Every figure column has words of its own in the last line, and the head reads better than chance."""
    found = read_head(lines, Shape(1, figures))
    own = {cell.first for cell in found.cells if cell.first == cell.last and cell.line == len(lines) - 1}
    return found.score > 0 and all(column in own for column in range(1, figures + 1))
