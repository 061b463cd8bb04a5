"""A number as a spreadsheet shows it: what is published is the figure under its cell's number format."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from pipeline.sources.number_code import Common, Section, Token, choose

PRECISION = 15  # significant digits a spreadsheet keeps
GENERAL_DIGITS = 10  # significant digits "General" shows in a cell wide enough
_WIDE = Context(prec=1000)  # any float, any number of placeholders


@lru_cache(maxsize=1 << 14)
def shown(value: float, code: str = "General", epoch_1904: bool = False) -> str:
    """The value as its format shows it, without the padding that only aligns ("$869", "(2)", "--", "" for nothing).

    ``epoch_1904``: the workbook counts days from 1904-01-01.
    """
    if not math.isfinite(value):
        return str(value)
    section, magnitude = choose(code, value)
    if section.kind == "date":
        return _date(section, value, epoch_1904)
    if section.kind in ("general", "literal"):
        return _literals(section, _general(magnitude))
    number = Decimal(f"{abs(magnitude):.{PRECISION}g}")
    if section.common:
        text = _common(section.common, number)
    else:
        text = {"fraction": _fraction, "scientific": _scientific}.get(section.kind, _plain)(section, number)
    return f"-{text}" if magnitude < 0 and re.search("[1-9]", text) else text


def _common(pattern: Common, number: Decimal) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-pattern.decimals), ROUND_HALF_UP, _WIDE)
    return f"{pattern.before}{f'{rounded:,f}' if pattern.grouped else f'{rounded:f}'}{pattern.after}".strip()


def _general(value: float) -> str:
    text = f"{value:.{GENERAL_DIGITS}g}"
    return text.replace("e", "E") if "e" in text else text


def _literals(section: Section, number: str) -> str:
    """A section without placeholders: its literals, and the number where General or @ stands."""
    out = ""
    for kind, text in section.tokens:
        if kind == "general" or (kind, text) == ("sign", "@"):
            out += number
        elif kind == "literal" or kind == "sign":
            out += text
    return out.strip()


def _plain(section: Section, number: Decimal) -> str:
    """A number through digit placeholders: literals stay where they stand, even between digits (codes)."""
    tokens = list(section.tokens)
    number *= 100 ** sum(token == ("sign", "%") for token in tokens)
    placeholders = [i for i, (kind, _) in enumerate(tokens) if kind == "digits"]
    first, last = placeholders[0], placeholders[-1]
    point = next((i for i, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    scale = _scale(tokens, point, last)
    decimals = "".join(text for kind, text in tokens[point:] if kind == "digits")
    number = (number / 1000**scale).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _WIDE)
    whole, _, part = f"{number:f}".partition(".")
    grouped = any(t == ("sign", ",") and first < i < min(point, last) for i, t in enumerate(tokens))
    left = _whole(tokens[:point], whole, grouped)
    right = _decimals(tokens[point:], part)
    return (left + right).strip()


def _scale(tokens: Sequence[Token], point: int, last: int) -> int:
    """Commas straight after the last placeholder, or before the point, divide by a thousand each."""
    after = takewhile(lambda token: token == ("sign", ","), tokens[last + 1 :])
    before = takewhile(lambda token: token == ("sign", ","), reversed(tokens[:point]) if point < last else ())
    return sum(1 for _ in (*after, *before))


def _whole(tokens: Sequence[Token], digits: str, grouped: bool) -> str:
    """The part before the point, filled from the right; digits beyond the placeholders go to the leftmost one."""
    left = "" if digits == "0" else digits
    total = sum(len(text) for kind, text in tokens if kind == "digits")
    out, used, seen = "", 0, 0
    for kind, text in reversed(tokens):
        if kind != "digits":
            out = (text if kind == "literal" or text in "%" else "") + out
            continue
        for placeholder in reversed(text):
            seen += 1
            take = left if seen == total else left[-1:]
            left = left[: len(left) - len(take)]
            for digit in reversed(take or ("0" if placeholder == "0" else "")):
                out = digit + ("," if grouped and used and used % 3 == 0 else "") + out
                used += 1
    return out


def _decimals(tokens: Sequence[Token], digits: str) -> str:
    """The point and what follows it; zeros under # fall away."""
    if not tokens:
        return ""
    pattern = "".join(text for kind, text in tokens if kind == "digits")
    while digits and digits[-1] == "0" and pattern[len(digits) - 1] == "#":
        digits = digits[:-1]
    out, at = "", 0
    for kind, text in tokens:
        if kind == "digits":
            out, at = out + digits[at : at + len(text)], at + len(text)
        elif kind == "literal" or text in ".%":
            out += text
    return out


def _scientific(section: Section, number: Decimal) -> str:
    digits = [text for kind, text in section.tokens if kind == "digits"]
    point = ("sign", ".") in section.tokens and len(digits) > 2
    mantissa, _, exponent = f"{number:.{len(digits[1]) if point else 0}E}".partition("E")
    return f"{mantissa}E{int(exponent):+0{len(digits[-1]) + 1}d}"


def _fraction(section: Section, number: Decimal) -> str:
    """ "# ?/?": a mixed number, its denominator no longer than its placeholders."""
    digits = [text for kind, text in section.tokens if kind == "digits"]
    whole = int(number) if len(digits) > 2 else 0
    part = Fraction(number - whole).limit_denominator(10 ** len(digits[-1]) - 1)
    if part == 1:
        whole, part = whole + 1, Fraction(0)
    words = [str(whole)] if whole or not part else []
    return " ".join([*words, *([f"{part.numerator}/{part.denominator}"] if part else [])])


def _date(section: Section, value: float, epoch_1904: bool) -> str:
    moment = moment_of(value, epoch_1904)
    noon = any(kind == "noon" for kind, _ in section.tokens)
    out, after_hour = "", False
    for kind, text in section.tokens:
        if kind == "date":
            out += _date_part(moment, text, after_hour, noon)
            after_hour = text[0] == "h"
        elif kind == "noon":
            out += "AM" if moment.hour < 12 else "PM"
        elif kind in ("literal", "sign") and text != "@":
            out += text
    return out.strip()


def moment_of(serial: float, epoch_1904: bool = False) -> dt.datetime:
    """The moment of a day count; the 1900 count has a 29 February 1900 that never was."""
    start = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 31 if serial < 60 else 30)
    return start + dt.timedelta(seconds=round(min(max(serial, 0), 2_958_465) * 86400))


def _date_part(moment: dt.datetime, text: str, after_hour: bool, noon: bool) -> str:
    kind, width = text[0], len(text)
    if kind == "y":
        return f"{moment.year % 100:02d}" if width < 3 else f"{moment.year:04d}"
    if kind == "m" and not after_hour:
        return {1: str(moment.month), 2: f"{moment.month:02d}", 3: f"{moment:%b}", 5: f"{moment:%b}"[0]}.get(
            width, f"{moment:%B}"
        )
    if kind == "d":
        return {1: str(moment.day), 2: f"{moment.day:02d}", 3: f"{moment:%a}"}.get(width, f"{moment:%A}")
    hour = (moment.hour + 11) % 12 + 1 if noon else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[kind]
    return f"{number:0{min(width, 2)}d}"
