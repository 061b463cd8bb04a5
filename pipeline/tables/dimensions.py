"""What a figure is of: measure, stage, product, place and time, where title, unit line, heads or stub say it.

Each dimension is read from the narrowest words first (stub, head, groups and spanners, title); a title that names
several measures decides none. What the words do not say stays null: never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipeline.knowledge import countries
from pipeline.knowledge.data import read_yaml

_YEAR = re.compile(r"(?<![\d,.–-])((?:19|20)\d\d)(?!\d|[,.]\d|[–-]\d)")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_PERIODS = (
    ("yearend", re.compile(r"\b(?:december 31|yearend|year end|end of (?:the )?year|as of december)\b", re.IGNORECASE)),
    ("quarter", re.compile(r"\b(?:first|second|third|fourth|1st|2d|3d|4th)[ -]quarter\b|\bquarter\b", re.IGNORECASE)),
    ("month", re.compile(rf"^(?:{_MONTHS})(?: \d{{4}})?$", re.IGNORECASE)),
)


_PHYSICAL = ("mine", "smelter", "refinery")
_ORIGIN = ("primary", "secondary")


@dataclass(frozen=True, slots=True)
class Where:
    """A place dimension: level, Yearbook name and code of a country, or a State."""

    level: str | None = None
    country: str | None = None
    code: str | None = None
    state: str | None = None


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("pipeline.tables", "dimensions.yaml")
    return data


@cache
def _stages() -> list[tuple[str, re.Pattern[str]]]:
    return [(rule["stage"], _compiled(rule["pattern"])) for rule in _data()["stages"]]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def table_kind(title: str) -> str:
    """The kind of a table by its title; "other" where no rule speaks."""
    for rule in _data()["kinds"]:
        if _compiled(rule["pattern"]).search(title) and not _compiled(rule.get("unless", "$^")).search(title):
            return str(rule["kind"])
    return "other"


@lru_cache(maxsize=1 << 14)
def measures_in(text: str) -> tuple[str, ...]:
    """The measures that a head or title names, those another one swallows left out."""
    found = [rule["measure"] for rule in _data()["measures"] if _compiled(rf"\b(?:{rule['pattern']})").search(text)]
    hidden = {rule["measure"] for rule in _data()["shadowed"] if rule["by"] in found}
    return tuple(dict.fromkeys(m for m in found if m not in hidden))


@lru_cache(maxsize=1 << 14)
def stub_measure(label: str) -> str | None:
    """The measure a stub names at its start or after a comma."""
    qualifiers = _data()["stub_qualifiers"]
    named = []
    for rule in _data()["measures"]:
        if _compiled(rf"^(?:{qualifiers},? )*(?:{rule['pattern']})|, (?:{rule['pattern']})").search(label):
            named.append(rule["measure"])
    anywhere = measures_in(label)
    for rule in _data()["shadowed"]:
        if rule["measure"] in named and rule["by"] in (*named, *anywhere):
            named = [rule["by"] if m == rule["measure"] else m for m in named]
    return named[0] if named else None


def measure(rows: Sequence[str], heads: Sequence[str], title: str) -> str | None:
    """The measure of a figure: ``rows`` and ``heads`` from the outermost to its own."""
    own = _first(stub_measure(label) for label in reversed(rows))
    over = _first(_single(measures_in(head)) for head in reversed(heads))
    if own or over:
        return _nearest(own, over)
    named = measures_in(title)
    if len(named) == 1:
        return named[0]
    texts = [*reversed(heads), *reversed(rows)]
    rules = _data()["fallback_measures"]
    return next((r["measure"] for text in texts for r in rules if _compiled(r["pattern"]).search(text)), None)


def _nearest(own: str | None, over: str | None) -> str | None:
    """Heads that turn a quantity into a price or a share speak last; else the stub does."""
    if over in ("unit_value", "price", "share", "capacity", "operations", "employment", "capacity_utilization"):
        return over
    return own or over


def _single(found: tuple[str, ...]) -> str | None:
    return found[0] if len(found) == 1 else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


@lru_cache(maxsize=1 << 14)
def stage(texts: tuple[str, ...]) -> str | None:
    """Mine, smelter or refinery, else primary or secondary: the first of ``texts`` (narrowest first) that names one.

    A text that names two of a kind ("mine and refinery") decides none.
    """
    for among in (_PHYSICAL, _ORIGIN):
        for text in texts:
            found = [name for name in _stages_in(text) if name in among]
            if found:
                return found[0] if len(found) == 1 else None
    return None


@lru_cache(maxsize=1 << 14)
def _stages_in(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _stages() if pattern.search(text))


@lru_cache(maxsize=1 << 14)
def title_product(title: str) -> str | None:
    """What a title says its figures are of: "U.S. IMPORTS FOR CONSUMPTION OF COBALT, BY FORM" -> "cobalt"."""
    for pattern in _data()["products"]:
        match = _compiled(pattern).search(title)
        if match:
            product = _compiled(r"^(?:U\.S\.|THE|ESTIMATED|WORLD) ").sub("", match["product"].strip(" ,"))
            return product.lower() or None
    return None


@lru_cache(maxsize=1 << 14)
def year_in(text: str) -> int | None:
    """The one calendar year a text names; None for none, for several and for spans ("2013–17")."""
    years = set(_YEAR.findall(text))
    if len(years) != 1 or re.search(r"(?:19|20)\d\d\s?[–-]\s?\d{2}", text):
        return None
    return int(years.pop())


@lru_cache(maxsize=1 << 14)
def period_in(text: str) -> str | None:
    """Quarter, month or yearend where a text says so."""
    return next((period for period, pattern in _PERIODS if pattern.search(text.strip())), None)


def when(heads: Sequence[str], rows: Sequence[str], title: str) -> tuple[int | None, str | None]:
    """A figure's year and period: heads before stub before title."""
    year = next((y for text in (*reversed(heads), *reversed(rows)) if (y := year_in(text))), None)
    year = year or year_in(title)
    period = _first(period_in(text) for text in (*reversed(rows), *reversed(heads), title))
    return year, period or ("year" if year else None)


@lru_cache(maxsize=1 << 14)
def place_of(label: str, states: bool) -> Where | None:
    """The place a stub or a country cell names; ``states``: the table is one of States of the United States."""
    if states:
        state = countries.lookup_state(label)
        if state:
            return Where("us_state", "United States", "USA", state.name)
    led = countries.leading_place(label)
    if led is None or _names_another(led[1]):
        return None
    place = led[0]
    if place.level == "us_state":
        return Where("us_state", "United States", "USA", place.name)
    if place.level == "country":
        return Where("country", place.name, place.code)
    return Where(place.level)


def _names_another(rest: str) -> bool:
    """More places after the first ("Montana, Nevada, and Utah"), or a city's State ("Washington, DC")."""
    parts = [part.removeprefix("and ").strip() for part in rest.split(",")] if rest else []
    return any(countries.lookup(part) or countries.lookup_state(part) for part in parts)


def names_states(stub_head: str, title: str) -> bool:
    """True where a table's stub holds States."""
    return bool(re.search(r"\bstates?\b", stub_head, re.IGNORECASE) or re.search(r"\bBY STATE\b", title, re.IGNORECASE))


def says_us(text: str) -> bool:
    """True where a title speaks of the United States."""
    return bool(_compiled(_data()["us"]).search(text))


def says_world(text: str) -> bool:
    """True where a title speaks of the world."""
    return bool(_compiled(_data()["world"]).search(text))


@lru_cache(maxsize=1 << 14)
def column_role(head: str) -> str | None:
    """Whether a text column holds countries, companies, owners, locations, facilities or products."""
    for role, pattern in _data()["columns"].items():
        if _compiled(r"\b(?:" + pattern + ")").search(head):
            return str(role)
    return None
