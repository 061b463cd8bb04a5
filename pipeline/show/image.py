"""A PDF's page with what was read on it: each cell in a box, coloured by what it was taken for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.inputs import hash_file
from pipeline.publish.read import published
from pipeline.records import YearbookError

if TYPE_CHECKING:
    import pyarrow as pa

RESOLUTION = 110  # dots an inch: enough to read a superscript
COLOURS = {
    "figure": (30, 110, 200),
    "symbol": (120, 60, 180),
    "range": (0, 140, 140),
    "bound": (0, 140, 140),
    "ditto": (210, 120, 0),
    "words": (40, 140, 60),
}


def draw_image(cells: pa.Table, number: str | None, pdf: Path, file: Path) -> int:
    """Draw the pages of a table (of all tables where ``number`` is None) into ``file``, one below the other.

    ``cells`` are rows of that dataset. Returns the number of pages drawn. Raises YearbookError where nothing of the
    table stands on a page, or ``file`` cannot be written.
    """
    rows = [row for row in cells.to_pylist() if row["page"] and row["bbox"] and _is_of(row, number)]
    if not rows:
        raise YearbookError(f"{pdf}: nothing of {'a table' if number is None else f'table {number}'} stands on a page")
    pages = sorted({row["page"] for row in rows})
    images = _images(pdf, {page: [row for row in rows if row["page"] == page] for page in pages})
    try:
        _stacked(images).save(file)
    except (OSError, ValueError) as error:
        raise YearbookError(f"{file}: {error}") from error
    return len(pages)


def _is_of(row: dict[str, Any], number: str | None) -> bool:
    return number is None or (row["table_number"] or "").lower() == number.lower()


def _images(pdf: Path, rows: dict[int, list[dict[str, Any]]]) -> list[Any]:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return [_boxed(document.pages[page - 1].to_image(resolution=RESOLUTION), cells) for page, cells in rows.items()]


def _boxed(page: Any, cells: list[dict[str, Any]]) -> Any:
    for cell in cells:
        colour = COLOURS[cell["kind"]]
        page.draw_rect(tuple(cell["bbox"]), fill=(*colour, 40), stroke=colour, stroke_width=1)
    return page.annotated


def _stacked(images: list[Any]) -> Any:
    from PIL import Image

    whole = Image.new("RGB", (max(i.width for i in images), sum(i.height for i in images)), "white")
    top = 0
    for image in images:
        whole.paste(image, (0, top))
        top += image.height
    return whole


def source_file(doc: str, source: str, out: Path, raw: Path) -> Path:
    """The PDF that ``doc`` is or names: the file itself, or the published source's file below ``raw``.

    Raises YearbookError where it is not there, is no PDF, or is not the file that was read.
    """
    if Path(doc).is_file():
        return _a_pdf(Path(doc))
    _, manifest = published(out)
    path = next(raw / entry.path for entry in manifest.inputs if entry.source_id == source)
    if not path.is_file():
        raise YearbookError(f"{path}: not there; name the folder that was read with --raw")
    if hash_file(path)[:12] != source:
        raise YearbookError(f"{path}: not the file that was read; run again, or name another folder with --raw")
    return _a_pdf(path)


def _a_pdf(path: Path) -> Path:
    if path.suffix.lower() != ".pdf":
        raise YearbookError(f"{path}: only a PDF has pages to draw")
    return path
