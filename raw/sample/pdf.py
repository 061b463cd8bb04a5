"""A chapter as its published PDF: two columns of prose, then a page a table.

Marks are smaller glyphs above the baseline, a table has a few horizontal rules and no vertical ones, and the running
foot names the chapter on the pages of prose. Coordinates are points from the page's top left corner.
"""

from __future__ import annotations

from .chapter import Chapter, Marked, Spanner, Table
from .page import BOLD, ITALIC, RAISED, ROMAN, WIDTH, Page, file, marked_width, width

MARGIN, PROSE = 54.0, 10.0
LEADING, PITCH, NOTE_PITCH = 13.2, 11.2, 9.0
COLUMN_WIDTH, COLUMN_STARTS = 243.0, (MARGIN, 315.0)
TOP, BOTTOM, FOOT = 52.0, 730.0, 744.0
INDENT, GAP, TABLE_MARGIN, TITLE = 12.0, 14.0, 36.0, 35.0


def render(chapter: Chapter) -> bytes:
    """The PDF's bytes, without dates or compression, so that they are the same at every writing."""
    pages = _Prose(chapter).pages()
    for table in chapter.tables:
        page = Page()
        _TableOnPage(page, table).draw()
        pages.append(page)
    return file(pages)


class _Prose:
    """Sets the prose line by line, down one column and then the next."""

    def __init__(self, chapter: Chapter) -> None:
        self.chapter, self.set = chapter, [Page()]
        self.column, self.top = 0, TOP + TITLE

    def pages(self) -> list[Page]:
        title = f"{self.chapter.commodity.upper()} [{self.chapter.release}]"
        self.set[0].text(MARGIN, TOP, title, 20, BOLD)
        if self.chapter.authors:
            self._centred(f"By {' and '.join(self.chapter.authors)}")
        for block in self.chapter.prose:
            if isinstance(block, dict):
                self._centred(block["heading"])
            else:
                self._paragraph(block)
        for number, page in enumerate(self.set, 1):
            page.text(MARGIN, FOOT, f"{self.chapter.commodity.upper()}—{self.chapter.edition} [{self.chapter.release}]")
            page.text(WIDTH / 2, FOOT, str(number))
        return self.set

    def _centred(self, text: str) -> None:
        self.top += LEADING / 2
        x = self._place() + (COLUMN_WIDTH - width(text, PROSE, BOLD)) / 2
        self.set[-1].text(x, self.top, text, PROSE, BOLD)
        self.top += 1.5 * LEADING

    def _place(self) -> float:
        """Where a line starts, in the next column or on a new page when this one is full."""
        if self.top > BOTTOM - LEADING:
            self.column = 1 - self.column
            if self.column == 0:
                self.set.append(Page())
            self.top = TOP + (TITLE if len(self.set) == 1 else 0)
        return COLUMN_STARTS[self.column]

    def _paragraph(self, text: str) -> None:
        for number, line in enumerate(_lines(text)):
            x = self._place() + (0 if number else INDENT)
            for piece, font in line:
                x = self.set[-1].text(x, self.top, piece, PROSE, font)
            self.top += LEADING


Pieces = list[tuple[str, str]]
"""Runs of text, each with its font."""


def _lines(text: str) -> list[Pieces]:
    """A paragraph broken into lines, the first of them indented."""
    head, dash, _ = text.partition(".—")
    italics = len((head + dash).split()) if dash else 0
    lines: list[Pieces] = [[]]
    room = COLUMN_WIDTH - INDENT
    for place, word in enumerate(text.split()):
        pieces = [*_pieces(word, place, italics), (" ", ROMAN)]
        wanted = sum(width(piece, PROSE, font) for piece, font in pieces)
        if wanted > room:
            lines.append([])
            room = COLUMN_WIDTH
        lines[-1] += pieces
        room -= wanted
    return lines


def _pieces(word: str, place: int, italics: int) -> Pieces:
    """A word's parts with their fonts: a run-in head is in italics as far as its dash."""
    if place >= italics:
        return [(word, ROMAN)]
    head, dash, rest = word.partition("—")
    return [(head + dash, ITALIC), (rest, ROMAN)] if rest else [(word, ITALIC)]


class _TableOnPage:
    """Sets one table from the top of its page down."""

    def __init__(self, page: Page, table: Table) -> None:
        self.page, self.table, self.top = page, table, TABLE_MARGIN
        widths = [self._column_width(c) for c in range(table.width)]
        self.starts = [TABLE_MARGIN + sum(widths[:c]) + GAP * c for c in range(table.width)]
        self.ends = [start + wide for start, wide in zip(self.starts, widths, strict=True)]

    def _column_width(self, column: int) -> float:
        printed = [row[column] for row in [*self.table.head, *filter(None, self.table.rows)]]
        return max(marked_width(entry) + INDENT * entry.indent for entry in printed)

    def draw(self) -> None:
        self._heading()
        self._rule()
        for line in self.table.spanners:
            self._spanners(line)
        for heads in self.table.head:
            for column, entry in enumerate(heads):
                self._centred(entry, self.starts[column], self.ends[column])
            self.top += PITCH
        self._rule()
        for row in filter(None, self.table.rows):
            self._row(row)
        self._rule()
        self._under()

    def _rule(self) -> None:
        self.page.rule(self.starts[0], self.ends[-1], self.top - 1)

    def _centred(self, entry: Marked, start: float, end: float) -> None:
        if entry.text:
            self.page.marked((start + end - marked_width(entry)) / 2, self.top, entry)

    def _heading(self) -> None:
        unit = [Marked(""), Marked(self.table.unit)] if self.table.unit else []
        for line in [Marked(f"TABLE {self.table.number}"), *self.table.title, *unit, Marked("")]:
            self._centred(line, self.starts[0], self.ends[-1])
            self.top += PITCH

    def _spanners(self, line: list[Spanner]) -> None:
        for spanner in line:
            start, end = self.starts[spanner.first], self.ends[spanner.last]
            self._centred(Marked(spanner.text), start, end)
            self.page.rule(start, end, self.top + PITCH - 1)
        self.top += PITCH

    def _row(self, row: list[Marked]) -> None:
        for column, entry in enumerate(row):
            if column <= self.table.words:
                self.page.marked(self.starts[column] + INDENT * entry.indent, self.top, entry)
            else:
                figure = width(entry.text)
                self.page.marked(self._figures_end(column) - figure, self.top, entry)
        self.top += PITCH

    def _figures_end(self, column: int) -> float:
        """Figures are flush right, and their flags stand in the gap after them."""
        return self.ends[column] - 4

    def _under(self) -> None:
        x = self.starts[0]
        for entry in self.table.legend:
            x = self.page.text(x, self.top - 0.4, entry.mark, RAISED) if entry.mark else x
            x = self.page.text(x, self.top, entry.text + "  ")
        self.top += NOTE_PITCH
        for marker, text in self.table.notes:
            self._note(marker, text)
        if self.table.source:
            self._note("", self.table.source)

    def _note(self, marker: str, text: str) -> None:
        x = self.page.text(self.starts[0], self.top - 0.4, marker, RAISED) if marker else self.starts[0]
        for word in text.split():
            if x + width(word) > max(self.ends[-1], WIDTH / 2):
                x, self.top = self.starts[0], self.top + NOTE_PITCH
            x = self.page.text(x, self.top, word + " ")
        self.top += NOTE_PITCH
