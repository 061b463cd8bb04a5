"""What a symbol stands for: the legend's own meanings, and for "(2)" what its note says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipeline.knowledge.data import read_yaml
from pipeline.records import Note

_POINTER = re.compile(r"^\((?P<marks>[\da-z, ]+)\)$")


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the contract; ``included_in`` where the note names it; ``pointer``: the notes pointed to."""

    status: str
    included_in: str | None = None
    pointer: tuple[str, ...] = ()


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("pipeline.tables", "status.yaml")
    data["notes"] = [(rule["status"], re.compile(rule["pattern"], re.IGNORECASE)) for rule in data["notes"]]
    data["included_in"] = re.compile(data["included_in"], re.IGNORECASE)
    return data


def of_symbol(text: str, marks: Sequence[str], notes: Sequence[Note]) -> Status:
    """The status of a printed symbol; "see_note" where no rule reads the note it points to."""
    symbol = _data()["symbols"].get(text)
    if symbol:
        legend = next((note.text for note in notes if note.kind == "legend" and note.marker == text), "")
        marked = " ".join(note.text for note in notes if note.marker in marks and note.kind != "legend")
        return Status(symbol, _included_in(legend) or _included_in(marked))
    match = _POINTER.match(text)
    if not match:
        return Status("zero")
    pointer = tuple(re.findall(r"\d+|[a-z]", match["marks"]))
    found = [of_note(note.text, pointer) for note in notes if note.marker in pointer]
    return found[0] if found else Status("see_note", pointer=pointer)


@lru_cache(maxsize=1 << 12)
def of_note(text: str, pointer: tuple[str, ...]) -> Status:
    """The status a note's words give the figure it stands for."""
    for status, pattern in _data()["notes"]:
        if pattern.search(text):
            return Status(status, _included_in(text), pointer)
    return Status("see_note", pointer=pointer)


@lru_cache(maxsize=1 << 12)
def _included_in(text: str) -> str | None:
    match = _data()["included_in"].search(text)
    return match["place"].strip(' ,“”"') if match else None


def pointers(text: str) -> tuple[str, ...]:
    """The note markers a symbol such as "(2)" points to."""
    match = _POINTER.match(text)
    return tuple(re.findall(r"\d+|[a-z]", match["marks"])) if match else ()
