"""How the counts of words in heads are made; no part of a run.

    python -m pipeline.sources.head_training WORKBOOKS --without alumi --without myb1-2017-nitro

WORKBOOKS holds published workbooks, whose heads have positions. A head is counted once a commodity, so that no chapter
that prints it on every page weighs more. ``--without`` leaves out files whose name holds this.

What is published with the project was learned from chapters of 2016 to 2019, the commodities and chapters that its
accuracy is measured on left out.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from pipeline.records import Column
from pipeline.sources import read
from pipeline.sources.head_words import HeadWords, count, kind_of, parts, written
from pipeline.tables.build import build_tables

COMMODITIES = 4  # that use a word, for it to keep others out
APART = -1.0  # a score from which two words are kept apart
Paths = list[tuple[str, ...]]


def heads_of(paths: Sequence[tuple[str, ...]]) -> set[str]:
    """The heads of neighbouring columns: what a column shares with one beside it is a spanner's, the rest its own."""
    found: set[str] = set()
    for at, path in enumerate(paths):
        if path:
            beside = [paths[other] for other in (at - 1, at + 1) if 0 <= other < len(paths)]
            shared = min(max((_shared(path, other) for other in beside), default=0), len(path) - 1)
            found |= {*path[:shared], " ".join(path[shared:])}
    return found


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many elements two paths have in common from the top."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def learn(tables: Mapping[str, Iterable[Sequence[Column]]]) -> HeadWords:
    """Counts over the columns of tables by commodity."""
    pairs: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    whole: dict[str, set[str]] = {}
    for commodity, columns in tables.items():
        heads: set[str] = set()
        figures: set[str] = set()
        for row in columns:
            heads |= heads_of([column.path for column in row])
            figures |= {" ".join(column.path) for column in row if column.kind == "figure" and column.path}
        more_pairs, more_kinds = count(sorted(heads))
        pairs += more_pairs
        kinds += more_kinds
        whole[commodity] = figures
    return HeadWords(pairs, kinds, rivals(whole))


def rivals(heads: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], float]:
    """Words that stand in one column's heads less often than by chance, and the logarithm of how much less."""
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    users: dict[str, set[str]] = defaultdict(set)
    total = 0
    for commodity, texts in heads.items():
        for text in texts:
            words = {word.lower() for word in parts(text) if kind_of(word) not in ("year", "mark")}
            total += 1
            alone.update(words)
            both.update(combinations(sorted(words), 2))
            for word in words:
                users[word].add(commodity)
    common = sorted(word for word in alone if len(users[word]) >= COMMODITIES)
    scores = {
        (a, b): math.log((both[a, b] + 1) / (alone[a] * alone[b] / total + 1)) for a, b in combinations(common, 2)
    }
    return {pair: round(score, 2) for pair, score in scores.items() if score < APART}


def _columns(path: Path) -> Iterator[Sequence[Column]]:
    tables, _ = build_tables(read(path, path.read_bytes()).grids)
    return (table.columns for table in tables)


def commodity_of(stem: str) -> str:
    """A file's commodity, as far as its name tells: the first four letters behind the year."""
    match = re.search(r"(?:19|20)\d\d-([a-z]{4})", stem)
    return match[1] if match else stem


def main() -> None:
    """Learn from a folder of workbooks and print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("workbooks", type=Path)
    parser.add_argument("--without", action="append", default=[], help="leave out files whose name holds this")
    options = parser.parse_args()
    tables: dict[str, list[Sequence[Column]]] = defaultdict(list)
    for path in sorted(options.workbooks.glob("*.xls*")):
        if not any(name in path.stem for name in options.without):
            tables[commodity_of(path.stem)] += _columns(path)
    sys.stdout.writelines(f"{line}\n" for line in written(learn(tables)))


if __name__ == "__main__":
    main()
