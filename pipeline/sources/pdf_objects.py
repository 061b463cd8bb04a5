"""PDFium's page objects as runs and rules.

A run is a text object of the page, which is far faster to read than single characters. An object with wide gaps in it
(a whole line of a table set at once) is cut at them by its characters.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.records import UnreadableSource
from pipeline.sources.pdf_page import Box, Page, joined_rules
from pipeline.sources.pdf_paths import strokes
from pipeline.sources.pdf_upright import PLAIN, RULE_HEIGHT, Matrix, Piece, Upright, moved, times

MAX_PAGES = 2000  # no chapter has a tenth of them
WIDE = 0.55  # average character width, in sizes, from which on an object may hold gaps (Times: 0.42, capitals 0.65)
GAP = 0.8  # in sizes: a gap that cuts an object
DEPTH = 5  # of forms within forms
_BUFFER = 1 << 15  # bytes of the longest text object
_UNPRINTED = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": None, "\r": None, "\n": " ", "\xad": "-"})
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
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
        return [_page(path, document, index, buffers) for index in range(count)]
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

    def font_name(self, font: Any) -> str:
        """The name of a font, "" where it has none."""
        length = pdfium.FPDFFont_GetBaseFontName(font, self.text, _BUFFER)
        return self.text.raw[: length - 1].decode("utf-8", "replace") if 1 < length <= _BUFFER else ""

    def char_box(self, page: Any, index: int) -> Box:
        """A character's left, bottom, right, top."""
        left, right, bottom, top = self.corners
        pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value


def _piece(whole: Piece, text: str, left: float, right: float) -> Piece:
    """A piece of an object between two places."""
    return replace(whole, text=text.strip(), box=(left, whole.box[1], right, whole.box[3]), x=left)


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
        self._bold: dict[int, bool] = {}
        self._widths: dict[tuple[int, str], float] = {}
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
        printed = self.buffers.text_of(item, self.text).translate(_UNPRINTED).rstrip()
        if not printed:
            return
        a, b, c, d, x, y = times(self.buffers.matrix_of(item), form)
        pdfium.FPDFTextObj_GetFontSize(item, self.buffers.size)
        size = self.buffers.size.value * (abs(d) if not c else (c * c + d * d) ** 0.5)
        turn = (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        box = moved(self.buffers.box_of(item), form)
        piece = Piece(printed, box, x, y, size, turn, self._is_bold(item))
        wide = turn == 0 and form is PLAIN and " " in printed and box[2] - box[0] > WIDE * size * len(printed)
        if wide and box[2] - box[0] > self._natural_width(item, printed, size) + GAP * size:
            self.pieces += self._cut(item, piece)
        else:
            self.pieces.append(piece)

    def _is_bold(self, item: Any) -> bool:
        font = pdfium.FPDFTextObj_GetFont(item)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self._bold.get(address)
        if known is None:
            known = self._bold[address] = bool(_BOLD.search(self.buffers.font_name(font)))
        return known

    def _natural_width(self, item: Any, text: str, size: float) -> float:
        """How wide a text is when nothing is spaced out."""
        font = pdfium.FPDFTextObj_GetFont(item)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        width, total = self.buffers.size, 0.0
        for char in text:
            known = self._widths.get((address, char))
            if known is None:
                found = pdfium.FPDFFont_GetGlyphWidth(font, ord(char), 1.0, width)
                known = self._widths[address, char] = width.value if found and width.value > 0 else 0.5
            total += known * size
        return total

    def _cut(self, item: Any, whole: Piece) -> Iterator[Piece]:
        """The pieces of an object between its wide gaps."""
        text, left, right = "", 0.0, 0.0
        for char, box in self._boxes(item):
            if char.isspace():
                text += " " if text else ""
                continue
            if text and box[0] - right > GAP * whole.size:
                yield _piece(whole, text, left, right)
                text = ""
            left = left if text else box[0]
            text, right = text + char, box[2]
        if text:
            yield _piece(whole, text, left, right)

    def _boxes(self, item: Any) -> Iterator[tuple[str, Box]]:
        """An object's characters with their boxes."""
        if not self._characters:
            for index in range(pdfium.FPDFText_CountChars(self.text)):
                owner = pdfium.FPDFText_GetTextObject(self.text, index)
                address = ctypes.cast(owner, ctypes.c_void_p).value or 0
                self._characters.setdefault(address, []).append(index)
        for index in self._characters.get(ctypes.cast(item, ctypes.c_void_p).value or 0, []):
            char = chr(pdfium.FPDFText_GetUnicode(self.text, index)).translate(_UNPRINTED)
            yield char, self.buffers.char_box(self.text, index)

    def _take_path(self, item: Any, form: Matrix) -> None:
        box = moved(self.buffers.box_of(item), form)
        if min(box[2] - box[0], box[3] - box[1]) <= RULE_HEIGHT:
            self.lines.append(box)
        else:
            self.lines += strokes(item, times(self.buffers.matrix_of(item), form))
