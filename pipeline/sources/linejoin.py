"""What stands between two lines of a paragraph once they are one: a space, nothing, or a hyphen less."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LAST_SEGMENT = re.compile(r"([^\W_]+)-$")
FIRST_SEGMENT = re.compile(r"[^\W_]+")
OPEN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
CLOSED_ADDRESS = re.compile(r"[.,;]?[)\]>]\W*$|[,;]$")
ADDRESS_GOES_ON = re.compile(r"(?!https?:)\S*(?:[/_=&%?~#+]|\w\.\w|\d|\.?\)|-)")
CONJUNCTIONS = frozenset({"and", "or", "to", "nor", "versus", "through"})
ZERO_WIDTH = "\u200b\u200c\u2060"
SOFT_HYPHEN = "\u00ad"


class Joiner:
    """Joins the lines of paragraphs; ``lines`` are all lines of the chapter, its evidence for compounds.

    A hyphen at a line's end is kept ("copper-indium-" + "gallium") or dropped ("produc-" + "tion") by how the chapter
    writes the word within its lines, else by whether the part before the hyphen is a word of its own there.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            self._words.update(word.casefold() for word in _whole_words(line))
        self._parts = {part for word in self._words for part in word.split("-")}
        self._pairs = _pairs(self._words)
        self._hyphenates = self._solid_breaks(lines)

    def join(self, lines: Iterable[str]) -> str:
        """The lines as one text, spaces squeezed; nothing but spaces and line-end hyphens is lost."""
        text = ""
        for line in lines:
            piece = " ".join(line.split())
            if piece:
                text = self._append(text, piece) if text else piece
        return text

    def _append(self, text: str, line: str) -> str:
        if text.endswith(SOFT_HYPHEN):
            return text[:-1] + line
        if text.endswith("-") and not text.endswith((" -", "--")):
            return self._append_hyphened(text, line)
        return text + ("" if _touches(text, line) else " ") + line

    def _append_hyphened(self, text: str, line: str) -> str:
        left, right = LAST_SEGMENT.search(text), FIRST_SEGMENT.match(line)
        if OPEN_ADDRESS.search(text) or not left or not right:
            return text + line
        if right[0].casefold() in CONJUNCTIONS and left[1].casefold() + right[0].casefold() not in self._words:
            return f"{text} {line}"
        return text + line if self._is_compound(left[1], right[0]) else text[:-1] + line

    def _is_compound(self, left: str, right: str) -> bool:
        """Whether "left-right" is written with its hyphen also within a line."""
        if not right.islower() or not left.isalpha():
            return True
        left, right = left.casefold(), right.casefold()
        hyphened = self._pairs[left, right]
        solid = self._words[left + right]
        if hyphened != solid:
            return hyphened > solid
        return left in self._parts or not self._hyphenates

    def _solid_breaks(self, lines: Sequence[str]) -> bool:
        """Whether the typesetter cut words at line ends: some parts before a hyphen are no words of the chapter."""
        solid = compound = 0
        for line, after in pairwise(lines):
            left, right = LAST_SEGMENT.search(line.rstrip()), FIRST_SEGMENT.match(after.lstrip())
            if left and right and right[0].islower():
                solid += self._words[(left[1] + right[0]).casefold()] > 0
                compound += left[1].casefold() in self._parts
        return solid > compound / 3


def _pairs(words: Counter[str]) -> Counter[tuple[str, str]]:
    """How often two parts stand at either side of a hyphen."""
    pairs: Counter[tuple[str, str]] = Counter()
    for word, count in words.items():
        for pair in pairwise(word.split("-")):
            pairs[pair] += count
    return pairs


def _whole_words(line: str) -> list[str]:
    """The words of a line, without one that a hyphen cuts at its end or that may be the rest of such a one."""
    stripped = line.strip()
    words = WORD.findall(stripped)
    if words and stripped.endswith(("-", SOFT_HYPHEN)):
        words.pop()
    return words[1:] if words and words[0][:1].islower() else words


def _touches(text: str, line: str) -> bool:
    """Whether the second line goes on without a space: after a dash or slash within a word, in a web address."""
    last = text[-1]
    if last in ZERO_WIDTH:
        return True
    if last in "—–‒/" and text[-2:-1].strip() and not text[-2:-1] == last == "/":
        return True
    if line.startswith("—"):
        return True
    if not OPEN_ADDRESS.search(text) or CLOSED_ADDRESS.search(text):
        return False
    return bool(ADDRESS_GOES_ON.match(line))
