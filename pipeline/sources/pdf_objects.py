"""PDFium's page objects as runs and rules.

A run is a text object of the page, which is far faster to read than single characters. An object with wide gaps in it
(a whole line of a table set at once) is cut at them by its characters.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from math import hypot, isfinite
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.records import UnreadableSource
from pipeline.sources.pdf_fonts import Font, Fonts, address
from pipeline.sources.pdf_page import Box, Page, joined_rules
from pipeline.sources.pdf_paths import strokes
from pipeline.sources.pdf_pieces import GAP, Piece, coalesce, cut, length_of
from pipeline.sources.pdf_upright import PLAIN, RULE_HEIGHT, Matrix, Upright, moved, times

MAX_PAGES = 500  # the longest chapter has some sixty
DEPTH = 5  # of forms within forms
_BUFFER = 1 << 15  # bytes of the longest text object
_UNPRINTED = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None, "\r": None, "\n": " ", "\xad": "-"})
_ENCRYPTED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
_TEXT, _PATH, _IMAGE, _FORM = (
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_FORM,
)


def read_pages(path: Path, data: bytes) -> list[Page]:
    """All pages of a PDF.

    Raises `UnreadableSource` for a damaged or encrypted file, one without pages, and one with more than `MAX_PAGES`.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        encrypted = pdfium.FPDF_GetLastError() in _ENCRYPTED
        raise UnreadableSource(f"{path.name}: {'encrypted PDF (it needs a password)' if encrypted else 'damaged PDF'}")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count == 0:
            raise UnreadableSource(f"{path.name}: damaged PDF (it has no pages)")
        if count > MAX_PAGES:
            raise UnreadableSource(f"{path.name}: {count:,} pages are no chapter (at most {MAX_PAGES:,} are read)")
        buffers = _Buffers()
        pages = [_page(path, document, index, buffers) for index in range(count)]
        coalesce(pages)
        return pages
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(path: Path, document: Any, index: int, buffers: _Buffers) -> Page:
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        raise UnreadableSource(f"{path.name}: damaged PDF (page {index + 1} cannot be read)")
    text = pdfium.FPDFText_LoadPage(handle)
    try:
        content = _Content(text, buffers)
        for at in range(pdfium.FPDFPage_CountObjects(handle)):
            content.take(pdfium.FPDFPage_GetObject(handle, at))
        return _upright(content, handle, index + 1)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(handle)


def _upright(content: _Content, handle: Any, number: int) -> Page:
    """The page turned so that most of its text runs from left to right."""
    directions = Counter(piece.turn for piece in content.pieces)
    turn = directions.most_common(1)[0][0] if directions else 0
    frame = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, frame)
    upright = Upright((frame.left, frame.bottom, frame.right, frame.top), turn)
    page = Page(number, upright.width, upright.height, images=content.images)
    page.turns = (pdfium.FPDFPage_GetRotation(handle) - turn) % 4
    page.sideways = len(content.pieces) - directions[turn]
    page.runs = [upright.run(piece) for piece in content.pieces if piece.turn == turn]
    page.rules = joined_rules(rule for line in content.lines if (rule := upright.rule(line)))
    return page


class _Buffers:
    """What PDFium writes its answers to."""

    def __init__(self) -> None:
        self.edges = [ctypes.c_float() for _ in range(4)]
        self.corners = [ctypes.c_double() for _ in range(4)]
        self.size, self.matrix = ctypes.c_float(), pdfium.FS_MATRIX()
        self.text = ctypes.create_string_buffer(_BUFFER)
        self.text_ref = ctypes.cast(self.text, ctypes.POINTER(ctypes.c_ushort))

    def matrix_of(self, item: Any) -> Matrix:
        """An object's matrix."""
        m = self.matrix
        pdfium.FPDFPageObj_GetMatrix(item, m)
        return m.a, m.b, m.c, m.d, m.e, m.f

    def box_of(self, item: Any) -> Box:
        """An object's left, bottom, right, top."""
        left, bottom, right, top = self.edges
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return left.value, bottom.value, right.value, top.value

    def text_of(self, item: Any, page: Any) -> str:
        """A text object's characters, "" where it prints none."""
        length = pdfium.FPDFTextObj_GetText(item, page, self.text_ref, _BUFFER)
        if length > _BUFFER:
            return _long_text(item, page, length)
        return ctypes.string_at(self.text, length - 2).decode("utf-16-le", "replace") if length > 2 else ""

    def char_box(self, page: Any, index: int) -> Box:
        """A character's left, bottom, right, top."""
        left, right, bottom, top = self.corners
        pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value


def _long_text(item: Any, page: Any, length: int) -> str:
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(item, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


class _Content:
    """A page's text objects and thin marks, in PDF's coordinates."""

    def __init__(self, text: Any, buffers: _Buffers) -> None:
        self.text, self.buffers = text, buffers
        self.pieces: list[Piece] = []
        self.lines: list[Box] = []
        self.images = 0
        self.fonts = Fonts()
        self._characters: dict[int, list[int]] = {}

    def take(self, item: Any, form: Matrix = PLAIN, depth: int = 0) -> None:
        """Take an object of the page, or of a form on it."""
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == _TEXT:
            self._take_text(item, form)
        elif kind == _PATH:
            self._take_path(item, form)
        elif kind == _IMAGE:
            self.images += 1
        elif kind == _FORM and depth < DEPTH:
            inner = times(self.buffers.matrix_of(item), form)
            for at in range(pdfium.FPDFFormObj_CountObjects(item)):
                self.take(pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1)

    def _take_text(self, item: Any, form: Matrix) -> None:
        printed = self.buffers.text_of(item, self.text).rstrip()
        if not printed.isprintable():
            printed = printed.translate(_UNPRINTED)
        if not printed:
            return
        a, b, c, d, x, y = times(self.buffers.matrix_of(item), form)
        pdfium.FPDFTextObj_GetFontSize(item, self.buffers.size)
        points, font = _points(self.buffers.size.value), self.fonts.of(item)
        text, scale = printed.lstrip(), points * hypot(a, b)
        turn = (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        box = moved(self.buffers.box_of(item), form)
        piece = Piece(text, box, x, y, points * hypot(c, d) or points, turn, font.bold, font.width(printed) * scale)
        if len(text) < len(printed):
            piece.blank = self._blank(font, text, length_of(box, turn), scale)
        if " " in text and length_of(box, turn) > piece.width + GAP * piece.size:
            self.pieces += cut(piece, self._boxes(item))
        else:
            self.pieces.append(piece)

    def _blank(self, font: Font, text: str, length: float, scale: float) -> float:
        """How wide the blanks before a text are: PDFium tells one for many, so they are what the text does not fill."""
        blank = font[" "] * scale or scale
        return blank * max(round((length - font.width(text) * scale) / blank), 1)

    def _boxes(self, item: Any) -> Iterator[tuple[str, Box]]:
        """An object's characters with their boxes on the page."""
        if not self._characters:
            for index in range(pdfium.FPDFText_CountChars(self.text)):
                owner = address(pdfium.FPDFText_GetTextObject(self.text, index))
                self._characters.setdefault(owner, []).append(index)
        for index in self._characters.get(address(item), []):
            char = chr(pdfium.FPDFText_GetUnicode(self.text, index)).translate(_UNPRINTED)
            yield char, self.buffers.char_box(self.text, index)

    def _take_path(self, item: Any, form: Matrix) -> None:
        box = moved(self.buffers.box_of(item), form)
        if min(box[2] - box[0], box[3] - box[1]) <= RULE_HEIGHT:
            self.lines.append(box)
        else:
            self.lines += strokes(item, times(self.buffers.matrix_of(item), form))


def _points(size: float) -> float:
    """A font's size, which turns its text upside down where it is negative; a size that is none is taken for 1."""
    return abs(size) if size and isfinite(size) else 1.0
