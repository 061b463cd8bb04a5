"""What a row of a world table is a figure of, beyond what its title says: the words of its stub that are no place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.knowledge.countries import fold, leading_place

if TYPE_CHECKING:
    import pyarrow as pa

TOTAL = re.compile(r"(?:grand |sub-?|world )?totals?\b", re.IGNORECASE)
COLUMNS = ("product", "row_path", "stage", "basis")


def products(rows: pa.Table) -> pa.Array:
    """The product of each row, narrowed by the labels over and in its stub: "ferroalloys: Ferrosilicon"."""
    import pyarrow as pa

    values = zip(*(rows[name].to_pylist() for name in COLUMNS), strict=True)
    return pa.array(
        [_product(product, tuple(path), stage, basis) for product, path, stage, basis in values], pa.string()
    )


@cache
def _product(product: str | None, path: tuple[str, ...], stage: str | None, basis: str | None) -> str | None:
    said = {fold(word) for word in (product, stage, basis) if word}
    words = [word for word in _words(path) if fold(word) not in said]
    if not words:
        return product
    return ": ".join([*([product] if product else []), ", ".join(words)])


def _words(path: tuple[str, ...]) -> Iterator[str]:
    """What the labels say besides places and totals: "Secondary" of "Austria, secondary"."""
    for label in path:
        led = leading_place(label)
        words = led[1] if led else label
        if words and not TOTAL.match(words):
            yield words
