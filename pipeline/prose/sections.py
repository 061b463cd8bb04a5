"""Blocks of prose → paragraphs: each under its section, its run-in head ("Belgium.—") taken off and read as a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge import countries
from pipeline.knowledge.data import read_yaml
from pipeline.records import Block, ParagraphRow

# A few capitalised words, a full stop and a dash; a full stop inside only after an abbreviation ("St. Lucia").
RUN_IN = re.compile(r"^\s*((?:St\. |U\.S\. )?[A-ZÀ-ÞĀ-Ž][^.:;—]{1,75})\.\s?—\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what its place in the chapter says of it.

    ``home`` is the country its statements are about unless they say otherwise: the run-in head's, or the United States
    under domestic headings; ``apart``: references and lists of sources.
    """

    row: ParagraphRow
    home: str | None
    apart: bool
    continues: bool

    @property
    def text(self) -> str:
        """The paragraph's text without its run-in head; every offset is in it."""
        return self.row.text


def paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs of a chapter in order; titles and bylines are none."""
    return list(_walk(blocks))


@dataclass(slots=True)
class _Reader:
    """Where a reader of the chapter is: the heading, the run-in head and the country last passed."""

    section: str | None = None
    topic: str | None = None
    country: str | None = None
    apart: bool = False

    def heading(self, text: str) -> None:
        self.section, self.topic, self.country = " ".join(text.split()), None, None
        if _is("apart", self.section):
            self.apart = True
        elif _is("domestic", self.section) or _is("world", self.section):
            self.apart = False

    def run_in(self, head: str) -> None:
        self.country = _country(head, self.country, self.section)
        self.topic = head

    def home(self) -> str | None:
        domestic = _is("domestic", self.topic) or (_is("domestic", self.section) and not _is("world", self.topic))
        return self.country or ("United States" if domestic else None)


def _walk(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    reader, ordinal = _Reader(), 0
    for block in blocks:
        if block.kind == "heading":
            reader.heading(block.text)
        if block.kind != "paragraph":
            continue
        head, text = (None, block.text.strip()) if reader.apart else split_run_in(block.text)
        if head is not None:
            reader.run_in(head)
        row = ParagraphRow(
            source_id="", doc_id="", preferred=False, paragraph=ordinal, section=reader.section, run_in=head,
            country=reader.country, text=text, letters_repaired=block.letters_repaired, page=block.page,
        )  # fmt: skip
        yield Paragraph(row, reader.home(), reader.apart, continues=head is None)
        ordinal += 1


def split_run_in(text: str) -> tuple[str | None, str]:
    """The run-in head and the text after it; (None, the text) where there is none."""
    found = RUN_IN.match(text)
    return (found[1].strip(), text[found.end() :].strip()) if found else (None, text.strip())


def _country(run_in: str, before: str | None, section: str | None) -> str | None:
    """The country a run-in head leads to: its own, that of a State, or for "Henan Province" the one before."""
    if section is not None and _is("domestic", section) and countries.lookup_state(run_in):
        return "United States"
    name = re.sub(r"\s*\(.*\)$", "", run_in)
    place = countries.lookup(run_in) or countries.lookup(name)
    if place is not None and place.level in ("country", "us_state"):
        return place.name if place.level == "country" else "United States"
    return before if re.search(r"\b(Province|State|Region|Territory|Oblast|Autonomous)\b", run_in) else None


def _is(kind: str, section: str | None) -> bool:
    return section is not None and countries.fold(section) in _kinds()[kind]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    data: dict[str, list[str]] = read_yaml("pipeline.prose", "sections.yaml")
    return {kind: frozenset(map(countries.fold, headings)) for kind, headings in data.items()}
