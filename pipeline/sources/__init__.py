"""Sources: bytes into a `Document`, one module a form; the form is told by the content, file names being unreliable."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.records import Document, UnreadableSource

_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|workbook)\b", re.I | re.S
)
_WORKBOOK_SUFFIXES = (".xls", ".xlsx", ".xlsm")


def read(path: Path, data: bytes) -> Document:
    """Read a chapter; ``path`` gives its name for messages, ``data`` is all of it.

    Raises `UnreadableSource` for an empty, damaged or encrypted file, and for anything but a chapter.
    """
    from pipeline.sources.workbook import is_workbook, read_workbook

    if not data.strip():
        raise UnreadableSource(f"{path.name}: the file is empty")
    if b"%PDF-" in data[:1024]:
        from pipeline.sources.pdf import read_pdf

        return read_pdf(path, data)
    if is_workbook(data):
        return read_workbook(path, data)
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableSource(f"{path.name}: a web page, not a chapter's PDF, text or workbook")
    if path.suffix.lower() in _WORKBOOK_SUFFIXES:
        raise UnreadableSource(f"{path.name}: not a workbook (its content is neither an OLE nor a zip container)")
    if path.suffix.lower() == ".pdf":
        raise UnreadableSource(f"{path.name}: damaged PDF (no PDF header)")
    from pipeline.sources.text import read_text

    return read_text(path, data)
