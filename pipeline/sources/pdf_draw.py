"""A PDF's page as a picture with the cells read on it framed: to see at a glance what was read as what."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import YearbookError
from pipeline.sources.pdf_page import Box

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 144  # dots an inch
COLOURS = {
    "figure": "#1f5fbf",
    "range": "#1f5fbf",
    "bound": "#1f5fbf",
    "symbol": "#7a3fbf",
    "ditto": "#bf7a1f",
    "words": "#2f8f4f",
}
OTHER = "#8f8f8f"
MARGIN = 1.0  # points around a cell
FILL = 40  # of 255: how strongly a cell is tinted


def draw_page(data: bytes, page: int, cells: Iterable[tuple[Box, str]], out: Path) -> None:
    """Write page ``page`` (1-based) of a PDF to ``out``, whose suffix tells the format, with ``cells`` framed.

    A cell is its box (x0, top, x1, bottom in points, as published) and its kind, which chooses the colour. Raises
    `YearbookError` where the PDF has no such page or the picture cannot be written.
    """
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as document:
        if not 0 < page <= len(document.pages):
            raise YearbookError(f"there is no page {page}: the PDF has {len(document.pages)}")
        picture = document.pages[page - 1].to_image(resolution=RESOLUTION)
        for (x0, top, x1, bottom), kind in cells:
            colour = COLOURS.get(kind, OTHER)
            frame = x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN
            picture.draw_rect(frame, stroke=colour, fill=_tint(colour))
        _save(picture.annotated, out)


def _tint(colour: str) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, FILL


def _save(picture: Image, out: Path) -> None:
    try:
        picture.convert("RGB").save(out)
    except (OSError, ValueError) as error:
        raise YearbookError(f"{out}: the picture cannot be written ({error})") from error
