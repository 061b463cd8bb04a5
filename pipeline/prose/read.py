"""The prose of a chapter: its paragraphs, the names in them, and the capacities they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.knowledge import countries
from pipeline.prose.attribution import focus
from pipeline.prose.capacity import figures, statements
from pipeline.prose.entities import Entity, Recognizer
from pipeline.prose.gazetteer import gazetteer
from pipeline.prose.once import Given, Reading, Readings
from pipeline.prose.passage import Context, Passage
from pipeline.prose.product import product
from pipeline.prose.sections import Paragraph, paragraphs
from pipeline.prose.sentences import without_citations
from pipeline.records import CapacityRow, Document, FindingRow, MentionRow, ParagraphRow, Table


@dataclass(slots=True)
class Prose:
    """What the prose of a source says; ``source_id``, ``doc_id`` and ``preferred`` are the caller's to fill in."""

    paragraphs: list[ParagraphRow] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    statements: list[CapacityRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


READINGS = Readings()


def read_prose(document: Document, tables: Sequence[Table], readings: Readings | None = None) -> Prose:
    """Read the prose blocks of ``document``; ``tables`` lend the names of companies and places.

    References and lists of sources are paragraphs too, but nothing is read in them save companies' full names.
    A paragraph that another form of the chapter had, as ``readings`` (default: this process's) know, is not read again.
    """
    known = READINGS if readings is None else readings
    found = paragraphs(document.blocks)
    prose = Prose([paragraph.row for paragraph in found])
    recognizer = Recognizer(gazetteer(found, tables))
    before, edition = Context(), document.identity.edition
    for paragraph in found:
        if paragraph.apart:
            continue
        given = _given(paragraph, recognizer, before, edition)
        reading = known.get(given)
        if reading is None:
            reading = _read(paragraph, recognizer, before, edition)
            known.put(given, reading)
        else:
            recognizer.pass_over(without_citations(paragraph.text), reading.places)
        prose.mentions += _mentions(paragraph, reading.names)
        for row in reading.rows:
            if isinstance(row, FindingRow):
                prose.findings.append(row)
            else:
                prose.statements.append(replace(row, paragraph=paragraph.row.paragraph, page=paragraph.row.page))
        before = reading.focus
    return prose


def _given(paragraph: Paragraph, recognizer: Recognizer, before: Context, edition: int) -> Given:
    row = paragraph.row
    return Given(
        paragraph.text, (row.run_in, row.country, paragraph.home), paragraph.continues, (before.company, before.place),
        edition, recognizer.forms, frozenset(recognizer.gazetteer.places), recognizer.last_named(),
    )  # fmt: skip


def _read(paragraph: Paragraph, recognizer: Recognizer, before: Context, edition: int) -> Reading:
    text = without_citations(paragraph.text)
    passage = Passage(paragraph, text, recognizer.entities(text), before, recognizer.gazetteer.companies)
    return Reading(
        (*passage.entities, *_quantities(passage)), tuple(statements(passage, edition)), focus(passage),
        frozenset(recognizer.gazetteer.places),
    )  # fmt: skip


def _mentions(paragraph: Paragraph, names: Sequence[Entity]) -> Iterator[MentionRow]:
    """The names and figures of a paragraph, each once: figures of a list share their product."""
    yield from _head(paragraph)
    distinct = {(entity.start, entity.end, entity.label): entity for entity in reversed(names)}
    for _, entity in sorted(distinct.items()):
        yield _mention(paragraph, entity)


def _head(paragraph: Paragraph) -> Iterator[MentionRow]:
    """The country of a run-in head; the head is no part of the paragraph's text, so it stands at [0, 0)."""
    place = countries.lookup(paragraph.row.run_in) if paragraph.row.run_in else None
    if place and place.level == "country" and paragraph.row.run_in:
        yield _mention(paragraph, Entity("COUNTRY", 0, 0, paragraph.row.run_in, place.name, place.code))


def _quantities(passage: Passage) -> Iterator[Entity]:
    for figure in figures(passage.text):
        start, end = figure.quantity.start, figure.quantity.end
        yield Entity("QUANTITY", start, end, passage.text[start:end], passage.text[start:end])
        made = product(figure)
        if made and passage.text.startswith(made[0], made[1]):
            yield Entity("PRODUCT", made[1], made[1] + len(made[0]), made[0], made[0])


def _mention(paragraph: Paragraph, entity: Entity) -> MentionRow:
    return MentionRow(
        source_id="", doc_id="", preferred=False, label=entity.label, text=entity.text, canonical=entity.canonical,
        country_code=entity.code, paragraph=paragraph.row.paragraph, start=entity.start, end=entity.end,
        page=paragraph.row.page,
    )  # fmt: skip
