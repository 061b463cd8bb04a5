"""Arrow columns as frames without Python objects."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality.frames import by_distinct, frame, split

TEXTS = st.lists(st.text(st.characters(exclude_characters="\x1f", codec="utf-8"), min_size=1), min_size=1)
CELLS = st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1.0, 2.0, None]))


def test_only_the_named_columns_in_types_that_pandas_holds_flat() -> None:
    table = pa.table(
        {
            "text": pa.array(["a", None]),
            "flag": pa.array([True, None]),
            "marks": pa.array([["r", "2"], []], pa.list_(pa.string())),
            "bbox": pa.array([[1.0, 2.0, 3.0, 4.0], None], pa.list_(pa.float64())),
            "more": pa.array([[("a", "b")], None], pa.map_(pa.string(), pa.string())),
            "other": [1, 2],
        }
    )
    made = frame(table, ["text", "flag", "marks", "bbox", "more", "absent"])
    assert list(made.columns) == ["text", "flag", "marks", "bbox", "more"]
    assert [str(dtype) for dtype in made.dtypes] == ["category", "boolean", "category", "float64", "float64"]
    assert made["marks"].tolist() == ["r\x1f2", ""]
    assert made["bbox"].iloc[0] == 4
    assert made.isna().iloc[1].tolist() == [True, True, False, True, True]


@given(TEXTS)
def test_joined_lists_split_again(texts: list[str]) -> None:
    made = frame(pa.table({"list": pa.array([texts, None], pa.list_(pa.string()))}), ["list"])
    assert split(made["list"].iloc[0]) == tuple(texts)
    assert split(made["list"].iloc[1]) == ()


@given(st.lists(CELLS, max_size=30))
def test_by_distinct_is_the_answer_for_each_row(cells: list[tuple[str | None, float | None]]) -> None:
    columns = pd.DataFrame({"text": [text for text, _ in cells], "number": pd.array([n for _, n in cells], "Float64")})
    columns.index += 5
    asked: list[tuple[object, object]] = []

    def holds(text: str | None, number: float | None) -> bool:
        asked.append((text, number))
        return text == "a" and number is not None

    answers = by_distinct(columns, holds)
    assert answers.tolist() == [text == "a" and number is not None for text, number in cells]
    assert answers.index.equals(columns.index)
    assert len(asked) == len(set(asked)) == len(set(cells))
