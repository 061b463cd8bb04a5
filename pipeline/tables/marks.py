"""Marks: the small letters and numerals beside figures, names, heads and titles.

"r" revised, "e" estimated, "p" preliminary are flags; numerals point to footnotes. The source readers split a
superscript into single marks; here marks are ordered and told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FLAGS = ("e", "r", "p")
_TOKEN = re.compile(r"\d{1,2}|[a-z]", re.IGNORECASE)


def split_marks(text: str) -> tuple[str, ...]:
    """The single marks of a superscript: "e, 9" is ("e", "9"), "re" is ("r", "e"), "12" is ("12",)."""
    return tuple(_TOKEN.findall(text))


def is_flag(mark: str) -> bool:
    """True for e, r and p."""
    return mark in FLAGS


def is_marker(mark: str) -> bool:
    """True for a footnote mark: a numeral, or a letter that is no flag."""
    return not is_flag(mark)


def unique(marks: Iterable[str]) -> tuple[str, ...]:
    """The marks in order, each once."""
    return tuple(dict.fromkeys(marks))
