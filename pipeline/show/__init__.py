"""A chapter's tables as they would look in print, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.inputs import KINDS, hash_file
from pipeline.publish.read import published, read_dataset
from pipeline.records import YearbookError
from pipeline.show.draw import Style, draw
from pipeline.show.sheet import sheets

if TYPE_CHECKING:
    import pyarrow as pa

DATASETS = ("tables", "cells", "observations", "notes")


def show(doc: str, number: str | None, out: Path, style: Style) -> Iterator[str]:
    """The lines of a chapter's tables, or of the one numbered ``number``.

    ``doc`` is a doc_id (its preferred source is drawn), a source_id, the path of a published source, or a file: one
    that is not published is read on the spot. Raises YearbookError, one line, where there is nothing to draw.
    """
    found = 0
    for sheet in sheets(_datasets(doc, out)):
        if number is None or (sheet.number or "").lower() == number.lower():
            if found:
                yield ""
            yield from draw(sheet, style)
            found += 1
    if not found:
        raise YearbookError(f"{doc}: " + ("holds no table" if number is None else f"has no table {number}"))


def picture(doc: str, number: str | None, out: Path, raw: Path, file: Path) -> int:
    """Draw the PDF pages of a chapter's tables, or of the one numbered ``number``, with what was read, into ``file``.

    ``doc`` as in `show`; of several forms of a chapter the PDF is taken, looked for below ``raw``. Returns the number
    of pages. Raises YearbookError, one line, where there is nothing to draw or no PDF to draw it on.
    """
    from pipeline.show.image import draw_image, source_file

    if Path(doc).is_file():
        return draw_image(_datasets(doc, out)["cells"], number, source_file(doc, "", out, raw), file)
    source = _pdf_of(doc, out)
    pdf = source_file(doc, source, out, raw)
    return draw_image(_of_source(source, out)["cells"], number, pdf, file)


def _pdf_of(doc: str, out: Path) -> str:
    """The PDF source that ``doc`` names."""
    _, manifest = published(out)
    named = [e for e in manifest.inputs if doc in (e.source_id, e.doc_id, e.path) and e.path.lower().endswith(".pdf")]
    if not named:
        raise YearbookError(f"{doc}: no PDF of it is published in {out}")
    return min(entry.source_id for entry in named)


def _datasets(doc: str, out: Path) -> dict[str, pa.Table]:
    path = Path(doc)
    if path.is_file() and path.suffix.lower() in KINDS:
        return _of_file(path, out)
    return _of_source(_source_of(doc, out), out)


def _of_file(path: Path, out: Path) -> dict[str, pa.Table]:
    """A file's tables as they are published in ``out``, or read now."""
    from pipeline.extract import extract

    try:
        return _of_source(_source_of(hash_file(path)[:12], out), out)
    except (OSError, ValueError) as error:
        raise YearbookError(f"{path}: {error}") from error
    except YearbookError:
        done = extract(path, path.name)
        if done.error is not None:
            raise YearbookError(done.error) from None
        return done.datasets


def _source_of(doc: str, out: Path) -> str:
    """The source that ``doc`` names: of several forms of a chapter the preferred one."""
    state, manifest = published(out)
    named = {entry.source_id for entry in manifest.inputs if doc in (entry.source_id, entry.doc_id, entry.path)}
    if not named:
        raise YearbookError(f"{doc}: neither a file nor a doc_id or source_id published in {out}")
    tables = read_dataset(state, manifest, "tables", lambda output: Path(output.path).stem in named)
    rows = zip(tables["source_id"].to_pylist(), tables["preferred"].to_pylist(), strict=True)
    return next((source for source, preferred in rows if preferred), min(named))


def _of_source(source: str, out: Path) -> dict[str, pa.Table]:
    state, manifest = published(out)
    return {name: read_dataset(state, manifest, name, lambda o: Path(o.path).stem == source) for name in DATASETS}
