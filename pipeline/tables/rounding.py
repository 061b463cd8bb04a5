"""Rounding notes: how many significant digits, of which figures, and the interval they leave a figure.

The wordings are those of the Yearbook's notes ("Data are rounded to no more than three significant digits", "Totals and
estimated data are rounded ...", "..., except prices"); rounding.yaml holds them as patterns, read in order.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.knowledge.data import read_yaml
from pipeline.records import Note

_SIGNIFICANT = re.compile(r"\b(one|two|three|four|five|six|\d)\s*(?:\(\d\)\s*)?significant\b", re.IGNORECASE)
_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Rounding:
    """``digits`` significant digits (None: not stated) for figures in ``scope``; ``step`` in the printed unit."""

    digits: int | None
    scope: str
    exceptions: tuple[str, ...]
    note: str
    step: float | None = None
    may_not_add: bool = False


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml("pipeline.tables", "rounding.yaml")
    return loaded


def read_rounding(notes: list[Note]) -> Rounding | None:
    """The rounding a table's notes state, from the first note that states one; None where none does."""
    for note in notes:
        if note.kind == "rounding":
            found = parse(note.text)
            if found:
                return found
    return None


def parse(text: str) -> Rounding | None:
    """The rounding stated in a note's text; None if no sentence of it does."""
    may_not_add = bool(re.search(r"may not (?:add|sum|total)", text, re.IGNORECASE))
    for sentence in re.split(r"(?<=[a-z)”\"])\.\s*(?=[A-Z])", text):
        if not re.search(r"\b(?:un)?rounded\b|significant (?:digit|figure)", sentence, re.IGNORECASE):
            continue
        digits = _SIGNIFICANT.search(sentence)
        step = re.search(r"nearest (?:\$)?([\d,.]+\d)", sentence)
        if not digits and not step and not re.search(r"\bunrounded\b", sentence, re.IGNORECASE):
            continue
        exact = re.search(r"\bunrounded\b", sentence, re.IGNORECASE) and not digits
        return Rounding(
            None if exact or not digits else _DIGITS.get(digits[1].lower()) or int(digits[1]),
            "none" if exact else _scope(sentence),
            _exceptions(sentence),
            text,
            float(step[1].replace(",", "")) if step else None,
            may_not_add,
        )
    return Rounding(None, "all", (), text, None, True) if may_not_add else None


def _scope(sentence: str) -> str:
    return next((s["scope"] for s in _data()["scopes"] if re.search(s["pattern"], sentence, re.IGNORECASE)), "all")


def _exceptions(sentence: str) -> tuple[str, ...]:
    match = re.search(r",?\s*\bexcept(?:ing)?(?: for| that)?\s+(.*?)(?:;|$)", sentence, re.IGNORECASE)
    if not match:
        return ()
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", match[1].strip(' .,”"'))
    return tuple(part.strip(' “”"‘’').lower() for part in parts if part.strip(' “”"'))


def in_scope(rounding: Rounding, *, total: bool, estimated: bool, world: bool, us: bool) -> bool:
    """Whether the note rounds such a figure."""
    return {
        "all": True,
        "none": False,
        "totals": total or world,
        "estimated": estimated,
        "totals_and_estimated": total or world or estimated,
        "world_us_and_estimated": total or world or us or estimated,
    }.get(rounding.scope, True)


def is_excepted(rounding: Rounding, labels: str) -> bool:
    """Whether a figure's row or column names (joined, lower case) are excepted by the note."""
    return any(_stem(word) in labels for word in rounding.exceptions)


def _stem(word: str) -> str:
    """Plural aside: the note's "prices" is the stub's "Price"."""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") if len(word) > 3 else word


def last_digit_unit(digits: str) -> float:
    """The unit of the last printed digit: "11,080" is 1, "12.89" is 0.01."""
    return 10.0 ** -len(digits.partition(".")[2])


def significant_step(number: float, digits: str, limit: int | None) -> float:
    """The rounding step: the last printed digit's unit, or the coarser one that ``limit`` significant digits leave."""
    unit = last_digit_unit(digits)
    if limit is None or number == 0:
        return unit
    return max(unit, 10.0 ** (math.floor(math.log10(abs(number)) + 1e-12) - limit + 1))


def significant_digits(number: float, step: float) -> int:
    """How many digits of ``number`` are significant when it is rounded to ``step``."""
    if number == 0:
        return 1
    return max(1, math.floor(math.log10(abs(number)) + 1e-12) - round(math.log10(step)) + 1)
