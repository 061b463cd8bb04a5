"""One name a company in all chapters and editions of a run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.knowledge.crosswalk import unite

if TYPE_CHECKING:
    import pyarrow as pa


def canonical_companies(mentions: pa.Table) -> pa.Table:
    """``mentions`` with the ``canonical`` name of each company the same wherever it is named.

    Within a chapter it is the full name that a short form stands for; here the chapters' own spellings are brought
    together (`unite`). How often a name is used is counted in preferred rows: a chapter's other forms change nothing.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    is_company = pc.and_(pc.equal(mentions["label"], "COMPANY"), pc.is_valid(mentions["canonical"]))
    named = mentions.filter(is_company).select(["canonical", "preferred"]).group_by(["canonical", "preferred"])
    times: Counter[str] = Counter()
    for row in named.aggregate([([], "count_all")]).to_pylist():
        times[row["canonical"]] += row["count_all"] if row["preferred"] else 0
    united = unite(times)
    place = mentions.schema.get_field_index("canonical")
    field = mentions.schema.field(place)
    names = list(united)
    at = pc.index_in(mentions["canonical"], value_set=pa.array(names, field.type))
    told = pc.take(pa.array([united[name].canonical for name in names], field.type), at)
    settled = pc.if_else(is_company, pc.coalesce(told, mentions["canonical"]), mentions["canonical"])
    return mentions.set_column(place, field, settled)
