"""The changes that a chapter's prose claims, against themselves and against the tables they cite.

A claim "127 t, a 21% decrease from 160 t in 2016 (table 1)" is checked twice: whether 127 is 21% less than
160, and whether table 1 has both figures. Both are asked of intervals, so that rounding is no error.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.prose.claims import Amount, Claim, claims
from pipeline.records import FindingRow, ObservationRow, ParagraphRow

TOLERANCE = 1e-9  # relative: binary fractions do not hold tenths exactly


@dataclass(slots=True)
class _Cited:
    """What a table has: its years and, by unit, the intervals of its figures, both SI-like."""

    years: set[int] = field(default_factory=set)
    intervals: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def has(self, amount: Amount) -> bool:
        slack = TOLERANCE * abs(amount.high)
        return any(
            low <= amount.high + slack and high >= amount.low - slack for low, high in self.intervals[amount.unit]
        )


def check_claims(paragraphs: Sequence[ParagraphRow], observations: Sequence[ObservationRow]) -> list[FindingRow]:
    """The findings on the claims of one source.

    ``claim_does_not_compute``: the percentage is not that of the two figures beside it. ``claim_not_in_table``: of the
    two figures the table cited has one alone, though it has the years. ``claims_checked`` counts what was looked at.
    """
    stated = [(paragraph, claim) for paragraph in paragraphs for claim in claims(paragraph.text)]
    if not stated:
        return []
    tables = _tables(observations, {number for _, claim in stated for number in claim.tables})
    counted: Counter[str] = Counter()
    found: list[FindingRow] = []
    for paragraph, claim in stated:
        counted["that compute" if claim.adds_up else "that do not compute"] += 1
        if not claim.adds_up:
            found.append(_does_not_compute(paragraph, claim))
        cited = [tables[number] for number in claim.tables if number in tables]
        now, was = (any(table.has(amount) for table in cited) for amount in (claim.now, claim.was))
        if now and was:
            counted["that a cited table bears out"] += 1
        elif now != was and _of_years(claim, cited):
            found.append(_not_in_table(paragraph, claim, claim.was if now else claim.now))
    words = ", ".join(f"{number} {name}" for name, number in sorted(counted.items()))
    found.append(
        FindingRow("claims_checked", "info", f"Changes the prose states: {words}.", "paragraphs", observed=words)
    )
    return found


def _tables(observations: Sequence[ObservationRow], numbers: set[str]) -> dict[str, _Cited]:
    tables: dict[str, _Cited] = defaultdict(_Cited)
    for row in observations:
        if row.table_number not in numbers or row.value_si is None or row.unit_si is None:
            continue
        table = tables[row.table_number]
        factor = row.value_si / row.value if row.value else 1.0
        low, high = (row.value_si if bound is None else bound * factor for bound in (row.lower, row.upper))
        table.intervals[row.unit_si].append((low, high))
        if row.year is not None:
            table.years.add(row.year)
    return tables


def _of_years(claim: Claim, cited: Sequence[_Cited]) -> bool:
    """Whether the tables have every year the claim is about; one without a year may be about any."""
    return bool(claim.years) and all(any(year in table.years for table in cited) for year in claim.years)


def _does_not_compute(paragraph: ParagraphRow, claim: Claim) -> FindingRow:
    low, high = claim.computed
    computed, stated = f"{low:+.1%} to {high:+.1%}", f"{claim.low:+.1%} to {claim.high:+.1%}"
    message = f"From {claim.was.text} to {claim.now.text} is a change of {computed}, not of {stated}: “{claim.text}”"
    return _finding("claim_does_not_compute", message, paragraph, computed, stated)


def _not_in_table(paragraph: ParagraphRow, claim: Claim, missing: Amount) -> FindingRow:
    there = claim.now if missing is claim.was else claim.was
    where = " and ".join(f"table {number}" for number in claim.tables)
    message = f"“{claim.text}”: {where} has {there.text}, but not {missing.text}"
    return _finding("claim_not_in_table", message, paragraph, missing.text, None)


def _finding(rule: str, message: str, paragraph: ParagraphRow, expected: str, observed: str | None) -> FindingRow:
    place = f"paragraph {paragraph.paragraph}" + (f", page {paragraph.page}" if paragraph.page is not None else "")
    return FindingRow(
        rule,
        "warning",
        f"In {place}: {message}",
        "paragraphs",
        row=paragraph.paragraph,
        expected=expected,
        observed=observed,
    )
