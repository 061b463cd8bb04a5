"""Which of a chapter's sources is preferred: the best form that has rows, a dataset at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.layout import partition_of

if TYPE_CHECKING:
    import pyarrow as pa

FORMS = ("workbook", "pdf", "text")
RELEASES = ("final", "advance", "advance_tables")
BY = {"capacity": ("origin",)}


def order_of_preference(documents: pa.Table, tables: pa.Table) -> dict[str, int]:
    """Every source with its place among all, 0 the best: by form, release, date of the data, then ``source_id``.

    The date is the latest that a table of the source says its data go through; a source that gives none comes last.
    """
    dates = _data_through(tables)
    keys = {
        source: (FORMS.index(kind), RELEASES.index(release), -dates.get(source, dt.date.min).toordinal(), source)
        for source, kind, release in _rows(documents, "source_id", "source_kind", "release")
    }
    return {source: place for place, source in enumerate(sorted(keys, key=keys.__getitem__))}


def mark_preferred(dataset: str, table: pa.Table, order: Mapping[str, int], held: Collection[str]) -> pa.Table:
    """``table`` with ``preferred`` filled: true for one source a chapter (and origin, for capacity).

    A source that does not say which chapter it is stands for itself. A dataset without the column is left as it is.
    """
    import pyarrow as pa

    place = table.schema.get_field_index("preferred")
    if place < 0:
        return table
    by = BY.get(dataset, ())
    winners = _winners(table, by, order, held)
    mask = _key(table, ("source_id", *by))
    return table.set_column(place, table.schema.field(place), _is_in(mask, pa.array(winners, pa.string())))


def _winners(table: pa.Table, by: tuple[str, ...], order: Mapping[str, int], held: Collection[str]) -> list[str]:
    present = table.select(["doc_id", "source_id", *by]).group_by(["doc_id", "source_id", *by]).aggregate([])
    best: dict[tuple[str, ...], str] = {}
    for doc_id, source, *rest in _rows(present, "doc_id", "source_id", *by):
        group = (doc_id if partition_of(doc_id).known else source, *rest)
        if source not in held and order[source] < order.get(best.get(group, ""), len(order)):
            best[group] = source
    return [SEPARATOR.join((source, *group[1:])) for group, source in best.items()]


SEPARATOR = "\x1f"


def _key(table: pa.Table, columns: tuple[str, ...]) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    if len(columns) == 1:
        return table[columns[0]]
    return pc.binary_join_element_wise(*(table[name] for name in columns), SEPARATOR)


def _is_in(values: pa.ChunkedArray, among: pa.Array) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    return pc.is_in(values, value_set=among)


def _data_through(tables: pa.Table) -> dict[str, dt.date]:
    latest = tables.group_by("source_id").aggregate([("data_through", "max")])
    pairs = _rows(latest, "source_id", "data_through_max")
    return {source: date for source, date in pairs if date is not None}


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)
