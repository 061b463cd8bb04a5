"""Number format codes of spreadsheets, parsed (ECMA-376 part 1, 18.8.31).

A code has up to four sections (positive; negative; zero; text) of digit placeholders (0, #, ?), thousands separators
and scaling commas, percent, literals, fractions, exponents and dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["date", "general", "literal", "fraction", "scientific", "number"]
Token = tuple[str, str]

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
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<skipped>_.|\*.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<digits>[0#?]+)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<sign>[.,%/@])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


_COMMON = re.compile(r"(?P<whole>#,##0|0)(?P<part>\.0+)?")


@dataclass(frozen=True, slots=True)
class Common:
    """The usual pattern, "#,##0.00" between literals: what most figures need."""

    before: str
    grouped: bool
    decimals: int
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """A parsed section of a code: tokens as (kind, text), and its condition on the value if it has one."""

    tokens: tuple[Token, ...]
    kind: Kind
    condition: tuple[str, float] | None = None
    common: Common | None = None


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code, parsed."""
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "literal" and text == ";":
            parts.append([])
        else:
            parts[-1].append(_token(kind, text))
    return tuple(_section(part) for part in parts)


def choose(code: str, value: float) -> tuple[Section, float]:
    """The section for a value, and the value it formats: a negative section writes its own sign."""
    parts = sections(code)[:3]
    if any(part.condition for part in parts):
        chosen = (part for part in parts if part.condition is None or _holds(part.condition, value))
        return next(chosen, parts[0]), value
    if value < 0 and len(parts) > 1:
        return parts[1], -value
    return parts[2 if value == 0 and len(parts) > 2 else 0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return (
        (value == bound and sign in ("=", "<=", ">="))
        or (value < bound and sign in ("<", "<=", "<>"))
        or (value > bound and sign in (">", ">=", "<>"))
    )


def _token(kind: str, text: str) -> Token:
    if kind in ("quoted", "escaped", "currency"):
        return "literal", text
    if kind == "bracket" and _ELAPSED.fullmatch(text):
        return "date", text.lower()
    return kind, text.lower() if kind == "date" else text


def _section(tokens: Sequence[Token]) -> Section:
    conditions = [m for kind, text in tokens if kind == "bracket" and (m := _CONDITION.fullmatch(text.strip()))]
    kept = tuple(token for token in tokens if token[0] not in ("bracket", "skipped"))
    kind = _kind(kept)
    condition = (conditions[0][1], float(conditions[0][2])) if conditions else None
    return Section(kept, kind, condition, _common(kept) if kind == "number" else None)


def _kind(tokens: Sequence[Token]) -> Kind:
    kinds = {kind for kind, _ in tokens}
    if "date" in kinds:
        return "date"
    if "general" in kinds or ("sign", "@") in tokens:
        return "general"
    if "digits" not in kinds:
        return "literal"
    if "exponent" in kinds:
        return "scientific"
    return "fraction" if ("sign", "/") in tokens else "number"


def _common(tokens: Sequence[Token]) -> Common | None:
    at = [i for i, (kind, text) in enumerate(tokens) if kind == "digits" or (kind == "sign" and text in ".,")]
    first, last = at[0], at[-1]
    pattern = _COMMON.fullmatch("".join(text for _, text in tokens[first : last + 1]))
    around = (*tokens[:first], *tokens[last + 1 :])
    if pattern is None or any(kind == "literal" for kind, _ in tokens[first:last]) or ("sign", "%") in around:
        return None
    before, after = ("".join(text for _, text in part) for part in (tokens[:first], tokens[last + 1 :]))
    return Common(before, "," in pattern["whole"], len(pattern["part"] or ".") - 1, after)
