"""Where the forms of a chapter disagree: figures that differ, and figures that only one of them has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.layout import partition_of
from pipeline.records import FindingRow
from pipeline.settle.latest import as_numpy, codes, fact_keys

if TYPE_CHECKING:
    import pyarrow as pa

LIMIT = 25  # figures of a source told one by one; more have one cause, and are told by a count
FLAGS = ("estimated", "revised", "preliminary")
COMPARED = ("printed", *FLAGS)
SAID = ("table_number", "row_label", *COMPARED, "value", "row", "column")
SAME = 1e-9  # relative difference below which two values are one value computed twice


def disagreements(observations: pa.Table, held: Collection[str]) -> list[FindingRow]:
    """The findings on every source whose chapter another source is preferred for.

    ``forms_disagree``: the same fact of a table, printed otherwise, otherwise flagged, or in another scale;
    ``forms_place_apart``: such facts of a table whose figures both forms have in rows of the same names, under other
    groups or heads; ``form_lacks``: facts of a table that the source has not, though the preferred one has;
    ``form_adds``: the other way round. Where a series stands several times in a table, the first is compared with the
    first, and so on.
    """
    facts = _facts(observations, held)
    if facts is None:
        return []
    return [finding for pair in _pairs(facts) for finding in pair.findings(facts.rows)]


@dataclass(frozen=True, slots=True)
class _Facts:
    """The rows compared, sorted by source, and a number a fact: equal in the forms of a chapter, once in a source.

    A fact that stands several times in a source has a number each time, in the order of the places.
    """

    rows: pa.Table
    facts: Any
    spans: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A chapter's source and the preferred one: rows of facts they share, and of those that one of them has alone."""

    source: str
    doc_id: str
    shared: Any
    shared_preferred: Any
    lacks: Any
    adds: Any

    def findings(self, rows: pa.Table) -> Iterator[FindingRow]:
        differing = _differing(rows, self.shared, self.shared_preferred)
        apart = self._placed_apart(rows, differing)
        yield from self._apart(rows, apart)
        differing = [place for place in differing if place not in apart]
        for place in differing[:LIMIT]:
            yield self._differs(rows, int(self.shared[place]), int(self.shared_preferred[place]))
        if len(differing) > LIMIT:
            yield self._finding(
                "forms_disagree", f"{len(differing) - LIMIT} more figures differ from the preferred form"
            )
        for table, number in _by_table(rows, self.lacks):
            yield self._finding("form_lacks", f"{number} figures of the preferred form are not in this one", table)
        for table, number in _by_table(rows, self.adds):
            yield self._finding("form_adds", f"{number} figures are not in the preferred form", table)

    def _placed_apart(self, rows: pa.Table, differing: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Of the facts that differ, those whose two figures stand in both forms, each in rows of the same name."""
        if not differing:
            return {}
        own, preferred = (
            _said(rows, places)
            for places in (_joined(self.shared, self.adds), _joined(self.shared_preferred, self.lacks))
        )
        here, there = (
            rows.select(SAID).take(places[differing]).to_pylist() for places in (self.shared, self.shared_preferred)
        )
        pairs = zip(differing, here, there, strict=True)
        return {at: mine for at, mine, other in pairs if _key(mine) in preferred and _key(other) in own}

    def _apart(self, rows: pa.Table, apart: Mapping[int, dict[str, Any]]) -> Iterator[FindingRow]:
        tables: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
        for row in apart.values():
            tables[row["table_number"]].append(row)
        for table, found in tables.items():
            first = found[0]
            message = (
                f"{len(found)} figures stand in rows of the same names as in the preferred form, but under other "
                f"groups or heads, and are taken for other facts: first {first['printed']} in “{first['row_label']}”"
            )
            one = self._finding("forms_place_apart", message, table)
            one.row, one.column = first["row"], first["column"]
            yield one

    def _differs(self, rows: pa.Table, own: int, preferred: int) -> FindingRow:
        here, there = rows.slice(own, 1).to_pylist()[0], rows.slice(preferred, 1).to_pylist()[0]
        message = f"the preferred form ({there['source_id']}) prints {_words(there)}, this one {_words(here)}"
        found = self._finding("forms_disagree", message, here["table_number"])
        found.row, found.column = here["row"], here["column"]
        found.expected, found.observed = _words(there), _words(here)
        return found

    def _finding(self, rule: str, message: str, table: str | None = None) -> FindingRow:
        severity = "warning" if rule in ("forms_disagree", "forms_place_apart") else "info"
        return FindingRow(rule, severity, message, "observations", self.source, self.doc_id, table)  # type: ignore[arg-type]


def _facts(observations: pa.Table, held: Collection[str]) -> _Facts | None:
    """The rows of chapters that have several sources; None if there are none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = ["source_id", "doc_id", "preferred", "table_number", "row", "column", "year", "period", "series_id"]
    rows = observations.select([*names, *COMPARED, "number", "value", "unit", "row_label"])
    several = pa.array(_chapters_of_several(rows, held), pa.string())
    wanted = pc.and_(pc.is_in(rows["doc_id"], value_set=several), pc.not_equal(rows["series_id"], ""))
    rows = rows.filter(
        pc.and_(wanted, pc.invert(pc.is_in(rows["source_id"], value_set=pa.array([*held], pa.string()))))
    )
    if not len(rows):
        return None
    order = [(name, "ascending") for name in ("source_id", "table_number", "row", "column")]
    rows = rows.take(pc.sort_indices(rows, order))
    facts = _numbers(_numbers(codes(rows["doc_id"]), codes(rows["table_number"]) + 1), fact_keys(rows))
    times = _times(_numbers(codes(rows["source_id"]), facts))
    return _Facts(rows, _numbers(facts, times), _spans(rows["source_id"]))


def _spans(sources: pa.ChunkedArray) -> dict[str, tuple[int, int]]:
    """The first row of each source and the row after its last; the rows are sorted by source."""
    import numpy as np

    first = np.unique(codes(sources), return_index=True)[1].tolist()
    ends = [*first[1:], len(sources)][: len(first)]
    return {sources[start].as_py(): (start, end) for start, end in zip(first, ends, strict=True)}


def _chapters_of_several(rows: pa.Table, held: Collection[str]) -> list[str]:
    present = rows.select(["doc_id", "source_id"]).group_by(["doc_id", "source_id"]).aggregate([])
    pairs = zip(present["doc_id"].to_pylist(), present["source_id"].to_pylist(), strict=True)
    counts = Counter(doc_id for doc_id, source in pairs if source not in held)
    return [doc_id for doc_id, number in counts.items() if number > 1 and partition_of(doc_id).known]


def _numbers(one: Any, other: Any) -> Any:
    """A number for each distinct pair of numbers from 0."""
    import numpy as np

    return np.unique(one.astype(np.int64) * (int(other.max(initial=0)) + 1) + other, return_inverse=True)[1]


def _times(numbers: Any) -> Any:
    """How often each number has stood before."""
    import numpy as np

    order = np.argsort(numbers, kind="stable")
    counts = np.bincount(numbers)
    first = np.cumsum(counts) - counts
    times = np.empty(len(numbers), dtype=np.int64)
    times[order] = np.arange(len(numbers)) - first[numbers[order]]
    return times


def _pairs(facts: _Facts) -> Iterator[_Pair]:
    preferred = as_numpy(facts.rows["preferred"])
    doc_ids = facts.rows["doc_id"]
    best = {doc_ids[start].as_py(): (start, end) for start, end in facts.spans.values() if preferred[start]}
    for source, span in facts.spans.items():
        doc_id = doc_ids[span[0]].as_py()
        if doc_id in best and best[doc_id] != span:
            yield _pair(source, doc_id, facts.facts, span, best[doc_id])


def _pair(source: str, doc_id: str, facts: Any, own: tuple[int, int], best: tuple[int, int]) -> _Pair:
    import numpy as np

    here, there = facts[slice(*own)], facts[slice(*best)]
    _, at_here, at_there = np.intersect1d(here, there, assume_unique=True, return_indices=True)
    order = np.argsort(at_here)
    return _Pair(
        source,
        doc_id,
        at_here[order] + own[0],
        at_there[order] + best[0],
        np.flatnonzero(~np.isin(there, here)) + best[0],
        np.flatnonzero(~np.isin(here, there)) + own[0],
    )


def _differing(rows: pa.Table, own: Any, preferred: Any) -> list[int]:
    import numpy as np
    import pyarrow.compute as pc

    here, there = (rows.select(COMPARED).take(places) for places in (own, preferred))
    differ = np.zeros(len(own), dtype=bool)
    for name in COMPARED:
        differ |= as_numpy(pc.not_equal(here[name], there[name]))
    value, values = rows["value"].take(own).to_numpy(), rows["value"].take(preferred).to_numpy()
    differ |= ~np.isclose(value, values, rtol=SAME, atol=0.0, equal_nan=True)
    return [int(place) for place in np.flatnonzero(differ)]


def _joined(one: Any, other: Any) -> Any:
    import numpy as np

    return np.concatenate([one, other])


def _said(rows: pa.Table, places: Any) -> set[tuple[Any, ...]]:
    """What the rows at ``places`` say, wherever in their table."""
    return set(map(_key, rows.select(SAID).take(places).to_pylist()))


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """A figure with the name of its row, its flags and its value, but not its place."""
    name = "".join(ch for ch in (row["row_label"] or "").casefold() if ch.isalnum())
    return row["table_number"], name, *(row[said] for said in (*COMPARED, "value"))


def _by_table(rows: pa.Table, places: Any) -> list[tuple[str | None, int]]:
    counts = Counter(rows["table_number"].take(places).to_pylist())
    return sorted(counts.items(), key=lambda item: item[0] or "")


def _words(row: dict[str, Any]) -> str:
    scaled = [] if row["number"] == row["value"] else [f"{row['value']:,.12g} {row['unit'] or ''}".strip()]
    told = [*scaled, *(name for name in FLAGS if row[name])]
    return f"{row['printed']} ({', '.join(told)})" if told else str(row["printed"])
