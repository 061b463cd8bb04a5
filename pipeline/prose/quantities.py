"""Figures with a unit in running text: "200 t/yr", "2.3-million-metric-ton-per-year", "between 8 and 10 Mt/yr".

The units are data (``units.yaml``). A figure "from 3 to 5 Mt/yr" is two quantities, "3 to 5 Mt/yr" one with a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pipeline.knowledge.data import read_yaml

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


# Before the first of two figures that are the ends of a range.
RANGE_OF = re.compile(r"\b(?:of|produce|was|were|is|are|be) (?:about |approximately |between )?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: ``value`` to ``high`` (null unless a range) in ``unit``; ``period`` null without a rate.

    ``adjective``: written with hyphens before what it describes ("the 420-t/yr plant").
    """

    start: int
    end: int
    value: float
    high: float | None
    unit: str
    period: str | None
    adjective: bool

    @property
    def rate(self) -> str:
        """The published unit; a capacity without a period is one of a year (annotation guide)."""
        return f"{self.unit}/{self.period or 'yr'}"


def quantities(text: str) -> list[Quantity]:
    """All figures with a known unit in ``text``, from left to right; ``start`` and ``end`` are offsets in it."""
    found = [quantity for match in _pattern().finditer(text) for quantity in _read(match)]
    ranges: list[Quantity] = []
    for quantity in found:
        first = ranges[-1] if ranges else None
        if first and _is_range(first, quantity, text):
            ranges[-1] = replace(quantity, start=first.start, value=first.value, high=quantity.value)
        else:
            ranges.append(quantity)
    return ranges


def _is_range(low: Quantity, high: Quantity, text: str) -> bool:
    """Whether two figures are the ends of one, "a capacity of 1.5 Mt/yr to 2 Mt/yr"; not "from 1.5 Mt/yr to"."""
    alike = (low.unit, low.period, low.high, high.high) == (high.unit, high.period, None, None)
    joined = text[low.end : high.start] == " to " and low.value < high.value
    return alike and joined and RANGE_OF.search(text[: low.start]) is not None


def unit_of_tables(unit: str) -> str:
    """What tables call a unit or rate of the prose: "oz t/yr" for "oz/yr"."""
    weight, slash, period = unit.partition("/")
    return f"{_units().in_tables.get(weight, weight)}{slash}{period}"


def _read(match: re.Match[str]) -> Iterator[Quantity]:
    units = _units()
    symbol = units.joined.get(match["joined"] or "", "")
    unit, _, period = symbol.partition("/") if symbol else (units.symbols[_word(match["unit"])], "", _period(match))
    unit, times = units.published[unit]
    scale = times * units.scales.get(match["scale"] or "", 1)
    low_scale = times * units.scales[match["low_scale"]] if match["low_scale"] else scale
    if "," in (match["low"] or "") and not match["low_scale"]:
        low_scale = times  # "from 600,000 to 1 million"
    high = float(_number(match["number"]) * scale)
    adjective = any(mark in "-‑" for mark in (match["hyphen"] or " ", match["unit_hyphen"]))
    last = Quantity(match.start("number"), match.end(), high, None, unit, period or None, adjective)
    if not match["low"] or _is_year(match) or _is_ordinal(match):
        yield last
        return
    low = float(_number(match["low"]) * low_scale)
    if _two(match):
        yield replace(last, start=match.start("low"), end=match.end("low"), value=low)
        yield last
    else:
        yield replace(last, start=match.start("low"), value=min(low, high), high=max(low, high))


def _two(match: re.Match[str]) -> bool:
    """Whether two numbers before one unit are two figures: "from 3 to 5", "to 5 from 3", "3 and 5" (not "between")."""
    before = match.string[max(0, match.start() - 12) : match.start()].rstrip()
    joint = match["joint"].strip()
    return (
        joint == "from"
        or (joint == "to" and before.endswith("from"))
        or (joint == "and" and not before.endswith("between"))
    )


def _is_year(match: re.Match[str]) -> bool:
    """Whether what looks like a first figure is a year: "through 2015 from 1,360 Mt/yr", "in 2017 to 5 Mt/yr"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"\b(?:19|20)\d\d[–/-]$", before):
        return True  # the second year of a span, "by 2018–19 and 5 Mt/yr"
    return re.fullmatch(r"(?:19|20)\d\d", match["low"]) is not None and bool(
        match["joint"].strip() == "from"
        or re.search(r"\b(?:in|by|for|through|until|since|of|during|mid-|late|early)\s?$", before)
    )


def _is_ordinal(match: re.Match[str]) -> bool:
    """Whether what looks like a first figure counts something else: "in phase 1 and 5 Mt/yr"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return re.search(r"\b(?:phase|stage|train|line|unit|plant|mine|table|figure|No\.) $", before, re.I) is not None


def _number(text: str) -> Decimal:
    """Exact, so that 8.2 million is 8,200,000."""
    return Decimal(text.replace(",", ""))


def _word(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text)


def _period(match: re.Match[str]) -> str | None:
    periods = _units().periods
    return next((periods[match[name]] for name in ("per", "of_per", "adverb") if match[name]), None)


@dataclass(frozen=True, slots=True)
class _Units:
    symbols: dict[str, str]
    published: dict[str, tuple[str, int]]
    scales: dict[str, int]
    periods: dict[str, str]
    joined: dict[str, str]
    in_tables: dict[str, str]


@lru_cache(maxsize=1)
def _units() -> _Units:
    data = read_yaml("pipeline.prose", "units.yaml")
    entries: dict[str, dict[str, Any]] = data["quantities"]
    return _Units(
        symbols={form: symbol for symbol, entry in entries.items() for word in entry["words"] for form in _forms(word)},
        published={symbol: (entry.get("as", symbol), entry.get("times", 1)) for symbol, entry in entries.items()},
        scales=data["scales"],
        periods={word: period for kind in ("periods", "adverbs") for period, ws in data[kind].items() for word in ws},
        joined=data["joined"],
        in_tables=data["in_tables"],
    )


def _forms(word: str) -> list[str]:
    """A unit's word and its plural; abbreviations have none."""
    return [word, word + "s"] if len(word) > 3 or word == "ton" else [word]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    units = _units()
    data = read_yaml("pipeline.prose", "units.yaml")

    def either(words: Any) -> str:
        ordered = sorted(words, key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in ordered)

    period = either(word for words in data["periods"].values() for word in words)
    adverb = either(word for words in data["adverbs"].values() for word in words)
    scale = either(units.scales)
    return re.compile(
        rf"(?<![\w.,$€£])(?:(?P<low>{NUMBER})(?:[\s-](?P<low_scale>{scale}))?-?"
        rf"(?P<joint>\s(?:to|and|or|from)\s|–|-(?=\d))(?:about\s|approximately\s)?)?"
        rf"(?P<number>{NUMBER})(?:(?P<hyphen>[\s-])(?P<scale>{scale}))?(?P<unit_hyphen>[\s‑-])"
        rf"(?:(?P<joined>{either(units.joined)})|(?P<unit>{either(units.symbols)})"
        rf"(?:(?:\s?/|[\s-]per[\s-]|-a-|\s(?:a|each)\s(?=year|day|month))(?P<per>{period})"
        rf"|\s(?P<adverb>{adverb})"
        rf"|\sof\s(?:[\w-]+\s){{1,5}}?(?:per|a|each)\s(?P<of_per>year|day|month|hour))?)"
        rf"(?![\w/]|-(?!capacity\b)\w)",
    )
