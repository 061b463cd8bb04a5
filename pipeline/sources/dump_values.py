"""The figures at the end of a dump's line: values, the flags behind them, and the numerals that may be marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?"
_VALUE = re.compile(
    rf"^(?:[<>≤≥]?[-−–]?\$?{FIGURE}%?|\(\$?{FIGURE}\)|[<>]?\$?[\d,.]*\d[–-]\$?[\d,.]*\d|--|—|–|‒|―|W|NA|XX|\(\d{{1,2}}\))$"
)
_FUSED_FLAG = re.compile(r"^(?P<value>\$?[\d,]*\.?\d+|--|W|NA|XX)(?P<flag>[erp])(?P<more>,?)$")
_FLAG = re.compile(r"^[erp](?:,[erp])*,?$")
_NO_COUNT = re.compile(r"^\$?(?:\d{1,3}(?:,\d{3})+|\d*\.\d+)$|^(?:W|NA|XX|--)$")
_SMALL = re.compile(r"^\d{1,2},?$")
_YEAR = re.compile(r"^(?:19|20)\d\d(?:[erp]|\d)?$")
_TAKES_FIGURE = re.compile(
    r"(?:\d to|\b(?:[Tt]han|[Oo]ver|[Uu]nder|[Nn]o\.|[Gg]rade|[Tt]ype|[Cc]lass|[Cc]ode|[Ss]ection))$"
)
_FLAGGED_END = re.compile(r"[A-Za-zà-ÿ)](?:[erp]|\d{1,2}),$")
_NO_LABEL_END = re.compile(r"\b(?:in|of|to|about|and|the|was|were|from|by|than|table|tables|figure|p\.|v\.|no\.)$")
_SENTENCE_END = re.compile(r"(?:[a-z]{5,}|\))\. [A-Z]")  # no abbreviation is so long
SENTENCES = 80  # characters before a line's only figure: with a full stop among them they are a note's

CAPITALS = 0.35  # of the words of a note's line have one at most
SENTENCE = 80  # letters of a label that may be prose
_NEXT_SENTENCE = re.compile(r"[a-z0-9)][.;] [A-Z]")
_TOTAL = re.compile(r"^(?:grand |sub)?total\b", re.IGNORECASE)
DITTOS = ("Do.", "do.")
MIDDLES = 3  # lines with values before their last words, before a table has a last column of words


@dataclass(frozen=True, slots=True)
class Value:
    """A printed value and the marks behind it."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """A line's text before its values, these from left to right, and the words behind them in tables that have such."""

    label: str
    values: tuple[Value, ...]
    after: str = ""


def is_value(token: str) -> bool:
    """True for a figure or a symbol for one as a single token."""
    return bool(token) and token not in ("$", "-", "%", "()", "($)", ".") and bool(_VALUE.match(token))


def is_total(label: str) -> bool:
    """True for the label of a total."""
    return bool(_TOTAL.match(label))


def is_year(token: str) -> bool:
    """True for a year, a fused flag or note numeral aside."""
    return bool(_YEAR.match(token))


def holds_years(text: str) -> bool:
    """True for a line of years and their marks alone."""
    tokens = text.split()
    return bool(tokens) and is_year(tokens[0]) and all(is_year(t) or _FLAG.match(t) or _SMALL.match(t) for t in tokens)


@lru_cache(maxsize=16384)
def is_row(text: str) -> bool:
    """True for a line that ends in values behind a label, years in a row aside."""
    tail = read_tail(text.strip())
    label = tail.label
    if not tail.values or holds_years(text):
        return False
    if not label:
        return len(tail.values) > 2
    if label.endswith("(") or (label.endswith(",") and len(tail.values) < 2):
        return False
    if len(tail.values) == 1 and len(label) > SENTENCES and _SENTENCE_END.search(label):
        return False
    if _NO_LABEL_END.search(label) or (label.isupper() and len(label) > 20):
        return False
    if len(label) > SENTENCE and _NEXT_SENTENCE.search(label) and _is_prose(label):
        return False
    return not all(is_year(value.text) for value in tail.values)


def _is_prose(text: str) -> bool:
    """Few words with a capital, as in a note."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) < CAPITALS * len(words)


@lru_cache(maxsize=16384)
def read_tail(text: str) -> Tail:
    """The trailing values of a line, each with its flags: "70,000 e" and "730 e, 3" are one value."""
    tokens = text.split()
    values: list[Value] = []
    marks: tuple[str, ...] = ()
    at = first = len(tokens)  # ``first`` is that of the values, before which marks of the label may stand
    while at > 0:
        token = tokens[at - 1]
        after_flag = at > 1 and bool(re.match(r"^(?:(?:.*[\d)])?[erp]|\d{1,2}),$", tokens[at - 2]))
        fused = _FUSED_FLAG.match(token)
        if _FLAG.match(token) and at > 1:
            marks = (*re.findall(r"[erp]", token), *marks)
        elif _SMALL.match(token) and (after_flag or (token.endswith(",") and marks)):
            marks = (token.strip(","), *marks)
        elif fused:
            values.insert(0, Value(fused["value"], (fused["flag"], *marks)))
            marks, first = (), at - 1
        elif is_value(token):
            values.insert(0, Value(token, marks))
            marks, first = (), at - 1
        else:
            break
        at -= 1
    label = " ".join(tokens[:first])
    while len(values) > 1 and (
        _TAKES_FIGURE.search(label) or (_FLAGGED_END.search(label) and _SMALL.match(values[0].text))
    ):
        label = " ".join((label, values[0].text, *values[0].marks))
        values.pop(0)
    return Tail(label, tuple(values))


def read_middle(text: str) -> Tail:
    """The longest run of values of a line that goes on with words; no values where there is none."""
    tokens = text.split()
    best: Tail | None = None
    for end in range(2, len(tokens)):
        if _is_tail_token(tokens[end]) or not _is_tail_token(tokens[end - 1]):
            continue
        tail = read_tail(" ".join(tokens[:end]))
        if tail.label and tail.values and (best is None or len(tail.values) >= len(best.values)):
            best = Tail(tail.label, tail.values, " ".join(tokens[end:]))
    return best or Tail(text, ())


def holds_row(text: str) -> bool:
    """True for a row of figures, or one with several of them before its last words."""
    if is_row(text):
        return True
    values = read_middle(text.strip()).values
    return len(values) > 1 and not any(is_year(value.text) for value in values)


def holds_figure_within(text: str) -> bool:
    """True for a line with one figure between words that is no year and no count: "Ogden, UT 250,000 Brines."."""
    values = read_middle(text.strip()).values
    return len(values) == 1 and bool(_NO_COUNT.match(values[0].text))


def row_lines(texts: Sequence[str]) -> list[bool]:
    """Which lines of a table hold rows of figures; one between words is such a row where several lines have one."""
    within = [holds_figure_within(text) for text in texts]
    counted = sum(within) >= MIDDLES
    return [holds_row(text) or (counted and inside) for text, inside in zip(texts, within, strict=True)]


def read_lines(texts: Sequence[str]) -> list[Tail]:
    """The values of a table's lines: at their ends, or before a last column of words if that is how most lines go."""
    tails = [read_tail(text) for text in texts]
    middles = [read_middle(text) if not tail.values else tail for text, tail in zip(texts, tails, strict=True)]
    within = sum(bool(tail.after) for tail in middles)
    ending = sum(bool(tail.values) and not is_total(tail.label) for tail in tails)
    widths = Counter(len(tail.values) for tail in middles if tail.after)
    alike = max(widths.values(), default=0)
    return middles if within >= MIDDLES and within > ending and alike > 0.5 * within else tails


def _is_tail_token(token: str) -> bool:
    return is_value(token) or bool(_FLAG.match(token) or _FUSED_FLAG.match(token))


def with_mark(value: Value, mark: str) -> Value:
    """The value with one more mark behind it."""
    return replace(value, marks=(*value.marks, mark))
