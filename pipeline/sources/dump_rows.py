"""A row of a plain-text dump, its column positions gone, into label, words and values.

Values are taken from the right: figures, symbols and ranges, each with the flags that follow it. What is left is the
stub and, in tables of companies, the text columns, told apart by country names, legal forms and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.knowledge import companies, countries

_VALUE = re.compile(
    r"^(?:[<>≤≥]?[-−–]?\$?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?%?|\$?[\d,.]*\d[–-]\$?[\d,.]*\d|--|—|–|W|NA|XX|\(\d{1,2}\))$"
)
_FUSED_FLAG = re.compile(r"^(?P<value>\$?[\d,]*\.?\d+|--|W|NA)(?P<flag>[erp])$")
_FLAG = re.compile(r"^[erp](?:,\s?[erp\d]+)*,?$")
_DITTO = re.compile(r"^[Dd]o\.$")
_FUSED_NUMERAL = re.compile(r"^(?P<text>.*[A-Za-zÀ-ÿ.)’\]])(?P<marks>\d{1,2}(?:, ?\d{1,2})*)$")
_FUSED_LETTER = re.compile(r"^(?P<text>.*[A-Za-zÀ-ÿ)])(?P<marks>[erp](?:, ?\d{1,2})*)$")
_BRACKETS = re.compile(r"^\s*(?:\([^()]*\)|\[[^\[\]]*\])")


@dataclass(frozen=True, slots=True)
class Value:
    """A printed value and the marks behind it."""

    text: str
    marks: tuple[str, ...] = ()


def is_value(token: str) -> bool:
    """True for a figure or a symbol for one as a single token."""
    return bool(token) and bool(_VALUE.match(token)) and (token[-1].isdigit() or not token.isdigit()) and token != "$"


def is_row(text: str) -> bool:
    """True for a line that ends in values behind a label, years in a row aside."""
    label, values = split_values(text.strip())
    if not values or not label or label.endswith((",", "(")):
        return False
    if all(re.fullmatch(r"(?:19|20)\d\d", value.text) for value in values):
        return False
    return not re.search(
        r"\b(?:in|of|to|about|and|the|was|were|from|by|than|table|p\.|v\.|no\.)$", label, re.IGNORECASE
    )


def split_values(text: str, most: int | None = None) -> tuple[str, list[Value]]:
    """The text before the trailing values, and the values; at most ``most`` of them."""
    tokens = text.split()
    values: list[Value] = []
    flags: tuple[str, ...] = ()
    while tokens and (most is None or len(values) < most):
        token = tokens[-1]
        fused = _FUSED_FLAG.match(token)
        if _FLAG.match(token) and len(tokens) > 1:
            flags = (*re.findall(r"[erp]|\d+", token), *flags)
        elif fused:
            values.insert(0, Value(fused["value"], (fused["flag"], *flags)))
            flags = ()
        elif is_value(token):
            values.insert(0, Value(token, flags))
            flags = ()
        else:
            break
        tokens.pop()
    return " ".join([*tokens, *flags]), values


def strip_marks(text: str, markers: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """A name and the marks fused to it: "China2", "Do.2", "Russiae", "Irane, 9".

    A numeral counts only if a note declares it, a letter only if the legend does and the rest is a known place.
    """
    match = _FUSED_LETTER.match(text)
    if match and match["marks"][0] in markers and countries.lookup(match["text"]) and not countries.lookup(text):
        return match["text"], tuple(re.findall(r"[erp]|\d+", match["marks"]))
    match = _FUSED_NUMERAL.match(text)
    if match and all(mark in markers for mark in re.findall(r"\d+", match["marks"])):
        inner, marks = strip_marks(match["text"], markers) if match["text"][-1] in "erp" else (match["text"], ())
        return inner, (*marks, *re.findall(r"\d+", match["marks"]))
    return text, ()


def split_words(text: str, roles: Sequence[str], markers: Collection[str]) -> tuple[list[str], float]:
    """The text columns of a row by what they hold (``roles``: country, company, location, ...), and how sure it is."""
    rest, parts, sure = text.strip(), [], 1.0
    for at, role in enumerate(roles):
        if at == len(roles) - 1:
            parts.append(rest)
            break
        part, rest, confidence = _take(rest, role, markers)
        parts.append(part)
        sure = min(sure, confidence)
    return parts, sure


def _take(text: str, role: str, markers: Collection[str]) -> tuple[str, str, float]:
    words = text.split()
    if words and _DITTO.match(strip_marks(words[0], markers)[0]):
        return words[0], " ".join(words[1:]), 1.0
    if role == "country":
        return _take_country(words, markers)
    if role == "company":
        return _take_company(text, markers)
    return _take_place(text)


def _take_country(words: list[str], markers: Collection[str]) -> tuple[str, str, float]:
    for n in range(min(len(words), 6), 0, -1):
        name = " ".join(words[:n])
        if countries.lookup(strip_marks(name, markers)[0]):
            return name, " ".join(words[n:]), 1.0
    return words[0] if words else "", " ".join(words[1:]), 0.3


def _take_company(text: str, markers: Collection[str]) -> tuple[str, str, float]:
    """Up to the last legal form and the brackets that follow it."""
    words = text.split()
    end = 0
    for n in range(2, len(words) + 1):
        if companies.has_legal_suffix(strip_marks(" ".join(words[:n]), markers)[0]) and _balanced(words[:n]):
            end = n
    end = max(end, _closing_bracket(words))
    if not end:
        return text, "", 0.3
    name = " ".join(words[:end])
    rest = " ".join(words[end:])
    owner = _BRACKETS.match(rest)
    if owner:
        name, rest = f"{name} {owner[0].strip()}", rest[owner.end() :].strip()
    return name, rest, 1.0 if rest else 0.5


def _closing_bracket(words: list[str]) -> int:
    """After the brackets of an owner, where a name has them."""
    ends = [n for n in range(2, len(words) + 1) if _closes_owner(words[:n])]
    return ends[-1] if ends else 0


def _closes_owner(words: list[str]) -> bool:
    """Brackets end here: square ones, or round ones around a name with a legal form ("Smelter (Nonfemet Co.)")."""
    if not _balanced(words) or words[-1][-1] not in ")]":
        return False
    inside = re.search(r"[(\[]([^()\[\]]*)[)\]]$", " ".join(words))
    return words[-1].endswith("]") or bool(inside and companies.has_legal_suffix(inside[1]))


def _balanced(words: list[str]) -> bool:
    text = " ".join(words)
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _take_place(text: str) -> tuple[str, str, float]:
    """A place before other words: "Trail, British Columbia" ends at its second part; nothing else tells."""
    match = re.match(r"^[^,]+, [A-Z]{2}\b", text)
    return (match[0], text[match.end() :].strip(), 0.9) if match else (text, "", 0.3)
