"""Rows whose words look cut or run together: what a cell of a well-split row does not look like.

Chosen on rows of dumps whose workbooks tell how they are split: each sign is far commoner in rows split wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from pipeline.knowledge import countries
from pipeline.outcome import Severity


class Doubt(Enum):
    """Why a row's columns may have been told apart wrongly; the value is what its finding says.

    Only a row that is cut is a warning: nearly all such rows differ from those of the workbook of the same chapter, of
    the others one in seven.
    """

    CUT = "its words are cut, or run together with figures or dittos"
    LOOKS_CUT = "its words look cut, or run together with figures or marks"
    TORN = "it has fewer figures than others, or lines beside it may carry it on"
    CLOSE = "where its words or figures part is a close call"
    TABLE = "so many rows of this table are in doubt that all of them are"

    @property
    def severity(self) -> Severity:
        """How grave the finding is."""
        return "warning" if self is Doubt.CUT else "info"


MOST_WORDS = 9  # of a stub on one line
_DITTO = re.compile(r"^[Dd]o\.?$")
_DITTO_WITHIN = re.compile(r"(?:^|\s)[Dd]o\.?(?:\s|$)")
_OPEN_END = re.compile(r"(?:,|\b(?:and|or|of|the|for|in|by|with|to))$")
_FUSED = re.compile(r"[a-z]{3}[)\]]?\d{1,2}(?:, ?\d{1,2})*$")
_SPACED_FLAG = re.compile(r"[a-z)] [erp]$")
_NUMERAL_END = re.compile(r"(?<![\d.])\d{1,2}$")
_NO_START = re.compile(r"^(?:do\.|[/.,;:%])")
_FIGURE_END = re.compile(r"\s(?!(?:19|20)\d\d$)\d[\d,]{2,}$")
_BOUND_END = re.compile(r"(?:to|than|and|or|over|under|through|from) \$?[\d,]+$")  # "25,000 to 49,999"
_DAY = re.compile(r"\b(?:January|March|June|September|December) \d\d$")
_WORDS_AND_FIGURES = re.compile(r"\d[\d,.]*(?<!,) \$?\d|^\d[\d,]* [A-Z]|(?<!,) \d+$")
_LEGEND = re.compile(r"^\d[A-Z][a-z]+ |[a-z]Estimated|[a-z]Revised")
_UNIT = re.compile(
    r"^(?:do\b|metric|thousand|million|kilo|dollars|cents|short|carat|troy|long|cubic|percent|tons|flasks|value|quantity)"
)


def is_cut(words: Sequence[str]) -> bool:
    """Whether the words of a row with figures, stub first, cannot be those of one: no rightly split row is so."""
    if not words:
        return True
    ditto_within = any(_DITTO_WITHIN.search(text) and not _DITTO.match(text) for text in words)
    stub = words[0]
    in_stub = _NO_START.search(stub) or (_FIGURE_END.search(stub) and not _BOUND_END.search(stub))
    return ditto_within or bool(in_stub) or (stub[:1].islower() and " " in stub)


def is_doubtful(words: Sequence[str]) -> bool:
    """Whether the words of a row with figures, stub first and marks apart, look wrongly split."""
    if not words:
        return True
    stub, others = words[0], words[1:]
    return (
        any(_DITTO_WITHIN.search(text) and not _DITTO.match(text) for text in words)
        or any(_unbalanced(text) or _is_open(text) for text in words)
        or any(_FUSED.search(text) or _LEGEND.search(text) for text in words)
        or any(_WORDS_AND_FIGURES.search(text) or (text[:1].islower() and not _UNIT.match(text)) for text in others)
        or len(stub.split()) > MOST_WORDS
        or (stub[:1].islower() and " " in stub)
        or bool(_NO_START.search(stub) or _FIGURE_END.search(stub))
        or bool(_SPACED_FLAG.search(stub) or (_NUMERAL_END.search(stub) and not _DAY.search(stub)))
    )


def _is_open(text: str) -> bool:
    """Ends amid a phrase: "and", a comma; "Korea, Republic of" does not."""
    return bool(_OPEN_END.search(text)) and not countries.leading_place(text)


def _unbalanced(text: str) -> bool:
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")
