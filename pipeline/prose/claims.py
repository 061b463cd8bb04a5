"""Changes that the prose claims: "127 t, a 21% decrease from 160 t in 2016 (table 1)".

A claim is read where one sentence has one percentage of change and two figures in units of one kind, what it is now
and what it was; a sentence with more of either says too much to tell what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from pipeline.prose.quantities import NUMBER, Quantity, quantities, unit_of_tables
from pipeline.prose.sentences import sentences
from pipeline.tables.units import to_si

UP = r"increases?d?|rose|rises?|grew|growth|gains?|higher|more|greater"
DOWN = r"decreases?d?|fell|falls?|declined?s?|drop(?:ped|s)?|reduc(?:tion|ed)|lower|less"
PERCENT = re.compile(
    rf"(?P<before>\b(?P<verb>{UP}|{DOWN}) (?:by )?(?:an? )?(?:estimated |about )?)?(?<![\d.,–-])(?P<number>{NUMBER})%"
    rf"(?P<after> (?P<noun>{UP}|{DOWN})\b)?"
)
TABLES = re.compile(r"\((?:[^()]*?; )?tables? (?P<numbers>\d+[A-Z]?(?:(?:, |–|,? and )\d+[A-Z]?)*)[^()]*\)")
EARLIER = re.compile(r"\b(?:from|than|compared with|compared to|relative to)\b[^.;]*$")
FROM, TO = re.compile(r"\bfrom\b[^.;]*$"), re.compile(r"\bto\b[^.;]*$")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OF_VALUE = re.compile(
    r"\bin (?:the )?(?:total |unit |average )*(?:value|price)\b"
)  # the percentage is of another figure
DIGITS = 3  # significant digits that a round number ("5,000 t") is at least good for


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a claim: the interval its unrounded value lies in, in the SI-like ``unit``."""

    text: str
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A change from ``was`` to ``now``: ``low`` to ``high`` is the change as a share, below 0 for a decrease.

    ``tables`` are the numbers of the tables that the sentence cites, ``years`` those it names after the figures.
    """

    text: str
    now: Amount
    was: Amount
    low: float
    high: float
    tables: tuple[str, ...]
    years: tuple[int, ...]

    @property
    def computed(self) -> tuple[float, float]:
        """The change between the two figures, lowest and highest."""
        return self.now.low / self.was.high - 1, self.now.high / self.was.low - 1

    @property
    def adds_up(self) -> bool:
        """Whether the percentage can be that of the two figures."""
        low, high = self.computed
        return low <= self.high and high >= self.low


def claims(text: str) -> Iterator[Claim]:
    """The claims of a paragraph, from left to right; its citations of sources may be blotted out."""
    if "%" not in text:
        return
    for sentence in sentences(text):
        claim = _claim(text[sentence.start : sentence.end])
        if claim:
            yield claim


def _claim(sentence: str) -> Claim | None:
    changes = [match for match in PERCENT.finditer(sentence) if match["before"] or match["after"]]
    amounts = [(quantity, amount) for quantity in quantities(sentence) if (amount := _amount(sentence, quantity))]
    if len(changes) != 1 or sentence.count("%") != 1 or len(amounts) != 2 or OF_VALUE.search(sentence):
        return None
    (first, one), (second, other) = amounts
    if one.unit != other.unit or one.low <= 0 or other.low <= 0:
        return None
    before, between = sentence[: first.start], sentence[first.end : second.start]
    if FROM.search(before) and TO.search(between):
        now, was = other, one
    elif EARLIER.search(between):
        now, was = one, other
    else:
        return None
    low, high = _change(changes[0])
    years = tuple(int(year) for year in YEAR.findall(sentence[second.end :]))
    return Claim(sentence.strip(), now, was, low, high, _tables(sentence), years)


def _change(match: re.Match[str]) -> tuple[float, float]:
    word = match["noun"] or match["verb"]
    share, half = Decimal(match["number"].replace(",", "")), _unit_of_last_digit(match["number"]) / 2
    low, high = float((share - half) / 100), float((share + half) / 100)
    return (-high, -low) if re.fullmatch(DOWN, word) else (low, high)


def _amount(sentence: str, quantity: Quantity) -> Amount | None:
    """The figure in SI-like units; null for a range, a rate and a unit that has none."""
    text = sentence[quantity.start : quantity.end]
    si = to_si(unit_of_tables(quantity.unit))
    number = re.match(NUMBER, text)
    if quantity.high is not None or quantity.period or quantity.adjective or not si or not number or not quantity.value:
        return None
    printed = float(number[0].replace(",", ""))
    if not isfinite(printed):
        return None
    half = float(_step(number[0])) / 2 * quantity.value / printed
    return Amount(text, (quantity.value - half) * si[1], (quantity.value + half) * si[1], si[0])


def _step(number: str) -> Decimal:
    """What a figure is good to: its last digit that is not 0, three significant digits at most rounded off."""
    value = Decimal(number.replace(",", ""))
    if value != value.to_integral_value() or not value:
        return _unit_of_last_digit(number)
    digits = number.replace(",", "").partition(".")[0]
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(Decimal(10) ** zeros, Decimal(10) ** max(value.adjusted() - DIGITS + 1, 0))


def _unit_of_last_digit(number: str) -> Decimal:
    return Decimal(1).scaleb(-len(number.partition(".")[2]))


def _tables(sentence: str) -> tuple[str, ...]:
    return tuple(number for match in TABLES.finditer(sentence) for number in re.findall(r"\d+[A-Z]?", match["numbers"]))
