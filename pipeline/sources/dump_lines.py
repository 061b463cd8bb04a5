"""What a line of a dump's tables is by itself: a title, a unit, a note, a legend, a source, a row of figures."""

from __future__ import annotations

import re

from pipeline.sources.dump_values import is_value

TITLE = re.compile(r"^TABLE\s+(?P<number>\d+[A-Z]?)\s*(?P<continued>[—–-]+\s*Continued)?\.?$", re.IGNORECASE)
NOTE = re.compile(r"^(?P<mark>\d{1,2})\s?(?=[A-ZÀ-Ý“\"(½])(?!\d)")
SOURCE = re.compile(r"^Sources?\s*:", re.IGNORECASE)
SEE = re.compile(r"^\(?See (?:foot)?notes? at end of table", re.IGNORECASE)
FOOT = re.compile(
    r"[—–]\s?(?:19|20)\d\d\b(?:\s*\[[^\]]*\])?\s*\d+(?:\.\d+)?$|^\d+(?:\.\d+)?\b.*MINERALS YEARBOOK", re.IGNORECASE
)
BARE_MARK = re.compile(r"^(?:\d{1,2}|[erp])$")
_MEANING = (
    r"(?:Estimated|Revised|Preliminary|Zero|Ditto|Not available|Not applicable|Withheld|Less than|Negligible|None)"
)
LEGEND = re.compile(rf"^(?:[erp](?:, ?[erp])*\s?(?={_MEANING})|(?:--|[–—])\s|[Dd]o\.,?\s|NA\s|XX\s|W\s).*{_MEANING}")
_LOST_FLAG = re.compile(r"^[erp]?(?:Estimated|Revised|Preliminary)\.(?:$|\s)")
_ENTRY = re.compile(
    r"(?:^|\s)(?:rRevised|eEstimated|pPreliminary|NA Not available|XX Not applicable|-- Zero|W Withheld"
    r"|[Dd]o\. Ditto)\b"
)
_RANKED = re.compile(r"^\d{1,2}\s(?!Table includes)")
_TABLE_NOTE = re.compile(r"^(?:[erp]|\d{1,2})?\s?Table includes data available")


def is_title(text: str) -> bool:
    """True for a line of a title: capitals, a "Mc" or a formula in it aside, and no figures behind a label."""
    letters = [ch for ch in re.sub(r"\b[erp](?=,|$)", "", text) if ch.isalpha()]
    return len(letters) > 3 and sum(ch.isupper() for ch in letters) >= 0.8 * len(letters)


def is_legend(text: str) -> bool:
    """True for a line that says what flags and symbols mean, its first superscript perhaps lost."""
    found = LEGEND.match(text) or _LOST_FLAG.match(text) or (_ENTRY.search(text) and not NOTE.match(text))
    return bool(found) and len(text) < 400


def is_note(text: str) -> bool:
    """True for a line that begins a note, a source or a legend; ranks stand apart, in rows that end in figures."""
    if _RANKED.match(text) and is_value(text.split()[-1]):
        return False
    begins = NOTE.match(text) or SOURCE.match(text) or SEE.match(text) or _TABLE_NOTE.match(text)
    return bool(begins) or is_legend(text)


def ended(text: str) -> bool:
    """True for a line that ends a sentence, brackets and quotation marks aside."""
    return text.rstrip().rstrip("”\"’')]ˮ").endswith((".", "!", "?"))
