"""A dump's body lines with those joined that carry on the row above: figures that slipped onto a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.sources.dump_values import holds_years, is_value, is_year, read_tail
from pipeline.sources.paragraphs import Line

SLIPPED = 0.3  # of the lines begin with figures: with more, that is how the rows are
MARKS = 2  # that a label ends in at most
FIGURES = 2  # that a line begins with before its words
_MARKED = re.compile(r"(?:\s\d{1,2}|[a-z)]\d{1,2}|,\s?\d{1,2}|[A-Za-z)] [erp])$")
_MARKS = re.compile(r"^\d{1,2}(?:, ?\d{1,2})+$")


def joined_lines(body: Sequence[Line]) -> list[Line]:
    """Body lines with those joined to the line above whose row they carry on."""
    out: list[Line] = []
    lines = [replace(line, text=text) for line in body if (text := line.text.strip())]
    widest = max((len(read_tail(line.text).values) for line in lines), default=0)
    begun = [_begins_with_figures(line.text) for line in lines]
    slipped = sum(begun) <= SLIPPED * len(lines)
    for line, begins in zip(lines, begun, strict=True):
        above = out[-1].text if out else ""
        whole = len(read_tail(above).values) == widest > 1
        waiting = not whole and waits(above) and ((slipped and begins) or _is_rest(line.text, widest))
        if above and _MARKS.match(line.text) and (above[-1].isalpha() or above.endswith(":")):
            out[-1] = replace(out[-1], text=f"{above}{line.text}")
        elif above and (waiting or _carries_on(above, line.text, widest)):
            out[-1] = replace(out[-1], text=f"{above} {line.text}")
        else:
            out.append(line)
    return out


def _carries_on(above: str, text: str, widest: int) -> bool:
    """A line of values alone, for which the row above has room."""
    tail, row = read_tail(text), read_tail(above)
    if tail.label or holds_years(text) or (tail.values and is_year(tail.values[0].text)) or not row.label:
        return False
    room = len(row.values) + len(tail.values) <= widest
    return room and bool(row.values or (len(tail.values) > 1 and not row.label.endswith(":")))


def _is_rest(text: str, widest: int) -> bool:
    """All the figures of a row, alone or behind a unit: a ditto mark or words in small letters."""
    tail = read_tail(text)
    return (
        FIGURES <= len(tail.values) == widest
        and not is_year(tail.values[0].text)
        and (not tail.label or tail.label[0].islower())
    )


def _begins_with_figures(text: str) -> bool:
    """Figures, and words behind them."""
    words = text.split()
    first = words[:FIGURES]
    return len(words) > FIGURES and all(map(is_value, first)) and not any(map(is_year, first)) and _has_words(text)


def _has_words(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", text))


def waits(above: str) -> bool:
    """Words that end in a note's numeral or a flag: where a mark is set apart, the line is broken behind it."""
    values = read_tail(above).values
    figures = len(values) > MARKS or any(len(value.text) > 2 for value in values)
    return bool(_MARKED.search(above)) and _has_words(above) and not figures
