"""A table's notes: footnotes, legend entries, source lines, rounding and coverage statements.

Legends stand in one line ("eEstimated. rRevised. -- Zero."); a footnote begins with its marker; a note wrapped over
several lines goes on until its full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.records import GridCell, GridRow, Note, NoteKind

_LEGEND_WORDS = (
    r"Estimated|Revised|Preliminary|Zero|Ditto|Not available|Not applicable|Withheld|Less than|Do\b|None|Included|Net|"
    r"Data not|No data|Negligible|Not meaningful|Not reported|Do not|Insufficient|Suppressed|Reported|Not shown"
)
_LEGEND_ENTRY = re.compile(
    rf"(?P<mark>(?<![^\s.;])(?:[erp](?=\s*[A-Z])|Do\.,\s*do\.|[Dd]o\.(?=\s*Ditto)|NA|N\.A\.|XX|W|D|S|X|--|[–—])"
    rf"(?:,?\s*(?:--|[–—])(?=\s*Zero))?)\s*(?=(?:{_LEGEND_WORDS}))",
)
_LEGEND_START = re.compile(
    rf"^(?:[erp]\s*(?=[A-Z])|Do\.|do\.|NA\b|W\b|XX\b|--|[–—]|D\b)\s*(?:,\s*do\.)?\s*(?:{_LEGEND_WORDS})"
)
_SOURCE = re.compile(r"^\(?Sources?\s*:", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(?P<mark>\d{1,2})\s*(?=[A-ZÀ-Ý“\"‘'(½])")
_COVERAGE = re.compile(r"data available through", re.IGNORECASE)
_ROUNDING = re.compile(r"\brounded\b|\bunrounded\b|significant digit|may not add to", re.IGNORECASE)
_ENDED = re.compile(r"[.:;!?][”\"')]*$")
_TITLE_WORDS = re.compile(rf"^(?:{_LEGEND_WORDS})")


def looks_like_note(cell: GridCell) -> bool:
    """True for the first cell of a line that a table's notes may start with."""
    text = note_text(cell)
    if not text and cell.marks:
        return True
    if re.match(r"^see (foot)?notes? at end", text, re.IGNORECASE):
        return True
    if cell.runs and cell.runs[0][1]:
        return True
    if _SOURCE.match(text) or _COVERAGE.search(text) or _LEGEND_START.match(text) or _TITLE_WORDS.match(text):
        return len(text) > 4
    return (bool(_FOOTNOTE.match(text)) and len(text) > 12) or len(text) > 90


def note_text(cell: GridCell) -> str:
    """The line with its superscripts in their places, as a plain reader would fuse them."""
    if not cell.runs:
        return cell.text
    return re.sub(r"\s+", " ", "".join(text for text, _ in cell.runs)).strip()


def read_notes(rows: Iterable[GridRow]) -> list[Note]:
    """The notes of a table in the order printed; lines of one note joined, legends split into their entries."""
    notes: list[Note] = []
    for lead, text in _joined(rows):
        notes.extend(_entries(lead, text))
    return _distinct(notes)


def _joined(rows: Iterable[GridRow]) -> Iterator[tuple[str | None, str]]:
    """Each note's leading mark (None without) and text, wrapped lines joined."""
    lead: str | None = None
    text = ""
    for row in rows:
        line_lead, line = _lead(row)
        starts = line_lead is not None or bool(_SOURCE.match(line)) or bool(_LEGEND_START.match(line))
        if text and not starts and not _ENDED.search(text):
            text = f"{text} {line}"
            continue
        if text or lead:
            yield lead, text
        lead, text = line_lead, line
    if text or lead:
        yield lead, text


def _lead(row: GridRow) -> tuple[str | None, str]:
    """A line's leading footnote mark and the rest; a legend keeps its marks in the text."""
    first = row.cells[0]
    tail = " ".join(cell.text for cell in row.cells[1:] if cell.text)
    text = f"{note_text(first)} {tail}".strip()
    if first.text == "" and first.marks and not first.runs:
        return first.marks[0], tail
    match = _FOOTNOTE.match(text)
    if first.runs and first.runs[0][1]:
        mark = first.runs[0][0].strip()
        rest = re.sub(r"\s+", " ", "".join(part for part, _ in first.runs[1:])).strip()
        if mark in ("e", "r", "p"):
            return None, text
        return mark, f"{rest} {tail}".strip()
    if match:
        return match["mark"], text[match.end() :]
    return None, text


def _entries(lead: str | None, text: str) -> Iterator[Note]:
    if lead is not None:
        yield Note(lead, _footnote_kind(text), text)
        return
    if _SOURCE.match(text):
        yield Note(None, "source", text)
        return
    marks = list(_LEGEND_ENTRY.finditer(text))
    if not marks or marks[0].start() > 0:
        head = text[: marks[0].start()].strip() if marks else text
        yield Note(None, _footnote_kind(head), head)
    ends = [match.start() for match in marks[1:]] + [len(text)]
    for match, end in zip(marks, ends, strict=bool(marks)):
        words = text[match.end() : end].strip()
        for mark in re.split(r",\s*", match["mark"]):
            yield Note("--" if mark in ("–", "—") else mark, "legend", words)


def _footnote_kind(text: str) -> NoteKind:
    if _ROUNDING.search(text):
        return "rounding"
    return "coverage" if _COVERAGE.search(text) else "footnote"


def _distinct(notes: list[Note]) -> list[Note]:
    """Notes repeated under each "—Continued" part count once."""
    seen: dict[tuple[str | None, str, str], Note] = {}
    for note in notes:
        seen.setdefault((note.marker, note.kind, note.text), note)
    return list(seen.values())
