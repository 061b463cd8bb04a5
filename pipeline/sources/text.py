"""Plain-text dumps: lines without positions, table parts in the page's order or head last."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from pipeline.limits import in_force
from pipeline.records import Document, UnreadableSource
from pipeline.sources.dump_grid import grid_of
from pipeline.sources.dump_marks import Vocabulary, declared
from pipeline.sources.dump_pages import without_page_breaks
from pipeline.sources.dump_parts import split_dump
from pipeline.sources.dump_sections import sections, with_heads
from pipeline.sources.head_words import learned
from pipeline.sources.identify import gather, identify
from pipeline.sources.lettercase import repair
from pipeline.sources.paragraphs import Line, join

INDENTED = 0.1  # of the lines: a dump with more that begin with a blank keeps the page's indents
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE_END = re.compile("\r\n|[\r\v\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INLINE_TITLE = re.compile(r"^\s*(TABLE\s+\d+[A-Z]?(?:[—–-]+\s*Continued)?)[.:]?[—–-]*\s+([A-Z][A-Z.,:]*\s[^a-z]*)$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_text(path: Path, data: bytes) -> Document:
    """Read a dump. Raises UnreadableSource for empty files, binary ones and other reports."""
    lines = _lines(path, data)
    identity = identify(gather([line.text for line in lines], path.name))
    prose, tables = split_dump(lines)
    document = Document("text", identity)
    words = Vocabulary.of(
        (line.text for line in [*prose, *(note for table in tables for note in table.notes)]), (x.text for x in lines)
    )
    words |= learned().vocabulary
    markers: dict[str, set[str]] = defaultdict(set)  # the parts of a table share its notes' marks
    for table in tables:
        markers[table.number] |= declared(table.notes)
    flags = {mark for marks in markers.values() for mark in marks if mark.isalpha()}
    for part in (section for table in with_heads(tables) for section in sections(table)):
        grid, findings = grid_of(part, flags | markers[part.number], words)
        document.grids.append(grid)
        document.findings += findings
    clean = [cell.text for grid in document.grids for row in grid.rows for cell in row.cells]
    document.blocks = repair(join(prose), clean) if any(line.text.strip() for line in prose) else []
    return document


def _lines(path: Path, data: bytes) -> list[Line]:
    if not data.strip():
        raise UnreadableSource(f"{path.name}: empty file; nothing to read")
    text = _decode(data)
    if len(_CONTROL.findall(text[:10_000])) > 10:
        raise UnreadableSource(f"{path.name}: not a text file (binary data); give the PDF or workbook its own suffix")
    rows = _plain(_without_margin(text)).removesuffix("\n").split("\n")
    in_force().check("lines", path.name, len(rows), "lines")
    lines = [line for at, row in without_page_breaks(rows) for line in _titled(row, at)]
    indented = sum(line.text.startswith(" ") and bool(line.text.strip()) for line in lines)
    if indented > INDENTED * sum(bool(line.text.strip()) for line in lines):
        return [Line(line.text.strip(), line.line) for line in lines]
    return lines


def _without_margin(text: str) -> str:
    """The text without the blanks that all but few lines begin with: a margin says nothing, a single indent may."""
    indents = sorted(len(line) - len(line.lstrip(" ")) for line in text.splitlines() if line.strip())
    margin = indents[len(indents) // 20] if indents else 0
    cut = re.compile(f"^ {{0,{margin}}}(?=\\S| )", re.MULTILINE)
    return cut.sub("", text) if margin else text


def _plain(text: str) -> str:
    """What tools print differently made alike: ligatures, blanks of other widths, soft hyphens, page breaks."""
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _BLANKS.sub(" ", _LINE_END.sub("\n", text))


def _titled(text: str, at: int) -> list[Line]:
    """A line, or two where a table's number and its title share it."""
    match = _INLINE_TITLE.match(text)
    return [Line(match[1], at), Line(match[2], at)] if match else [Line(text, at)]


def _decode(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else the Windows code page of older tools."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
