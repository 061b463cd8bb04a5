"""Where a block of prose begins: what the layout of its lines and their words say about headings and paragraphs.

Two kinds of layout occur: blank lines between paragraphs (and within them, where a column or page ends), and none at
all. Where they are missing, a paragraph's end shows in a last line that had room for the next line's first word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.data import read_yaml
from pipeline.sources.linejoin import CLOSED_ADDRESS, OPEN_ADDRESS

FRONT_LINES = 8
BYLINE_LINES = 6
SPACED_SHARE = 1 / 40  # of the lines, from which on blank lines are what parts paragraphs
# Shares of the column's width: a line that would be narrower with the next word ends its paragraph ...
ROOM = 0.93  # ... where it also ends a sentence
MUCH_ROOM = 0.75  # ... where it does not
LIST_ROOM = 0.85  # ... where it does not, in a list of sources
FIRST_LINE = 0.97  # the widest first line of a paragraph, which is indented
HEADING_WIDTH = HEADING_ROOM = 0.85
HEADING_WORDS = 12

ADVANCE = re.compile(r"\[advance(?:\s+release\])?$|^release\]$", re.IGNORECASE)
BYLINE = re.compile(r"^By [A-ZÀ-Ýdmnu]\S* \S")
PREPARED = re.compile(r"^[^.]*\b(?:data|tables?)\b[^.]*\bprepared by\b", re.IGNORECASE)
ENDED = re.compile(r"[.?!][\"”’)\]]*$")
STARTS = re.compile(r"[\"“‘(\[¿¡]*(?:[A-ZÀ-Þ0-9]|[dmnu]|[a-z][A-Z]|(?:van|von|de|di|da|el|al) [A-Z])")
RUN_IN = re.compile(r"[A-Zdmnu][^.;:]{1,70}\.—|Figure \d+\.")
CITED = re.compile(r"(?:(?:19|20)\d\d[a-z]?|undated|p\. [\d–, ]+)\)\.$")
ENTRY = re.compile(r"(?!Ltd|Inc|Co\b|Corp|LLC).{2,120}?, (?:\[?(?:19|20)\d\d[a-z]?\]?|\[?undated\]?[a-z]?), ")
ENTRY_GOES_ON = re.compile(r"\(Accessed|Ch\. |\(?(?:\d|[ivx]+ p\.)|(?:[A-Z][\w-]* ){1,3}\d|[a-z]+ release")
SOURCE_END = re.compile(r"(?:ly|al|\d{4}|Inc|Ltd|Co|Corp|\b1\d\d)\.$")
INITIAL = re.compile(r"(?:^|[\W_])[A-Zdmnu]\.$")
SOURCES = re.compile(r"general sources of information$", re.IGNORECASE)
REFERENCES = re.compile(r"references?(?: cited)?$|" + SOURCES.pattern, re.IGNORECASE)
SMALL_WORDS = frozenset(["&", "a", "an", "and", "as", "at", "by", "de", "for", "from", "in", "la", "of", "on", "or"])
SMALL_WORDS |= {"per", "the", "to", "versus", "with"}
NARROW, WIDE = frozenset(" ijltf.,:;'’‘|!/()[]-I"), frozenset("mwMWGOQDHNUAVXYKCR@%—&")


@dataclass(frozen=True)
class ProseLine:
    """A line with content, its spaces squeezed; ``gap``: a blank line before it, ``turn``: a running head or foot."""

    text: str
    gap: bool = False
    turn: bool = False

    @property
    def width(self) -> float:
        """Its width in the type of the chapters, see `text_width`."""
        return text_width(self.text)


class Layout:
    """How the chapter is set: with or without blank lines between paragraphs, and how wide its column is."""

    def __init__(self, content: Sequence[ProseLine]) -> None:
        self.content = content
        widths = sorted(line.width for line in content)
        self.measure = widths[int(len(widths) * 0.98)] if widths else 1.0
        self.spaced = sum(line.gap for line in content) > SPACED_SHARE * len(content)
        self.front = _front(content)
        self.listed = _find(content, REFERENCES)
        self.sources = _find(content, SOURCES)
        self.in_address = _open_addresses(content)
        self._headings: dict[int, bool] = {}

    def breaks(self, index: int) -> bool:
        """Whether line ``index`` begins a new block."""
        if index == 0:
            return True
        if index <= self.front:
            return index == self.front
        before, line = self.content[index - 1], self.content[index]
        if self.is_heading(index - 1):
            return not self.is_heading(index) or line.gap or self.room(index - 1) < HEADING_ROOM
        if self.is_heading(index) or PREPARED.match(line.text):
            return True
        ended = self.ended(index - 1)
        if self.spaced and line.gap and ended:
            return True
        if not STARTS.match(line.text) or before.text.endswith(("-", "—", "–", "/")) or self.in_address[index - 1]:
            return False
        if self.spaced and not line.turn:
            return line.gap and self.room(index - 1) < MUCH_ROOM
        if self.listed < index:
            return self._opens_entry(index, ended)
        if self.room(index - 1) < (ROOM if ended else MUCH_ROOM):
            return True
        return ended and self._opens_paragraph(index)

    def ended(self, index: int) -> bool:
        """Whether line ``index`` ends with a sentence: not with an initial or "U.S.", nor within a web address."""
        text = self.content[index].text
        return bool(ENDED.search(text)) and not INITIAL.search(text) and not self.in_address[index]

    def room(self, index: int) -> float:
        """How wide line ``index`` would be with the next line's first word, as a share of the column."""
        if index + 1 >= len(self.content):
            return 0.0
        word = re.match(r"\S+?(?:[-—]|$|(?=\s))", self.content[index + 1].text)
        return (self.content[index].width + text_width(" " + word[0] if word else "")) / self.measure

    def _opens_paragraph(self, index: int) -> bool:
        """Whether a line after a full one that ends a sentence looks like the first of a paragraph."""
        before, line = self.content[index - 1], self.content[index]
        if RUN_IN.match(line.text) or (index <= self.front + BYLINE_LINES and self._ends_byline(index)):
            return True
        return bool(CITED.search(before.text)) and line.width < FIRST_LINE * self.measure

    def _ends_byline(self, index: int) -> bool:
        return any(PREPARED.match(line.text) for line in self.content[self.front : index])

    def _opens_entry(self, index: int, ended: bool) -> bool:
        """Whether a line of the references or the source lists begins an entry."""
        line = self.content[index].text
        if ENTRY_GOES_ON.match(line):
            return False
        following = " ".join(other.text for other in self.content[index : index + 3])
        room = self.room(index - 1)
        if index < self.sources:
            return bool(ENTRY.match(following)) and (ended or room < MUCH_ROOM)
        if not ended:
            return room < LIST_ROOM
        return room < ROOM or bool(SOURCE_END.search(self.content[index - 1].text))

    def is_heading(self, index: int) -> bool:
        """Whether line ``index`` is a heading: short, without a full stop, in title case, alone on its line."""
        known = self._headings.get(index)
        if known is None:
            known = self._headings[index] = index >= self.front and self._heading(index)
        return known

    def _heading(self, index: int) -> bool:
        line = self.content[index]
        if line.width > HEADING_WIDTH * self.measure or not is_title_case(line.text):
            return False
        begins = index == self.front or self.ended(index - 1) or self.is_heading(index - 1)
        if not begins and line.text.casefold() not in _known_headings():
            return False
        if index + 1 == len(self.content):
            return True
        after = self.content[index + 1]
        if self.spaced:
            return line.gap and after.gap
        return bool(STARTS.match(after.text)) and self.room(index) < ROOM


def _front(content: Sequence[ProseLine]) -> int:
    """How many lines at the start are the title."""
    for index, line in enumerate(content[:FRONT_LINES]):
        if BYLINE.match(line.text):
            return index
    count = 0
    while count < min(len(content), FRONT_LINES) and ADVANCE.search(content[count].text):
        count += 1
    return count


def _find(content: Sequence[ProseLine], heading: re.Pattern[str]) -> int:
    """The first line that is such a heading; the number of lines where there is none."""
    return next((i for i, line in enumerate(content) if heading.match(line.text)), len(content))


@cache
def _known_headings() -> frozenset[str]:
    return frozenset(read_yaml("pipeline.sources", "headings.yaml")["headings"])


def is_title_case(text: str) -> bool:
    """Whether every word but the small ones has a capital, or a letter that the damaged fonts lose one of."""
    if text[-1:] in ".,;:?!-—" or not text[:1].isalpha() or re.search(r"=|\.—|[a-z)\]]\. ", text):
        return False
    words = re.findall(r"[^\W_][^\s—]*", text)
    if not 0 < len(words) <= HEADING_WORDS or words[-1] in SMALL_WORDS:
        return False
    return all(word in SMALL_WORDS or word[0].isupper() or word[0] in "dmnu" for word in words)


def _open_addresses(content: Sequence[ProseLine]) -> list[bool]:
    """For each line whether it ends within a web address that goes on in the next line."""
    flags: list[bool] = []
    text = ""
    for line in content:
        text = text + line.text if flags and flags[-1] else line.text
        flags.append(bool(OPEN_ADDRESS.search(text)) and not CLOSED_ADDRESS.search(text))
    return flags


def text_width(text: str) -> float:
    """The width of a text in a proportional serif type, in units of its average lower-case letter."""
    narrow = sum(char in NARROW for char in text)
    wide = sum(char in WIDE for char in text)
    return len(text) - 0.4 * narrow + 0.5 * wide
