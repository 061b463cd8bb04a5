"""Places in the Yearbook's own words: countries and localities, regions, the world, the States of the United States.

The names are in ``countries.yaml`` and ``states.yaml``; a name is matched whole, whatever its case and typography.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pipeline.knowledge.data import read_yaml

Level = Literal["country", "world", "region", "us_state", "other"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: ``name`` in the Yearbook's form, ``code`` ISO 3166-1 alpha-3 (null for none), ``level`` its kind."""

    name: str
    code: str | None
    level: Level


def lookup(name: str) -> Place | None:
    """The country, region, remainder ("Other [5 countries and (or) localities]") or State that ``name`` is, or None.

    "Georgia" is the country here and the State in `lookup_state`. Total lines are no places.
    """
    folded = fold(name)
    return _places().get(folded) or _places().get(_count_removed(folded)) or _full_state(folded)


def lookup_state(name: str) -> Place | None:
    """The State that ``name`` is by its full name, postal code ("TX") or printed abbreviation ("Tex."), or None."""
    code = name.strip().rstrip(":")
    if len(code) == 2 and code.isalpha() and not code.isupper():
        return None
    return _states().get(fold(name))


def leading_place(text: str) -> tuple[Place, str] | None:
    """The place a label starts with and the rest after its comma: "Turkey, unspecified", "Korea, Republic of, metal".

    The longest start that is a place counts; the rest is "" where the label is the place alone.
    """
    parts = text.split(",")
    for n in range(len(parts), 0, -1):
        place = lookup(",".join(parts[:n]))
        if place:
            return place, ",".join(parts[n:]).strip()
    return None


def country_names() -> dict[str, Place]:
    """Every printed name and alias of a country, as printed in the data file, with its place."""
    return {name: place for name, place in _printed().items() if place.level == "country"}


def region_names() -> list[str]:
    """The printed names of regions, without remainders such as "Other Asia"."""
    return [name for name, place in _printed().items() if place.level == "region" and not name.startswith("Other")]


def state_names() -> dict[str, str]:
    """Postal code to full name."""
    return {code: entry["name"] for code, entry in _state_data().items()}


def fold(name: str) -> str:
    """``name`` for comparison: case, accents, full stops, kinds of quotation mark and a final colon do not count."""
    text = unicodedata.normalize("NFKD", name).replace("’", "'").replace("‘", "'").replace("&", "and")
    text = re.sub(r"[̀-ͯ.]", "", text).casefold()
    return re.sub(r"\s+", " ", text).strip(" :*")


def _count_removed(folded: str) -> str:
    """Drop the count of a remainder: "other [5 countries and (or) localities]", "other (3 countries)"."""
    return re.sub(r"\s*[\[(]\d+ (?:other )?(?:countr|localit|state).*$", "", folded)


def _full_state(folded: str) -> Place | None:
    place = _states().get(folded)
    return place if place and fold(place.name) == folded else None


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    return {fold(name): place for name, place in _printed().items()}


@lru_cache(maxsize=1)
def _printed() -> dict[str, Place]:
    data = read_yaml("pipeline.knowledge", "countries.yaml")
    named = {name: Place(name, code, "country") for code, name in data["countries"].items()}
    named |= {name: Place(name, None, "country") for name in data["uncoded"]}
    named |= {name: Place(name, None, "region") for name in data["regions"]}
    named |= {name: Place(name, None, "other") for name in data["other"]}
    world = Place(data["world"]["name"], None, "world")
    named |= dict.fromkeys([world.name, *data["world"]["aliases"]], world)
    aliases = {**data["aliases"], **data["region_aliases"]}
    return named | {alias: named[name] for name, others in aliases.items() for alias in others}


@lru_cache(maxsize=1)
def _states() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for code, entry in _state_data().items():
        place = Place(entry["name"], None, "us_state")
        found |= dict.fromkeys(map(fold, [code, *entry.values()]), place)
    return found


@lru_cache(maxsize=1)
def _state_data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = read_yaml("pipeline.knowledge", "states.yaml")
    return data
