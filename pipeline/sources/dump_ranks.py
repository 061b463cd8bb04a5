"""Rows that begin with their rank and hold no figure: "1 Big Pit Elko, NV Acme Corp. Gold ore." looks like a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST = 3  # ranks in order before they are such
_HEAD = re.compile(r"^Rank\s+\S")
_RANK = re.compile(r"^(\d{1,3})\s+(?=\S)")


def last_ranked(texts: Sequence[str]) -> int:
    """Where the last of the ranks stands that count up below a head that says so; -1 where there are none."""
    head = next((at for at, text in enumerate(texts) if _HEAD.match(text)), None)
    if head is None:
        return -1
    rank, last = 0, -1
    for at in range(head + 1, len(texts)):
        match = _RANK.match(texts[at])
        if match and int(match[1]) == rank + 1:
            rank, last = rank + 1, at
        elif match and int(match[1]) != rank:
            break
    return last if rank >= FEWEST else -1
