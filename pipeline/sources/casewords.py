"""Words whose capitals D, M, N and U a damaged font may have lost, and the forms each of them may have had."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.data import read_yaml

LOST = "DMNU"
LOWERED = LOST.lower()
SMALL = frozenset(
    ["of", "and", "the", "for", "in", "de", "on", "to", "a", "an", "or", "by", "from", "at", "with", "la"]
)
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"(?:https?:|www\.)\S*")
_LOWER = str.maketrans(LOST, LOWERED)
LEADING_NUMBER = re.compile(r"\d+")


def lowered(text: str) -> str:
    """The text as a font without these capitals prints it; what it is compared by."""
    return text.translate(_LOWER)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits of a text; ``before`` is what stands between it and the word before."""

    text: str
    start: int
    before: str
    address: bool


def words(text: str) -> list[Word]:
    """The words of a text; ``address`` marks those of a web address."""
    addresses = [match.span() for match in ADDRESS.finditer(text)] if "://" in text or "www." in text else []
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        start = match.start()
        inside = any(first <= start < last for first, last in addresses)
        found.append(Word(match.group(), start, text[end:start], inside))
        end = match.end()
    return found


def is_open(word: str) -> bool:
    """Whether lost capitals can be seen from the word alone: at its start, or in what may be an acronym ("LCd")."""
    if word[0] in LOWERED:
        return True
    return all_capitals(word) not in (None, word) and (word[0].isdigit() or len(word) > 1)


def all_capitals(word: str) -> str | None:
    """The word as an acronym, a plural "s" left ("LCds" → "LCDs"); None where another letter is lower case."""
    plural = len(word) > 2 and word[-1] == "s"
    body = word[:-1] if plural else word
    if any(char.islower() and char not in LOWERED for char in body):
        return None
    return body.upper() + ("s" if plural else "")


def may_have_been(form: str, word: str) -> bool:
    """Whether the font can have made ``word`` of ``form``."""
    return len(form) == len(word) and all(
        a == b or (b in LOWERED and a == b.upper()) for a, b in zip(form, word, strict=True)
    )


def candidates(word: str, known: Iterable[str]) -> dict[str, str]:
    """The forms to choose from by kind: K as printed, A an acronym, C with its first capital, F1... others.

    Others are the reading as a chemical formula ("na2CO3") and the ``known`` forms of the word ("McMoRan").
    """
    forms = {"K": word}
    acronym = all_capitals(word)
    capital = word[0].upper() + word[1:]
    named = [("A", acronym if acronym != capital or not word.isalpha() or not word.islower() else None)]
    named += [("F1", formula(word) if acronym is None else None), ("C", capital if word[0] in LOWERED else None)]
    named += [(f"F{number}", form) for number, form in enumerate(known, 2)]
    for kind, form in named:
        if form and form not in forms.values() and may_have_been(form, word):
            forms[kind] = form
    return forms


def formula(word: str) -> str | None:
    """The word read as a chemical formula of two elements or more, or None: "na2CO3" is "Na2CO3"."""
    number = LEADING_NUMBER.match(word)
    rest = word[number.end() :] if number else word
    if len(rest) < 3 or (rest.isalpha() and rest[1:].islower()):
        return None
    symbols = _elements(rest)
    return word[: len(word) - len(rest)] + symbols if symbols and symbols != rest else None


def _elements(rest: str) -> str | None:
    """``rest`` as symbols of elements, each with a number or none; the reading with longer symbols first."""
    if not rest:
        return ""
    for length in (2, 1):
        symbol = rest[0].upper() + rest[1:length] if rest[0] in LOWERED else rest[:length]
        if symbol in element_symbols() and len(rest) >= length:
            end = length
            while end < len(rest) and rest[end].isdigit():
                end += 1
            tail = _elements(rest[end:])
            if tail is not None:
                return symbol + rest[length:end] + tail
    return None


@cache
def element_symbols() -> frozenset[str]:
    """The symbols of the chemical elements."""
    return frozenset(read_yaml("pipeline.sources", "case_names.yaml")["elements"].split())
