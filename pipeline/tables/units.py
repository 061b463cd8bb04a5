"""Units as the Yearbook words them: "thousand metric tons", "dollars per troy ounce", "cents per pound", "percent".

The closed list is in units.yaml. A phrase is a scale, a unit and perhaps "per" another unit; a content or weight basis
may follow ("metric tons, cobalt content"). Nothing is assumed: a phrase that is not understood has no unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipeline.knowledge.data import read_yaml

LONGEST = 500  # letters of what may state a unit: a longer text is prose
_UNLESS = re.compile(r",?\s*\b(?:unless otherwise|except\b).*$", re.IGNORECASE)
_HYPHENED = re.compile(r"([a-z]+)[-–]([a-z]+)")
_PARENTHESES = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the closed list: ``value`` = printed number x ``scale`` in ``code``; ``bare``: a scale alone."""

    code: str | None
    scale: float
    kind: str | None
    basis: str | None = None

    @property
    def bare(self) -> bool:
        """True for "(thousands)": a scale whose unit stands elsewhere."""
        return self.code is None


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml("pipeline.tables", "units.yaml")
    return loaded


@cache
def _words() -> dict[str, tuple[str, float, str]]:
    """Word(s) of a unit to (code, scale, kind)."""
    words = {w: (code, 1.0, u["kind"]) for code, u in _data()["units"].items() for w in u["words"]}
    return words | {w: ("USD", float(f), "money") for w, f in _data()["money"].items()}


@cache
def codes() -> frozenset[str]:
    """Every code of the closed list that stands alone; rates and prices join two with a slash ("USD/kg", "t/yr")."""
    return frozenset(_data()["units"])


def to_si(code: str | None) -> tuple[str, float] | None:
    """The SI-like unit of a code and the factor into it (kg: t, 0.001; USD/lb: USD/t), or None."""
    if code is None:
        return None
    over, _, under = code.partition("/")
    top = _data()["units"].get(over, {}).get("si")
    if not under or top is None:
        return (top[0], float(top[1])) if top else None
    if under in _data()["periods"].values():
        return (f"{top[0]}/{under}", float(top[1])) if under == "yr" else None
    bottom = _data()["units"].get(under, {}).get("si")
    return (f"{top[0]}/{bottom[0]}", float(top[1]) / float(bottom[1])) if bottom else None


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Unit | None:
    """The unit a whole phrase states, or None: "thousand metric tons", "(kilograms)", "(thousands)", "$ per pound"."""
    if len(text) > LONGEST:
        return None
    text = _UNLESS.sub("", text.strip().strip("()").strip().rstrip(":.,;")).strip()
    basis = find_basis(text)
    text = _HYPHENED.sub(_unbroken, _strip_basis(text.lower()))
    if re.match(r"percent(?:age)? of\b", text):
        return Unit("%", 1.0, "share", basis)
    scale, rest = _scale(text)
    if not rest:
        return Unit(None, scale, None, basis) if text and scale != 1 else None
    over, per, under = re.sub(r"[ /-]per[ -]|/", " per ", rest).partition(" per ")
    top = _words().get(over.strip())
    if top is None:
        return None
    code, factor, kind = top
    if not per:
        return Unit(code, scale * factor, kind, basis)
    return _rate(code, scale * factor, kind, under.strip(), basis)


@cache
def _vocabulary() -> frozenset[str]:
    """Every single word of units, scales and periods."""
    phrases = (*_words(), *_data()["scales"], *_data()["periods"])
    return frozenset(word for phrase in phrases for word in str(phrase).split())


def _unbroken(match: re.Match[str]) -> str:
    """A word that a narrow head breaks by hand ("thou-sands") made whole; a compound stays one ("metric-ton")."""
    whole = match[1] + match[2]
    return whole if whole in _vocabulary() else match[0]


def _rate(code: str, scale: float, kind: str, under: str, basis: str | None) -> Unit | None:
    """A price ("dollars per metric ton") or a rate ("metric tons per year")."""
    period = _data()["periods"].get(under)
    if period:
        return Unit(f"{code}/{period}", scale, "rate", basis)
    words = under.split(" of ")[0].strip()
    bottom = _words().get(words)
    below = 1.0
    if bottom is None:
        below, words = _scale(words)
        bottom = _words().get(words)
    if bottom is None:
        return None
    return Unit(f"{code}/{bottom[0]}", scale / (below * bottom[1]), "price" if kind == "money" else "rate", basis)


def _scale(text: str) -> tuple[float, str]:
    first, _, rest = text.partition(" ")
    factor = _data()["scales"].get(first)
    return (float(factor), rest.strip()) if factor else (1.0, text)


@lru_cache(maxsize=1 << 14)
def find_basis(text: str) -> str | None:
    """What a quantity is counted as: "gross weight", "gold content", "contained nitrogen" -> "nitrogen content"."""
    if len(text) > LONGEST:
        return None
    for rule in _data()["bases"]:
        if re.search(rule["pattern"], text, re.IGNORECASE):
            return str(rule["basis"])
    match = re.search(r"\bof contained ([a-z]+)|\bcontained ([a-z]+)$", text, re.IGNORECASE)
    if match:
        return f"{(match[1] or match[2]).lower()} content"
    match = re.search(r"\b(?:of )?([A-Za-z0-9]+(?:[- ][A-Za-z0-9]+){0,2}[- ]?) (content|equivalent)\b", text)
    return f"{_spelled(match[1])} {match[2]}" if match else None


def _spelled(name: str) -> str:
    """Formulas keep their capitals, words lose them."""
    name = re.sub(r"^(?:.*\b(?:tons?|kilograms|pounds|carats|estimated|total|of|and)\b)\s*", "", name.strip())
    return name if re.search(r"\d|[A-Z].*[A-Z]|^[A-Z][a-z]?$", name) else name.lower()


def _strip_basis(text: str) -> str:
    """The phrase without its basis and what follows."""
    text = re.split(r",\s|(?<!percent)(?<!percentage)\s+of\s+(?!total)|;", text)[0]
    return re.sub(r"\s*(?:gross weight|gross quantity|contained weight|dry basis)\b.*$", "", text).strip()


def parse_note(note: str | None) -> list[Unit]:
    """The units a line under the title states: "(Thousand metric tons, gross weight, and thousand dollars)"."""
    if not note:
        return []
    text = _UNLESS.sub("", note.strip().strip("()").strip())
    pieces = re.split(
        r",?\s+and\s+(?=(?:thousand|million|dollars|metric|kilograms|carats|percent|cents|short|pounds))", text
    )
    return [unit for unit in (parse(piece) for piece in pieces) if unit is not None]


@lru_cache(maxsize=1 << 14)
def in_parentheses(text: str) -> tuple[Unit, ...]:
    """The units stated in a text's parentheses: "Quantity (kilograms)"."""
    if "(" not in text:
        return ()
    return tuple(unit for unit in (parse(inner) for inner in _PARENTHESES.findall(text)) if unit is not None)


@lru_cache(maxsize=1 << 14)
def trailing(text: str) -> Unit | None:
    """The unit after the last comma of a stub: "Price, dollars per kilogram", "Capacity utilization, percent"."""
    head, comma, tail = text.rstrip(": ").rpartition(", ")
    if not comma:
        return None
    found = parse(tail)
    if found is None and ", " in head:
        found = parse(head.rpartition(", ")[2])
    return None if found and found.bare else found
