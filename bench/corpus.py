"""The corpus beside the checkout: its chapters by form, its answer keys, and which of it is set aside."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FORMS = ("seed", "workbook", "text", "pdf")
FOLDERS = {"workbook": "corpus/workbooks", "text": "corpus/text", "pdf": "corpus/pdf"}
SEED_CHAPTER = "myb1-2017-indiu"
"""The chapter the seed is a dump of: its answers are those of this one."""
SET_ASIDE = re.compile(r"-(alumi|boron|fluor|germa|lead|mica|niobi|perli|selen|talc|vermi|zirco)")
"""Commodity codes, in file names of every spelling, that nothing is built on; scores over them stand apart."""


def chapters(form: str) -> list[Path]:
    """The files of one form, by name."""
    if form == "seed":
        return sorted((SHARED / "seed").glob("*.txt"))
    return sorted(p for p in (SHARED / FOLDERS[form]).iterdir() if p.suffix in (".pdf", ".txt", ".xls", ".xlsx"))


def set_aside(doc: str) -> bool:
    """Whether nothing may be built on this chapter (a file's stem): its commodity is set aside or its prose is."""
    return bool(SET_ASIDE.search(doc)) or (SHARED / f"gold/prose/test/{doc}.jsonl").exists()


def answers(doc: str) -> str:
    """The chapter whose answer key a file's stem is scored by."""
    return SEED_CHAPTER if (SHARED / f"seed/{doc}.txt").exists() else doc


def prose_key(doc: str) -> str | None:
    """The correct prose of a chapter, where the corpus has it; the seed ends before the references."""
    path = SHARED / f"corpus/prose/{answers(doc)}.txt"
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    return text if doc == answers(doc) else text.split("\nReferences Cited")[0]


def table_key(folder: Path) -> Path:
    """The answer key of the tables, unpacked into ``folder``."""
    path = folder / "tables.jsonl"
    if not path.exists():
        path.write_bytes(gzip.decompress((SHARED / "gold/tables.jsonl.gz").read_bytes()))
    return path
