"""A chapter's PDF as a document: prose in reading order, a grid for every table, all with their place on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.records import Document, FindingRow, Grid, UnreadableSource
from pipeline.sources.identify import gather, identify
from pipeline.sources.lettercase import repair
from pipeline.sources.pdf_blocks import blocks_of
from pipeline.sources.pdf_grid import Read, grid_of, markers
from pipeline.sources.pdf_indents import Stub, set_indents
from pipeline.sources.pdf_objects import read_pages
from pipeline.sources.pdf_page import Page
from pipeline.sources.pdf_regions import Parted, part
from pipeline.sources.pdf_rows import Row

HEAD_ROWS = 15  # rows of a table in which its title and head stand


def read_pdf(path: Path, data: bytes) -> Document:
    """The prose and the tables of a PDF.

    Raises `UnreadableSource` where it is damaged, encrypted, without text or pages, far too long, or no chapter's.
    """
    pages = read_pages(path, data)
    if not any(page.runs for page in pages):
        pictures = " (its pages are pictures)" if any(page.images for page in pages) else ""
        raise UnreadableSource(f"{path.name}: the PDF has no text layer{pictures}; it needs text recognition first")
    parted = part(pages)
    document = Document("pdf", identify(gather(_evidence(parted), path.name)), pages=len(pages))
    read = _read_tables(parted.tables)
    document.grids = [one.grid for one in read]
    document.findings = [finding for one in read for finding in one.findings] + list(_sideways(pages))
    document.blocks = repair(blocks_of(parted.prose), list(_texts(document.grids)))
    return document


def _evidence(parted: Parted) -> Iterator[str]:
    """The lines that tell which chapter this is: cover, prose, running heads and feet, titles and heads of tables."""
    yield from parted.cover
    yield from (line.text for strip in parted.prose for line in strip.lines)
    yield from parted.margins
    for rows in parted.tables:
        yield from (row.line.text for row in rows[:HEAD_ROWS])


def _read_tables(tables: Sequence[list[Row]]) -> list[Read]:
    """The grids of all tables; indents and the markers of notes count over all parts of a table."""
    names = [rows[0].line.text.partition("—")[0] for rows in tables]
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for name, rows in zip(names, tables, strict=True):
        marks[name] |= markers(rows)
    read = [grid_of(rows, marks[name]) for name, rows in zip(names, tables, strict=True)]
    stubs: defaultdict[str, list[Stub]] = defaultdict(list)
    for name, one in zip(names, read, strict=True):
        stubs[name] += one.stubs
    for table in stubs.values():
        set_indents(table)
    return read


def _texts(grids: Sequence[Grid]) -> Iterator[str]:
    return (cell.text for grid in grids for row in grid.rows for cell in row.cells)


def _sideways(pages: Sequence[Page]) -> Iterator[FindingRow]:
    for page in pages:
        if page.sideways:
            message = f"page {page.number}: {page.sideways} pieces of text in another direction were passed over"
            yield FindingRow("sideways_text", "warning", message, observed=str(page.sideways))
