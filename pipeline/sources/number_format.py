"""A number as a spreadsheet shows it: what is published is the figure under its cell's number format.

The format codes are those of ECMA-376 part 1, 18.8.31: up to four sections (positive; negative; zero; text), digit
placeholders (0, #, ?), thousands separators and scaling commas, percent, literals, fractions, exponents and dates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

PRECISION = 15  # significant digits a spreadsheet keeps
GENERAL_DIGITS = 10  # significant digits "General" shows in a cell wide enough
BUILT_IN = {  # formats known by number alone, ECMA-376 part 1, 18.8.30
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
_WIDE = Context(prec=1000)  # any float, any number of placeholders
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<skipped>_.|\*.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<digits>[0#?]+)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<sign>[.,%/@])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A parsed section of a format: tokens as (kind, text), and its condition on the value if it has one."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None = None

    def has(self, kind: str, text: str | None = None) -> bool:
        """Does a token of this kind (and text) stand in the section?"""
        return any(k == kind and text in (None, t) for k, t in self.tokens)


def shown(value: float, code: str = "General", epoch_1904: bool = False) -> str:
    """The value as its format shows it, without the padding that only aligns ("$869", "(2)", "--", "" for nothing).

    ``epoch_1904``: the workbook counts days from 1904-01-01.
    """
    section, magnitude = _choose(sections(code), value)
    if section.has("date") or section.has("elapsed"):
        return _date(section, value, epoch_1904)
    if section.has("general") or section.has("sign", "@"):
        return _literals(section, _general(magnitude))
    if not section.has("digits"):
        return _literals(section, "")
    number = Decimal(f"{abs(magnitude):.{PRECISION}g}")
    text = _fraction(section, number) if section.has("sign", "/") else _plain(section, number)
    return f"-{text}" if magnitude < 0 and re.search("[1-9]", text) else text


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code, parsed."""
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "literal" and text == ";":
            parts.append([])
        else:
            parts[-1].append(_token(kind, text))
    return tuple(_section(part) for part in parts)


def _token(kind: str, text: str) -> tuple[str, str]:
    if kind in ("quoted", "escaped", "currency"):
        return "literal", text
    if kind == "bracket" and _ELAPSED.fullmatch(text):
        return "elapsed", text.lower()
    return kind, text.lower() if kind == "date" else text


def _section(tokens: Sequence[tuple[str, str]]) -> Section:
    conditions = [m for kind, text in tokens if kind == "bracket" and (m := _CONDITION.fullmatch(text.strip()))]
    kept = tuple(token for token in tokens if token[0] not in ("bracket", "skipped"))
    return Section(kept, (conditions[0][1], float(conditions[0][2])) if conditions else None)


def _choose(parts: tuple[Section, ...], value: float) -> tuple[Section, float]:
    """The section for a value, and the value it formats: a negative section writes its own sign."""
    if any(part.condition for part in parts[:2]):
        for part in parts[:3]:
            if part.condition is None or _holds(part.condition, value):
                return part, value
        return parts[0], value
    numeric = parts[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return (
        (value == bound and sign in ("=", "<=", ">="))
        or (value < bound and sign in ("<", "<=", "<>"))
        or (value > bound and sign in (">", ">=", "<>"))
    )


def _general(value: float) -> str:
    text = f"{value:.{GENERAL_DIGITS}g}"
    return text.replace("e", "E") if "e" in text else text


def _literals(section: Section, number: str) -> str:
    """A section without placeholders: its literals, the number where General or @ stands."""
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
    if section.has("exponent"):
        return _scientific(section, number)
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


def _scale(tokens: Sequence[tuple[str, str]], point: int, last: int) -> int:
    """Commas straight after the last placeholder, or before the point, divide by a thousand each."""
    after = takewhile(lambda token: token == ("sign", ","), tokens[last + 1 :])
    before = takewhile(lambda token: token == ("sign", ","), reversed(tokens[:point]) if point < last else ())
    return sum(1 for _ in (*after, *before))


def _whole(tokens: Sequence[tuple[str, str]], digits: str, grouped: bool) -> str:
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


def _decimals(tokens: Sequence[tuple[str, str]], digits: str) -> str:
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
    point = section.has("sign", ".") and len(digits) > 2
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
    noon = section.has("noon")
    out, after_hour = "", False
    for kind, text in section.tokens:
        if kind in ("date", "elapsed"):
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
