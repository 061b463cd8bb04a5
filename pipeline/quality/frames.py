"""Arrow tables as the pandas frames that expectations are checked on: only the columns a suite names.

Text becomes categories (a few bytes a row, each word stored once), a list of strings one text with `SEPARATOR` between
its items, any other list its length and a map 1, so that no column holds Python objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SEPARATOR = "\x1f"


def frame(table: pa.Table, columns: Iterable[str]) -> pd.DataFrame:
    """The named columns of ``table``, with a row number as index; columns it lacks are left out."""
    import pandas as pd
    import pyarrow as pa

    wanted = set(columns)
    names = [name for name in table.column_names if name in wanted]
    flat = pa.table([_flat(table[name]) for name in names], names=names)
    flags = {pa.bool_(): pd.BooleanDtype()}  # keeps its type where a null is among the flags
    made: pd.DataFrame = flat.to_pandas(strings_to_categorical=True, types_mapper=flags.get)
    return made


def _flat(column: pa.ChunkedArray) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_map(column.type):
        return pc.if_else(pc.is_valid(column), 1, None)
    if not pa.types.is_list(column.type):
        return column
    if pa.types.is_string(column.type.value_type):
        return pc.binary_join(column, SEPARATOR)
    return pc.list_value_length(column)


def split(text: Any) -> tuple[str, ...]:
    """The items of a list of strings that `frame` joined; null and an empty list give none."""
    return tuple(text.split(SEPARATOR)) if isinstance(text, str) and text else ()


def by_distinct(columns: pd.DataFrame, holds: Callable[..., bool]) -> pd.Series[bool]:
    """Whether ``holds(*row)`` is true, for each row; asked once for each distinct row, so it may be slow.

    Nulls reach ``holds`` as None. Rows repeat so much (a country, a unit, a set of marks) that a column of a quarter of
    a million rows has some thousand distinct ones.
    """
    import numpy as np
    import pandas as pd

    codes = np.zeros(len(columns), dtype=np.int64)
    uniques = []
    for name in columns.columns:
        code, values = pd.factorize(columns[name], use_na_sentinel=False)
        codes = np.unique(codes * len(values) + code, return_inverse=True)[1]
        uniques.append((code, list(values)))
    first = np.unique(codes, return_index=True)[1]
    rows = zip(
        *([None if pd.isna(values[code[i]]) else values[code[i]] for i in first] for code, values in uniques),
        strict=True,
    )
    answers = np.fromiter((holds(*row) for row in rows), dtype=bool, count=len(first))
    return pd.Series(answers[codes] if len(first) else np.zeros(0, dtype=bool), index=columns.index, dtype=bool)
