"""The table most users come for: what each country produced, as each edition gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.layout import in_order
from pipeline.settle.products import products

if TYPE_CHECKING:
    import pyarrow as pa

GEO_LEVELS = ("country", "world")


def world_production(observations: pa.Table) -> pa.Table:
    """The preferred rows on a country's or the world's production in a year, from production tables that compare
    countries (at least two, or one beside the world); a domestic table is none.

    Rows are in the order of their source; quarters, months and "of which" rows are left in the observations. Where a
    country has several rows, ``product`` says which ("ferroalloys: Ferromanganese, Blast furnace").
    """
    import pyarrow as pa

    from pipeline.schema import SCHEMAS

    schema = SCHEMAS["world_production"]
    rows = observations.filter(_of_production(observations))
    rows = rows.filter(_compares_countries(rows))
    rows = rows.set_column(rows.schema.get_field_index("product"), "product", products(rows)).select(schema.names)
    parts = [in_order("world_production", part) for part in _by_source(rows)]
    return pa.concat_tables(parts).cast(schema) if parts else schema.empty_table()


def _of_production(observations: pa.Table) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    level = observations["geo_level"]
    placed = pc.or_(pc.is_valid(observations["country"]), pc.equal(level, "world"))
    conditions = [
        observations["preferred"],
        pc.equal(observations["measure"], "production"),
        pc.equal(observations["table_kind"], "production"),
        pc.is_in(level, value_set=pa.array(GEO_LEVELS)),
        pc.equal(observations["period"].fill_null("year"), "year"),
        pc.not_equal(observations["total_of"], "memo"),
        placed,
    ]
    mask = conditions[0]
    for condition in conditions[1:]:
        mask = pc.and_(mask, condition)
    return mask.fill_null(False)


def _compares_countries(rows: pa.Table) -> pa.ChunkedArray:
    """Whether a row's table names more than one place."""
    import pyarrow.compute as pc

    table = pc.binary_join_element_wise(rows["source_id"], rows["table_number"].fill_null(""), "\x1f")
    place = rows["country"].fill_null("world")
    named = rows.select([]).append_column("table", table).append_column("place", place)
    counts = named.group_by("table").aggregate([("place", "count_distinct")])
    several = counts.filter(pc.greater(counts["place_count_distinct"], 1))["table"]
    return pc.is_in(table, value_set=several.combine_chunks())


def _by_source(rows: pa.Table) -> list[pa.Table]:
    import pyarrow.compute as pc

    return [rows.filter(pc.equal(rows["source_id"], source)) for source in rows["source_id"].unique().to_pylist()]
