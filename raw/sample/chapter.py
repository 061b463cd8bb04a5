"""A chapter as data: prose blocks and tables with their marks, ready to be rendered in any form."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Marked:
    """A printed text, the superscripts after it and its indent in levels."""

    text: str
    marks: str = ""
    indent: int = 0

    @classmethod
    def parse(cls, source: str) -> Marked:
        text, _, marks = source.partition("^")
        return cls(text.lstrip(">"), marks, len(text) - len(text.lstrip(">")))


@dataclass(frozen=True)
class Spanner:
    """A head over several columns, first and last included."""

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Legend:
    """An entry under a table: a letter mark stands raised before its meaning, a symbol with a space."""

    mark: str
    text: str

    @classmethod
    def parse(cls, source: str) -> Legend:
        return cls(source[1], source[2:]) if source.startswith("^") else cls("", source)


@dataclass(frozen=True)
class Table:
    """A numbered table; ``words`` counts the text columns after the stub, ``text_order`` its parts in a text dump."""

    number: str
    title: list[Marked]
    head: list[list[Marked]]
    rows: list[list[Marked] | None]
    legend: list[Legend]
    notes: list[tuple[str, str]]
    text_order: list[str]
    unit: str | None = None
    source: str | None = None
    spanners: list[list[Spanner]] = field(default_factory=list)
    words: int = 0

    @property
    def width(self) -> int:
        return len(self.head[-1])


@dataclass(frozen=True)
class Chapter:
    """A chapter: its identity, its prose (a heading is a block of its own) and its tables."""

    commodity: str
    edition: int
    release: str
    page: str
    authors: list[str]
    posted: str | None
    prose: list[str | dict[str, str]]
    tables: list[Table]

    @property
    def footer(self) -> str:
        return f"{self.commodity.upper()}—{self.edition} [{self.release}] {self.page}"


def load(name: str) -> Chapter:
    """The chapter kept in ``<name>.yaml``."""
    data = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return Chapter(**{**data, "tables": [_table(t) for t in data["tables"]]})


def _table(data: dict[str, Any]) -> Table:
    return Table(
        **{
            **data,
            "title": [Marked.parse(line) for line in data["title"]],
            "head": [[Marked.parse(c) for c in line] for line in data["head"]],
            "rows": [row and [Marked.parse(c) for c in row] for row in data["rows"]],
            "legend": [Legend.parse(entry) for entry in data["legend"]],
            "notes": [(marker, text) for marker, text in data["notes"]],
            "spanners": [[Spanner(*s) for s in line] for line in data.get("spanners", [])],
        }
    )
