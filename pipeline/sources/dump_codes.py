"""Columns of ranks and of tariff or industry codes beside a stub, told by the lines where no head names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

FEWEST = 5  # lines with figures before they say that there are such columns
COUNTING = 0.75  # of the lines with figures begin with as many ranks
CODED = 0.5  # of the lines with figures that are no totals hold a code
MOST_RANKS = 3
_RANKS = re.compile(r"^((?:(?:\d{1,3}|--|[—–‒―]) )+)(?=[A-ZÀ-Ý]|\d[A-Z] )")
_INDUSTRY = re.compile(
    r"^(?P<code>(?!(?:19|20)\d\d\b)\d{2,6}(?:, \d{2,6})*,?(?: (?:and )?\d{2,6},?)*) (?P<rest>[A-ZÀ-Ý].*)$"
)
_LONG = re.compile(r"\d{3}")
_TARIFF = re.compile(
    r"^(?P<rest>.*?\S) (?P<code>\d{4}\.\d\d(?:\.\d{2,4}){0,2}(?:,? (?:and )?\d{4}\.\d\d(?:\.\d{2,4}){0,2})*)$"
)
_TARIFF_FIRST = re.compile(r"^(?P<code>\d{4}\.\d\d(?:\.\d{2,4}){0,2}) (?P<rest>[A-ZÀ-Ý].*)$")
_TOTAL = re.compile(r"^(?:grand |sub)?total\b", re.IGNORECASE)
Cells = tuple[tuple[int, str], ...]


def coded(labels: Sequence[str], figured: Sequence[bool]) -> tuple[list[Cells], tuple[str, ...]] | None:
    """Each line's text cells by column and the columns' roles; None where nothing but a stub stands in the lines."""
    chosen = [label for label, has in zip(labels, figured, strict=True) if has and label and not _TOTAL.match(label)]
    if len(chosen) < FEWEST:
        return None
    groups = [label for label, has in zip(labels, figured, strict=True) if not has and ":" in label]
    if groups and sum(bool(_TARIFF.match(label)) for label in groups) >= CODED * len(groups):
        return [_two(label, _TARIFF, ("rest", "code")) for label in labels], ("stub", "code")
    ranks = _ranks(chosen)
    if ranks:
        return [_ranked(label, ranks) for label in labels], (*["rank"] * ranks, "company")
    if sum(bool(_TARIFF.match(label)) for label in chosen) >= CODED * len(chosen):
        return [_two(label, _TARIFF, ("rest", "code")) for label in labels], ("stub", "code")
    if sum(bool(_TARIFF_FIRST.match(label)) for label in chosen) >= CODED * len(chosen):
        return [_two(label, _TARIFF_FIRST, ("code", "rest")) for label in labels], ("code", "words")
    codes = [match["code"] for label in chosen if (match := _INDUSTRY.match(label))]
    if len(codes) >= CODED * len(chosen) and sum(bool(_LONG.search(code)) for code in codes) >= CODED * len(codes):
        return [_two(label, _INDUSTRY, ("code", "rest")) for label in labels], ("code", "words")
    return None


def _ranks(labels: Sequence[str]) -> int:
    """How many ranks most lines begin with, where the first of them counts up by ones; 0 for none."""
    found = [match[1].split() for label in labels if (match := _RANKS.match(label))]
    counts = Counter(map(len, found))
    most = max(counts, key=lambda n: counts[n], default=0)
    if not 0 < most <= MOST_RANKS or counts[most] < COUNTING * len(labels):
        return 0
    firsts = [int(ranks[0]) for ranks in found if ranks[0].isdigit()]
    rising = sum(after - before in (0, 1) for before, after in pairwise(firsts))
    return most if rising >= COUNTING * (len(labels) - 1) else 0


def _ranked(label: str, ranks: int) -> Cells:
    words = label.split()
    match = _RANKS.match(label)
    if not match or len(match[1].split()) < ranks:
        return ((0, label),) if label else ()
    return (*enumerate(words[:ranks]), (ranks, " ".join(words[ranks:])))


def _two(label: str, pattern: re.Pattern[str], order: tuple[str, str]) -> Cells:
    """A label's code and words in two columns; words without a code stand in their own column, groups in the stub."""
    match = pattern.match(label)
    if match:
        return tuple((at, match[name]) for at, name in enumerate(order))
    if not label:
        return ()
    return ((0 if label.endswith(":") else order.index("rest"), label),)
