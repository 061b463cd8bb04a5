"""The identity of a series: the same in every edition that means the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def series_id(meaning: Iterable[str | None], labels: Iterable[str]) -> str:
    """A hash of the dimensions and the labels that tell two series of a table apart (16 hex digits)."""
    parts = [part or "" for part in meaning] + [word for label in labels if (word := _folded(label))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=1 << 14)
def _folded(label: str) -> str:
    """A label without years, case, punctuation and the wording of totals."""
    text = _YEARS.sub("", label.lower()).replace("—continued", "")
    text = re.sub(r"^(?:grand |sub-?|world )?totals?\b.*", "total", text)
    return re.sub(r"[^a-z0-9%$]+", " ", text).strip()
