"""What a printed cell says: a figure, a symbol for one, a range, a bound, a ditto mark or words.

The symbols are those the Yearbook's legends declare: "--" zero, W withheld, NA not available, XX not applicable,
"(2)" see footnote 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.records import CellKind

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?"
_FIGURE = re.compile(rf"^(?P<sign>[-−–]\s?|\+)?\$?\s?(?P<minus>-)?(?P<digits>{_NUMBER})(?P<percent>\s?%)?$")
_RANGE = re.compile(rf"^\$?(?P<low>{_NUMBER})%?\s?(?:[-–—]|to)\s?\$?(?P<high>{_NUMBER})%?$")
_BOUND = re.compile(rf"^(?P<sign>[<>≤≥]|[Ll]ess than|[Mm]ore than|[Uu]p to|[Oo]ver)\s?\$?(?P<digits>{_NUMBER})$")
_DITTO = re.compile(r"^[Dd]o\.?$")
_ZERO = re.compile(r"^(?:-{1,3}|[–—]{1,2})$")
_SYMBOL = re.compile(r"^(?:W|NA|N\.A\.|XX|X\.X\.|\((?:\d{1,2}|[a-z])\)|\((?:\d{1,2}, ?)+\d{1,2}\))$")
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell's text as understood: ``number`` for figures, ``low`` and ``high`` for ranges and bounds.

    ``digits`` is the figure as printed without separators, sign and currency mark: its last digit's unit is what the
    rounding interval needs.
    """

    kind: CellKind
    number: float | None = None
    low: float | None = None
    high: float | None = None
    digits: str | None = None


LONGEST = 60  # letters of a figure, a range or a symbol


@lru_cache(maxsize=1 << 16)
def read(text: str) -> Printed:
    """Classify a cell's printed text (marks already taken off)."""
    text = text.strip()
    if len(text) > LONGEST:
        return Printed("words")
    if _DITTO.match(text):
        return Printed("ditto")
    if _ZERO.match(text):
        return Printed("symbol", number=0.0)
    if _SYMBOL.match(text):
        return Printed("symbol")
    if any(ch.isdigit() for ch in text):
        return _figure(text) or _range(text) or _bound(text) or Printed("words")
    return Printed("words")


def is_year(text: str) -> bool:
    """True for a calendar year of the Yearbook's time (1800 to 2099), printed without a separator."""
    return bool(_YEAR.match(text.strip()))


def _figure(text: str) -> Printed | None:
    match = _FIGURE.match(text)
    if not match or not match["digits"] or match["digits"].endswith("."):
        return None
    digits = match["digits"].replace(",", "")
    negative = match["minus"] or (match["sign"] and match["sign"] != "+")
    sign = -1.0 if negative else 1.0
    return Printed("figure", number=sign * float(digits), digits=digits)


def _range(text: str) -> Printed | None:
    match = _RANGE.match(text)
    if not match or not match["low"] or not match["high"]:
        return None
    low, high = (float(match[side].replace(",", "")) for side in ("low", "high"))
    return Printed("range", low=low, high=high) if low <= high else None


def _bound(text: str) -> Printed | None:
    match = _BOUND.match(text)
    if not match or not match["digits"]:
        return None
    number = float(match["digits"].replace(",", ""))
    below = match["sign"].lower() in ("<", "≤", "less than", "up to")
    return Printed("bound", high=number) if below else Printed("bound", low=number)
