"""The salient-statistics table of a chapter against the totals of its detailed tables.

Nothing says which detailed table a salient row sums up: what it is a row of has words of its own. So a row is compared
with the totals of the same measure and unit that agree with it in at least half of the years both give, and tells of
the years in which none of them does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.records import FindingRow

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    "source_id", "doc_id", "table_number", "table_kind", "row", "column", "row_label", "row_path", "column_path",
    "printed", "number", "unit", "measure", "year", "period", "geo_level", "status", "total_of", "lower", "upper",
)  # fmt: skip
TOLERANCE = 1e-9  # relative: binary fractions do not hold tenths exactly
DIGITS = 2  # significant digits that a figure needs for its being equal to say something
Row = dict[str, Any]
Years = dict[int, Row]


@dataclass(frozen=True, slots=True)
class Compared:
    """A salient row and the detailed total that agrees with it in most years; ``apart`` are the other years."""

    salient: Years
    detailed: Years
    apart: list[int]


def salient_findings(observations: pa.Table) -> list[FindingRow]:
    """The findings on preferred observations: ``salient_disagrees``, a figure each, and ``salient_agreement``, a
    count of the rows a source's salient tables were compared by."""
    found: list[FindingRow] = []
    for doc_id, rows in _by_source(observations).items():
        compared = list(compare(rows))
        found += [_differs(one, year) for one in compared for year in one.apart]
        if compared:
            agreeing = sum(not one.apart for one in compared)
            message = f"{agreeing} of {len(compared)} salient rows are the totals of a detailed table in every year."
            source = rows[0]["source_id"]
            found.append(FindingRow("salient_agreement", "info", message, "observations", source, doc_id))
    return found


def compare(rows: list[Row]) -> Iterator[Compared]:
    """Each salient row of a source that a detailed table's total is found for; ``rows`` have `COLUMNS`."""
    totals: dict[tuple[Any, ...], dict[tuple[Any, ...], Years]] = defaultdict(lambda: defaultdict(dict))
    salient: dict[tuple[Any, ...], dict[tuple[Any, ...], Years]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        subject = row["measure"], row["unit"]
        if row["table_kind"] == "salient":
            salient[subject][row["table_number"], row["row"]].setdefault(row["year"], row)
        else:
            totals[subject][_line(row)].setdefault(row["year"], row)
    for subject, lines in salient.items():
        for years in lines.values():
            tried = [one for total in totals[subject].values() if (one := _matched(years, total))]
            if tried:
                yield min(tried, key=lambda one: (len(one.apart), -len(one.detailed)))


def _by_source(observations: pa.Table) -> dict[str, list[Row]]:
    """The figures of each chapter's preferred source that may be compared: of a year, with an interval, of no world."""
    import pyarrow.compute as pc

    table = observations.select([*COLUMNS, "preferred"])
    salient = pc.and_(
        pc.equal(table["table_kind"], "salient"), pc.not_equal(pc.fill_null(table["geo_level"], ""), "world")
    )
    total = pc.and_(pc.not_equal(table["table_kind"], "salient"), pc.is_in(table["total_of"], _both()))
    known = pc.and_(pc.is_valid(table["lower"]), pc.and_(pc.is_valid(table["year"]), pc.is_null(table["period"])))
    whole_year = pc.or_(known, pc.and_(pc.is_valid(table["lower"]), pc.equal(table["period"], "year")))
    chosen = pc.and_(pc.and_(table["preferred"], whole_year), pc.or_(salient, total))
    measured = pc.and_(pc.is_valid(table["measure"]), pc.is_valid(table["unit"]))
    by_chapter: dict[str, list[Row]] = defaultdict(list)
    for row in table.filter(pc.fill_null(pc.and_(chosen, measured), False)).to_pylist():
        by_chapter[row["doc_id"]].append(row)
    return by_chapter


def _both() -> Any:
    import pyarrow as pa

    return pa.array(["rows", "both"])


def _line(row: Row) -> tuple[Any, ...]:
    """What is the same of a total in each of its table's years."""
    year = str(row["year"])
    paths = (tuple(text for text in row[name] or () if year not in text) for name in ("row_path", "column_path"))
    return (row["table_number"], *paths)


def _matched(salient: Years, total: Years) -> Compared | None:
    common = sorted(salient.keys() & total.keys())
    same = [year for year in common if _overlap(salient[year], total[year])]
    telling = [year for year in same if _digits(salient[year]) >= DIGITS]
    if len(common) < 2 or not telling or 2 * len(same) < len(common):
        return None
    return Compared(salient, total, [year for year in common if year not in same])


def _overlap(one: Row, other: Row) -> bool:
    slack = TOLERANCE * max(abs(one["upper"]), abs(other["upper"]))
    return bool(one["lower"] <= other["upper"] + slack and other["lower"] <= one["upper"] + slack)


def _digits(row: Row) -> int:
    return len(re.sub(r"\D", "", row["printed"]).strip("0")) if row["number"] else 0


def _differs(compared: Compared, year: int) -> FindingRow:
    salient, total = compared.salient[year], compared.detailed[year]
    place = f"table {total['table_number']}, “{' / '.join(total['row_path'] or ())}”"
    return FindingRow(
        rule="salient_disagrees",
        severity="info",
        message=f"“{' / '.join(salient['row_path'] or ())}” in {year} is {salient['printed']}, but {place}, "
        f"which agrees in another year, has {total['printed']}",
        dataset="observations",
        source_id=salient["source_id"],
        doc_id=salient["doc_id"],
        table_number=salient["table_number"],
        row=salient["row"],
        column=salient["column"],
        expected=total["printed"],
        observed=salient["printed"],
    )
