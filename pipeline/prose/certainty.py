"""How sure a statement is: the share of annotated statements like it whose company and place were read rightly."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.knowledge.data import read_yaml
from pipeline.prose.companies import bare_name

CERTAINTIES = ("own", "carried", "whole")
MOST = 0.99
PRIOR = 4  # statements that the share of all with a certainty counts for beside those of one rule


def certainty(company: str | None, location: str | None, sentence: str) -> str:
    """How a sentence bears out what is said of its figure.

    "own": it names the company and the place itself; "carried": one of them stands elsewhere; "whole": neither is
    known, as of the capacity of a country.
    """
    named = [name for name in (bare_name(company) if company else None, location) if name]
    if not named:
        return "whole"
    return "own" if all(_is_in(name, sentence) for name in named) else "carried"


def confidence(rule: str, sure: str) -> float:
    """The chance that a capacity read by ``rule`` is one whose company and place are right as well.

    The share of its own kind and that of all of its certainty, the latter with a statement right and one wrong added:
    no kind is certain for having been right a few times.
    """
    shares = _counts()["shares"]
    overall = [counts[sure] for counts in shares.values() if sure in counts]
    right, read = (sum(counts[n] for counts in overall) for n in (0, 1))
    own = shares.get(rule, {}).get(sure, (0, 0))
    share: float = (own[0] + PRIOR * (right + 1) / (read + 2)) / (own[1] + PRIOR)
    return min(round(share, 2), MOST)


def _is_in(name: str, sentence: str) -> bool:
    """Whether a sentence has the first word of a name, which its short forms have too."""
    return re.search(rf"(?<!\w){re.escape(name.split()[0].rstrip(','))}(?!\w)", sentence) is not None


@lru_cache(maxsize=1)
def _counts() -> Any:
    return read_yaml("pipeline.prose", "confidence.yaml")
