"""A mention's words are those of the paragraph it points into."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def mention_matches_paragraph(columns: pd.DataFrame) -> pd.Series[bool]:
    """True where ``text`` is ``paragraph_text`` from ``start`` to ``end``.

    A mention in the run-in head, which is no part of the text, has an empty span and is in ``paragraph_run_in``.
    """
    rows = columns[["text", "start", "end", "paragraph_text", "paragraph_run_in"]].itertuples(index=False)
    return pd.Series([_matches(*row) for row in rows], index=columns.index, dtype=bool)


def _matches(text: str, start: float, end: float, words: Any, run_in: Any) -> bool:
    if math.isnan(start) or math.isnan(end):
        return False
    if start == end:
        return isinstance(run_in, str) and text in run_in
    return isinstance(words, str) and words[int(start) : int(end)] == text


class ExpectMentionToMatchParagraph(RowExpectation):
    """The same words in the mention and where it says it stands."""

    map_metric = row_metric(mention_matches_paragraph)
