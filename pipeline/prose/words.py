"""The word lists of the prose stage (``names.yaml``, ``cues.yaml``), read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pipeline.knowledge.data import read_yaml


@lru_cache(maxsize=1)
def names() -> dict[str, frozenset[str]]:
    """The lists of ``names.yaml``, by their headings there."""
    data: dict[str, list[str]] = read_yaml("pipeline.prose", "names.yaml")
    return {heading: frozenset(words) for heading, words in data.items()}


@lru_cache(maxsize=1)
def cues() -> Any:
    """``cues.yaml`` as it stands."""
    return read_yaml("pipeline.prose", "cues.yaml")


def either(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
