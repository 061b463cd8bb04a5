"""How words follow one another in the heads of tables: what reads on, what begins a head and what ends one.

Counts over published heads say how much more often a word follows another than by chance; where they are silent, the
kinds of the two words speak (a capital, a small letter, an opening bracket, a year). Scores are natural logarithms of
that ratio, so that a word put anywhere is worth nothing on average.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise

from pipeline.knowledge.data import read_yaml
from pipeline.sources.dump_marks import Vocabulary

PAIRS_FILE = "head_pairs.txt"
START, END = "<", ">"
"""What stands before a head's first word and behind its last in the counts."""
DASHES = ("-", "–", "/", "—")
UNSEEN = 1.0  # pairs that the kinds of two words count for beside those seen
FLOOR, CEILING = -4.0, 6.0
_MARKS = re.compile(r"(?<=[^\d\s.,(–-])\d{1,2}(?:, ?\d{1,2})*,?$|(?<=[a-z)])[erp],?$|(?<=(?:19|20)\d\d)(?:\d|[erp]),?$")
_YEAR = re.compile(r"^(?:19|20)\d\d(?:[erp]|\d{1,2})?,?$")
_NUMERAL = re.compile(r"^(?:\d{1,2}|[erp]),?$")
_LINKS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with"))


@cache
def _telling() -> frozenset[str]:
    return frozenset(read_yaml("pipeline.sources", "dump_heads.yaml")["telling"])


def kind_of(word: str) -> str:
    """What a printed word looks like: a year, a mark, another number, a bracket's begin, a capital, a link."""
    word = word.partition(" ")[0]
    if _YEAR.match(word):
        return "year"
    if _NUMERAL.match(word):
        return "mark"
    if word.endswith(DASHES):
        return "dash"
    if word[:1] in "([":
        return "bracket" if ")" in word or "]" in word else "open"
    if word[:1].isdigit() or word[:1] == "$":
        return "number"
    if word.strip(",") in _LINKS:
        return "link"
    bracket = ")" if word.endswith((")", "),")) else ""
    return ("capital" if word[:1].isupper() else "small") + bracket


def plain(word: str, known: Mapping[str, int]) -> str:
    """A word as it is counted: in small letters, without the marks fused to it."""
    word = word.partition(" ")[0]
    low = word.lower()
    match = _MARKS.search(word)
    if not match or low in known:
        return low
    bare = word[: match.start()].lower()
    return bare if not match[0][0].isalpha() or bare.rstrip(",)") in known or bare in known else low


def parts(text: str) -> list[str]:
    """A head's words; those that a hyphen joins apart, as a line's end may part them."""
    return re.sub(r"(?<=\w[-–/—])(?=\w)", " ", text).split()


@dataclass(frozen=True)
class HeadWords:
    """Counts of words and of pairs, and of the kinds they are of."""

    pairs: Mapping[tuple[str, str], int]
    kinds: Mapping[tuple[str, str], int]
    rivals: Mapping[tuple[str, str], float]
    known: frozenset[str] = field(init=False)
    telling: frozenset[str] = field(init=False)
    first: Counter[str] = field(init=False)
    _total: int = field(init=False)
    _total_kinds: int = field(init=False)
    _scores: dict[tuple[str, str], float] = field(init=False, default_factory=dict)
    second: Counter[str] = field(init=False)
    first_kinds: Counter[str] = field(init=False)
    second_kinds: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        """Sum the pairs by their first and their second word."""
        for name, pairs, side in (
            ("first", self.pairs, 0),
            ("second", self.pairs, 1),
            ("first_kinds", self.kinds, 0),
            ("second_kinds", self.kinds, 1),
        ):
            sums: Counter[str] = Counter()
            for pair, count in pairs.items():
                sums[pair[side]] += count
            object.__setattr__(self, name, sums)
        object.__setattr__(self, "known", frozenset(re.sub(r"[,()]", "", word) for word in self.second))
        object.__setattr__(self, "telling", frozenset(word for pair in self.rivals for word in pair))
        object.__setattr__(self, "_total", self.first.total() or 1)
        object.__setattr__(self, "_total_kinds", self.first_kinds.total() or 1)

    def follows(self, left: str, right: str) -> float:
        """How much more often than by chance ``right`` is read on from ``left``; either may be `START` or `END`."""
        key = (left, right)
        found = self._scores.get(key)
        if found is None:
            found = self._scores[key] = self._score(left, right)
        return found

    def _score(self, left: str, right: str) -> float:
        one, other = (word if word in (START, END) else kind_of(word) for word in (left, right))
        chance = self.first_kinds[one] * self.second_kinds[other] / self._total_kinds
        by_kind = (self.kinds.get((one, other), 0) + 0.3) / (chance + 0.3)
        a = left if left == START else self.counted(left)
        b = right if right == END else self.counted(right)
        expected = self.first[a] * self.second[b] / self._total
        ratio = (self.pairs.get((a, b), 0) + UNSEEN * by_kind) / (expected + UNSEEN)
        return min(max(math.log(ratio), FLOOR), CEILING)

    def apart(self, said: Iterable[str], words: Sequence[str]) -> float:
        """How much less often than by chance words stand in one column's heads with those ``said``; 0 at best."""
        worst = 0.0
        for one in said:
            for other in words:
                worst = min(worst, self.rivals.get((one, other) if one < other else (other, one), 0.0))
        return worst

    def tells(self, word: str) -> bool:
        """True for words that tell a unit or a year, as counted: brackets, years and those of a list."""
        return word.strip("(),") in _telling() or word[:1] == "(" or word[-1:] == ")" or kind_of(word) == "year"

    def counted(self, word: str) -> str:
        """A printed word as the counts have it."""
        kind = kind_of(word)
        return f"<{kind}>" if kind in ("year", "mark") else plain(word, self.second)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that heads are seen to have."""
        return Vocabulary(self.known, self.known)

    def knows(self, word: str) -> bool:
        """True for a word that heads are seen to have as it stands."""
        return word.lower() in self.known


def count(heads: Iterable[str]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Pairs of words and of kinds in heads."""
    pairs: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    for head in heads:
        words = parts(head)
        counted = [START, *(w.lower() if kind_of(w) not in ("year", "mark") else f"<{kind_of(w)}>" for w in words), END]
        looks = [START, *map(kind_of, words), END]
        pairs.update(pairwise(counted))
        kinds.update(pairwise(looks))
    return pairs, kinds


@cache
def learned() -> HeadWords:
    """The counts published with the project."""
    text = resources.files("pipeline.sources").joinpath(PAIRS_FILE).read_text(encoding="utf-8")
    return parse(text.splitlines())


def parse(lines: Iterable[str]) -> HeadWords:
    """Counts as `written` puts them down."""
    pairs: dict[tuple[str, str], int] = {}
    kinds: dict[tuple[str, str], int] = {}
    rivals: dict[tuple[str, str], float] = {}
    for line in lines:
        what, left, right, value = line.split()
        if what == "apart":
            rivals[left, right] = float(value)
        else:
            (pairs if what == "pair" else kinds)[left, right] = int(value)
    return HeadWords(pairs, kinds, rivals)


def written(words: HeadWords) -> list[str]:
    """Counts as lines of text: what they count, two words or kinds, how many (of rivals: their score)."""
    lines = [f"pair {a} {b} {n}" for (a, b), n in sorted(words.pairs.items())]
    lines += [f"kind {a} {b} {n}" for (a, b), n in sorted(words.kinds.items())]
    return lines + [f"apart {a} {b} {score:.2f}" for (a, b), score in sorted(words.rivals.items())]
