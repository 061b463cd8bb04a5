"""A table beside the same table of the edition before or after it: is it in the same scale, and are its rows all there?

Tables are the same that give most facts in common, or, where no year is common, most series.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.records import FindingRow
from pipeline.settle.doubts import NEAR, SCALE
from pipeline.settle.latest import as_numpy, codes, editions_of
from pipeline.settle.revisions import values_of

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    Array = npt.NDArray[Any]

FEWEST = 4  # series that two tables have in common before their scale or their rows are compared
TOLD = 8  # row labels that a finding names
_TOTAL = re.compile(r"(?:sub|grand )?total\b", re.IGNORECASE)
NAMES = ("source_id", "doc_id", "table_number", "series_id", "year", "period", "value", "unit", "row_path")


def neighbour_findings(observations: pa.Table) -> list[FindingRow]:
    """The findings on preferred observations, of whole tables.

    ``scale_unlike_other_edition`` (a warning): the figures in a unit are, in their middle, about a thousand times those
    of the other edition, or a thousandth. ``row_of_other_edition_absent``: rows whose figures another edition gives
    for years that this table gives too, under labels that it does not have.
    """
    facts = _Facts(observations)
    pairs = facts.same_tables()
    return [*_scales(facts, pairs), *_absent(facts, pairs)]


class _Facts:
    """Preferred observations of a year and a series, as arrays; ``table`` numbers the tables of all sources."""

    def __init__(self, observations: pa.Table) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = observations.select(NAMES).append_column("edition", pa.array(editions_of(observations)))
        wanted = pc.and_(pc.and_(observations["preferred"], pc.is_valid(rows["year"])), pc.is_valid(rows["series_id"]))
        wanted = pc.and_(
            wanted, pc.and_(pc.greater(rows["edition"], 0), pc.equal(rows["period"].fill_null("year"), "year"))
        )
        self.rows = rows.filter(wanted)
        self.edition, self.year = as_numpy(self.rows["edition"]), as_numpy(self.rows["year"])
        self.series, self.value = codes(self.rows["series_id"]), values_of(self.rows)
        tables = pc.binary_join_element_wise(self.rows["source_id"], self.rows["table_number"].fill_null(""), "\x1f")
        self.table = codes(tables)
        self.of_table = _groups(self.table)

    def same_tables(self) -> list[tuple[int, int]]:
        """Pairs of an older table and the newer one of the next edition that shares most series with it."""
        by_series = _groups(self.series)
        shared: dict[int, Counter[int]] = defaultdict(Counter)
        for at in by_series.values():
            tables = {int(table): int(edition) for table, edition in zip(self.table[at], self.edition[at], strict=True)}
            for newer, edition in tables.items():
                for older, other in tables.items():
                    if edition - other == 1:
                        shared[newer][older] += 1
        best = {newer: min(counts.items(), key=lambda one: (-one[1], one[0])) for newer, counts in shared.items()}
        return sorted((older, newer) for newer, (older, common) in best.items() if common >= FEWEST)

    def name(self, table: int) -> dict[str, Any]:
        """Where a table stands: ``source_id``, ``doc_id``, ``table_number`` and ``edition``."""
        at = int(self.of_table[table][0])
        return {name: self.rows[name][at].as_py() for name in ("source_id", "doc_id", "table_number", "edition")}

    def labels(self, at: Array) -> list[str]:
        """The labels of the given rows; a total's is told with the group it totals."""
        paths: list[list[str]] = self.rows["row_path"].take(at).to_pylist()
        return [", ".join(path[-2:] if path and _TOTAL.match(path[-1]) else path[-1:]) for path in paths]


def _groups(numbers: Array) -> dict[int, Array]:
    """The places of each number."""
    import numpy as np

    order = np.argsort(numbers, kind="stable")
    ends = np.flatnonzero(np.diff(numbers[order])) + 1
    parts = np.split(order, ends) if len(order) else []
    return {int(numbers[part[0]]): part for part in parts}


def _scales(facts: _Facts, pairs: list[tuple[int, int]]) -> Iterator[FindingRow]:
    """Told of both tables: nothing says which of the two is in the wrong scale."""
    import numpy as np

    for older, newer in pairs:
        before, after = (_last(facts, facts.of_table[table]) for table in (older, newer))
        ratios: dict[str, list[float]] = defaultdict(list)
        for series in before.keys() & after.keys():
            unit, value = after[series]
            ratios[unit].append(value / before[series][1])
        for unit, found in sorted(ratios.items()):
            middle = float(np.median(found))
            off = max(middle, 1 / middle) / SCALE
            if len(found) >= FEWEST and NEAR[0] < off < NEAR[1]:
                yield _scaled(facts.name(newer), facts.name(older), unit, middle)
                yield _scaled(facts.name(older), facts.name(newer), unit, 1 / middle)


def _scaled(place: dict[str, Any], other: dict[str, Any], unit: str, times: float) -> FindingRow:
    return FindingRow(
        "scale_unlike_other_edition",
        "warning",
        f"The figures of table {place['table_number']} in {unit or 'no unit'} are some {times:,.2g} times those of the "
        f"edition of {other['edition']}: is the unit read rightly in both?",
        "tables",
        place["source_id"],
        place["doc_id"],
        place["table_number"],
        expected=f"figures in the scale of the edition of {other['edition']}",
        observed=f"{times:,.2g} times",
    )


def _last(facts: _Facts, at: Array) -> dict[int, tuple[str, float]]:
    """The unit and the figure of the last year of each series, zeros and symbols aside."""
    found: dict[int, tuple[int, int]] = {}
    for place in at:
        series, year = int(facts.series[place]), int(facts.year[place])
        if facts.value[place] > 0 and (series not in found or year > found[series][0]):
            found[series] = (year, int(place))
    units = facts.rows["unit"]
    return {series: (units[place].as_py() or "", float(facts.value[place])) for series, (_, place) in found.items()}


def _absent(facts: _Facts, pairs: list[tuple[int, int]]) -> Iterator[FindingRow]:
    for older, newer in pairs:
        for lacking, giving in ((older, newer), (newer, older)):
            names = _lacked(facts, facts.of_table[lacking], facts.of_table[giving])
            if names:
                yield _lacks(facts.name(lacking), facts.name(giving), names)


def _lacked(facts: _Facts, lacking: Array, giving: Array) -> list[str]:
    """Labels of the rows of ``giving`` in years of ``lacking`` whose series and label the latter does not have."""
    import numpy as np

    common = np.isin(facts.year[giving], facts.year[lacking]) & ~np.isin(facts.series[giving], facts.series[lacking])
    if not common.any():
        return []
    have = {_plain(label) for label in facts.labels(lacking)}
    return list(dict.fromkeys(name for name in facts.labels(giving[common]) if name and _plain(name) not in have))


def _plain(label: str) -> str:
    return "".join(ch for ch in label.casefold() if ch.isalnum())


def _lacks(place: dict[str, Any], other: dict[str, Any], names: list[str]) -> FindingRow:
    more = f" and {len(names) - TOLD} more" if len(names) > TOLD else ""
    told = ", ".join(f"“{name}”" for name in names[:TOLD]) + more
    return FindingRow(
        "row_of_other_edition_absent",
        "info",
        f"Table {place['table_number']} has no row {told}, which table {other['table_number']} of the edition of "
        f"{other['edition']} gives for the same years.",
        "tables",
        place["source_id"],
        place["doc_id"],
        place["table_number"],
        expected=told,
    )
