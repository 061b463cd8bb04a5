"""A published workbook as a document: a grid for every visible table sheet, and the prose of the embedded Word file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from pipeline.records import Block, Document, FindingRow, Grid, UnreadableSource
from pipeline.sources.identify import gather, identify
from pipeline.sources.ole import OLE, ZIP, Ole
from pipeline.sources.sheet import Book, lines, to_grid

BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
HEAD_ROWS = 15  # rows of a table sheet in which its title and head stand


def is_workbook(data: bytes) -> bool:
    """Do the bytes begin as a workbook's do (which may still be another file in the same container)?"""
    return data.startswith((OLE, ZIP, *BIFF))


def read_workbook(path: Path, data: bytes) -> Document:
    """The grids and the prose of a workbook.

    Raises `UnreadableSource` where it is damaged, encrypted, no workbook at all or not a chapter's.
    """
    book = open_book(path.name, data)
    blocks, findings = _prose(book)
    grids: list[Grid] = []
    front = [block.text for block in blocks if block.kind in ("title", "byline")]
    heads: list[str] = []
    for sheet in book.sheets:
        grid, found = to_grid(sheet)
        findings += found
        if grid is None:
            front += lines(sheet)
        else:
            grids.append(grid)
            heads += islice(lines(sheet), HEAD_ROWS)
    identity = identify(gather([*front, *heads], path.name))
    return Document("workbook", identity, blocks, grids, findings=findings)


def open_book(name: str, data: bytes) -> Book:
    """The visible sheets of a workbook of either kind, told by its bytes; ``name`` is for messages.

    Raises `UnreadableSource`: a damaged file makes the readers fail in any way, which is one line here.
    """
    try:
        return _open(name, data)
    except (UnreadableSource, MemoryError):
        raise
    except Exception as error:
        raise UnreadableSource(f"{name}: damaged workbook ({type(error).__name__}: {error})") from error


def _open(name: str, data: bytes) -> Book:
    if data.startswith(OLE):
        return _open_ole(name, data)
    if data.startswith(BIFF):
        from pipeline.sources.xls import read_xls

        return read_xls(name, data)
    from pipeline.sources.xlsx import read_xlsx

    return read_xlsx(name, data)


def _open_ole(name: str, data: bytes) -> Book:
    from pipeline.sources.xls import read_xls

    ole = Ole.open(data)
    if ole.has("EncryptedPackage"):
        raise UnreadableSource(f"{name}: encrypted workbook")
    if not (ole.has("Workbook") or ole.has("Book")):
        raise UnreadableSource(f"{name}: not a workbook (an OLE file without a workbook in it)")
    book = read_xls(name, data)
    book.documents = ole.documents()
    return book


def _prose(book: Book) -> tuple[list[Block], list[FindingRow]]:
    """The blocks of the first embedded Word document that can be read, and a finding for each that cannot."""
    if not book.documents:
        return [], []
    from pipeline.sources.word import read_word

    findings: list[FindingRow] = []
    for document in book.documents:
        try:
            if blocks := read_word(document):
                return blocks, findings
        except ValueError as error:
            message = f"an embedded document cannot be read: {error}"
            findings.append(FindingRow("embedded_document", "warning", message, dataset="paragraphs"))
    return [], findings
