"""Fonts of a page as PDFium knows them: whether they are bold, and how wide their characters are."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

AVERAGE = 0.5  # the width, in sizes, of a character whose font does not tell
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_NAME = 256  # bytes of the longest name


def address(handle: Any) -> int:
    """Where PDFium keeps an object: the same for the same object."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


class Font(dict[str, float]):
    """The width of each character, in sizes, asked for when it is first needed."""

    def __init__(self, handle: Any) -> None:
        super().__init__()
        self.handle = handle
        name = ctypes.create_string_buffer(_NAME)
        length = min(pdfium.FPDFFont_GetBaseFontName(handle, name, _NAME), _NAME)
        self.bold = bool(_BOLD.search(name.raw[:length].decode("utf-8", "replace")))

    def __missing__(self, char: str) -> float:
        width = ctypes.c_float()
        found = pdfium.FPDFFont_GetGlyphWidth(self.handle, ord(char), 1.0, width)
        self[char] = width.value if found and width.value > 0 else AVERAGE
        return self[char]

    def width(self, text: str) -> float:
        """How wide a text is, in sizes, when nothing is spaced out."""
        return sum(map(self.__getitem__, text))


class Fonts:
    """The fonts of a page."""

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}

    def of(self, item: Any) -> Font:
        """The font of a text object."""
        handle = pdfium.FPDFTextObj_GetFont(item)
        key = address(handle)
        font = self._known.get(key)
        if font is None:
            font = self._known[key] = Font(handle)
        return font
