"""A `Table` into observations: each cell that states a figure or a symbol for one, with all that bears on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.records import Cell, Column, FindingRow, Identity, ObservationRow, Row, Table
from pipeline.tables import dimensions, figures, rounding, status, units
from pipeline.tables.flags import Flags, estimate_markers, flags_of
from pipeline.tables.marks import is_marker, unique
from pipeline.tables.series import series_id
from pipeline.tables.stub import is_memo, is_total
from pipeline.tables.unit_of import UnitFinder

_TOTAL_HEAD = re.compile(r"^(?:grand )?totals?\b(?! (?:weight|quantity|value))", re.IGNORECASE)
_GEOGRAPHIC = re.compile(
    r"\b(?:countr(?:y|ies)|localit(?:y|ies)|destination|origin|state|region|division|district|area|continent)\b", re.I
)


@dataclass(slots=True)
class Facts:
    """What the table as a whole says, worked out once."""

    table: Table
    identity: Identity
    kind: str
    rounding: rounding.Rounding | None
    units: UnitFinder
    states: bool
    geographic: bool
    estimates: frozenset[str]
    findings: list[FindingRow] = field(default_factory=list)


def observe(table: Table, identity: Identity) -> tuple[list[ObservationRow], list[FindingRow]]:
    """All observations of a table, by row and column, and what was found amiss."""
    facts = facts_of(table, identity)
    rows = [_observation(facts, row, cell) for row, cell in stated_cells(table)]
    return rows, facts.findings


def facts_of(table: Table, identity: Identity) -> Facts:
    """What holds for every figure of a table."""
    stub_head = " ".join(table.columns[0].path) if table.columns else ""
    kind = dimensions.table_kind(table.title)
    us_places = dimensions.says_us(table.title) and kind not in ("trade", "salient")
    return Facts(
        table,
        identity,
        kind,
        rounding.read_rounding(table.notes),
        UnitFinder(table),
        states=dimensions.names_states(stub_head, table.title) or us_places,
        geographic=bool(_GEOGRAPHIC.search(stub_head) or re.search(r"\bBY (?:COUNTRY|STATE)", table.title, re.I)),
        estimates=estimate_markers(table),
    )


def stated_cells(table: Table) -> Iterator[tuple[Row, Cell]]:
    """The cells that state a figure or a symbol for one; ranks and codes are numbers but no figures."""
    for row in table.rows:
        for at, cell in sorted(row.cells.items()):
            if at == 0 or table.columns[at].kind == "unit" or is_code_column(table.columns[at]):
                continue
            kind = figures.read(cell.resolved).kind if cell.kind == "ditto" else cell.kind
            if kind in ("figure", "symbol", "range", "bound"):
                yield row, cell


def is_code_column(column: Column) -> bool:
    """True for columns of NAICS or HTS codes and of ranks."""
    return column.kind == "text" and bool(re.search(r"\b(?:codes?|NAICS|HTS|Rank|CAS|SIC)\b", column.head, re.I))


def _observation(facts: Facts, row: Row, cell: Cell) -> ObservationRow:
    table, column = facts.table, facts.table.columns[cell.column]
    printed = figures.read(cell.resolved)
    path = [label for label in row.path if label]
    heads = [text for text in column.path if text]
    out = ObservationRow(
        "",
        "",
        False,
        False,
        table.number,
        facts.kind,
        row.index,
        cell.column,
        row.label or None,
        cell.text,
        list(cell.marks),
        cell.place.page,
        list(cell.place.bbox) if cell.place.bbox else None,
        cell.place.sheet,
        cell.place.cell,
        cell.place.line,
        row_path=path,
        column_path=heads,
        attributes=attributes(table, row),
        number=printed.number,
        confidence=cell.confidence,
    )
    _set_status(facts, out, cell, printed)
    _set_flags(facts, out, row, column, cell)
    _set_total(out, row, column)
    _set_dimensions(facts, out)
    _set_unit(facts, out, row, cell, printed)
    _set_interval(facts, out, printed)
    out.series_id = _series(facts, out)
    return out


def attributes(table: Table, row: Row) -> list[tuple[str, str]]:
    """The row's other text columns, head to text, dittos resolved."""
    found: dict[str, str] = {}
    for at, cell in sorted(row.cells.items()):
        column = table.columns[at]
        if at == 0 or cell.kind not in ("words", "ditto") or not cell.resolved:
            continue
        if column.kind == "figure" and cell.kind == "ditto":
            continue
        head = "Unit" if column.kind == "unit" else " ".join(column.path[-1:]) or f"column {at}"
        found.setdefault(head, cell.resolved)
    return list(found.items())


def _set_status(facts: Facts, out: ObservationRow, cell: Cell, printed: figures.Printed) -> None:
    out.status = "reported"
    if printed.kind in ("range", "bound"):
        out.status = printed.kind
    elif printed.kind == "symbol":
        found = status.of_symbol(cell.resolved, cell.marks, facts.table.notes)
        out.status, out.included_in = found.status, found.included_in
        if found.status == "see_note":
            facts.findings.append(_unread_note(facts.table, cell))


def _unread_note(table: Table, cell: Cell) -> FindingRow:
    said = [note.text for note in table.notes if note.marker in status.pointers(cell.resolved)]
    message = f"no rule reads the note {said[0]!r}" if said else f"{cell.resolved} points to a note that is not there"
    rule = "note_not_understood" if said else "mark_without_note"
    return FindingRow(
        rule,
        "warning",
        message,
        "observations",
        table_number=table.number,
        row=cell.row,
        column=cell.column,
        observed=cell.text,
    )


def _set_flags(facts: Facts, out: ObservationRow, row: Row, column: Column, cell: Cell) -> None:
    found: Flags = flags_of(facts.table, row, column, cell, facts.estimates)
    out.estimated, out.revised, out.preliminary = found.estimated, found.revised, found.preliminary
    out.mark_source = found.source
    beside = (m for at, c in row.cells.items() if facts.table.columns[at].kind != "figure" for m in c.marks)
    marks = (*cell.marks, *status.pointers(cell.resolved), *row.marks, *beside, *row.path_marks, *column.marks)
    out.notes = [mark for mark in unique((*marks, *facts.table.title_marks)) if is_marker(mark)]


def _set_total(out: ObservationRow, row: Row, column: Column) -> None:
    rows = any(is_total(label) for label in row.path or (row.label,))
    columns = any(_TOTAL_HEAD.match(text) for text in column.path)
    if any(is_memo(label) for label in row.path):
        out.total_of = "memo"
    else:
        out.total_of = {(True, True): "both", (True, False): "rows", (False, True): "columns"}.get(
            (rows, columns), "none"
        )


def _set_dimensions(facts: Facts, out: ObservationRow) -> None:
    title, rows, heads = facts.table.title, out.row_path, out.column_path
    sure = facts.table.columns[out.column].sure
    out.measure = dimensions.measure(rows, heads, title) if sure else dimensions.measure(rows, (), "")
    out.stage = dimensions.stage((*reversed(rows), *reversed(heads), *([] if facts.kind == "trade" else [title])))
    out.product = dimensions.title_product(title)
    out.year, out.period = dimensions.when(heads, rows, title)
    _set_place(facts, out)


def _set_place(facts: Facts, out: ObservationRow) -> None:
    if (facts.kind == "trade" and dimensions.says_us(facts.table.title)) or out.measure in ("imports", "exports"):
        out.reporter = "United States" if _speaks_of_us(facts, out) else None
    where = _where(facts, out)
    if where:
        out.geo_level, out.country, out.country_code, out.state = where.level, where.country, where.code, where.state


def _speaks_of_us(facts: Facts, out: ObservationRow) -> bool:
    return dimensions.says_us(facts.table.title) or "United States" in out.row_path


def _where(facts: Facts, out: ObservationRow) -> dimensions.Where | None:
    named = [text for head, text in out.attributes if dimensions.column_role(head) == "country"]
    for label in (*reversed(out.row_path), *named):
        where = dimensions.place_of(label, facts.states)
        if where and (where.level in ("country", "us_state") or facts.geographic or where.level == "world"):
            return where
    if facts.geographic and out.total_of in ("rows", "both"):
        return _whole(facts, out)
    for head in reversed(out.column_path):
        where = dimensions.place_of(head, facts.states)
        if where and where.level in ("country", "us_state", "world"):
            return where
    if out.reporter is None and not facts.geographic and dimensions.says_us(facts.table.title):
        return dimensions.Where("country", "United States", "USA")
    return dimensions.Where("world") if _is_of_the_world(facts) else None


def _is_of_the_world(facts: Facts) -> bool:
    """A table of the world that lists neither places nor companies."""
    if facts.geographic or facts.kind == "capacity" or not dimensions.says_world(facts.table.title):
        return False
    roles = {dimensions.column_role(" ".join(column.path)) for column in facts.table.columns if column.kind != "figure"}
    return not roles & {"company", "owner", "facility", "location", "country"}


def _whole(facts: Facts, out: ObservationRow) -> dimensions.Where | None:
    """What a total over places is of: the world, or the United States where the places are its States."""
    if len([label for label in out.row_path if dimensions.year_in(label) is None]) > 1:
        return None
    if facts.states:
        return dimensions.Where("country", "United States", "USA")
    world = dimensions.says_world(facts.table.title) or facts.kind == "trade"
    return dimensions.Where("world") if world else None


def _set_unit(facts: Facts, out: ObservationRow, row: Row, cell: Cell, printed: figures.Printed) -> None:
    unit = facts.units.find(row, cell, out)
    out.unit = unit.code if unit else None
    sure = unit is not None or facts.table.columns[cell.column].sure
    out.basis = facts.units.basis(row, cell, unit) if sure else None
    scale = unit.scale if unit else 1.0
    if printed.number is not None:
        out.value = _clean(printed.number * scale)
    if printed.low is not None:
        out.value_low = _clean(printed.low * scale)
    if printed.high is not None:
        out.value_high = _clean(printed.high * scale)
    si = units.to_si(out.unit)
    if si and out.value is not None:
        out.unit_si, out.value_si = si[0], _clean(out.value * si[1])


def _clean(number: float) -> float:
    """Without the noise of binary multiplication: at most 12 significant digits."""
    return float(f"{number:.12g}")


def _set_interval(facts: Facts, out: ObservationRow, printed: figures.Printed) -> None:
    scale = out.value / out.number if out.number and out.value is not None else facts.units.last_scale
    if out.status == "zero":
        out.lower = out.upper = 0.0
    elif out.status == "less_than_half_unit":
        out.lower, out.upper = 0.0, _clean(0.5 * scale)
    elif printed.kind == "figure" and printed.number is not None and printed.digits is not None:
        step = _step(facts, out, printed.number, printed.digits, scale)
        out.significant_digits = rounding.significant_digits(printed.number, step)
        half = step / 2
        low, high = (printed.number - half) * scale, (printed.number + half) * scale
        out.lower, out.upper = _clean(max(low, 0.0) if printed.number >= 0 else low), _clean(high)


def _step(facts: Facts, out: ObservationRow, number: float, digits: str, scale: float) -> float:
    note = facts.rounding
    if note is None or not _rounded(note, out):
        return rounding.last_digit_unit(digits)
    step = rounding.significant_step(number, digits, note.digits)
    if note.step is not None and note.digits is None and out.unit and not out.unit.startswith("USD"):
        step = max(step, note.step / scale)
    return step


def _rounded(note: rounding.Rounding, out: ObservationRow) -> bool:
    labels = " ".join((*out.row_path, *out.column_path, out.measure or "")).lower()
    if rounding.is_excepted(note, labels):
        return False
    total = out.total_of in ("rows", "columns", "both")
    us = out.country == "United States"
    return rounding.in_scope(note, total=total, estimated=out.estimated, world=out.geo_level == "world", us=us)


def _series(facts: Facts, out: ObservationRow) -> str:
    meaning = (
        facts.identity.commodity,
        facts.kind,
        out.measure,
        out.stage,
        out.product,
        out.geo_level,
        out.country or out.state,
        out.state,
        out.unit,
        out.basis,
    )
    who = [text for head, text in out.attributes if dimensions.column_role(head)]
    return series_id(meaning, (*out.row_path, "|", *out.column_path, "|", *who))
