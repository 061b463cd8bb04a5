"""A mention's words are those of the paragraph it points into."""

from __future__ import annotations

import pandas as pd

from pipeline.quality.expectations.row import RowExpectation, row_metric


def mention_matches_paragraph(columns: pd.DataFrame) -> pd.Series[bool]:
    """True where ``text`` is ``paragraph_text`` from ``start`` to ``end``."""
    rows = columns[["text", "start", "end", "paragraph_text"]].itertuples(index=False)
    found = [isinstance(words, str) and words[int(start) : int(end)] == text for text, start, end, words in rows]
    return pd.Series(found, index=columns.index, dtype=bool)


class ExpectMentionToMatchParagraph(RowExpectation):
    """The same words in the mention and where it says it stands."""

    map_metric = row_metric(mention_matches_paragraph)
