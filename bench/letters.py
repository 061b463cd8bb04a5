"""How right the prose is, word by word and letter by letter, against a chapter's correct text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

LOST = frozenset("DMNU")
FRONT_MATTER = 200
"""The first line this long (characters) is the first paragraph: title and bylines stand before it."""


@dataclass(frozen=True)
class Prose:
    """Counts over a text: ``words`` of the key and ``errors`` against them; ``capitals`` D, M, N, U of the key in words
    that agree, ``restored`` ones among them, and letters ``raised`` that the key has in lower case."""

    words: int = 0
    errors: int = 0
    capitals: int = 0
    restored: int = 0
    raised: int = 0

    def __add__(self, other: Prose) -> Prose:
        return Prose(*(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__))

    @property
    def error_rate(self) -> float:
        """Word errors a word of the key, letter case aside."""
        return self.errors / max(self.words, 1)

    @property
    def case(self) -> float:
        """The share of the capitals D, M, N, U that are there."""
        return self.restored / max(self.capitals, 1)


def key_words(text: str) -> list[str]:
    """The words of a correct text (a paragraph a line) from its first paragraph on."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if len(line) >= FRONT_MATTER), 0)
    return " ".join(lines[start:]).split()


def compare(key: list[str], read: list[str]) -> Prose:
    """The counts of the words ``read`` against those of the ``key``."""
    matcher = SequenceMatcher(None, [w.casefold() for w in key], [w.casefold() for w in read])
    errors = capitals = restored = raised = 0
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag != "equal":
            errors += max(a1 - a0, b1 - b0)
            continue
        for right, printed in _letters(key[a0:a1], read[b0:b1]):
            capitals += right in LOST
            restored += right in LOST and printed == right
            raised += printed.isupper() and right.islower()
    return Prose(len(key), errors, capitals, restored, raised)


def _letters(key: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    for a, b in zip(key, read, strict=True):
        if len(a) == len(b):
            yield from zip(a, b, strict=True)
