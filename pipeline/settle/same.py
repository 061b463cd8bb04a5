"""The same capacity in the prose and in a table of a chapter: linked where both agree, a finding where they do not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.knowledge.crosswalk import body
from pipeline.prose.quantities import unit_of_tables
from pipeline.records import FindingRow

if TYPE_CHECKING:
    import pyarrow as pa

CLOSE = 0.02  # relative: prose rounds what a table gives in full, "about 2.3 million" for 2,260,000
SITE = frozenset(
    (
        "mine",
        "plant",
        "refinery",
        "smelter",
        "work",
        "complex",
        "facility",
        "mill",
        "county",
        "province",
        "city",
        "near",
    )
)
KINDS = ({"primary", "secondary"},)  # words of a product that two capacities of one plant differ by
COLUMNS = (
    "source_id", "doc_id", "preferred", "origin", "company", "facility", "location", "country", "value", "value_high",
    "unit", "product", "year", "status", "kind", "paragraph", "start", "table_number", "row", "column", "edition",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(slots=True)
class Linked:
    """For each row of the dataset the places that say the same, and the findings on those that say otherwise."""

    same_as: list[str | None]
    findings: list[FindingRow] = field(default_factory=list)


def link(capacity: pa.Table) -> tuple[pa.Table, list[FindingRow]]:
    """``capacity`` with ``same_as`` filled in preferred rows, and ``prose_disagrees_with_table`` findings.

    A statement of the prose is compared with the rows of the chapter's tables for the same company, place, unit and
    product in the edition's year. A finding needs one of each: where the prose gives several capacities of a plant, or
    the tables do, they may be of its parts.
    """
    import pyarrow as pa

    names = [name for name in COLUMNS if name in capacity.schema.names]
    linked = compare(capacity.select(names).to_pylist())
    place = capacity.schema.get_field_index("same_as")
    column = pa.array(linked.same_as, capacity.schema.field(place).type)
    return capacity.set_column(place, capacity.schema.field(place), column), linked.findings


def compare(rows: Sequence[Row]) -> Linked:
    """Link rows of `COLUMNS`, in their order."""
    linked = Linked([None] * len(rows))
    tables: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row["preferred"] and row["origin"] == "table" and row["company"] and row["value"] is not None:
            tables[row["doc_id"], body(row["company"])].append(i)
    differing: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        if row["preferred"] and row["origin"] == "prose" and row["company"] and row["kind"] == "level":
            candidates = [at for at in tables[row["doc_id"], body(row["company"])] if _comparable(row, rows[at])]
            differing += _settle(linked, rows, i, _of_edition(rows, candidates))
    said = Counter(at for _, at in differing)
    linked.findings = [
        _differs(rows[i], rows[at]) for i, at in differing if said[at] == 1 and linked.same_as[at] is None
    ]
    return linked


def _of_edition(rows: Sequence[Row], candidates: list[int]) -> list[int]:
    """The figures for the latest year a table gives: prose speaks of the year of its edition."""
    years = [rows[at]["year"] for at in candidates if rows[at]["year"] is not None]
    return [at for at in candidates if rows[at]["year"] in (None, max(years, default=None))]


def _settle(linked: Linked, rows: Sequence[Row], i: int, candidates: list[int]) -> list[tuple[int, int]]:
    """Link a statement to the figures that agree; else returned with the only one that does not, if it has one."""
    agreeing = [at for at in candidates if _agree(rows[i], rows[at])]
    if agreeing:
        linked.same_as[i] = "; ".join(_place(rows[at]) for at in agreeing)
        for at in agreeing:
            linked.same_as[at] = "; ".join([*filter(None, [linked.same_as[at]]), _place(rows[i])])
    elif len(candidates) == 1 and rows[i]["status"] == rows[candidates[0]]["status"]:
        return [(i, candidates[0])]
    return []


def _comparable(prose: Row, row: Row) -> bool:
    if unit_of_tables(prose["unit"]) != row["unit"] or prose["country"] != row["country"]:
        return False
    words, others = _words(prose["product"]), _words(row["product"])
    if any(words & kind and others & kind and not words & others & kind for kind in KINDS):
        return False
    if words and others and not words & others:
        return False
    return bool(_site(prose) & _site(row))


def _site(row: Row) -> set[str]:
    return {word for name in (row["facility"], row["location"]) for word in _words(name) if word not in SITE}


def _words(text: str | None) -> set[str]:
    """Words in small letters, a plural's "s" and the State behind a comma left off."""
    named = (text or "").split(", ")[0] if text and re.search(r", [A-Z]{2}$", text) else text or ""
    return {word.rstrip("s") for word in re.findall(r"[^\W\d_]{2,}", named.casefold())}


def _agree(prose: Row, row: Row) -> bool:
    low, high = prose["value"], prose["value_high"] if prose["value_high"] is not None else prose["value"]
    if low is None:
        return False
    slack = CLOSE * abs(row["value"])
    agrees: bool = low - slack <= row["value"] <= high + slack
    return agrees


def _place(row: Row) -> str:
    """ "table 2, row 5, column 3", or "paragraph 12, at 345"."""
    if row["origin"] == "table":
        return f"table {row['table_number']}, row {row['row']}, column {row['column']}"
    return f"paragraph {row['paragraph']}, at {row['start']}"


def _differs(prose: Row, row: Row) -> FindingRow:
    said, printed = (f"{one['value']:,.10g} {one['unit']}" for one in (prose, row))
    where = ", ".join(filter(None, (prose["company"], prose["location"])))
    return FindingRow(
        "prose_disagrees_with_table",
        "info",
        f"{where}: the prose ({_place(prose)}) says {said}, table {row['table_number']} {printed}",
        "capacity",
        row["source_id"],
        row["doc_id"],
        row["table_number"],
        row["row"],
        row["column"],
        expected=printed,
        observed=said,
    )
