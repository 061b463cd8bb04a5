"""How often capacity statements of the prose are right, by their rule and how their sentence bears them out.

``python -m bench.confidence OUT KEYS...``: OUT is a published folder, KEYS folders of annotated statements
(``<chapter>.jsonl``). For each rule and certainty: how many were read, how many of them are capacities whose company
and place are right, and the confidence that statements of the kind are published with. What it prints first has the
form of ``pipeline/prose/confidence.yaml``, which is set from chapters that the rules were not made with.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.prose.certainty import CERTAINTIES, certainty, confidence

from .scoring import tool

Counts = Counter[tuple[str, str, bool]]  # rule, certainty, whether right


def main(argv: list[str]) -> int:
    """Count and print; 2 when the arguments are not a published folder and folders of keys."""
    if len(argv) < 2 or not all(Path(arg).is_dir() for arg in argv):
        print("usage: python -m bench.confidence OUT KEYS...", file=sys.stderr)
        return 2
    counts = count(Path(argv[0]), [path for keys in argv[1:] for path in sorted(Path(keys).glob("*.jsonl"))])
    print("\n".join(["shares:", *_as_data(counts), "", *_table(counts)]))
    return 0


def count(out: Path, keys: Iterable[Path]) -> Counts:
    """The statements of the chapters that have a key, by rule, certainty and whether they are right."""
    rows = tool("to_pred").dataset(str(out), "capacity")
    names = tool("to_pred").stems(str(out))
    counts: Counts = Counter()
    for key in keys:
        wanted = [record for record in map(json.loads, key.open(encoding="utf-8")) if "value" in record]
        mine = rows[(rows.origin == "prose") & (rows.source_id.map(names) == key.stem)]
        for row in mine.astype(object).where(mine.notna(), None).to_dict("records"):
            sure = certainty(row["company"], row["location"], row["evidence"])
            counts[row["rule"], sure, _take(row, wanted)] += 1
    return counts


def _take(row: dict[str, Any], wanted: list[dict[str, Any]]) -> bool:
    """Whether the key has the statement with its company and place; a record it has is taken out of ``wanted``."""
    scorer = tool("score_prose")
    same = [record for record in wanted if scorer.key(record) == scorer.key(row)]
    right = [r for r in same if scorer.same_company(r.get("company"), row["company"]) and scorer.same_place(r, row)]
    for record in [*right, *same][:1]:
        wanted.remove(record)
    return bool(right)


def _as_data(counts: Counts) -> Iterator[str]:
    for rule in sorted({rule for rule, _, _ in counts}):
        pairs = {sure: _pair(counts, rule, sure) for sure in CERTAINTIES}
        yield f"  {rule}: {{" + ", ".join(f"{sure}: [{r}, {n}]" for sure, (r, n) in pairs.items() if n) + "}"


def _table(counts: Counts) -> Iterator[str]:
    yield f"  {'rule':18}{'certainty':12}{'right':>6} of{'read':>5}   share  confidence"
    for rule in sorted({rule for rule, _, _ in counts}):
        for sure in CERTAINTIES:
            right, read = _pair(counts, rule, sure)
            if read:
                yield f"  {rule:18}{sure:12}{right:6} of{read:5}  {right / read:6.2f}  {confidence(rule, sure):10.2f}"


def _pair(counts: Counts, rule: str, sure: str) -> tuple[int, int]:
    right = counts[rule, sure, True]
    return right, right + counts[rule, sure, False]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
