"""Whether what a server sent is the whole file that its name promises."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from pipeline.fetch.errors import Refused, Truncated

HEAD = 1024  # bytes looked at for what the file is
TAIL = 2048  # bytes looked at for a PDF's end
DAMAGE = "the workbook is damaged, or its end is missing"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)
EXPECTED = {".pdf": "a PDF", ".xls": "a workbook (.xls)", ".xlsx": "a workbook (.xlsx)"}


def check(path: Path, suffix: str) -> None:
    """Look at a file's first and last bytes.

    Raises:
        Truncated: it begins as it should, and its end is missing or damaged.
        Refused: it is something else; the text says what.
    """
    size = path.stat().st_size
    with open(path, "rb") as stream:
        head = stream.read(HEAD)
        stream.seek(max(0, size - TAIL))
        tail = stream.read()
    found = _kind(head)
    if found not in _accepted(suffix):
        raise Refused(f"sent {_words(head, found)} instead of {EXPECTED[suffix]}")
    if found == ".pdf" and b"%%EOF" not in tail:
        raise Truncated("the end of the PDF is missing")
    if found == ".xlsx":
        _check_zip(path)
    if found == ".xls":
        _check_ole(path)


def _accepted(suffix: str) -> tuple[str, ...]:
    """A workbook saved in the other format under its old name is one all the same."""
    return (".pdf",) if suffix == ".pdf" else (".xls", ".xlsx")


def _kind(head: bytes) -> str | None:
    if b"%PDF-" in head:
        return ".pdf"
    return ".xls" if head.startswith(OLE) else ".xlsx" if head.startswith(ZIP) else None


def _words(head: bytes, found: str | None) -> str:
    if not head:
        return "nothing"
    if found:
        return EXPECTED[found]
    return "a web page" if PAGE.search(head) else "something else"


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Truncated(DAMAGE) from error
    if not any(name.startswith("xl/workbook.") for name in names):
        raise Refused("sent an archive without a workbook in it")


def _check_ole(path: Path) -> None:
    """Every stream that is listed must be there to its end; together they cannot have more than the file has."""
    import olefile

    try:
        with olefile.OleFileIO(path, raise_defects=olefile.DEFECT_INCORRECT) as archive:
            names = archive.listdir()
            if sum(archive.get_size(name) for name in names) > path.stat().st_size:
                raise Truncated(DAMAGE)
            for name in names:
                archive.openstream(name).read()
    except (OSError, IndexError, ValueError) as error:
        raise Truncated(DAMAGE) from error
    if not any(name in (["Workbook"], ["Book"]) for name in names):
        raise Refused("sent an archive without a workbook in it")
