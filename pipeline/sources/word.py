"""The prose of an embedded Word document: the binary .doc of Word 97 and later (MS-DOC), or a .docx.

A .doc keeps its text in pieces: the piece table (Clx) in its table stream says where each stretch of characters lies in
the WordDocument stream, in Unicode or in one byte a character. Paragraphs end in a mark; fields carry their code and
their result between marks, and only the result is printed.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

from pipeline.knowledge.data import read_yaml
from pipeline.records import Block, BlockKind
from pipeline.sources.layout import is_title_case
from pipeline.sources.ole import DOCX, WORD, Streams
from pipeline.sources.package import DECLARATIONS
from pipeline.sources.superscripts import squeezed

MAGIC = 0xA5EC
_FLAGS, _MAIN_LENGTH, _CLX = 0x0A, 0x4C, 0x01A2  # offsets in the file information block
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_COMPRESSED = 0x40000000
MAX_DOCX = 64 << 20
LIST_ITEM = 80  # characters up to which a paragraph may be an item of a list
_PARAGRAPH_END = re.compile("[\r\x07\x0c]")
_FIELD_START, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SPECIAL = str.maketrans({"\x0b": " ", "\x1e": "-", "\x1f": "", "\u00a0": " ", "\t": " "})
_DROPPED = re.compile("[\x00-\x08\x0e-\x12\x16-\x1d]")
_BYLINE = re.compile(r"^By [A-ZÀ-Ý]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word(streams: Streams) -> list[Block]:
    """The paragraphs of a Word document as blocks; ValueError says why it cannot be read."""
    try:
        texts = _docx_paragraphs(streams[DOCX]) if DOCX in streams else _doc_paragraphs(streams)
        return _blocks(texts)
    except (struct.error, IndexError, KeyError, zipfile.BadZipFile, ElementTree.ParseError, OSError) as error:
        raise ValueError(f"damaged ({type(error).__name__}: {error})") from error


def _doc_paragraphs(streams: Streams) -> Iterator[str]:
    document = streams[WORD]
    if struct.unpack_from("<H", document)[0] != MAGIC:
        raise ValueError("not a Word 97 document")
    flags = struct.unpack_from("<H", document, _FLAGS)[0]
    if flags & _ENCRYPTED:
        raise ValueError("encrypted")
    table = streams["1Table" if flags & _SECOND_TABLE else "0Table"]
    start, length = struct.unpack_from("<II", document, _CLX)
    (main,) = struct.unpack_from("<I", document, _MAIN_LENGTH)
    if main > len(document):
        raise ValueError("its text is longer than the file")
    text = "".join(_pieces(document, _piece_table(table[start : start + length]), main))[:main]
    for paragraph in _PARAGRAPH_END.split(_without_fields(text)):
        yield _printed(paragraph)


def _piece_table(clx: bytes) -> bytes:
    """The piece table within the Clx, past the formatting that may stand before it."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    (length,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + length]


def _pieces(document: bytes, table: bytes, main: int) -> Iterator[str]:
    """The text of each piece up to ``main``: n + 1 character positions, then n descriptors with the offset at 2."""
    count = (len(table) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", table)
    for i in range(count):
        length = min(positions[i + 1], main) - positions[i]
        if length <= 0:
            continue
        (offset,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * i + 2)
        if offset & _COMPRESSED:
            start = (offset & ~_COMPRESSED) // 2
            yield document[start : start + length].decode("cp1252", "replace")
        else:
            yield document[offset : offset + 2 * length].decode("utf-16-le", "replace")


def _without_fields(text: str) -> str:
    """Only the result of a field is printed, not its code; fields may stand in one another."""
    out: list[str] = []
    in_code: list[bool] = []
    for part in re.split("([\x13-\x15])", text):
        if part == _FIELD_START:
            in_code.append(True)
        elif part == _FIELD_RESULT and in_code:
            in_code[-1] = False
        elif part == _FIELD_END and in_code:
            in_code.pop()
        elif not any(in_code):
            out.append(part)
    return "".join(out)


def _printed(text: str) -> str:
    return squeezed(_DROPPED.sub("", text.translate(_SPECIAL)))


def _docx_paragraphs(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.getinfo("word/document.xml").file_size > MAX_DOCX:
            raise ValueError("too large")
        document = archive.read("word/document.xml")
    if any(mark in document for mark in DECLARATIONS):
        raise ValueError("it declares a document type")
    for paragraph in ElementTree.fromstring(document).iter(f"{_W}p"):
        yield _printed("".join(_docx_text(paragraph)))


def _docx_text(paragraph: ElementTree.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"


def _blocks(paragraphs: Iterator[str]) -> list[Block]:
    """Title and byline at the top, then headings and paragraphs; empty paragraphs are left out."""
    blocks: list[Block] = []
    for text in filter(None, paragraphs):
        blocks.append(Block(text, _kind(text, blocks)))
    return blocks


def _kind(text: str, above: list[Block]) -> BlockKind:
    if not above:
        return "title"
    if len(above) < 4 and _BYLINE.match(text):
        return "byline"
    return "heading" if is_heading(text, above[-1]) else "paragraph"


def is_heading(text: str, above: Block) -> bool:
    """A known heading, or a line in title case below a full paragraph or another heading (not an item of a list)."""
    if text.casefold() in _known_headings():
        return True
    after = above.kind == "heading" or (len(above.text) > LIST_ITEM and not above.text.endswith((":", ",", ";")))
    return after and is_title_case(text)


@cache
def _known_headings() -> frozenset[str]:
    return frozenset(read_yaml("pipeline.sources", "headings.yaml")["headings"])
