"""Capacity tables into company-location-capacity rows, whatever their columns.

A figure counts where its measure is capacity; company, owner, country, location and facility come from the stub and the
text columns by their heads' words. Zeros and totals stay observations only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.knowledge import companies, countries
from pipeline.records import CapacityRow, ObservationRow, Table
from pipeline.tables import dimensions

_CLOSED = re.compile(
    r"\b(?:idled?|closed|shut ?down|standby|suspended|not operat|ceased|care and maintenance|inactive)\b", re.I
)
_PLANNED = re.compile(
    r"\b(?:planned|under construction|proposed|scheduled|expected to (?:start|begin|open)|under development)\b", re.I
)
_DAILY = re.compile(r"\bdaily\b|\bper day\b", re.IGNORECASE)
_INCLUDES = re.compile(r"^(?:includ|exclud|data|may include)", re.IGNORECASE)
_PLACES = re.compile(r"\b(?:districts?|regions?|states?|countr(?:y|ies)|localit(?:y|ies)|division)\b", re.IGNORECASE)
_PLACE_TAIL = re.compile(r"^(?P<company>.+?),\s+(?P<place>(?:St\. |Mt\. )?[A-Z][\w.’' -]+,\s+[A-Z]{2})$")


@dataclass(slots=True)
class Who:
    """What a row says of the plant."""

    company: str | None = None
    owner: str | None = None
    country: str | None = None
    location: str | None = None
    facility: str | None = None
    product: str | None = None


def capacity_rows(table: Table, observations: list[ObservationRow]) -> list[CapacityRow]:
    """A row a figure of a capacity column; none for totals, zeros and symbols that are no withheld capacity."""
    if not any(o.measure == "capacity" for o in observations):
        return []
    return [_row(table, o) for o in observations if _counts(o)]


def _counts(o: ObservationRow) -> bool:
    if o.measure != "capacity" or o.total_of != "none" or o.status in ("zero", "not_applicable"):
        return False
    if o.unit in ("%", "count", "index", "year", "d") or (o.unit is None and not _says_capacity(o)):
        return False
    return o.geo_level not in ("world", "region", "other")


def _says_capacity(o: ObservationRow) -> bool:
    return any("capacit" in text.lower() for text in (*o.column_path, *o.row_path))


def _row(table: Table, o: ObservationRow) -> CapacityRow:
    who = _who(table, o)
    company, owners = companies.split_owner(who.company) if who.company else (None, [])
    if who.owner:
        owners = [*owners, *companies.owners_of(who.owner)]
    place = countries.lookup(who.country) if who.country else None
    cells = table.rows[o.row].cells.items()
    beside = {mark for at, cell in cells if table.columns[at].kind != "figure" for mark in cell.marks}
    marks = {*o.marks, *table.rows[o.row].marks, *beside}
    row_notes = [note.text for note in table.notes if note.marker in marks and note.kind == "footnote"]
    is_country = place is not None and place.level == "country"
    evidence = " | ".join(cell.resolved for _, cell in sorted(table.rows[o.row].cells.items()) if cell.resolved)
    return CapacityRow(
        "",
        "",
        False,
        "table",
        company,
        owners,
        who.facility,
        who.location,
        place.name if is_country and place else o.country,
        place.code if is_country and place else o.country_code,
        _value(o),
        o.value_high,
        _rate(o),
        _product(table, o, who),
        o.year,
        None,
        _state(row_notes, o),
        "level",
        _qualifier(o),
        o.estimated,
        o.notes,
        o.status,
        evidence,
        table_number=o.table_number,
        row=o.row,
        column=o.column,
        page=o.page,
        rule="capacity_table",
        confidence=o.confidence,
    )


def _value(o: ObservationRow) -> float | None:
    return o.value if o.value is not None else o.value_low


def _qualifier(o: ObservationRow) -> str | None:
    if o.status != "bound":
        return None
    return "less than" if o.value_low is None else "more than"


def _rate(o: ObservationRow) -> str | None:
    """Capacity tables state annual capacities: a bare "t" is "t/yr", unless a head says that it is daily."""
    if o.unit is None or "/" in o.unit:
        return o.unit
    daily = any(_DAILY.search(text) for text in (*o.column_path, *o.row_path))
    return f"{o.unit}/d" if daily else f"{o.unit}/yr"


def _state(notes: list[str], o: ObservationRow) -> str:
    said = " ".join((*(n for n in notes if not _INCLUDES.match(n)), *(text for _, text in o.attributes)))
    if _CLOSED.search(said):
        return "closed"
    return "planned" if _PLANNED.search(said) else "operating"


def _who(table: Table, o: ObservationRow) -> Who:
    who = Who()
    for head, text in o.attributes:
        role = dimensions.column_role(head)
        if role and text not in ("NA", "--") and getattr(who, role, None) is None:
            setattr(who, role, text)
    _read_stub(table, o, who)
    return who


def _read_stub(table: Table, o: ObservationRow, who: Who) -> None:
    """The stub holds what its head says, or what its words are: a place, "Company, City, ST", a company."""
    head = " ".join(table.columns[0].path)
    role = dimensions.column_role(head)
    labels = [label for label in o.row_path if dimensions.year_in(label) is None]
    if not labels:
        return
    own = labels[-1]
    if _PLACES.search(head) and "company" not in head.lower() and o.geo_level != "country":
        who.location = who.location or own
        return
    if countries.lookup(own) is not None:
        who.country = who.country or own
        return
    above = next((label for label in reversed(labels[:-1]) if companies.has_legal_suffix(label)), None)
    place = next((label for label in labels if countries.lookup(label)), None)
    who.country = who.country or place
    match = _PLACE_TAIL.match(own)
    if match and who.location is None:
        who.company, who.location = who.company or match["company"], match["place"]
    elif above and not companies.has_legal_suffix(own):
        who.company = who.company or above
        who.location = who.location or own
    elif role in ("location", "facility", "product") and not companies.has_legal_suffix(own):
        if getattr(who, role) is None:
            setattr(who, role, own)
    else:
        who.company = who.company or own


def _product(table: Table, o: ObservationRow, who: Who) -> str | None:
    """The product a column's head names beside its capacity, else the row's, else the title's."""
    heads = [re.sub(r"\(.*?\)", "", head).strip() for head in o.column_path]
    named = [
        h
        for h in heads
        if h and not re.search(r"capacity|annual|quantity|production", h, re.I) and not dimensions.year_in(h)
    ]
    return who.product or (named[-1].lower() if named else None) or o.product
