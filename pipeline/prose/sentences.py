"""A paragraph's sentences, and its citations in parentheses blotted out so that no name or figure is read in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.knowledge.companies import bare_form, legal_suffixes
from pipeline.knowledge.data import read_yaml

END = re.compile(r"[.?!][”’\"')\]]*\s+(?=[“‘\"(\[]?[A-ZÀ-ÞĀ-Ž0-9])")
YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\bundated\b")
CITED = re.compile(
    r"[^\d]*(?:,\s(?:19|20)\d\d[a-z]?\b|\bundated\b)|^(?:19|20)\d\d[a-z]?(?:\)|$|,|;)|\b(?:written|oral) commun"
)
NEVER = ("p", "No", "U.S", "St", "Mt", "Ft")
WORD_BEFORE = re.compile(r"(?:^|[\s(\[])([^\s(\[]+)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: offsets in the paragraph's text."""

    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text`` from left to right; a full stop in "Co.", "U.S." or "J.M." ends none by itself."""
    cuts = [0, *(found.end() for found in END.finditer(text) if _ends(text, found)), len(text)]
    return [Sentence(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def without_citations(text: str) -> str:
    """``text`` with citations ("(Umicore NV, 2017, p. 4)") turned into spaces, offsets kept."""
    found = list(text)
    for start, end in citations(text):
        found[start:end] = " " * (end - start)
    return "".join(found)


def citations(text: str) -> list[tuple[int, int]]:
    """Where parentheses hold a citation: an author and a year, or the year after an author in the text."""
    return [(start, end) for start, end in _parentheses(text) if _cites(text[start + 1 : end - 1])]


def _parentheses(text: str) -> list[tuple[int, int]]:
    """The outermost balanced parentheses."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((start, match.end()))
    return found


def _cites(inside: str) -> bool:
    return bool(YEAR.search(inside) or "commun" in inside) and bool(CITED.match(inside) or CITED.search(inside))


def _ends(text: str, found: re.Match[str]) -> bool:
    if found[0][0] != ".":
        return True
    left = text[max(0, found.start() - 30) : found.start()]
    before = WORD_BEFORE.search(left)
    word = before[1] if before else ""
    if re.search(r"\d \S+$", left):
        return True  # a unit: "48.3 Mt."
    known, starters = _words()
    if word in known or re.fullmatch(r"(?:[A-Za-z]\.)*[A-Za-z]", word):
        after = re.match(r"[“‘\"(\[]?([^\s,]+)", text[found.end() :])
        verb = re.match(r"[A-ZÀ-ÞĀ-Ž][\w’-]+ (?:was|were|had|has|is|also|\w{3,}ed)\b", text[found.end() :])
        if verb and bare_form(after[1] if after else "") in legal_suffixes():
            return False  # "GmbH & Co. KG announced"
        return after is not None and word not in NEVER and (after[1].rstrip(".") in starters or verb is not None)
    return True


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = read_yaml("pipeline.prose", "sentences.yaml")
    return frozenset(data["abbreviations"]), frozenset(data["starters"])
